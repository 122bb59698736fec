"""Going on elsewhere: a link that works once takes a talk, and who has it, to another channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.sql.util import ClauseAdapter

from storage.database import Db, UtcDateTime, metadata
from storage.models.grants import has_one
from storage.models.invitations import hashed
from storage.models.people import account, person
from storage.ownership import Whose, owned
from storage.records import record_of

move = Table(
    "move",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    info=owned(Whose.ACCOUNT),
)


@dataclass(frozen=True, slots=True)
class Move:
    """A link that takes a talk elsewhere: where it comes from, and whether it may still come."""

    token_hash: str
    account: int
    person: int
    channel: str
    has_role: bool  # beside that of a resident
    expires_at: datetime
    used_at: datetime | None


async def add(db: Db, rows: Sequence[tuple[str, int, datetime]]) -> None:
    """Store links as (token, account that it leads away from, when it ends)."""
    await db.execute(
        insert(move),
        [
            {"token_hash": hashed(token), "account_id": account_id, "expires_at": expires}
            for token, account_id, expires in rows
        ],
    )


async def find(db: Db, tokens: Sequence[str]) -> dict[str, Move]:
    """Return links by their tokens, held until the transaction ends."""
    by_hash = {hashed(token): token for token in tokens}
    has_role = has_one(account.c.person_id).label("has_role")
    rows = await db.execute(
        select(move, account.c.person_id, account.c.channel, has_role)
        .join_from(move, account)
        .where(move.c.token_hash.in_(by_hash))
        .order_by(move.c.token_hash)
        .with_for_update(of=move)
    )
    return {
        by_hash[row.token_hash]: record_of(
            move, Move, row, person=row.person_id, channel=row.channel, has_role=row.has_role
        )
        for row in rows
    }


async def use(db: Db, used: Sequence[str], now: datetime) -> None:
    """Mark links as used, by the hashes of their tokens."""
    await db.execute(update(move).where(move.c.token_hash.in_(used)).values(used_at=now))


async def merge(db: Db, pairs: Sequence[tuple[int, int]]) -> None:
    """Make one person of two, as (who remains, who is no more): all that names the second names
    the first. What only one of them may have is the first's.

    The columns are read from the tables, so that a new one is not forgotten.
    """
    for remains, ends in pairs:
        for table in person.metadata.sorted_tables:
            for column in table.c:
                if any(key.column is person.c.id for key in column.foreign_keys):
                    await _rename(db, table, column, remains, ends)
        await db.execute(delete(person).where(person.c.id == ends))


async def _rename(db: Db, table: Table, column: Any, remains: int, ends: int) -> None:
    theirs = update(table).where(column == ends)
    for alone, where in _uniques(table):  # the first has such a row: the second's goes with them
        if column not in alone:
            continue
        twin = table.alias("twin")
        same = [twin.c[c.name] == c for c in alone if c is not column]
        taken = select(twin).where(twin.c[column.name] == remains, *same)
        if where is not None:
            taken = taken.where(where, ClauseAdapter(twin).traverse(where))
        theirs = theirs.where(~taken.exists())
    await db.execute(theirs.values({column.name: remains}))


def _uniques(table: Table) -> list[tuple[list[Any], Any]]:
    """Return what no two rows may share, as (columns, condition); None: it holds for all rows."""
    found: list[tuple[list[Any], Any]] = [
        (list(constraint.columns), None)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint)
    ]
    alike = (index for index in table.indexes if index.unique)
    return found + [(list(i.columns), i.dialect_options["sqlite"]["where"]) for i in alike]
