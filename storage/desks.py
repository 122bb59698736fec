"""Desks: lines about what waits for those who work here, with none of anybody's words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from conversations.views import (
    Desk,
    DeskLine,
    TaskLine,
)
from storage.database import Db
from storage.models import (
    lists,
    outbox,
    tasks,
)
from storage.models.lists import Line

SHOWN = 100  # of what waits with anybody; further back one finds by searching


async def desks_of(db: Db, readers: Sequence[int]) -> dict[int, Desk]:
    """Return the desk of each of these persons. The caller must know that they may read all."""
    waiting = await _waiting(db, readers)
    undelivered = await outbox.undelivered(db, readers)
    own = await lists.waiting_of(db, readers, undelivered)
    to_do = await tasks.open_of(db, readers)
    dues = await tasks.dues(db, readers)
    holds = await lists.held_by(db, readers)
    desks: dict[int, Desk] = {}
    for reader in readers:
        lines, total = waiting[reader]
        desks[reader] = Desk(
            lines=tuple(
                _desk_line(line, reader, undelivered if line.owner == reader else ())
                for line in lines
            ),
            tasks=tuple(_task_line(task) for task in to_do.get(reader, [])),
            total=total,
            own=tuple(
                _desk_line(line, reader, undelivered) for line in own if line.owner == reader
            ),
            dues=tuple(dues.get(reader, ())),
            holds=holds.get(reader, 0),
        )
    return desks


async def _waiting(db: Db, readers: Sequence[int]) -> dict[int, tuple[list[Line], int]]:
    """Return what waits as (lines, how many), by reader.

    The lines are the same for all from whom nothing is hidden.
    """
    apart = await lists.with_something_hidden(db, readers)
    alike = [reader for reader in readers if reader not in apart]
    found = {reader: await lists.unanswered(db, reader, SHOWN) for reader in apart}
    if alike:
        found |= dict.fromkeys(alike, await lists.unanswered(db, alike[0], SHOWN))
    return found


def _desk_line(line: Line, reader: int | None, undelivered: Collection[int]) -> DeskLine:
    return DeskLine(
        line.id,
        str(line.id),
        line.kind,
        line.status,
        line.wijk,
        line.answer_by,
        line.owner == reader,
        line.news is not None,
        line.id in undelivered,
    )


def _task_line(task: tasks.Task) -> TaskLine:
    about = str(task.contribution) if task.contribution else None
    return TaskLine(task.id, task.what, about, task.details, task.due)


async def everybodys_desk(db: Db) -> Desk:
    """Return all that waits with anybody, as `own`: for counting alone, as some may be hidden."""
    undelivered = await outbox.undelivered(db)
    lines = await lists.waiting_of_all(db, undelivered)
    dues = await tasks.dues(db)
    return Desk(
        own=tuple(_desk_line(line, None, undelivered) for line in lines),
        dues=tuple(day for days in dues.values() for day in days),
    )


async def found_lines(
    db: Db, reader: int, limit: int, number: int | None, wijk: str | None, words: str | None
) -> tuple[tuple[DeskLine, ...], int]:
    """Return what a search finds that is not hidden from this reader, as (lines, how many).

    The caller must know that they may read all.
    """
    lines, total = await lists.search(db, reader, limit, number=number, wijk=wijk, words_=words)
    return tuple(_desk_line(line, reader, ()) for line in lines), total
