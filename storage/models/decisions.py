"""Decisions: an outcome, never without a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    String,
    Table,
    Text,
    select,
    update,
)

from storage.database import Db, UtcDateTime, metadata
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.upsert import insert_numbered

decision = Table(
    "decision",
    metadata,
    Column("id", Id, primary_key=True),
    Column(
        "contribution_id",
        ForeignKey("contribution.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("next_step", Text, nullable=False),
    Column("who", String(60), nullable=False),
    Column("by_when", Date),
    Column("as_it_is", Text),  # why it was sent though hard to read; for staff
    Column("decided_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("decided_by", String(60), nullable=False),  # the name that the resident was told
    Column("decided_at", UtcDateTime, nullable=False),
    Column("read_at", UtcDateTime),
    # Promise 5: no outcome without a reason.
    CheckConstraint("length(reason) >= 20", name="has_reason"),
    info=owned(Whose.CONTRIBUTION),
)


@dataclass(frozen=True, slots=True)
class Decision:
    id: int
    contribution: int
    outcome: str
    reason: str
    next_step: str
    who: str
    by_when: date | None
    decided_by: str
    decided_by_id: int | None
    decided_at: datetime
    read_at: datetime | None


async def add(db: Db, rows: Sequence[dict[str, Any]]) -> list[int]:
    return await insert_numbered(db, decision, rows)


async def latest(db: Db, contributions: Sequence[int]) -> dict[int, Decision]:
    """The newest decision about each contribution."""
    rows = await db.execute(
        select(decision)
        .where(decision.c.contribution_id.in_(contributions))
        .order_by(decision.c.id)
    )
    return {
        row.contribution_id: Decision(
            row.id,
            row.contribution_id,
            row.outcome,
            row.reason,
            row.next_step,
            row.who,
            row.by_when,
            row.decided_by,
            row.decided_by_id,
            row.decided_at,
            row.read_at,
        )
        for row in rows
    }


async def mark_read(db: Db, contributions: Sequence[int], now: datetime) -> None:
    await db.execute(
        update(decision)
        .where(decision.c.contribution_id.in_(contributions))
        .where(decision.c.read_at.is_(None))
        .values(read_at=now)
    )
