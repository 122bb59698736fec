"""What lies with somebody goes to a colleague, and whoever waits hears who reads it now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.office.actors import Actor, may, person_of
from bot.office.cards import CardFor
from bot.office.letters import FollowUp
from bot.office.needs import Colleagues, Held, Need, OpenTasks
from bot.office.registry import handles
from bot.office.sharing_out import Given, give_away, needs_of_giving
from bot.office.tasks import Note
from bot.office.unit import READERS, Unit
from conversations import letters
from conversations.contributions import Contribution
from conversations.effects import HandOver, HandOverAll, SetAbsence
from conversations.events import AbsenceSet, Applied, HandedOver
from conversations.lifecycle import UNANSWERED
from conversations.roles import May
from conversations.routing import Share
from conversations.views import Me
from storage.models.outbox import WORK
from storage.models.people import PersonChange


def _with_tasks(unit: Unit, by: Actor, effect: HandOver) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield OpenTasks(effect.contribution)
    yield Colleagues()


@handles(HandOver, _with_tasks)
def hand_over(unit: Unit, by: Actor, effect: HandOver) -> None:
    """A colleague has it now, with the tasks about it; its author hears who reads."""
    about = effect.contribution
    row = unit.unless_overtaken(by, about, effect.seen, None, "hand_over")
    if row is None:
        return
    readers = {colleague.person: colleague.name for colleague in unit.colleagues()}
    if effect.to in row.hidden_from or effect.to not in readers:
        unit.tell(by, Applied(row.id, row.number, "not_handed"))
        return
    unit.tell(by, Applied(row.id, row.number, "hand_over"))
    if effect.to == row.owner:
        return
    theirs = [
        task.id
        for task in unit.find(OpenTasks(row.id))
        if row.owner is not None and task.owner == row.owner and effect.to not in task.never
    ]
    if theirs:
        unit.writes.tasks_given.append((tuple(theirs), effect.to))
    row = unit.change(replace(row, owner=effect.to, changed_by=person_of(by)))
    if effect.to != person_of(by):
        unit.saying(CardFor(row.id, "reacted-given", "given"))
    tell_new_reader(unit, [row], readers)


def _all_of_mine(unit: Unit, by: Actor, effect: HandOverAll | SetAbsence) -> Iterator[Need[Any]]:
    person = person_of(by)
    if person is not None and may(by, May.DECIDE):
        yield from READERS
        yield from needs_of_giving(unit, person)


@handles(HandOverAll, _all_of_mine)
def hand_over_all(unit: Unit, by: Actor, effect: HandOverAll) -> None:
    """Hand over all that lies with somebody, in this one transaction."""
    person = person_of(by)
    if person is None or not may(by, May.DECIDE):
        return
    readers = {reader.person: reader for reader in unit.readers()}
    if effect.to not in readers or effect.to == person:
        return
    to = readers[effect.to]
    given = give_away(unit, person, [to], by=person, to=to.person, stays=True)
    tell_given(unit, person, unit.signed(by), given)
    [got] = given.taken or [Share(to.person, to.name)]
    left = given.left.contributions
    unit.tell(by, HandedOver(to.name, got.contributions, got.tasks, left))


@handles(SetAbsence, _all_of_mine)
def set_absence(unit: Unit, by: Actor, effect: SetAbsence) -> None:
    """What lies with them goes on with who is there; what is new comes to who is there."""
    if not isinstance(by, Me) or not by.may(May.DECIDE):
        return
    until = effect.until if effect.until and unit.today < effect.until else None
    unit.writes.persons.append(PersonChange(by.person, away_until=until))
    unit.staff.is_away(by.person, until)
    unit.renew(replace(unit.renewed(by), away_until=until))
    if until is None:
        unit.tell(by, AbsenceSet(None))
        return
    there = [r for r in unit.readers() if not r.away and r.person != by.person]
    given = give_away(unit, by.person, there, by=by.person, to=effect.to, stays=True)
    tell_given(unit, by.person, unit.signed(by), given)
    unit.tell(by, AbsenceSet(until, given.shares, not there))


def tell_given(unit: Unit, person: int, name: str, given: Given, by: int | None = None) -> None:
    """Each who got something hears how much, but for who did it and sees so; who waits for an
    answer hears who reads it now."""
    for share in given.taken:
        if share.person is not None and share.person != by:
            message = letters.given_all(name, share.contributions, share.tasks)
            key = f"given:{person}:{share.person}:{unit.now.isoformat()}"
            unit.saying(Note(share.person, message, WORK, key))
    names = {share.person: share.name or "" for share in given.taken if share.person is not None}
    tell_new_reader(unit, [unit.there(number) for number in given.contributions], names)


def tell_new_reader(unit: Unit, given: Sequence[Contribution], readers: Mapping[int, str]) -> None:
    """Who waits for an answer was told who reads (promise 3): it is somebody else now."""
    for row in given:
        if row.status in UNANSWERED:
            name = unit.programme.office_or(readers.get(row.owner or 0))
            unit.saying(_new_reader(row, name))


def _new_reader(row: Contribution, name: str) -> FollowUp:
    key = f"reader:{row.id}:{row.version}"
    return FollowUp(row.id, lambda card: letters.new_reader(card, name), key)
