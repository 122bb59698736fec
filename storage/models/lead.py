"""The lead: one row, renewed each second, valid four seconds by the database's clock.

A leader polls, delivers and ticks. Every claim carries the term, so that one who wakes up late
can change nothing. (An advisory lock has no lease: a stopped holder would keep it.)
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, String, Table, update

from storage.database import Db, epoch_now, metadata
from storage.ownership import Whose, owned
from storage.upsert import insert_ignoring

LEASE = 4.0  # seconds

lead = Table(
    "lead",
    metadata,
    Column("name", String(12), primary_key=True),
    Column("holder", String(40), nullable=False),
    Column("term", Integer, nullable=False),
    Column("until", Float, nullable=False),
    info=owned(Whose.NOBODY),
)


async def take(db: Db, holder: str, *, by_force: bool = False) -> int | None:
    """Take the lead when it is free, or `by_force`; return the new term, else None."""
    await insert_ignoring(
        db, lead, [{"name": "bot", "holder": "", "term": 0, "until": 0.0}], ("name",)
    )
    statement = (
        update(lead)
        .where(lead.c.name == "bot")
        .values(holder=holder, term=lead.c.term + 1, until=epoch_now() + LEASE)
        .returning(lead.c.term)
    )
    if not by_force:
        statement = statement.where(lead.c.until < epoch_now())
    term: int | None = (await db.execute(statement)).scalar_one_or_none()
    return term


async def renew(db: Db, holder: str, term: int) -> bool:
    """Renew the lead; return whether it is still ours."""
    result = await db.execute(
        update(lead)
        .where(lead.c.name == "bot", lead.c.holder == holder, lead.c.term == term)
        .values(until=epoch_now() + LEASE)
    )
    return result.rowcount == 1


async def give_up(db: Db, holder: str, term: int) -> None:
    """Let another take it at once."""
    await db.execute(
        update(lead)
        .where(lead.c.name == "bot", lead.c.holder == holder, lead.c.term == term)
        .values(until=0.0)
    )
