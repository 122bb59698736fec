"""Letters for while something waits: that it will be late, where it lies, who reads it."""

from __future__ import annotations

from datetime import date

from conversations.actions import Open, React, encode
from conversations.letters.about import args_of, ways_to_ask
from conversations.lifecycle import Status
from conversations.messages import Arg, Message, Text, Words, button, column
from conversations.programme import Programme
from conversations.quoting import quoted
from conversations.views import ContributionCard


def check_back(card: ContributionCard) -> Message:
    """Ask on the promised day whether it is done. A no makes somebody look again (promise 8)."""
    return Message(
        (
            Text(
                f"check-back-{card.kind}",
                {
                    "kind": Text(f"kind-{card.kind}"),
                    "number": card.number,
                    "date": card.received_at.date(),
                    "words": quoted(card),
                },
            ),
        ),
        column(
            button("button-yes", encode(React("done_yes", card.id))),
            button("button-no", encode(React("done_no", card.id))),
        ),
    )


def _what(card: ContributionCard) -> str:
    """Return what was promised: "answer", or "work" for what the answer promised."""
    return "work" if card.status is Status.IN_PROGRESS else "answer"


DELAYS = {
    ("answer", 1): "delay-answer-first",
    ("answer", 2): "delay-answer-again",
    ("work", 1): "delay-work-first",
    ("work", 2): "delay-work-again",
}


def delay(card: ContributionCard, programme: Programme, nth: int, promised: date) -> Message:
    """Tell before it is late that it will be, and admit plainly that nobody gave a reason.

    `promised`: the day that will not be met; the new one stands on the card.
    """
    args = {**args_of(card), "promised": promised, "date": card.promised or card.answer_by}
    args["reader"] = Words(programme.office_or(card.owner_name))
    body = (
        Text("news-heading", args),
        Text(DELAYS[_what(card), nth], args),
        Text("delay-date", args),
    )
    return Message(body, ways_to_ask(card))


def postponed(card: ContributionCard, day: date, reason: str, by: str) -> Message:
    """Tell that it will be late, said by a person and with the reason."""
    args = {**args_of(card), "date": day, "reason": Words(reason), "by": Words(by)}
    body = (
        Text("news-heading", args),
        Text(f"postponed-{_what(card)}", args),
        Text("postponed-why", args),
    )
    return Message(body, ways_to_ask(card))


def looked_at_again(card: ContributionCard, programme: Programme, *, unasked: bool) -> Message:
    """It is read again: `unasked` without the answer to our question, else as was promised."""
    why = "question" if unasked else "not_now"
    args = {**args_of(card), "date": card.answer_by}
    args["reader"] = Words(programme.office_or(card.owner_name))
    return Message((Text("news-heading", args), Text(f"looked-at-again-{why}", args)))


def heartbeat(card: ContributionCard, programme: Programme) -> Message:
    """Tell that there is no news, and with whom it lies: without either it would be a placebo."""
    args = {**args_of(card), "reader": Words(programme.office_or(card.owner_name))}
    return Message((Text("news-heading", args), Text("heartbeat", args)), ways_to_ask(card))


def why(card: ContributionCard) -> Message:
    """Ask some weeks after a no whether they see why; once (promise 8)."""
    return Message(
        (Text("news-heading", args_of(card)), Text("no-check-back", args_of(card))),
        column(
            button("button-see-why", encode(React("see_why", card.id))),
            button("button-have-question", encode(Open("ask_back", card.id))),
            button("button-disagree", encode(Open("disagree", card.id))),
        ),
    )


def new_reader(card: ContributionCard, reader: str) -> Message:
    """Somebody else reads it from now on; the date that was promised stays."""
    args: dict[str, Arg] = {
        "kind": Text(f"kind-{card.kind}"),
        "number": card.number,
        "reader": Words(reader),
        "date": card.answer_by,
    }
    return Message((Text("reader-changed", args),))
