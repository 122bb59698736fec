"""One-time invitations to a role. Only a hash of the token is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table, insert, select

from storage.database import Db, UtcDateTime, metadata
from storage.models.people import Id
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
    """Invitations by their tokens, held until the transaction ends."""
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


async def use(db: Db, used: Sequence[tuple[int, int]], now: datetime) -> None:
    """Invitations as (id, person)."""
    await update_each(
        db, invitation, [(i, {"used_at": now, "person_id": person}) for i, person in used]
    )
