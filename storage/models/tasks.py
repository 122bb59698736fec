"""Tasks: the second thing that can be late. Somebody to call, to write, an answer to give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    String,
    Table,
    bindparam,
    func,
    select,
    update,
)

from conversations.contributions import NEW
from storage.database import Db, UtcDateTime, metadata
from storage.models.contributions import hidden
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.records import insert_records, record_of
from storage.upsert import update_each

task = Table(
    "task",
    metadata,
    Column("id", Id, primary_key=True),
    Column("what", String(20), nullable=False),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), index=True),  # for whom
    Column("contribution_id", ForeignKey("contribution.id", ondelete="CASCADE"), index=True),
    Column("owner_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("details", JSON, nullable=False, default=dict),
    # Persons who never get it: its words are about them. What is hidden with a contribution is not
    # repeated here.
    Column("never", JSON, nullable=False, default=list),
    Column("due", Date, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    info=owned(Whose.PERSON),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Work of a kind for a person, perhaps about a contribution; `never`: who must not get it."""

    id: int = NEW
    what: str
    person: int | None
    contribution: int | None
    owner: int | None
    details: Mapping[str, str] = field(default_factory=dict)
    never: Sequence[int] = ()
    due: date
    created_at: datetime


async def add(db: Db, new: Sequence[Task]) -> list[int]:
    """Store new ones; return their ids, in the same order."""
    return await insert_records(db, task, new)


async def open_of(db: Db, owners: Sequence[int], limit: int = 10) -> dict[int, list[Task]]:
    """Return what each of them has to do, the most urgent first; `limit`: how much of each."""
    ranked = (
        select(
            task.c.id,
            func.row_number()
            .over(partition_by=task.c.owner_id, order_by=(task.c.due, task.c.id))
            .label("place"),
        )
        .where(task.c.owner_id.in_(set(owners)), task.c.done_at.is_(None))
        .subquery()
    )
    rows = await db.execute(
        select(task)
        .where(task.c.id.in_(select(ranked.c.id).where(ranked.c.place <= limit)))
        .order_by(task.c.due, task.c.id)
    )
    found: dict[int, list[Task]] = {}
    for row in rows:
        found.setdefault(row.owner_id, []).append(record_of(task, Task, row))
    return found


async def dues(db: Db, owners: Sequence[int] | None = None) -> dict[int | None, list[date]]:
    """Return the days on which undone tasks are due, by owner; of all when no owners are named."""
    wanted = select(task.c.owner_id, task.c.due).where(task.c.done_at.is_(None))
    if owners is not None:
        wanted = wanted.where(task.c.owner_id.in_(owners))
    found: dict[int | None, list[date]] = {}
    for row in await db.execute(wanted):
        found.setdefault(row.owner_id, []).append(row.due)
    return found


async def open_about(
    db: Db, contributions: Sequence[int], what: Sequence[str] | None = None
) -> dict[int, list[Task]]:
    """Return what is still to be done about each of these, of those kinds; None: of every kind."""
    wanted = select(task).where(task.c.contribution_id.in_(contributions), task.c.done_at.is_(None))
    if what is not None:
        wanted = wanted.where(task.c.what.in_(what))
    rows = await db.execute(wanted.order_by(task.c.id))
    found: dict[int, list[Task]] = {}
    for row in rows:
        found.setdefault(row.contribution_id, []).append(record_of(task, Task, row))
    return found


async def open_for(db: Db, persons: Sequence[int]) -> dict[int, list[Task]]:
    """Return what is still to be done for each of these persons, the most urgent first."""
    rows = await db.execute(
        select(task)
        .where(task.c.person_id.in_(persons), task.c.done_at.is_(None))
        .order_by(task.c.due, task.c.id)
    )
    found: dict[int, list[Task]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(record_of(task, Task, row))
    return found


async def ownerless(db: Db, heirs: Sequence[int]) -> dict[int, list[tuple[int, int | None]]]:
    """Return, for each of these persons, the undone tasks of nobody, as (task, contribution).

    Those about them, or about what they may not see, are left out.
    """
    rows = await db.execute(
        select(task.c.id, task.c.never, task.c.contribution_id, hidden.c.person_id)
        .outerjoin(hidden, hidden.c.contribution_id == task.c.contribution_id)
        .where(task.c.owner_id.is_(None), task.c.done_at.is_(None))
        .order_by(task.c.id)
    )
    never: dict[tuple[int, int | None], set[int]] = {}
    for row in rows:
        never.setdefault((row.id, row.contribution_id), {*row.never}).add(row.person_id)
    return {heir: [one for one, persons in never.items() if heir not in persons] for heir in heirs}


async def give_each(db: Db, given: Sequence[tuple[Sequence[int], int | None]]) -> None:
    """Make somebody the owner, as (ids, owner); None: nobody who works here now."""
    each = [(i, {"owner_id": owner}) for ids, owner in given for i in ids]
    await update_each(db, task, each)


async def find_own(db: Db, wanted: Sequence[tuple[int, int]]) -> dict[int, Task]:
    """Return the open ones of these tasks, given as (owner, id), by id."""
    rows = await db.execute(
        select(task)
        .where(task.c.id.in_([i for _, i in wanted]), task.c.owner_id.in_([o for o, _ in wanted]))
        .where(task.c.done_at.is_(None))
    )
    return {row.id: record_of(task, Task, row) for row in rows}


async def finish_own(db: Db, done: Sequence[tuple[int, int]], now: datetime) -> None:
    """Finish tasks, given as (owner, id): only those of that owner can be finished."""
    await db.execute(
        update(task)
        .where(task.c.id == bindparam("the_id"), task.c.owner_id == bindparam("owner"))
        .where(task.c.done_at.is_(None))
        .values(done_at=now),
        [{"the_id": task_id, "owner": owner} for owner, task_id in done],
    )


async def forget_phones(db: Db, persons: Sequence[int]) -> None:
    """Remove the numbers from what is still to be done for these persons."""
    rows = await db.execute(
        select(task.c.id, task.c.details)
        .where(task.c.person_id.in_(persons), task.c.done_at.is_(None))
        .order_by(task.c.id)
    )
    without = [
        (row.id, {"details": {k: v for k, v in row.details.items() if k != "phone"}})
        for row in rows
        if "phone" in row.details
    ]
    await update_each(db, task, without)


async def finish_about(
    db: Db, contributions: Sequence[int], what: Sequence[str] | None, now: datetime
) -> None:
    """Finish what is to be done about these, of those kinds; None: of every kind."""
    done = (
        update(task)
        .where(task.c.contribution_id.in_(contributions), task.c.done_at.is_(None))
        .values(done_at=now)
    )
    await db.execute(done if what is None else done.where(task.c.what.in_(what)))
