"""An answer goes out: status, decision, commitments and letters in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.office.actors import Actor, person_of
from bot.office.commitments import promise
from bot.office.letters import FollowUp, Letter
from bot.office.needs import Alike, Held, Latest, LettersOf, Need, Promised, WaitingFor
from bot.office.registry import handles
from bot.office.tasks import TaskFor, assign
from bot.office.unit import READERS, Unit
from bot.office.writes import Made
from conversations import letters, lifecycle
from conversations.contributions import Answer, Contribution
from conversations.effects import TakeBack
from conversations.events import Applied
from conversations.lifecycle import (
    Act,
    Outcome,
    Party,
    Procedure,
    Status,
    permitted,
    procedure_for,
    procedure_of,
    works_on,
)
from conversations.parts import Part
from conversations.promises import answer_by
from storage.models.decisions import Decision


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An answer to a contribution as it goes out, with who read it as well."""

    contribution: int
    answer: Answer
    by: int
    signed: str
    read_by: str | None = None


def needs_of_act(unit: Unit, contribution: int) -> Iterator[Need[Any]]:
    """Yield what must be known to tell which act an answer is."""
    held = Held(contribution)
    yield held
    row = unit.row(contribution) if unit.has(held) else None
    if row is not None and row.status is Status.DECIDED:
        yield Latest(contribution)


def act_of(unit: Unit, row: Contribution, answer: Answer) -> Act:
    """Return the act: for what lies at another desk, that desk's answer is told, once it is
    known."""
    if answer.corrects:
        return Act.CORRECT
    latest = unit.latest(row.id) if row.status is Status.DECIDED else None
    passed_on = latest is not None and latest.answer.outcome is Outcome.PASSED_ON
    return Act.REPORT if passed_on else Act.DECIDE


def needs_of_sending(unit: Unit, contribution: int, answer: Answer) -> Iterator[Need[Any]]:
    also: Sequence[int] = answer.also
    if answer.corrects:
        alike = Alike(contribution)
        yield alike
        others = unit.find(alike) if unit.has(alike) else ()
        also = others or answer.also
    for one in (contribution, *also):
        yield from needs_of_act(unit, one)
        yield Promised(one)
        row = unit.row(one) if unit.has(Held(one)) else None
        if row is not None and row.answer_road == "call":
            yield from READERS
    yield from (WaitingFor(one) for one in also)


def send(unit: Unit, outgoing: Outgoing) -> None:
    """Write status, decision and follow-up in one transaction, for all that one answer answers."""
    answers = [outgoing, *_for_others(unit, outgoing)]
    sent = [(one, *_decide(unit, one)) for one in answers]
    first = sent[0][2]
    unit.writes.same += [(decision, first) for _, _, decision in sent[1:]]
    for one, row, decision in sent:
        _write(unit, one, row, decision)
    for one, row, _ in sent:
        if not one.answer.corrects:
            unit.finish_tasks(row.id, ("question", "write", "pass_on", "late"))
        if row.answer_road == "call":
            details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
            assign(unit, TaskFor("call", row.author, row, details))


def _decide(unit: Unit, one: Outgoing) -> tuple[Contribution, Made[Decision]]:
    row = unit.change(_answered(unit, one, unit.there(one.contribution)))
    decision = unit.writes.decisions.make(
        Decision(
            contribution=row.id,
            answer=one.answer.text,
            read_by=one.read_by,
            corrects=one.answer.corrects,
            decided_by_id=one.by,
            decided_by=one.signed,
            decided_at=unit.now,
        )
    )
    if not one.answer.corrects:
        unit.end_promises(row.id)
    if _works(row, one.answer):
        _promise(unit, one, row)
    return row, decision


def _answered(unit: Unit, one: Outgoing, row: Contribution) -> Contribution:
    """Return the contribution as the answer leaves it; an explanation leaves all but its status."""
    text, act = one.answer.text, act_of(unit, row, one.answer)
    row = replace(
        row,
        status=lifecycle.change(act, row.status, by=Party.STAFF).target,
        changed_by=one.by,
        told_at=unit.now,
    )
    if act is Act.CORRECT:
        return row
    asks_back = text.check_back or (row.check_back if text.outcome is Outcome.YES else None)
    return replace(
        row,
        answered_at=unit.now,
        owner=row.owner or one.by,
        check_back=asks_back,
        outcome=text.outcome,
        by_when=text.look_again or text.by_when,
        joins=None,
        notices=0,
    )


