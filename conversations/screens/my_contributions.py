"""My contributions: each with its status in plain words, and what was answered."""

from __future__ import annotations

from conversations.actions import Open, Show, encode
from conversations.lifecycle import Outcome, Status
from conversations.messages import Arg, Message, Text, Words, button, column, say
from conversations.programme import Programme
from conversations.quoting import own_words
from conversations.views import ContributionCard, Facts, Kept, MyContributions

HOME = column(button("button-home", encode(Show("home"))))


def render(facts: Facts) -> tuple[Message, ...]:
    found = facts.find(MyContributions)
    if not found or not found.cards:
        return (say("mine-none", HOME),)
    *earlier, last = (_message(card, facts.programme) for card in found.cards)
    return (*earlier, Message(last.body, last.buttons + HOME))


def kept(facts: Facts, asked: Show) -> tuple[Message, ...]:
    """Show a message that was only announced; when it is kept no longer, what became of all."""
    found = facts.find(Kept, asked.about)
    return (found.message,) if found else render(facts)


def _message(card: ContributionCard, programme: Programme) -> Message:
    ways = [button("button-own", encode(Show("own", card.id)), number=card.number)]
    if card.status is Status.QUESTION_ASKED:
        ways.insert(0, button("button-answer", encode(Open("answer", card.id))))
    return Message((line(card, programme),), column(*ways))


def line(card: ContributionCard, programme: Programme) -> Text:
    args: dict[str, Arg] = {
        "kind": Text(f"kind-{card.kind}"),
        "number": card.number,
        "words": own_words(card),
        "status": status(card, programme),
    }
    return Text("mine-line", args)


def status(card: ContributionCard, programme: Programme) -> Text:
    """Return the status as a sentence, with who has it and the date."""
    args: dict[str, Arg] = {
        "reader": Words(programme.office_or(card.owner_name)),
        "date": card.answer_by,
        "question": Words(card.question or ""),
    }
    if card.passed_on:
        args["desk"] = programme.desk(card.desk).label
        if card.check_back is None:
            return Text("status-passed-on-asked", args)
        return Text("status-passed-on", {**args, "date": card.check_back})
    if card.decision is None:
        return Text(f"status-{card.status}", args)
    decided: dict[str, Arg] = {
        "outcome": Text(card.outcome_key),
        "reason": Words(card.decision.answer.reason),
        "by": Words(card.decision.decided_by),
    }
    if card.by_when is not None and card.status is Status.IN_PROGRESS:
        return Text("status-in_progress-dated", {**decided, "date": card.by_when})
    waits = card.status is Status.DECIDED and card.decision.answer.outcome is Outcome.NOT_NOW
    if card.by_when is not None and waits:
        return Text("status-decided-again", {**decided, "date": card.by_when})
    return Text(f"status-{card.status}-answered", {**args, **decided})
