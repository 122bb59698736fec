"""Messages that reach somebody because of what another did: follow-ups, cards, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from conversations import care
from conversations.actions import Open, React, Show, encode, mark
from conversations.contributions import Answer, AnswerText, SettingAside
from conversations.effects import Commit, said_in
from conversations.lifecycle import Outcome, Status, Way, way_of, works_on
from conversations.messages import Arg, Message, Rows, Text, Words, button, column
from conversations.roles import Role
from conversations.screens.mine import quoted
from conversations.views import ContributionCard, Programme, outcome_key


@dataclass(frozen=True, slots=True)
class Answered:
    """A decision as the resident is told it, with whoever read it too where that is said."""

    answer: AnswerText
    decided_by: str
    read_by: str | None = None


def answer(answered: Answered, card: ContributionCard, programme: Programme) -> Message:
    """The follow-up: their words, the outcome, why, who decided, and what now.

    Source: promise 5, no outcome without a reason, in the same message.
    """
    args = _args(answered, card, programme)
    answered_by = way_of(card.kind, card.desk, answered.answer.outcome)
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
    answered_by = way_of(card.kind, card.desk, answered.answer.outcome)
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
    """What their input did to the plan (report, row 29)."""
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


def _what_now(answered: Answered, way: Way, args: dict[str, Arg]) -> list[Text]:
    """The next step, who does it and when; or that there is none."""
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


def nobody_does_it(way: Way, outcome: Outcome) -> bool:
    """Whether what now is said without who will do that: another desk does, or nobody need."""
    if outcome is Outcome.PASSED_ON:
        return True
    return (way, outcome) in {(Way.LEARN, Outcome.NO), (Way.REPLY, Outcome.YES)}


def _answer_ways(card: ContributionCard, answered: Answered) -> Rows:
    ways = [
        button("button-read", encode(React("read", card.id, mark(answered.answer.reason)))),
        button("button-have-question", encode(Open("ask_back", card.id))),
        button("button-disagree", encode(Open("disagree", card.id))),
    ]
    way = way_of(card.kind, card.desk, answered.answer.outcome)
    if way is Way.DECIDE and works_on(way, answered.answer.outcome):
        ways.insert(1, button("button-better", encode(Open("better", card.id))))
    if answered.answer.doer == "resident" and works_on(way, answered.answer.outcome):
        return _mine(card, answered.answer.next_step) + column(*ways)
    return column(*ways)


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
    args["reader"] = Words(programme.office_or(card.owner_name))
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


def taken_back(card: ContributionCard, day: date, reason: str, by: str) -> Message:
    """A wrong answer is called wrong, with the reason, and when there is another."""
    args = {**_about(card), "reason": Words(reason), "by": Words(by), "date": day}
    return Message((Text("news-heading", args), Text("taken-back", args)), _ask(card))


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
    args["reader"] = Words(programme.office_or(card.owner_name))
    return Message((Text("news-heading", args), Text(f"looked-at-again-{why}", args)))


def heartbeat(card: ContributionCard, programme: Programme) -> Message:
    """No news, and with whom it lies: a message without either would be a placebo."""
    args = {**_about(card), "reader": Words(programme.office_or(card.owner_name))}
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


def ended(card: ContributionCard, text: str, by: str) -> Message:
    """What was promised is done, a part of it is, or a trial ended and something was learned."""
    match card.status:
        case Status.IN_PROGRESS:
            return _part_done(card, text, by)
        case Status.CHECKED:
            return _learned(card, text, by)
        case _:
            return finished(card, text, by)


def finished(card: ContributionCard, text: str, by: str) -> Message:
    """What was promised is done: what it was, who says so, and whether it is."""
    args = {**_about(card), "text": Words(text), "by": Words(by)}
    body = (
        Text("news-heading", args),
        Text("finished", args),
        *_better(card),
        Text("finished-ask", args),
    )
    return Message(body, _is_it(card))


def _part_done(card: ContributionCard, text: str, by: str) -> Message:
    args = {**_about(card), "text": Words(text), "by": Words(by)}
    still = tuple(
        _promised(c.what, c.doer, c.who, c.by_when, firm=c.firm)
        for c in card.commitments
        if c.ended is None
    )
    body = (Text("news-heading", args), Text("part-done", args), Text("still-to-do"), *still)
    return Message(body, _ask(card))


def _learned(card: ContributionCard, text: str, by: str) -> Message:
    args = {**_about(card), "text": Words(text), "by": Words(by)}
    ways = column(
        button("button-have-question", encode(Open("ask_back", card.id))),
        button("button-disagree", encode(Open("disagree", card.id))),
    )
    return Message((Text("news-heading", args), Text("learned", args)), ways)


def _promised(what: str, doer: str, who: str, by_when: date | None, *, firm: bool) -> Text:
    """What, who, before which day, and how certain that is."""
    by = Text("doer-you") if doer == "resident" else Words(who)
    args: dict[str, Arg] = {"what": Words(what), "who": by}
    if by_when is None:
        return Text("commitment", args)
    dated = {**args, "date": by_when}
    return Text(f"commitment-{'sure' if firm else 'plan'}", dated)


def promised(card: ContributionCard, effect: Commit, by: str) -> Message:
    """Something more is promised about what is being done."""
    line = _promised(effect.next_step, effect.doer, effect.who, effect.by_when, firm=effect.firm)
    args = {**_about(card), "by": Words(by)}
    ways = _ask(card)
    if effect.doer == "resident":
        ways = _mine(card, effect.next_step) + ways
    body = (Text("news-heading", args), Text("promised-more", args), line)
    return Message(body, ways)


def _mine(card: ContributionCard, what: str) -> Rows:
    return column(
        button("button-mine-yes", encode(React("mine_yes", card.id, mark(what)))),
        button("button-mine-no", encode(React("mine_no", card.id, mark(what)))),
    )


def your_turn(card: ContributionCard, what: str, day: date | None) -> Message:
    """To a resident who would do something themselves: how is it going?"""
    args = {**_about(card), "what": Words(what), "date": day or card.answer_by}
    asked = "your-turn" if day else "your-turn-undated"
    ways = column(
        button("button-mine-done", encode(React("mine_done", card.id, mark(what)))),
        button("button-mine-no", encode(React("mine_no", card.id, mark(what)))),
        button("button-have-question", encode(Open("ask_back", card.id))),
    )
    return Message((Text("news-heading", args), Text(asked, args)), ways)


def done_by_resident(card: ContributionCard, what: str) -> Message:
    """To who joined: somebody of the neighbourhood did what they would do."""
    args = {**_about(card), "text": Words(what), "by": Text("doer-other")}
    body = (Text("news-heading", args), Text("finished", args), Text("finished-ask", args))
    return Message(body, _is_it(card))


def is_it_done(card: ContributionCard) -> Message:
    about = _about(card)
    return Message(
        (Text("news-heading", about), *_better(card), Text("is-it-done", about)), _is_it(card)
    )


def _better(card: ContributionCard) -> tuple[Text, ...]:
    """What they said themselves that they would notice (report, row 30)."""
    return (Text("better-said", {"better": Words(card.better)}),) if card.better else ()


def _is_it(card: ContributionCard) -> Rows:
    return column(
        button("button-done-yes", encode(React("done_yes", card.id))),
        button("button-done-partly", encode(React("done_partly", card.id))),
        button("button-done-no", encode(React("done_no", card.id))),
    )


def join_asked(card: ContributionCard, other: int, about: str, by: str) -> Message:
    """Whether it may go on with another, in the words of whoever asks; never in the other's."""
    args = {**_about(card), "other": str(other), "about": Words(about), "by": Words(by)}
    return Message((Text("join-asked", args),), _join_ways(card, about))


