"""What falls due is done or told, and the next moment is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.office.cards import CardFor
from bot.office.joining import still_together
from bot.office.letters import FollowUp, Letter
from bot.office.needs import FallenDue, Held, Need, Promised
from bot.office.readers import adopt
from bot.office.tasks import TaskFor, assign
from bot.office.unit import READERS, Unit
from conversations import letters, promises
from conversations.contributions import Commitment, Contribution
from conversations.lifecycle import Status
from conversations.programme import Programme
from conversations.promises import What
from conversations.roles import Role
from conversations.routing import Reader

SILENT = (What.REST, What.TOGETHER)  # nobody needs to hear of these


def needs_of_falling_due(unit: Unit, fallen: FallenDue) -> Iterator[Need[Any]]:
    yield fallen
    found = unit.find(fallen) if unit.has(fallen) else ()
    if found:
        yield from READERS
    for row in found:
        due = row.due
        if due is None:
            continue
        if due.what in (What.WORK, What.OVERDUE, What.DELAY):
            yield Promised(row.id)
        if due.what is What.TOGETHER and row.joins is not None:
            yield Held(row.joins)


def fell_due(unit: Unit, fallen: FallenDue) -> int:
    """Do or tell what fell due, and store the next moment; return how many that were."""
    found = unit.find(fallen)
    unit.hold(found)
    adopt(unit, [unit.there(row.id) for row in found])
    told: list[FollowUp] = []
    late: list[TaskFor] = []
    for row in found:
        if row.due is not None:
            told += _carry_out(unit, unit.there(row.id), row.due.what, row.due.to, late)
    for wanted in late:
        assign(unit, wanted)
    for letter in [*told, *_reminders(unit, found)]:
        unit.saying(letter)
    return len(found)


def _carry_out(
    unit: Unit, row: Contribution, what: What, to: str, late: list[TaskFor]
) -> list[FollowUp]:
    """Carry out what is due and return what its author hears of it; `late` gets who must call."""
    today = unit.today.isoformat()
    course = promises.carried_out(row.course, what, unit.programme.calendar, unit.now)
    after = unit.change(row.on(course), quietly=True, again=True)
    told = to == "author" or what is What.LOOK_AGAIN
    if what is What.LOOK_AGAIN and to != "author":
        unit.saying(CardFor(row.id, "reacted-due_look_again", f"due:{today}"))
    elif to != "author" and what not in SILENT:
        doers = _doers(unit, row) if what in (What.WORK, What.OVERDUE) else []
        for who in dict.fromkeys((*_addressed(unit, to, row), *doers)):
            if who is not None:
                unit.saying(CardFor(row.id, f"reacted-due_{what}", f"due:{today}", to=who))
    if what is What.OVERDUE and row.notices <= promises.NOTICES:
        late.append(_to_be_called(unit, row))
    if what is What.DELAY and row.by_when and told:
        _postpone(unit, after)
    if what is What.TOGETHER:
        still_together(unit, after)
    if not told:
        return []
    return [
        FollowUp(
            row.id,
            _of_clock(unit.programme, what, row),
            f"{what}:{row.id}:{today}",
            shared=what is not What.REPEAT,
        )
    ]


def _postpone(unit: Unit, after: Contribution) -> None:
    """What would come before the new day comes then: nobody said that it is sure."""
    for one in unit.still(after.id):
        if one.by_when and after.by_when and one.by_when < after.by_when:
            unit.keep(replace(one, by_when=after.by_when, firm=False))


def _reminders(unit: Unit, found: Sequence[Contribution]) -> list[FollowUp]:
    """Remind residents of what they said they would do, when whoever works here is reminded."""
    today = unit.today.isoformat()
    return [
        FollowUp(row.id, _your_turn(commitment), f"mine:{commitment.id}:{today}")
        for row in found
        if row.due is not None and row.due.what is What.WORK and row.due.to == "owner"
        for commitment in unit.still(row.id)
        if commitment.doer == "resident"
    ]


def _your_turn(commitment: Commitment) -> Letter:
    return lambda card: letters.your_turn(card, commitment.what, commitment.by_when)


def _doers(unit: Unit, row: Contribution) -> list[int]:
    """Return the members of staff who said that they would do something of what is to be done."""
    return [c.owner for c in unit.still(row.id) if c.owner and c.doer == "staff"]


def _addressed(unit: Unit, to: str, row: Contribution) -> list[int | None]:
    """Return who hears of it; where nobody is there for it, its owner."""
    readers = unit.readers()
    if to == "all-staff" and readers:
        return [reader.person for reader in readers]
    if to == "managers":
        managers = _managers(unit, row, readers)
        return list({row.owner, *(reader.person for reader in managers)})
    return [row.owner]


def _managers(unit: Unit, row: Contribution, readers: Sequence[Reader]) -> list[Reader]:
    """Return whom the programme names for that wijk, unless they are away; else every
    administrator, else everybody. Only those who may know of it are meant."""
    free = [reader for reader in readers if reader.person not in row.hidden_from]
    name = unit.programme.managers.get(row.wijk or "")
    named = [reader for reader in free if reader.name == name and not reader.away]
    return named or [reader for reader in free if reader.has(Role.ADMINISTRATOR)] or free


def _to_be_called(unit: Unit, row: Contribution) -> TaskFor:
    """Return the task to call somebody who was told twice that it would be late; for one who is
    there if anybody is."""
    details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
    managers = _managers(unit, row, unit.readers())
    manager = min(managers, key=lambda reader: reader.away, default=None)
    return TaskFor("late", row.author, row, details, to=manager.person if manager else None)


def _of_clock(programme: Programme, what: What, before: Contribution) -> Letter:
    """Return what its author hears; `before`: as it was until now."""
    match what:
        case What.DELAY:
            promised = before.course.promised or before.answer_by
            return lambda card: letters.delay(card, programme, before.notices + 1, promised)
        case What.REPEAT if before.joins is not None:
            return lambda card: letters.join_repeated(card)
        case What.REPEAT:
            return lambda card: letters.repeated(card)
        case What.HEARTBEAT:
            return lambda card: letters.heartbeat(card, programme)
        case What.LOOK_AGAIN:
            unasked = before.status is Status.QUESTION_ASKED
            return lambda card: letters.looked_at_again(card, programme, unasked=unasked)
        case _ if before.check_back is not None:
            return letters.check_back
        case _ if before.status is Status.DONE:
            return letters.is_it_done
        case _:
            return letters.why
