"""Answers wait here: for the moment in which they can be taken back, or for a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.office.actors import Actor, parties, person_of
from bot.office.answers import Outgoing, act_of, needs_of_act, needs_of_sending, send, way
from bot.office.cards import CardFor
from bot.office.needs import Colleagues, Held, Need, ToSend, WaitingFor
from bot.office.readers import second_reader_for
from bot.office.registry import handles
from bot.office.second_reader import ask_second_reader
from bot.office.tasks import Note
from bot.office.unit import READERS, Unit
from bot.office.writes import Made
from conversations import letters, lifecycle
from conversations.actions import mark
from conversations.contributions import Answer, Contribution, SettingAside
from conversations.effects import RecordDecision, SecondRead, SetAside, Undo, said_in
from conversations.events import Applied, Undone
from conversations.lifecycle import Act, Outcome, Party, permitted
from conversations.parts import Part
from conversations.promises import slept_on
from conversations.roles import May
from storage.models.outbox import WORK
from storage.models.proposals import Proposal


def _waits(unit: Unit, answer: Answer) -> bool:
    """Tell whether an answer waits: to be taken back, or a no until a second person read it."""
    no = answer.text.outcome is Outcome.NO
    return no or unit.programme.calendar.clocks.undo > 0


def _to_decide(unit: Unit, by: Actor, effect: RecordDecision) -> Iterator[Need[Any]]:
    answer = effect.answer
    yield from needs_of_act(unit, effect.contribution)
    yield WaitingFor(effect.contribution)
    yield from (Held(other) for other in answer.also)
    if answer.text.outcome is Outcome.NO:
        yield from READERS
    elif not _waits(unit, answer):
        yield from needs_of_sending(unit, effect.contribution, answer)


@handles(RecordDecision, _to_decide)
def record_decision(unit: Unit, by: Actor, effect: RecordDecision) -> None:
    """It goes at once, or waits: a minute to be taken back, a no until a second person read it."""
    there = unit.row(effect.contribution)
    if there is None:
        return
    if Party.STAFF in parties(by, there) and (first := _answered_here(unit, there)) is not None:
        unit.tell(by, Applied(there.id, there.number, "answer_waits", first))
        return
    answer, act = effect.answer, act_of(unit, there, effect.answer)
    row = unit.unless_overtaken(by, effect.contribution, effect.seen, act, "decide")
    person = person_of(by)
    if row is None or person is None:
        return
    if (waiting := unit.waiting(row.id)) is not None:
        unit.tell(by, Applied(row.id, row.number, "answer_waits", waiting.by))
        return
    unfit = [i for i in answer.also if not _answers_too(person, row, unit.row(i))]
    if unfit:
        unit.tell(by, Applied(row.id, row.number, "also_not", ", ".join(map(str, unfit))))
        answer = replace(answer, also=tuple(i for i in answer.also if i not in unfit))
    if _waits(unit, answer):
        _propose(unit, by, person, row, replace(effect, answer=answer))
    else:
        unit.tell(by, Applied(row.id, row.number, "decide"))
        send(unit, Outgoing(row.id, answer, person, unit.signed(by)))


def _answered_here(unit: Unit, row: Contribution) -> str | None:
    """Return who answered it at the same moment; it has not gone before this is written."""
    made = (one.record for one in unit.writes.decisions.made)
    answers = (one for one in made if one.answer.outcome is not Outcome.JOINED)
    return next((one.decided_by for one in answers if one.contribution == row.id), None)


def _answers_too(person: int, row: Contribution, other: Contribution | None) -> bool:
    """Tell whether the answer to one can be the answer to another as well."""
    if other is None or other.id == row.id or person in other.hidden_from:
        return False
    return permitted(Act.DECIDE, other.status) and way(other) is way(row)


def _propose(unit: Unit, by: Actor, person: int, row: Contribution, effect: RecordDecision) -> None:
    """Keep an answer as it was written; a no becomes work for whoever else reads."""
    no = effect.answer.text.outcome is Outcome.NO
    until = unit.now + timedelta(seconds=unit.programme.calendar.clocks.undo)
    made = unit.writes.proposals.make(
        Proposal(
            contribution=row.id,
            seen=effect.seen,
            answer=effect.answer,
            by_id=person,
            by=unit.signed(by),
            made_at=unit.now,
            goes_at=None if no else until,
        )
    )
    if no:
        unit.tell(by, ask_second_reader(unit, row, person, unit.signed(by)))
    else:
        _tell_sending(unit, by, row, made)


def _tell_sending(unit: Unit, by: Actor, row: Contribution, made: Made[Proposal]) -> None:
    unit.tell(by, lambda: Applied(row.id, row.number, "sending", which=made.id))


def _to_read(unit: Unit, by: Actor, effect: SecondRead) -> Iterator[Need[Any]]:
    waiting = WaitingFor(effect.contribution)
    yield Held(effect.contribution)
    yield waiting
    yield Colleagues()
    found = unit.waiting(effect.contribution) if unit.has(waiting) else None
    if found is not None and effect.agree and not unit.programme.calendar.clocks.undo:
        yield from needs_of_going(unit, found)


@handles(SecondRead, _to_read)
def second_read(unit: Unit, by: Actor, effect: SecondRead) -> None:
    """Let an answer go that the reader agrees with, after the minute in which that can be undone;
    else give it back to its writer with a remark."""
    row = unit.for_reader(by, effect.contribution, May.DECIDE)
    found = unit.waiting(row.id) if row else None
    number = str(effect.contribution)
    if row is None or found is None or found.goes_at is not None:
        unit.tell(by, Applied(effect.contribution, number, "nothing_waits"))
        return
    if effect.which is not None and effect.which != mark(said_in(found.answer)):
        unit.tell(by, Applied(row.id, row.number, "nothing_waits"))
        return
    readers = [colleague.reader(0, unit.today) for colleague in unit.colleagues()]
    alone = second_reader_for(readers, found.by_id, row) is None
    own = found.by_id == person_of(by)
    calendar = unit.programme.calendar
    slept = unit.today >= slept_on(found.made_at, calendar)
    together = isinstance(found.answer, SettingAside)  # two people, always
    if own and effect.agree and (together or not (alone and slept)):
        unit.tell(by, Applied(row.id, row.number, "not_yet" if alone else "not_alone"))
    elif effect.agree:
        _agree(unit, by, found)
    else:
        _send_back(unit, by, row, found, effect.remark)


def _agree(unit: Unit, by: Actor, found: Proposal) -> None:
    undo = unit.programme.calendar.clocks.undo
    until = unit.now + timedelta(seconds=undo)
    name = unit.signed(by)
    read = replace(found, read_by_id=person_of(by), read_by=name, goes_at=until)
    unit.writes.proposals.put(read)
    what, about = "sending" if undo else "decide", found.contribution
    number = unit.writes.proposals.number
    unit.tell(by, lambda: Applied(about, str(about), what, which=number(found.id)))
    if not undo:
        _let_go(unit, read)


def _send_back(unit: Unit, by: Actor, row: Contribution, found: Proposal, remark: str) -> None:
    """Whoever wrote it reads why it did not go, with their own words, to change them."""
    unit.call_off(found)
    if found.by_id != person_of(by):
        message = letters.sent_back(row.number, found.answer, remark, unit.signed(by))
        unit.saying(Note(found.by_id, message, WORK, f"second:{found.id}", about=row.id))
    unit.tell(by, Applied(row.id, row.number, "second_no"))


def _what_waits(unit: Unit, by: Actor, effect: Undo) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield WaitingFor(effect.contribution)


@handles(Undo, _what_waits)
def undo(unit: Unit, by: Actor, effect: Undo) -> None:
    """Undo what goes: only by whoever sent it, and only while it has not gone."""
    found = unit.waiting(effect.contribution)
    another = found is not None and effect.which not in (None, found.id)
    if found is None or found.sender != person_of(by) or another:
        unit.tell(by, Undone(effect.contribution, None))
    elif found.read_by_id is not None:  # it waits for a reader once more
        again = replace(found, read_by_id=None, read_by=None, goes_at=None)
        unit.writes.proposals.put(again)
        unit.tell(by, Undone(effect.contribution, None, waits=True))
    else:
        unit.call_off(found)
        unit.tell(by, Undone(effect.contribution, found.answer))


def needs_of_what_waits(unit: Unit, row: Contribution) -> Iterator[Need[Any]]:
    yield WaitingFor(row.id)


def call_off_waiting_answer(unit: Unit, before: Contribution, after: Contribution) -> None:
    """What waits to be sent answers what its writer saw: to something else it never goes.

    They are shown what changed, unless they changed it themselves.
    """
    found = unit.waiting(after.id) if after.version != before.version else None
    if found is None:
        return
    unit.call_off(found)
    if after.changed_by != found.by_id:
        unit.saying(_unsent(found))


def _unsent(proposal: Proposal) -> CardFor:
    key = f"unsent:{proposal.id}"
    return CardFor(proposal.contribution, "reacted-unsent", key, to=proposal.by_id)


def needs_of_going(unit: Unit, proposal: Proposal) -> Iterator[Need[Any]]:
    if isinstance(proposal.answer, Answer):
        yield from needs_of_sending(unit, proposal.contribution, proposal.answer)


def needs_of_what_goes(unit: Unit, to_send: ToSend) -> Iterator[Need[Any]]:
    yield to_send
    # Contributions are held before what waits is read once more, as whoever takes one back does.
    found = unit.find(to_send) if unit.has(to_send) else ()
    for one in found:
        yield Held(one.contribution)
    for one in found:
        yield WaitingFor(one.contribution)
        yield from needs_of_going(unit, one)


def send_what_goes(unit: Unit, to_send: ToSend) -> int:
    """Send what was not taken back; return how many that were."""
    found = [one for one in unit.find(to_send) if unit.waiting(one.contribution) == one]
    for one in found:
        _let_go(unit, one)
    return len(found)


def _let_go(unit: Unit, proposal: Proposal) -> None:
    """What came to rest meanwhile is not answered by it: whoever wrote it is shown that."""
    row, answer = unit.there(proposal.contribution), proposal.answer
    unit.call_off(proposal)
    act = Act.SET_ASIDE if isinstance(answer, SettingAside) else act_of(unit, row, answer)
    if not permitted(act, row.status):
        unit.saying(_unsent(proposal))
    elif isinstance(answer, SettingAside):
        _put_aside(unit, row, proposal, answer)
    else:
        send(unit, Outgoing(row.id, answer, proposal.by_id, proposal.by, proposal.read_by))


def _put_aside(unit: Unit, row: Contribution, proposal: Proposal, answer: SettingAside) -> None:
    why = f"{answer.reason} ({proposal.by}, {proposal.read_by})"
    row = unit.say(row, "aside", (Part(f"aside:{proposal.id}", why),))
    aside = lifecycle.change(Act.SET_ASIDE, row.status, by=Party.STAFF).target
    unit.change(replace(row, status=aside, changed_by=proposal.by_id))
    unit.finish_tasks(row.id)


def _to_set_aside(unit: Unit, by: Actor, effect: SetAside) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield WaitingFor(effect.contribution)
    yield from READERS


@handles(SetAside, _to_set_aside)
def set_aside(unit: Unit, by: Actor, effect: SetAside) -> None:
    """Put spam or a test aside: two people say so, since its author gets no answer."""
    about = effect.contribution
    row = unit.unless_overtaken(by, about, effect.seen, Act.SET_ASIDE, "decide")
    person = person_of(by)
    if row is None or person is None:
        return
    if second_reader_for(unit.readers(), person, row) is None:
        unit.tell(by, Applied(row.id, row.number, "aside_alone"))
    elif (there := unit.waiting(row.id)) is not None:
        unit.tell(by, Applied(row.id, row.number, "answer_waits", there.by))
    else:
        unit.writes.proposals.make(
            Proposal(
                contribution=row.id,
                seen=effect.seen,
                answer=SettingAside(effect.reason),
                by_id=person,
                by=unit.signed(by),
                made_at=unit.now,
                goes_at=None,
            )
        )
        unit.tell(by, ask_second_reader(unit, row, person, unit.signed(by)))
