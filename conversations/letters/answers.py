"""An answer as its author reads it: the outcome, why, who decided, and what now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conversations.actions import Open, React, encode, mark
from conversations.contributions import AnswerText
from conversations.letters.about import args_of, ways_to_ask
from conversations.letters.commitments import ways_of_doer
from conversations.lifecycle import Outcome, Procedure, procedure_of, works_on
from conversations.messages import Arg, Message, Rows, Text, Words, button, column
from conversations.programme import Programme
from conversations.quoting import quoted
from conversations.views import ContributionCard, outcome_key


@dataclass(frozen=True, slots=True)
class Answered:
    """A decision as the resident is told it, with whoever read it too where that is said."""

    answer: AnswerText
    decided_by: str
    read_by: str | None = None


def answer(answered: Answered, card: ContributionCard, programme: Programme) -> Message:
    """Write the follow-up: their words, the outcome, why, who decided, and what now.

    Source: promise 5, no outcome without a reason, in the same message.
    """
    args = _args(answered, card, programme)
    answered_by = procedure_of(card.kind, card.desk, answered.answer.outcome)
    way = f"answer-{answered_by}"
    body = [
        Text("answer-heading", args),
        Text(f"{way}-{answered.answer.outcome}", args),
        Text(f"{way}-why", args),
        *_weighed(answered, args),
        Text(f"{way}-decided", args),
        *_read_too(answered),
    ]
    if answered.answer.reference:
        body.append(Text("answer-reference", args))
    body += _what_now(answered, answered_by, args)
    if answered.answer.outcome is Outcome.NO:
        body.append(Text("answer-no-agree"))
    return Message(tuple(body), _answer_ways(card, answered))


def corrected(answered: Answered, card: ContributionCard, programme: Programme) -> Message:
    """The outcome stays; the explanation is another, and is told as news (promise 7)."""
    args = _args(answered, card, programme)
    answered_by = procedure_of(card.kind, card.desk, answered.answer.outcome)
    outcome = Text(outcome_key(card.kind, card.desk, answered.answer.outcome))
    body = [
        Text("news-heading", args),
        Text("corrected", {**args, "outcome": outcome}),
        Text(f"answer-{answered_by}-why", args),
        Text(f"answer-{answered_by}-decided", args),
        *_read_too(answered),
        *_what_now(answered, answered_by, args),
    ]
    return Message(tuple(body), _answer_ways(card, answered))


def _args(answered: Answered, card: ContributionCard, programme: Programme) -> dict[str, Arg]:
    args: dict[str, Arg] = {
        "kind": Text(f"kind-{card.kind}"),
        "number": card.number,
        "words": quoted(card),
        "reason": Words(answered.answer.reason),
        "next": Words(answered.answer.next_step),
        "who": Words(answered.answer.who),
        "decided": Words(answered.decided_by),
        "desk": programme.desk(card.desk).label,
        "reference": Words(answered.answer.reference or ""),
        "date": answered.answer.check_back or card.answer_by,
        "because": Words(answered.answer.because or ""),
    }
    if answered.answer.outcome is Outcome.PASSED_ON:  # in the language of whoever reads it
        args["who"] = args["desk"]
    if answered.answer.doer == "resident":
        args["who"] = Text("doer-you")
    return args


def _weighed(answered: Answered, args: dict[str, Arg]) -> list[Text]:
    """Say what their input did to the plan (report, row 29)."""
    if answered.answer.counted is None:
        return []
    because = "-because" if answered.answer.because else ""
    return [Text(f"answer-counted-{answered.answer.counted}{because}", args)]


def _read_too(answered: Answered) -> list[Text]:
    """Nobody hears no from one person alone; where nobody else is, that is said."""
    if answered.read_by is None:
        return []
    alone = answered.read_by == answered.decided_by
    read = Text("answer-read-by", {"by": Words(answered.read_by)})
    return [Text("answer-read-alone", {"by": read.args["by"]}) if alone else read]


def _what_now(answered: Answered, way: Procedure, args: dict[str, Arg]) -> list[Text]:
    """Say what the next step is, who does it and when; or that there is none."""
    now = Text(f"answer-{way}-next", {**args})
    args = {**args, "now": now}
    body = []
    if not answered.answer.who or nobody_does_it(way, answered.answer.outcome):
        body.append(now)
    elif answered.answer.by_when and answered.answer.look_again is None:
        dated = {**args, "date": answered.answer.by_when}
        body.append(Text("answer-next-dated", dated))
        if works_on(way, answered.answer.outcome):
            body.append(Text(f"answer-firm-{'yes' if answered.answer.firm else 'no'}"))
    else:
        body.append(Text("answer-next", args))
    if answered.answer.look_again is not None:
        body.append(Text("answer-look-again", {**args, "date": answered.answer.look_again}))
    return body


def nobody_does_it(way: Procedure, outcome: Outcome) -> bool:
    """Return whether the next step names nobody: another desk does it, or nobody needs to."""
    if outcome is Outcome.PASSED_ON:
        return True
    return (way, outcome) in {(Procedure.LEARN, Outcome.NO), (Procedure.REPLY, Outcome.YES)}


def _answer_ways(card: ContributionCard, answered: Answered) -> Rows:
    ways = [
        button("button-read", encode(React("read", card.id, mark(answered.answer.reason)))),
        button("button-have-question", encode(Open("ask_back", card.id))),
        button("button-disagree", encode(Open("disagree", card.id))),
    ]
    way = procedure_of(card.kind, card.desk, answered.answer.outcome)
    if way is Procedure.DECIDE and works_on(way, answered.answer.outcome):
        ways.insert(1, button("button-better", encode(Open("better", card.id))))
    if answered.answer.doer == "resident" and works_on(way, answered.answer.outcome):
        return ways_of_doer(card, answered.answer.next_step) + column(*ways)
    return column(*ways)


def taken_back(card: ContributionCard, day: date, reason: str, by: str) -> Message:
    """A wrong answer is called wrong, with the reason, and when there is another."""
    args = {**args_of(card), "reason": Words(reason), "by": Words(by), "date": day}
    return Message((Text("news-heading", args), Text("taken-back", args)), ways_to_ask(card))