def _promise(unit: Unit, one: Outgoing, row: Contribution) -> None:
    text = one.answer.text
    promise(
        unit,
        row,
        one.by,
        text.next_step,
        who=text.who,
        by_when=text.by_when,
        doer=text.doer,
        owner=one.answer.owner,
        firm=text.firm,
    )


def _write(unit: Unit, one: Outgoing, row: Contribution, decision: Made[Decision]) -> None:
    unit.saying(
        FollowUp(
            row.id,
            _letter(unit, one),
            lambda: f"decision:{decision.id}",
            on_sent="answered" if _works(row, one.answer) else None,
            no=one.answer.text.outcome is Outcome.NO,
            shared=True,
        )
    )


def _letter(unit: Unit, one: Outgoing) -> Letter:
    told = letters.Answered(one.answer.text, one.signed, one.read_by)
    write = letters.corrected if one.answer.corrects else letters.answer
    programme = unit.programme
    return lambda card: write(told, card, programme)


def way(row: Contribution) -> Procedure:
    return procedure_for(row.kind, row.desk)


def _works(row: Contribution, answer: Answer) -> bool:
    """Tell whether something was promised with it that is now to be done."""
    outcome = answer.text.outcome
    return works_on(procedure_of(row.kind, row.desk, outcome), outcome) and not answer.corrects


def _for_others(unit: Unit, outgoing: Outgoing) -> list[Outgoing]:
    """Return the same for the other contributions that it answers and can: what was answered
    together is explained anew together."""
    answer, first = outgoing.answer, unit.there(outgoing.contribution)
    also = answer.also
    if answer.corrects:
        also = unit.find(Alike(first.id)) or answer.also
    act = Act.CORRECT if answer.corrects else Act.DECIDE
    found = []
    for other in dict.fromkeys(also):
        row = unit.row(other)
        if row is None or other == first.id or unit.waiting(other):
            continue
        if outgoing.by in row.hidden_from or way(row) is not way(first):
            continue
        if permitted(act, row.status):
            same = replace(answer, also=())
            found.append(replace(outgoing, contribution=other, answer=same))
    return found


def _to_take_back(unit: Unit, by: Actor, effect: TakeBack) -> Iterator[Need[Any]]:
    latest = Latest(effect.contribution)
    yield Held(effect.contribution)
    yield Promised(effect.contribution)
    yield latest
    decision = unit.latest(effect.contribution) if unit.has(latest) else None
    if decision is not None:
        yield LettersOf(f"decision:{decision.id}:")


@handles(TakeBack, _to_take_back)
def take_back(unit: Unit, by: Actor, effect: TakeBack) -> None:
    """A wrong answer is taken back: what had not left never does, else its author hears why."""
    about = effect.contribution
    row = unit.unless_overtaken(by, about, effect.seen, Act.TAKE_BACK, "take_back")
    if row is None:
        return
    row = unit.say(row, "written", (Part(f"back:{row.id}:{row.version}", effect.reason),))
    row = unit.change(
        replace(
            row,
            status=unit.status_after(by, Act.TAKE_BACK, row),
            answer_by=answer_by(unit.now, unit.programme.calendar),
            by_when=None,
            check_back=None,
            notices=0,
            told_at=unit.now,
            changed_by=person_of(by),
        )
    )
    unit.end_promises(row.id)
    unit.finish_tasks(row.id, ("call",))
    unit.tell(by, Applied(row.id, row.number, "take_back"))
    decision = unit.latest(row.id)
    sent = unit.find(LettersOf(f"decision:{decision.id}:")) if decision else ()
    unit.writes.recalled += [number for number, state in sent if state == "waiting"]
    left = any(state not in ("waiting", "recalled") for _, state in sent)
    if left or decision is None:
        write = _taken_back(row.answer_by, effect.reason, unit.signed(by))
        unit.saying(FollowUp(row.id, write, f"back:{row.id}:{row.version}", shared=True))


def _taken_back(day: date, reason: str, by: str) -> Letter:
    return lambda card: letters.taken_back(card, day, reason, by)