def join_repeated(card: ContributionCard) -> Message:
    args = {**_about(card), "about": Words(card.question or ""), "other": str(card.joins or "")}
    args["by"] = Words(card.asked_by_name or "")
    return Message((Text("join-asked", args),), _join_ways(card, card.question or ""))


def _join_ways(card: ContributionCard, about: str) -> Rows:
    return column(
        button("button-join-yes", encode(React("join_yes", card.id, mark(about)))),
        button("button-join-no", encode(React("join_no", card.id, mark(about)))),
        button("button-have-question", encode(Open("ask_back", card.id))),
    )


def alone_again(card: ContributionCard, programme: Programme) -> Message:
    """The other was taken back; theirs is not."""
    args = {**_about(card), "date": card.answer_by}
    args["reader"] = Words(programme.office_or(card.owner_name))
    return Message((Text("news-heading", args), Text("alone-again", args)), _ask(card))


def in_their_words(other: ContributionCard, own: ContributionCard) -> ContributionCard:
    """The card of another contribution as whoever joined it reads it: with their own words."""
    return replace(
        other,
        id=own.id,
        editions=own.editions,
        heard=own.heard,
        heard_right=own.heard_right,
        name=own.name,
        author_language=own.author_language,
        received_at=own.received_at,
        author=own.author,
        better=own.better,
    )


def together(message: Message, other: ContributionCard) -> Message:
    """The same news for who joined: whose it was first is private, and so are their numbers."""
    # What their words did to the plan is said of the other's.
    kept = [p for p in message.body if not _of_their_words(p)]
    first, *rest = (_masked(part) for part in kept)
    said = Text("together", {"number": other.number})
    # What only the other's author was asked to do is not theirs to answer.
    ways = tuple(
        row for row in message.buttons if not any(":mine_" in shown.action for shown in row)
    )
    return Message((first, said, *rest), ways, message.media)


def _of_their_words(part: Text | Words) -> bool:
    return isinstance(part, Text) and part.key.startswith("answer-counted-")


def _masked(part: Text | Words) -> Text | Words:
    if isinstance(part, Words):
        return Words(care.without_numbers(part.text))
    key = "doer-other" if part.key == "doer-you" else part.key
    return Text(key, {name: _masked_arg(arg) for name, arg in part.args.items()})


def _masked_arg(arg: Arg) -> Arg:
    return _masked(arg) if isinstance(arg, Text | Words) else arg


def _ask(card: ContributionCard) -> Rows:
    return column(button("button-have-question", encode(Open("ask_back", card.id))))


def sent_back(number: str, answer: Answer | SettingAside, remark: str, by: str) -> Message:
    """To whoever wrote what a second reader did not agree with: the remark, and their words."""
    args: dict[str, Arg] = {"number": number, "by": Words(by), "remark": Words(remark)}
    args["words"] = Words(said_in(answer).partition("\n")[2] or said_in(answer))
    ways = column(button("button-card-of", encode(Show("card", int(number))), number=number))
    return Message((Text("second-sent-back", args),), ways)


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
                "by": Words(details.get("by", "")),
                "date": due,
            },
        )
    ]
    answers = [button("button-task-done", encode(React("task_done", task_id)))]
    if what in WRITTEN_TO and number is None:
        answers.insert(0, button("button-write-to", encode(Open("write_to", task_id))))
    if what in ("second", "second_own") and number is not None:  # done when it was read
        answers = [button("button-second", encode(Show("second", int(number))))]
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


def access_ended(role: Role, by: str) -> Message:
    """To who works here no more; what they sent as a resident stays theirs."""
    said = Text("access-ended-you", {"role": Text(f"role-{role}"), "by": Words(by)})
    return Message((said,), column(button("button-home", encode(Show("home")))))


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
