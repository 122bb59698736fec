"""A task is work for a person by a day; this says who gets it, and who hears of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.office.actors import Actor, person_of
from bot.office.needs import Account, Held, Need, OwnTask
from bot.office.registry import handles
from bot.office.unit import READERS, Unit
from bot.office.writes import Made
from conversations import letters, routing
from conversations.contributions import Contribution
from conversations.effects import AddTask, FinishTask, WriteTo
from conversations.events import Planned, Written
from conversations.messages import Message
from conversations.promises import last_day, slept_on, task_due
from conversations.resident.elsewhere import is_named
from conversations.summaries import arrives_at_once
from storage.models.outbox import ALARM, FOLLOW_UP, WORK, New
from storage.models.tasks import Task


@dataclass(frozen=True, slots=True)
class TaskFor:
    """Work to be done for a person, perhaps about a contribution."""

    what: str
    person: int | None
    about: Contribution | None = None
    details: dict[str, str] = field(default_factory=dict)
    never: frozenset[int] = frozenset()  # who must not get it
    to: int | None = None

    @property
    def hidden_from(self) -> frozenset[int]:
        return self.never | self.about.hidden_from if self.about else self.never


def assign(unit: Unit, wanted: TaskFor) -> tuple[int | None, date]:
    """Make a dated task for who was asked for, the contribution's owner, else whoever has least to
    do; return its owner and its day. Needs READERS."""
    day = _day(unit, wanted.what)
    owner = _owner_of(unit, wanted)
    task = Made(
        Task(
            what=wanted.what,
            person=wanted.person,
            contribution=wanted.about.id if wanted.about else None,
            owner=owner,
            details=wanted.details,
            never=sorted(wanted.never),
            due=day,
            created_at=unit.now,
        )
    )
    unit.writes.tasks.append(task)
    unit.saying(TaskLetter(task, wanted))
    if wanted.what == "emergency" and not wanted.about:
        unit.saying(Alarm(task, wanted))
    return owner, day


def _day(unit: Unit, what: str) -> date:
    calendar = unit.programme.calendar
    match what:
        case "emergency":
            return calendar.read_from(unit.now) or unit.today
        case "second_own":
            return slept_on(unit.now, calendar)
        case _:
            return task_due(unit.now, calendar)


def _owner_of(unit: Unit, wanted: TaskFor) -> int | None:
    """Return who was asked for, else whose the contribution is; by routing when they are not there,
    or it is about them."""
    readers = unit.readers()
    free = {r.person: r for r in readers if r.person not in wanted.hidden_from}
    near = (wanted.to or 0, (wanted.about.owner if wanted.about else None) or 0)
    known = [free[person] for person in near if person in free]
    there = next((reader for reader in known if not reader.away), None)
    if there is not None:
        return there.person
    wijk, theme = (wanted.about.wijk, wanted.about.theme) if wanted.about else (None, None)
    routed = routing.choose_owner(readers, wijk, theme, wanted.hidden_from)
    if routed is not None and routed.away and known:  # everybody is away
        routed = known[0]
    if routed is None:
        return None
    unit.staff.got(routed.person)
    return routed.person


@dataclass(frozen=True, slots=True)
class TaskLetter:
    """Tells its owner of a task, unless it can wait for their summary."""

    task: Made[Task]
    wanted: TaskFor

    def needs(self, unit: Unit) -> Iterator[Need[Any]]:
        if self.task.record.owner is not None:
            yield Account(self.task.record.owner)

    def compose(self, unit: Unit) -> Iterator[New]:
        task, about = self.task.record, self.wanted.about
        owner = unit.find(Account(task.owner)) if task.owner is not None else None
        if owner is None or self.task not in unit.writes.tasks:  # it was done before it was told
            return
        if task.what == "pass_on":  # its card says so already
            return
        calendar = unit.programme.calendar
        if not arrives_at_once(task.what, owner.summary, last_day(task.due, calendar), unit.today):
            return
        number = about.number if about else None
        message = letters.task(task.id, task.what, number, self.wanted.details, task.due)
        alarm = task.what == "emergency"
        quiet = None if alarm else unit.not_before()
        if task.what == "second_own":  # not before it was slept on
            quiet = calendar.morning(task.due)
        priority = ALARM if alarm else WORK
        key = f"task:{task.id}"
        yield New(owner.account, message, priority, dedupe_key=key, not_before=quiet)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Danger that is nobody's yet reaches all who may decide, at once; one of them does it."""

    task: Made[Task]
    wanted: TaskFor

    def needs(self, unit: Unit) -> Iterator[Need[Any]]:
        yield from (Account(reader.person) for reader in unit.readers())

    def compose(self, unit: Unit) -> Iterator[New]:
        task = self.task.record
        if self.task not in unit.writes.tasks:
            return
        names = {reader.person: reader.name for reader in unit.readers()}
        message = letters.emergency(
            self.wanted.details.get("words", ""), names.get(task.owner or 0, "")
        )
        for person in names:
            identity = unit.find(Account(person))
            if identity and person != task.owner and person not in self.wanted.hidden_from:
                key = f"task:{task.id}:{person}"
                yield New(identity.account, message, ALARM, dedupe_key=key)


