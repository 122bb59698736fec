"""Progress of each account in its conversations, per thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, select, update

from conversations.progress import Progress, dump, load
from storage.database import Db, UtcDateTime, metadata
from storage.ownership import Whose, owned
from storage.upsert import upsert

progress = Table(
    "progress",
    metadata,
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("thread", String(32), primary_key=True, default=""),
    Column("data", JSON, nullable=False),
    Column("ring_at", UtcDateTime),  # when a draft asks for a reminder
    Column("ring_what", String(12)),
    Column("ring_run", String(12)),
    Index("ix_progress_ring", "ring_at"),
    info=owned(Whose.ACCOUNT),
)


@dataclass(frozen=True, slots=True)
class Ring:
    """A reminder that fell due."""

    account: int
    what: str
    run: str
    at: datetime


async def of_accounts(db: Db, accounts: Sequence[int]) -> dict[int, Progress]:
    rows = await db.execute(
        select(progress.c.account_id, progress.c.data)
        .where(progress.c.account_id.in_(accounts))
        .where(progress.c.thread == "")
    )
    return {row.account_id: load(row.data) for row in rows}


async def save(
    db: Db, rows: Sequence[tuple[int, Progress, tuple[datetime, str, str] | None]]
) -> None:
    """Store progress as (account, progress, reminder).

    The reminder is the next one of its drafts, as (when, what, run), or None.
    """
    if not rows:
        return
    values: list[dict[str, Any]] = []
    for account, value, ring in rows:
        at, what, run = ring or (None, None, None)
        values.append(
            {
                "account_id": account,
                "thread": "",
                "data": dump(value),
                "ring_at": at,
                "ring_what": what,
                "ring_run": run,
            }
        )
    await upsert(db, progress, values)


async def ringing(db: Db, now: datetime, limit: int = 50) -> list[Ring]:
    rows = await db.execute(
        select(progress).where(progress.c.ring_at <= now).order_by(progress.c.ring_at).limit(limit)
    )
    return [Ring(row.account_id, row.ring_what, row.ring_run, row.ring_at) for row in rows]


async def silence(db: Db, account: int) -> None:
    """Ring no more until they act: a reminder that could not be handled must not ring for ever."""
    await db.execute(
        update(progress)
        .where(progress.c.account_id == account)
        .values(ring_at=None, ring_what=None, ring_run=None)
    )
