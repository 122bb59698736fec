"""Work for a person by a day: who gets it, and who hears of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.office.readers import who_reads, with_one_more
from bot.office.unit import Applying, Caused, not_before, signed
from conversations import notices, routing
from conversations.contributions import Contribution
from conversations.effects import AddTask, FinishTask, WriteTo
from conversations.events import Planned, Written
from conversations.promises import last_day, slept_on, task_due
from conversations.resident.elsewhere import is_named
from conversations.routing import Reader
from conversations.summaries import arrives_at_once
from storage.models import contributions, outbox, people, tasks
from storage.models.outbox import ALARM, FOLLOW_UP, WORK, New
from storage.models.tasks import Task


async def write_to(applying: Applying, effects: Sequence[Caused[WriteTo]]) -> None:
    """A letter to whoever a task is for; only of one's own, and the task is done then."""
    found = await tasks.find_own(applying.db, [(me.person, e.task) for me, e in effects])
    persons = [task.person for task in found.values() if task.person is not None]
    known = await people.identities_of(applying.db, persons) if persons else {}
    new: list[New] = []
    done: list[tuple[int, int]] = []
    for me, effect in effects:
        task = found.get(effect.task)
        to = known.get(task.person) if task and task.person is not None else None
        if task is None or to is None or task.owner != me.person:
            applying.tell(me, Written(sent=False))
            continue
        done.append((me.person, task.id))
        letter = notices.written_to(effect.text, signed(applying, me))
        key = f"letter:task:{task.id}"
        quiet = not_before(applying)
        new.append(New(to.account, letter, FOLLOW_UP, dedupe_key=key, not_before=quiet))
        applying.tell(me, Written(sent=True))
    await outbox.add_once(applying.db, new, applying.now)
    if done:
        await tasks.finish_own(applying.db, done, applying.now)


async def add_tasks(applying: Applying, effects: Sequence[Caused[AddTask]]) -> None:
    about = [e.about for _, e in effects if e.about is not None]
    found = await contributions.find(applying.db, about) if about else {}
    alarmed = any(effect.what == "emergency" for _, effect in effects)
    readers = await who_reads(applying) if alarmed else []
    added = await assign(
        applying,
        [
            TaskFor(
                effect.what,
                me.person,
                found.get(effect.about) if effect.about is not None else None,
                dict(effect.details),
                frozenset(effect.hidden_from) | _named(effect, readers),
                effect.to,
            )
            for me, effect in effects
        ],
    )
    told = [(me, e, *day) for (me, e), day in zip(effects, added, strict=True) if e.tells]
    owners = [owner for _, _, owner, _ in told if owner is not None]
    names = await people.names(applying.db, owners) if owners else {}
    for me, effect, owner, day in told:
        name = names.get(owner) if owner is not None else None
        applying.tell(me, Planned(effect.what, name, day, effect.details.get("phone")))


def _named(effect: AddTask, readers: Sequence[Reader]) -> set[int]:
    """Whom the words of an alarm name: perhaps it is them that somebody fears."""
    if effect.what != "emergency":
        return set()
    words = effect.details.get("words", "")
    return {reader.person for reader in readers if is_named(reader.name, words)}


async def finish_tasks(applying: Applying, effects: Sequence[Caused[FinishTask]]) -> None:
    done = [(me.person, effect.task) for me, effect in effects]
    await tasks.finish_own(applying.db, done, applying.now)


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


async def assign(applying: Applying, wanted: Sequence[TaskFor]) -> list[tuple[int | None, date]]:
    """Dated tasks for who was asked for, the contributions' owners, else whoever has least to do.

    For each task its owner and its day.
    """
    if not wanted:
        return []
    today = applying.programme.calendar.today(applying.now)
    soon = task_due(applying.now, applying.programme.calendar)
    read = applying.programme.calendar.read_from(applying.now) or today
    special = {"emergency": read, "second_own": slept_on(applying.now, applying.programme.calendar)}
    days = [special.get(task.what, soon) for task in wanted]
    owners = await _owners_of(applying, wanted)
    ids = await tasks.add(
        applying.db,
        [
            Task(
                what=task.what,
                person=task.person,
                contribution=task.about.id if task.about else None,
                owner=owner,
                details=task.details,
                never=sorted(task.never),
                due=day,
                created_at=applying.now,
            )
            for task, owner, day in zip(wanted, owners, days, strict=True)
        ],
    )
    known = [owner for owner in owners if owner is not None]
    accounts = await people.identities_of(applying.db, known) if known else {}
    new: list[New] = []
    for task_id, task, owner, day in zip(ids, wanted, owners, days, strict=True):
        if owner not in accounts or task.what == "pass_on":  # its card says so already
            continue
        last = last_day(day, applying.programme.calendar)
        if arrives_at_once(task.what, accounts[owner].summary, last, today):
            number = task.about.number if task.about else None
            message = notices.task(task_id, task.what, number, task.details, day)
            account = accounts[owner].account
            alarm = task.what == "emergency"
            quiet = None if alarm else not_before(applying)
            if task.what == "second_own":  # not before it was slept on
                quiet = applying.programme.calendar.morning(day)
            priority = ALARM if alarm else WORK
            key = f"task:{task_id}"
            new.append(New(account, message, priority, dedupe_key=key, not_before=quiet))
    await outbox.add_once(applying.db, new, applying.now)
    urgent = [
        (task_id, task, owner)
        for task_id, task, owner in zip(ids, wanted, owners, strict=True)
        if task.what == "emergency" and not task.about
    ]
    if urgent:
        await _tell_everybody(applying, urgent)
    return list(zip(owners, days, strict=True))


async def _tell_everybody(
    applying: Applying, urgent: Sequence[tuple[int, TaskFor, int | None]]
) -> None:
    """Danger that is nobody's yet reaches all who may decide, at once; one of them does it."""
    readers = {reader.person: reader.name for reader in await who_reads(applying)}
    accounts = await people.identities_of(applying.db, list(readers)) if readers else {}
    new = [
        New(
            accounts[person].account,
            notices.emergency(task.details.get("words", ""), readers.get(owner or 0, "")),
            ALARM,
            dedupe_key=f"task:{task_id}:{person}",
        )
        for task_id, task, owner in urgent
        for person in readers
        if person in accounts and person != owner and person not in task.hidden_from
    ]
    await outbox.add_once(applying.db, new, applying.now)


async def _owners_of(applying: Applying, wanted: Sequence[TaskFor]) -> list[int | None]:
    """Who was asked for, else whose the contribution is; by routing when they are not there, or
    it is about them."""
    readers = await who_reads(applying)
    owners: list[int | None] = []
    for task in wanted:
        free = {r.person: r for r in readers if r.person not in task.hidden_from}
        near = (task.to or 0, (task.about.owner if task.about else None) or 0)
        known = [free[person] for person in near if person in free]
        there = next((reader for reader in known if not reader.away), None)
        wijk, theme = (task.about.wijk, task.about.theme) if task.about else (None, None)
        routed = routing.choose_owner(readers, wijk, theme, task.hidden_from)
        if routed is not None and routed.away and known:  # everybody is away
            routed = known[0]
        chosen = there or routed
        owners.append(chosen.person if chosen else None)
        if chosen is not there:
            readers = with_one_more(readers, chosen)
    return owners
