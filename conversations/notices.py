"""Messages that reach somebody because of what another did: follow-ups, cards, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conversations.actions import Open, React, Show, encode, mark
from conversations.lifecycle import Outcome, Status, Way, way_of
from conversations.messages import Arg, Message, Rows, Text, Words, button, column
from conversations.screens.mine import quoted
from conversations.views import ContributionCard, Programme


@dataclass(frozen=True, slots=True)
class Answered:
    """A decision as the resident is told it."""

    outcome: Outcome
    reason: str
    next_step: str
    who: str
    by_when: date | None
    decided_by: str
    reference: str | None = None  # of another desk, for what was passed on to it
    check_back: date | None = None  # when the author is asked how that went
    look_again: date | None = None  # of what is not for now


def answer(answered: Answered, card: ContributionCard, programme: Programme) -> Message:
    """The follow-up: their words, the outcome, why, who decided, and what now.

    Source: promise 5, no outcome without a reason, in the same message.
    """
    args: dict[str, Arg] = {
        "kind": Text(f"kind-{card.kind}"),
        "number": card.number,
        "words": quoted(card),
        "reason": Words(answered.reason),
        "next": Words(answered.next_step),
        "who": Words(answered.who),
        "decided": Words(answered.decided_by),
        "desk": programme.desk(card.desk).label,
        "reference": Words(answered.reference or ""),
        "date": answered.check_back or card.answer_by,
    }
    if answered.outcome is Outcome.PASSED_ON:  # in the language of whoever reads it
        args["who"] = args["desk"]
    answered_by = way_of(card.kind, card.desk, answered.outcome)
    way = f"answer-{answered_by}"
    body = [
        Text("answer-heading", args),
        Text(f"{way}-{answered.outcome}", args),
        Text(f"{way}-why", args),
        Text(f"{way}-decided", args),
    ]
    if answered.reference:
        body.append(Text("answer-reference", args))
    now = Text(f"{way}-next", {**args})
    args["now"] = now
    if nobody_does_it(answered_by, answered.outcome):
        body.append(now)
    elif answered.by_when and answered.look_again is None:
        body.append(Text("answer-next-dated", {**args, "date": answered.by_when}))
    else:
        body.append(Text("answer-next", args))
    if answered.look_again is not None:
        body.append(Text("answer-look-again", {**args, "date": answered.look_again}))
    if answered.outcome is Outcome.NO:
        body.append(Text("answer-no-agree"))
    return Message(tuple(body), _answer_ways(card, answered.reason))


def nobody_does_it(way: Way, outcome: Outcome) -> bool:
    """Whether what now is said without who will do that: another desk does, or nobody need."""
    if outcome is Outcome.PASSED_ON:
        return True
    return (way, outcome) in {(Way.LEARN, Outcome.NO), (Way.REPLY, Outcome.YES)}


def _answer_ways(card: ContributionCard, reason: str) -> Rows:
    return column(
        button("button-read", encode(React("read", card.id, mark(reason)))),
        button("button-have-question", encode(Open("ask_back", card.id))),
        button("button-disagree", encode(Open("disagree", card.id))),
    )


def asked(card: ContributionCard, question: str, by: str) -> Message:
    """A question of staff about a contribution, with the words it is about."""
    return Message(
        (
            Text(
                "staff-asks",
                {
                    "by": Words(by),
                    "kind": Text(f"kind-{card.kind}"),
                    "number": card.number,
                    "words": quoted(card),
                    "question": Words(question),
                },
            ),
        ),
        column(button("button-answer", encode(Open("answer", card.id)))),
    )


def written(card: ContributionCard, text: str, by: str) -> Message:
    """A letter of staff about a contribution, with the words it is about."""
    return Message(
        (
            Text(
                "staff-writes",
                {
                    "by": Words(by),
                    "kind": Text(f"kind-{card.kind}"),
                    "number": card.number,
                    "words": quoted(card),
                    "text": Words(text),
                },
            ),
        ),
        column(button("button-have-question", encode(Open("ask_back", card.id)))),
    )


def written_to(text: str, by: str) -> Message:
    """A letter about no message of theirs; what they answer is a message like any other."""
    return Message((Text("staff-writes-you", {"by": Words(by), "text": Words(text)}),))


def heard(card: ContributionCard, text: str, by: str) -> Message:
    """What somebody heard in a voice note: is that right?"""
    return Message(
        (Text("heard", {"by": Words(by), "heard": Words(text), "number": card.number}),),
        column(
            button("button-yes", encode(React("heard_yes", card.id, mark(text)))),
            button("button-heard-no", encode(Open("correct_heard", card.id))),
        ),
    )


def check_back(card: ContributionCard) -> Message:
    """On the day that was promised: is it done? A no makes somebody look again (promise 8)."""
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


def _about(card: ContributionCard) -> dict[str, Arg]:
    return {"kind": Text(f"kind-{card.kind}"), "number": card.number, "words": quoted(card)}


def _what(card: ContributionCard) -> str:
    """What was promised: an answer, or what the answer promised."""
    return "work" if card.status is Status.IN_PROGRESS else "answer"


DELAYS = {
    ("answer", 1): "delay-answer-first",
    ("answer", 2): "delay-answer-again",
    ("work", 1): "delay-work-first",
    ("work", 2): "delay-work-again",
}


def delay(card: ContributionCard, programme: Programme, nth: int, promised: date) -> Message:
    """It will be late, before it is: with the plain admission that nobody gave a reason.

    `promised`: the day that will not be met; the new one stands on the card.
    """
    args = {**_about(card), "promised": promised, "date": card.promised or card.answer_by}
    args["reader"] = Words(programme.office_or(card.owner))
    body = (
        Text("news-heading", args),
        Text(DELAYS[_what(card), nth], args),
        Text("delay-date", args),
    )
    return Message(body, _ask(card))


def postponed(card: ContributionCard, day: date, reason: str, by: str) -> Message:
    """The same, said by a person and with the reason."""
    args = {**_about(card), "date": day, "reason": Words(reason), "by": Words(by)}
    body = (
        Text("news-heading", args),
        Text(f"postponed-{_what(card)}", args),
        Text("postponed-why", args),
    )
    return Message(body, _ask(card))


def repeated(card: ContributionCard) -> Message:
    """The question once more; silence never counts as an answer."""
    args = {**_about(card), "question": Words(card.question or "")}
    return Message(
        (Text("question-repeated", args),),
        column(button("button-answer", encode(Open("answer", card.id)))),
    )


def looked_at_again(card: ContributionCard, programme: Programme, *, unasked: bool) -> Message:
    """It is read again: `unasked` without the answer to our question, else as was promised."""
    why = "question" if unasked else "not_now"
    args = {**_about(card), "date": card.answer_by}
    args["reader"] = Words(programme.office_or(card.owner))
    return Message((Text("news-heading", args), Text(f"looked-at-again-{why}", args)))


def heartbeat(card: ContributionCard, programme: Programme) -> Message:
    """No news, and with whom it lies: a message without either would be a placebo."""
    args = {**_about(card), "reader": Words(programme.office_or(card.owner))}
    return Message((Text("news-heading", args), Text("heartbeat", args)), _ask(card))


def why(card: ContributionCard) -> Message:
    """Some weeks after a no: do you see why? Once (promise 8)."""
    return Message(
        (Text("news-heading", _about(card)), Text("no-check-back", _about(card))),
        column(
            button("button-see-why", encode(React("see_why", card.id))),
            button("button-have-question", encode(Open("ask_back", card.id))),
            button("button-disagree", encode(Open("disagree", card.id))),
        ),
    )


def finished(card: ContributionCard, text: str, by: str) -> Message:
    """What was promised is done: what it was, who says so, and whether it is."""
    args = {**_about(card), "text": Words(text), "by": Words(by)}
    body = (Text("news-heading", args), Text("finished", args), Text("finished-ask", args))
    return Message(body, _is_it(card))


def is_it_done(card: ContributionCard) -> Message:
    return Message(
        (Text("news-heading", _about(card)), Text("is-it-done", _about(card))), _is_it(card)
    )


def _is_it(card: ContributionCard) -> Rows:
    return column(
        button("button-done-yes", encode(React("done_yes", card.id))),
        button("button-done-no", encode(React("done_no", card.id))),
    )


def _ask(card: ContributionCard) -> Rows:
    return column(button("button-have-question", encode(Open("ask_back", card.id))))


# Tasks whose person can be written to, when no message of theirs is open to write back about.
WRITTEN_TO = ("write", "visit", "emergency")


def task(
    task_id: int, what: str, number: str | None, details: Mapping[str, str], due: date
) -> Message:
    """Work for a member of staff, with a button to say that it is done."""
    name, words, phone = details.get("name"), details.get("words"), details.get("phone")
    body = [
        Text(
            f"task-{what}",
            {
                "number": number or Text("desk-no-number"),
                "phone": Words(phone) if phone else Text("not-said"),
                "name": Words(name) if name else Text("nameless"),
                "when": Text(f"moment-{details.get('moment', 'any')}"),
                "words": Words(words or ""),
                "date": due,
            },
        )
    ]
    answers = [button("button-task-done", encode(React("task_done", task_id)))]
    if what in WRITTEN_TO and number is None:
        answers.insert(0, button("button-write-to", encode(Open("write_to", task_id))))
    if what == "pass_on" and number is not None:  # done when its author was told
        answers = [button("button-passed-on", encode(Open("pass_on", int(number))))]
    if not words or what == "emergency":
        return Message(tuple(body), column(*answers))
    if "rough" in details:
        show = button("button-rough-words", encode(Show("rough_task", task_id)))
        return Message((*body, Text("task-rough")), column(show, *answers))
    return Message((*body, Text("task-words", {"words": Words(words)})), column(*answers))


def new_reader(card: ContributionCard, reader: str) -> Message:
    """Somebody else reads it from now on; the date that was promised stays."""
    args: dict[str, Arg] = {
        "kind": Text(f"kind-{card.kind}"),
        "number": card.number,
        "reader": Words(reader),
        "date": card.answer_by,
    }
    return Message((Text("reader-changed", args),))


def given_all(by: str, contributions: int, tasks: int) -> Message:
    """To who gets all the work of a colleague: one message, and the desk."""
    said = Text("given-all", {"by": Words(by), "count": contributions, "tasks": tasks})
    return Message((said,), column(button("button-desk", encode(Show("desk")))))


def emergency(words: str, owner: str) -> Message:
    """What whoever may decide hears at once of a task that is another's."""
    said = Text("task-emergency", {"words": Words(words)})
    return Message((said, Text("task-emergency-owner", {"by": Words(owner)})))


def knock(message: Message, kept: int) -> Message:
    """What is pushed in the place of a message where somebody else may read along.

    `kept` is the row of the outbox in which the message itself is.
    """
    read = column(button("button-read-it", encode(Show("kept", kept))))
    for said in message.body:
        if isinstance(said, Text) and {"kind", "number"} <= set(said.args):
            what = "answer" if said.key == "answer-heading" else "news"
            args = {"kind": said.args["kind"], "number": said.args["number"]}
            return Message((Text(f"knock-{what}", args),), read)
    return Message((Text("knock"),), read)
