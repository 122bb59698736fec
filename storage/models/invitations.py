"""One-time invitations to a role. Only a hash of the token is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    String,
    Table,
    and_,
    func,
    insert,
    select,
    union,
    update,
)

from storage.database import Db, UtcDateTime, metadata
from storage.models.people import Id, person
from storage.ownership import Whose, owned
from storage.records import record_of
from storage.upsert import update_each

invitation = Table(
    "invitation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("name", String(60), nullable=False),
    Column("wijk", String(24)),
    Column("theme", String(24)),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("person_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),  # who used it
    info=owned(Whose.PERSON),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    id: int
    role: str
    name: str
    wijk: str | None
    theme: str | None
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


async def add(
    db: Db,
    token: str,
    role: str,
    name: str,
    wijk: str | None,
    expires_at: datetime,
    theme: str | None = None,
) -> None:
    await db.execute(
        insert(invitation).values(
            token_hash=hashed(token),
            role=role,
            name=name,
            wijk=wijk,
            theme=theme,
            expires_at=expires_at,
        )
    )


async def find(db: Db, tokens: Sequence[str]) -> dict[str, Invitation]:
    """Return invitations by their tokens, held until the transaction ends."""
    by_hash = {hashed(token): token for token in tokens}
    rows = await db.execute(
        select(invitation)
        .where(invitation.c.token_hash.in_(by_hash))
        .order_by(invitation.c.id)
        .with_for_update()
    )
    return {
        by_hash[row.token_hash]: record_of(invitation, Invitation, row, used_by=row.person_id)
        for row in rows
    }


def _unopened(persons: Collection[int], now: datetime) -> ColumnElement[bool]:
    """Return the condition of links that still work, in a name of one of these persons.

    Their names are the one they have now, and those that they were invited by.
    """
    earlier = invitation.alias()
    names = union(
        select(func.lower(person.c.name)).where(person.c.id.in_(persons)),
        select(func.lower(earlier.c.name)).where(earlier.c.person_id.in_(persons)),
    )
    return and_(
        invitation.c.used_at.is_(None),
        invitation.c.expires_at > now,
        func.lower(invitation.c.name).in_(names),
    )


async def count_unopened(db: Db, persons: Collection[int], now: datetime) -> int:
    """Return how many links would end with the access of these persons."""
    wanted = select(func.count()).select_from(invitation).where(_unopened(persons, now))
    return int((await db.execute(wanted)).scalar_one())


async def end_unopened(db: Db, persons: Collection[int], now: datetime) -> None:
    """End the links in the names of these persons that nobody opened yet.

    A namesake's end too: who works here on gets another one, who does not must have none.
    """
    await db.execute(update(invitation).where(_unopened(persons, now)).values(expires_at=now))


async def use(db: Db, used: Sequence[tuple[int, int]], now: datetime) -> None:
    """Mark invitations as used, as (id, person)."""
    await update_each(
        db, invitation, [(i, {"used_at": now, "person_id": person}) for i, person in used]
    )
