"""Decisions: an outcome, never without a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    String,
    Table,
    Text,
    false,
    func,
    select,
    update,
)

from conversations.contributions import NEW, AnswerText
from storage.database import Db, UtcDateTime, metadata
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.records import insert_records, record_of
from storage.upsert import update_each

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
    Column("counted", String(12)),  # what the input did to the plan, and why that
    Column("because", Text),
    Column("read_by", String(60)),  # of a no: who read it too; whoever decided, when nobody else is
    Column("corrects", Boolean, nullable=False, server_default=false()),  # another explanation
    Column("same_as_id", ForeignKey("decision.id", ondelete="SET NULL")),  # one for several
    Column("decided_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("decided_by", String(60), nullable=False),  # the name that the resident was told
    Column("decided_at", UtcDateTime, nullable=False),
    Column("read_at", UtcDateTime),
    # Promise 5: no outcome without a reason.
    CheckConstraint("length(reason) >= 20", name="has_reason"),
    # Nobody hears no from one person alone.
    CheckConstraint("outcome <> 'no' OR read_by IS NOT NULL", name="no_was_read"),
    info=owned(Whose.CONTRIBUTION),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An outcome as its author was told; `corrects`: another explanation of the one before."""

    id: int = NEW
    contribution: int
    answer: AnswerText  # but for what only its letter says, or is kept elsewhere
    decided_by: str
    decided_by_id: int | None
    decided_at: datetime
    read_at: datetime | None = None
    read_by: str | None = None
    corrects: bool = False


async def add(db: Db, new: Sequence[Decision]) -> list[int]:
    """Store new ones; return their ids, in the same order."""
    return await insert_records(db, decision, new)


async def latest(db: Db, contributions: Sequence[int]) -> dict[int, Decision]:
    """Return the newest decision about each contribution, by contribution."""
    rows = await db.execute(
        select(decision)
        .where(decision.c.contribution_id.in_(contributions))
        .order_by(decision.c.id)
    )
    return {row.contribution_id: record_of(decision, Decision, row) for row in rows}


async def mark_same(db: Db, pairs: Sequence[tuple[int, int]]) -> None:
    """Mark decisions as one with another, as (decision, the other)."""
    await update_each(db, decision, [(i, {"same_as_id": root}) for i, root in pairs])


async def same(db: Db, contributions: Sequence[int]) -> dict[int, list[int]]:
    """Return for each contribution the others that its newest decision answered as well."""
    newest = (
        select(decision.c.contribution_id, func.max(decision.c.id).label("id"))
        .group_by(decision.c.contribution_id)
        .subquery()
    )
    here, there = decision.alias(), decision.alias()
    one = func.coalesce(here.c.same_as_id, here.c.id)
    other = func.coalesce(there.c.same_as_id, there.c.id)
    rows = await db.execute(
        select(here.c.contribution_id, there.c.contribution_id.label("other"))
        .join(there, (one == other) & (there.c.contribution_id != here.c.contribution_id))
        .where(here.c.contribution_id.in_(contributions))
        .where(here.c.id.in_(select(newest.c.id)), there.c.id.in_(select(newest.c.id)))
        .order_by(there.c.contribution_id)
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row.contribution_id, []).append(row.other)
    return found


async def reasons(db: Db, newest: int) -> list[str]:
    """Return the reasons that were given last, whatever they were about, the newest first."""
    rows = await db.execute(select(decision.c.reason).order_by(decision.c.id.desc()).limit(newest))
    return list(rows.scalars())


async def mark_read(db: Db, contributions: Sequence[int], now: datetime) -> None:
    await db.execute(
        update(decision)
        .where(decision.c.contribution_id.in_(contributions))
        .where(decision.c.read_at.is_(None))
        .values(read_at=now)
    )
