"""Answers that were written and wait: to be taken back for a minute, or for a second reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    delete,
    select,
    update,
)

from conversations.contributions import NEW, Answer, SettingAside
from conversations.effects import dump_answer, load_answer
from storage.database import Db, UtcDateTime, metadata
from storage.models.contributions import contribution
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.records import record_of, row_of, write_records
from storage.upsert import insert_numbered

proposal = Table(
    "proposal",
    metadata,
    Column("id", Id, primary_key=True),
    # One at a time: two answers can never wait side by side.
    Column(
        "contribution_id",
        ForeignKey("contribution.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("seen", Integer, nullable=False),  # the version that it answers
    Column("answer", JSON, nullable=False),  # as the effect says it, for when it goes
    Column("by_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", String(60), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("goes_at", UtcDateTime),  # None: not before a second person read it
    Column("read_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("read_by", String(60)),  # whoever read it as well, once they agreed
    Index("ix_proposal_goes", "goes_at"),
    info=owned(Whose.CONTRIBUTION),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An answer that waits. `sender` can still take it back, because they sent it last."""

    id: int = NEW
    contribution: int
    seen: int
    answer: Answer | SettingAside
    by_id: int
    by: str
    made_at: datetime
    goes_at: datetime | None
    read_by_id: int | None = None
    read_by: str | None = None

    @property
    def sender(self) -> int:
        return self.read_by_id or self.by_id


async def add(db: Db, new: Sequence[Proposal]) -> list[int]:
    """Store new ones; return their ids, in the same order."""
    rows = [
        {**row_of(proposal, one), "answer": dump_answer(one.answer, one.contribution, one.seen)}
        for one in new
    ]
    return await insert_numbered(db, proposal, rows) if rows else []


async def waiting(db: Db) -> list[Proposal]:
    """Return all that somebody else is to read, in the order in which they were made."""
    rows = await db.execute(
        select(proposal).where(proposal.c.goes_at.is_(None)).order_by(proposal.c.id)
    )
    return [_proposal(row) for row in rows]


async def of(db: Db, contributions: Sequence[int]) -> dict[int, Proposal]:
    """Return the answers that wait, by contribution."""
    rows = await db.execute(
        select(proposal).where(proposal.c.contribution_id.in_(set(contributions)))
    )
    return {row.contribution_id: _proposal(row) for row in rows}


async def gone(db: Db, now: datetime, limit: int, only: int | None = None) -> list[Proposal]:
    """Return those whose time to be taken back is over, the oldest first; `only`: one of them."""
    wanted = select(proposal).where(proposal.c.goes_at <= now)
    if only is not None:
        wanted = wanted.where(proposal.c.id == only)
    rows = await db.execute(wanted.order_by(proposal.c.goes_at, proposal.c.id).limit(limit))
    return [_proposal(row) for row in rows]


async def write(db: Db, changes: Sequence[tuple[Proposal, Proposal]]) -> None:
    """Store changes as (as it was read, as it is now): who read it, never what was written."""
    await write_records(db, proposal, changes)


async def follow_owner(db: Db, persons: Sequence[int]) -> None:
    """Let whoever has the contribution take over what these, who work here no more, wrote.

    It is deleted where nobody has the contribution.
    """
    now = select(contribution.c.owner_id).where(contribution.c.id == proposal.c.contribution_id)
    theirs = proposal.c.by_id.in_(persons)
    await db.execute(delete(proposal).where(theirs, now.scalar_subquery().is_(None)))
    await db.execute(update(proposal).where(theirs).values(by_id=now.scalar_subquery()))


async def remove(db: Db, ids: Sequence[int]) -> None:
    await db.execute(delete(proposal).where(proposal.c.id.in_(ids)))


def _proposal(row: Any) -> Proposal:
    return record_of(proposal, Proposal, row, answer=load_answer(row.answer))
