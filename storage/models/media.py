"""Voice notes and photos: a reference first, the bytes fetched by this row, with retries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    select,
    update,
)

from storage.database import Db, UtcDateTime, epoch_now, metadata
from storage.ownership import Whose, owned
from storage.records import row_of
from storage.upsert import insert_ignoring

media = Table(
    "media",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("reference", Text, nullable=False),  # what the channel calls it
    Column("kind", String(8), nullable=False),
    Column("seconds", Integer),
    Column("size", Integer),  # bytes
    Column("mime", String(80)),
    Column("name", String(200)),
    Column("state", String(8), nullable=False),  # wanted, kept, failed
    Column("attempts", Integer, nullable=False, default=0),
    Column("retry_at", Float, nullable=False, default=0.0),  # database's clock
    Column("sha256", String(64)),  # the file's name under DATA_DIR/media
    Column("bytes", LargeBinary),  # with PostgreSQL, where there is no shared folder
    Column("created_at", UtcDateTime, nullable=False),
    Column("error", Text),
    Index("ix_media_state", "state", "retry_at"),
    info=owned(Whose.ACCOUNT),
)

ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A reference to bytes that a channel keeps for a while."""

    id: str
    account: int
    channel: str
    reference: str
    kind: str
    seconds: int | None = None
    size: int | None = None
    mime: str | None = None
    name: str | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Media:
    id: str
    account: int
    channel: str
    reference: str
    kind: str
    seconds: int | None
    mime: str | None
    name: str | None
    state: str
    attempts: int
    sha256: str | None


_COLUMNS = (
    media.c.id,
    media.c.account_id,
    media.c.channel,
    media.c.reference,
    media.c.kind,
    media.c.seconds,
    media.c.mime,
    media.c.name,
    media.c.state,
    media.c.attempts,
    media.c.sha256,
)


async def want(db: Db, wanted: Sequence[Wanted]) -> None:
    """Remember references; one that is known is left alone."""
    new = {"state": "wanted", "attempts": 0, "retry_at": 0.0}
    values = [{"id": one.id, **row_of(media, one), **new} for one in wanted]
    await insert_ignoring(db, media, values, ("id",))


async def claim(db: Db, channels: Sequence[str], limit: int, lease: float) -> list[Media]:
    """Take some that must be fetched, for `lease` seconds; counts as an attempt."""
    free = (
        select(media.c.id)
        .where(media.c.state == "wanted", media.c.retry_at <= epoch_now())
        .where(media.c.channel.in_(channels))
        .order_by(media.c.retry_at)
        .limit(limit)
    )
    rows = await db.execute(
        update(media)
        .where(media.c.id.in_(free), media.c.retry_at <= epoch_now())
        .values(attempts=media.c.attempts + 1, retry_at=epoch_now() + lease)
        .returning(*_COLUMNS)
    )
    return [Media(*row) for row in rows]


async def keep(db: Db, media_id: str, sha256: str, data: bytes | None) -> None:
    await db.execute(
        update(media)
        .where(media.c.id == media_id)
        .values(state="kept", sha256=sha256, bytes=data, error=None)
    )


async def fail(db: Db, media_id: str, error: str, wait: float | None) -> None:
    """Try again after `wait` seconds; None: never again."""
    values: dict[str, Any] = {"error": error}
    if wait is None:
        values["state"] = "failed"
    else:
        values["retry_at"] = epoch_now() + wait
    await db.execute(update(media).where(media.c.id == media_id).values(**values))


async def find(db: Db, ids: Sequence[str]) -> dict[str, Media]:
    rows = await db.execute(select(*_COLUMNS).where(media.c.id.in_(ids)))
    return {row.id: Media(*row) for row in rows}


async def load(db: Db, media_id: str) -> bytes | None:
    return (
        await db.execute(select(media.c.bytes).where(media.c.id == media_id))
    ).scalar_one_or_none()


async def count_failed(db: Db) -> int:
    rows = await db.execute(select(media.c.id).where(media.c.state == "failed"))
    return len(rows.all())
