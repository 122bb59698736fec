"""Work that lies with somebody: it is given to others when they are away, or work here no more."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from conversations.lifecycle import ENDED, OPEN, Status
from conversations.routing import Work
from storage.database import Db
from storage.models.contributions import contribution, hidden
from storage.models.tasks import task


async def held(db: Db, owners: Sequence[int]) -> dict[int, list[Work]]:
    """Return the open contributions, then the undone tasks, of each owner.

    Both are in the order in which they came.
    """
    found = await _contributions(db, owners, OPEN)
    for owner, to_do in (await _tasks(db, owners)).items():
        found[owner] += to_do
    return found


async def ended(db: Db, owners: Sequence[int]) -> dict[int, list[Work]]:
    """Return, by owner, contributions at rest, of which their authors may still say something."""
    return await _contributions(db, owners, ENDED)


async def _contributions(
    db: Db, owners: Sequence[int], statuses: Collection[Status]
) -> dict[int, list[Work]]:
    rows = (
        await db.execute(
            select(
                contribution.c.id,
                contribution.c.owner_id,
                contribution.c.wijk,
                contribution.c.theme,
            )
            .where(contribution.c.owner_id.in_(owners))
            .where(contribution.c.status.in_([str(s) for s in statuses]))
            .order_by(contribution.c.id)
        )
    ).all()
    never = await _hidden_from(db, [row.id for row in rows])
    found: dict[int, list[Work]] = {owner: [] for owner in owners}
    for row in rows:
        kept = frozenset(never.get(row.id, ()))
        found[row.owner_id].append(Work("contribution", row.id, row.id, row.wijk, row.theme, kept))
    return found


async def _tasks(db: Db, owners: Sequence[int]) -> dict[int, list[Work]]:
    rows = (
        await db.execute(
            select(
                task.c.id,
                task.c.owner_id,
                task.c.never,
                task.c.contribution_id,
                contribution.c.wijk,
                contribution.c.theme,
            )
            .outerjoin(contribution, contribution.c.id == task.c.contribution_id)
            .where(task.c.owner_id.in_(owners), task.c.done_at.is_(None))
            .order_by(task.c.id)
        )
    ).all()
    never = await _hidden_from(db, [row.contribution_id for row in rows])
    found: dict[int, list[Work]] = {}
    for row in rows:
        about = row.contribution_id
        kept = frozenset(row.never) | frozenset(never.get(about, ()))
        there = Work("task", row.id, about, row.wijk, row.theme, kept)
        found.setdefault(row.owner_id, []).append(there)
    return found


async def _hidden_from(db: Db, ids: Sequence[int | None]) -> dict[int, set[int]]:
    wanted = {i for i in ids if i is not None}
    found: dict[int, set[int]] = {}
    if not wanted:
        return found
    for row in await db.execute(select(hidden).where(hidden.c.contribution_id.in_(wanted))):
        found.setdefault(row.contribution_id, set()).add(row.person_id)
    return found
