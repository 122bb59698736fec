"""Commitments made in an answer: what, who, before which day, and whether that is certain."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    Boolean,
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

from conversations.contributions import Commitment
from storage.database import Db, UtcDateTime, metadata
from storage.models.contributions import contribution
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.records import insert_records, record_of, write_records

commitment = Table(
    "commitment",
    metadata,
    Column("id", Id, primary_key=True),
    Column(
        "contribution_id",
        ForeignKey("contribution.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("what", Text, nullable=False),
    Column("doer", String(12), nullable=False),  # staff, organisation or resident
    Column("who", String(60), nullable=False),  # the name that the resident was told
    Column("owner_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("token_hash", String(64), unique=True),  # of an organisation's link
    Column("by_when", Date),
    Column("firm", Boolean, nullable=False),  # certain, or a plan
    Column("agreed", Boolean),  # a resident's own yes or no; None: not asked, or no answer yet
    Column("made_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("ended", String(8)),  # done, learned (a trial that did not work), dropped
    CheckConstraint("(ended_at IS NULL) = (ended IS NULL)", name="ended_how"),
    info=owned(Whose.CONTRIBUTION),
)


async def add(db: Db, new: Sequence[Commitment]) -> list[int]:
    """Store new ones; return their ids, in the same order."""
    return await insert_records(db, commitment, new)


async def of(db: Db, contributions: Sequence[int]) -> dict[int, list[Commitment]]:
    """Return all there were, by contribution, in the order in which they were made."""
    rows = await db.execute(
        select(commitment)
        .where(commitment.c.contribution_id.in_(set(contributions)))
        .order_by(commitment.c.id)
    )
    found: dict[int, list[Commitment]] = {}
    for row in rows:
        found.setdefault(row.contribution_id, []).append(record_of(commitment, Commitment, row))
    return found


async def by_link(db: Db, token_hash: str) -> Commitment | None:
    """Return what an organisation promised, by the hash of the link that it was given."""
    return (await by_links(db, [token_hash])).get(token_hash)


async def by_links(db: Db, hashes: Sequence[str]) -> dict[str, Commitment]:
    """Return the same for several, by the hashes of their links."""
    rows = await db.execute(select(commitment).where(commitment.c.token_hash.in_(hashes)))
    return {row.token_hash: record_of(commitment, Commitment, row) for row in rows}


async def links(db: Db, ids: Sequence[int]) -> dict[int, str]:
    """Return the hashes of the links that were given for these, by id."""
    rows = await db.execute(
        select(commitment.c.id, commitment.c.token_hash)
        .where(commitment.c.id.in_(ids), commitment.c.token_hash.is_not(None))
        .order_by(commitment.c.id)
    )
    return {row.id: row.token_hash for row in rows}


async def write(db: Db, changes: Sequence[tuple[Commitment, Commitment]]) -> None:
    """Store changes as (as it was read, as it is now)."""
    await write_records(db, commitment, changes)


async def follow_owner(db: Db, persons: Sequence[int]) -> None:
    """Let whoever has the contribution take over what these, who work here no more, would do."""
    now = select(contribution.c.owner_id).where(contribution.c.id == commitment.c.contribution_id)
    await db.execute(
        update(commitment)
        .where(commitment.c.owner_id.in_(persons), commitment.c.doer == "staff")
        .where(commitment.c.ended.is_(None))
        .values(owner_id=now.scalar_subquery())
    )