@dataclass(frozen=True, slots=True)
class Note:
    """A message to a person, outside cards and letters; once per key."""

    to: int
    message: Message
    priority: int
    key: str
    about: int | None = None

    def needs(self, unit: Unit) -> Iterator[Need[Any]]:
        yield Account(self.to)

    def compose(self, unit: Unit) -> Iterator[New]:
        identity = unit.find(Account(self.to))
        works_here_no_more = self.priority == WORK and self.to in unit.writes.ended
        if identity is not None and not works_here_no_more:
            yield New(
                identity.account,
                self.message,
                self.priority,
                dedupe_key=self.key,
                about=self.about,
                not_before=unit.not_before(),
            )


def _who_does_it(unit: Unit, by: Actor, effect: AddTask) -> Iterator[Need[Any]]:
    yield from READERS
    if effect.about is not None:
        yield Held(effect.about)


@handles(AddTask, _who_does_it)
def add_task(unit: Unit, by: Actor, effect: AddTask) -> None:
    about = unit.row(effect.about) if effect.about is not None else None
    never = frozenset(effect.hidden_from) | _named(unit, effect)
    wanted = TaskFor(effect.what, person_of(by), about, dict(effect.details), never, effect.to)
    owner, day = assign(unit, wanted)
    if effect.tells:
        names = {reader.person: reader.name for reader in unit.readers()}
        phone = effect.details.get("phone")
        unit.tell(by, Planned(effect.what, names.get(owner or 0), day, phone))


def _named(unit: Unit, effect: AddTask) -> set[int]:
    """Return whom the words of an alarm name: perhaps it is them that somebody fears."""
    if effect.what != "emergency":
        return set()
    words = effect.details.get("words", "")
    return {reader.person for reader in unit.readers() if is_named(reader.name, words)}


def _own(unit: Unit, by: Actor, effect: WriteTo) -> Iterator[Need[Any]]:
    own = OwnTask(person_of(by) or 0, effect.task)
    yield own
    task = unit.find(own) if unit.has(own) else None
    if task is not None and task.person is not None:
        yield Account(task.person)


@handles(WriteTo, _own)
def write_to(unit: Unit, by: Actor, effect: WriteTo) -> None:
    """Write a letter to whoever a task is for; only of one's own, and the task is done then."""
    task = unit.find(OwnTask(person_of(by) or 0, effect.task))
    to = task.person if task is not None else None
    if task is None or task.owner is None or to is None or unit.find(Account(to)) is None:
        unit.tell(by, Written(sent=False))
        return
    letter = letters.written_to(effect.text, unit.signed(by))
    unit.saying(Note(to, letter, FOLLOW_UP, f"letter:task:{task.id}"))
    unit.writes.own_tasks_done.append((task.owner, task.id))
    unit.tell(by, Written(sent=True))


@handles(FinishTask)
def finish_task(unit: Unit, by: Actor, effect: FinishTask) -> None:
    """Finish a task; only one's own."""
    person = person_of(by)
    if person is not None:
        unit.writes.own_tasks_done.append((person, effect.task))
