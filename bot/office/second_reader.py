"""A no is read before it leaves, and this sees to it that somebody always does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.office.needs import Held, Need, OpenTasks, Unread
from bot.office.readers import second_reader_for
from bot.office.tasks import TaskFor, assign
from bot.office.unit import READERS, SECOND, Unit
from conversations.contributions import Contribution
from conversations.events import Applied
from storage.models.proposals import Proposal


def ask_second_reader(unit: Unit, row: Contribution, by: int, signed: str) -> Applied:
    """Ask whoever else may know of it; where nobody else is there, the same person on another day.
    Return what its writer is told of that. Needs READERS."""
    second = second_reader_for(unit.readers(), by, row)
    if second is not None:
        unit.staff.got(second.person)
    wanted = TaskFor(
        "second" if second else "second_own",
        row.author,
        row,
        {"by": signed},
        never=frozenset({by}) if second else frozenset(),
        to=second.person if second else by,
    )
    assign(unit, wanted)
    what = "second_reads" if second else "second_alone"
    return Applied(row.id, row.number, what, second.name if second else None)


def needs_of_being_read(unit: Unit) -> Iterator[Need[Any]]:
    yield Unread()
    waiting = unit.find(Unread()) if unit.has(Unread()) else ()
    for one in waiting:
        yield OpenTasks(one.contribution)
    if waiting:
        yield from READERS
    if waiting and all(unit.has(need) for need in READERS):
        for one in waiting:
            if unit.has(OpenTasks(one.contribution)) and _lost(unit, one):
                yield Held(one.contribution)


def keep_being_read(unit: Unit) -> None:
    """What waits for a reader always lies with one who is there: who was asked may have left, be
    away or have given it back to its writer; somebody may have come where nobody was."""
    for one in unit.find(Unread()):
        if _lost(unit, one):
            unit.finish_tasks(one.contribution, SECOND)
            ask_second_reader(unit, unit.there(one.contribution), one.by_id, one.by)


def _lost(unit: Unit, one: Proposal) -> bool:
    there = unit.find(OpenTasks(one.contribution))
    lies = {task.what: task.owner for task in there if task.what in SECOND}
    here = {reader.person for reader in unit.readers() if not reader.away}
    if lies.get("second") in here - {one.by_id}:
        return False
    return not (here <= {one.by_id} and "second_own" in lies)
