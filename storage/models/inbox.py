"""Events that came in, stored before they are confirmed.

Nothing accepted is lost, nothing counts twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
    update,
)

from storage.database import Db, UtcDateTime, epoch_now, metadata
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.records import row_of
from storage.upsert import insert_ignoring, update_each

ATTEMPTS = 3  # after this many an event is parked

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("event_id", String(80), nullable=False),
    # Whose events stay in order: the channel's name for the account, "telegram:123".
    Column("sender", String(90), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("state", String(8), nullable=False, default="waiting"),  # waiting, handled, parked
    Column("attempts", Integer, nullable=False, default=0),
    Column("claimed_until", Float, nullable=False, default=0.0),  # database's clock
    Column("handled_at", UtcDateTime),
    Column("error", Text),  # kind and place of a failure, never what somebody wrote
    UniqueConstraint("channel", "event_id"),
    info=owned(Whose.SENDER),
)
Index(
    "ix_inbox_waiting",
    inbox.c.sender,
    inbox.c.id,
    sqlite_where=inbox.c.state == "waiting",
    postgresql_where=inbox.c.state == "waiting",
)


@dataclass(frozen=True, slots=True)
class Received:
    """A stored event. `attempts` counts this one too."""

    id: int
    channel: str
    event_id: str
    sender: str
    payload: Any
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Came:
    """An event as it came in; `wait`: the seconds that it is held back."""

    channel: str
    event_id: str
    sender: str
    payload: Any
    received_at: datetime
    wait: float = 0.0


async def store(db: Db, came: Sequence[Came]) -> None:
    """Store events; those whose ids are known are ignored."""
    waiting = {"state": "waiting", "attempts": 0, "claimed_until": 0.0}
    values = [{**row_of(inbox, event), **waiting} for event in came]
    await insert_ignoring(db, inbox, values, ("channel", "event_id"))
    held = [
        {"of": event.channel, "which": event.event_id, "wait": event.wait}
        for event in came
        if event.wait
    ]
    if held:
        await db.execute(
            update(inbox)
            .where(inbox.c.channel == bindparam("of"), inbox.c.event_id == bindparam("which"))
            .where(inbox.c.attempts == 0, inbox.c.claimed_until == 0.0)  # a repeat waits no longer
            .values(claimed_until=epoch_now() + bindparam("wait", type_=Float)),
            held,
        )


async def claim(
    db: Db, limit: int, lease: float, channels: Collection[str] | None = None
) -> list[Received]:
    """Take the oldest waiting event of each sender, for `lease` seconds; counts as an attempt.

    `channels`: those whose events can be read; one of another waits, and what is behind it too.
    """
    oldest = (
        select(func.min(inbox.c.id))
        .where(inbox.c.state == "waiting")
        .group_by(inbox.c.sender)
        .order_by(func.min(inbox.c.id))
    )
    free = (
        select(inbox.c.id)
        .where(inbox.c.id.in_(oldest))
        .where(inbox.c.state == "waiting")
        .where(inbox.c.claimed_until <= epoch_now())
        .order_by(inbox.c.id)
        .limit(limit)
    )
    if channels is not None:
        free = free.where(inbox.c.channel.in_(channels))
    rows = await db.execute(
        update(inbox)
        .where(inbox.c.id.in_(free))
        .where(inbox.c.state == "waiting")
        .where(inbox.c.claimed_until <= epoch_now())
        .values(attempts=inbox.c.attempts + 1, claimed_until=epoch_now() + lease)
        .returning(inbox)
    )
    found = [
        Received(
            row.id,
            row.channel,
            row.event_id,
            row.sender,
            row.payload,
            row.received_at,
            row.attempts,
        )
        for row in rows
    ]
    return sorted(found, key=lambda event: event.id)


async def mark_handled(db: Db, events: Sequence[Received], now: datetime) -> bool:
    """Mark events as handled; return whether all were still ours.

    When they were not, the caller must roll back.
    """
    result = await db.execute(
        update(inbox)
        .where(inbox.c.id.in_([event.id for event in events]))
        .where(inbox.c.state == "waiting")
        .values(state="handled", handled_at=now)
    )
    return result.rowcount == len(events)


async def blank(db: Db, payloads: Sequence[tuple[int, Any]]) -> None:
    """Put other payloads in the place of those that held what must not be kept."""
    await update_each(db, inbox, [(row, {"payload": payload}) for row, payload in payloads])


async def still_waiting(db: Db, events: Sequence[Received]) -> list[Received]:
    """Return those of these events that nobody handled meanwhile."""
    rows = await db.execute(
        select(inbox.c.id)
        .where(inbox.c.id.in_([event.id for event in events]))
        .where(inbox.c.state == "waiting")
    )
    waiting = set(rows.scalars())
    return [event for event in events if event.id in waiting]


async def park(db: Db, event: Received, error: str, now: datetime) -> bool:
    """Set it aside with its error; return whether it was still ours to park."""
    result = await db.execute(
        update(inbox)
        .where(inbox.c.id == event.id, inbox.c.state == "waiting")
        .values(state="parked", handled_at=now, error=error)
    )
    return result.rowcount == 1


async def retry_parked(db: Db) -> int:
    """Let what was set aside wait again, as if it had just come; return how much that was."""
    result = await db.execute(
        update(inbox)
        .where(inbox.c.state == "parked")
        .values(state="waiting", attempts=0, claimed_until=0.0, handled_at=None, error=None)
    )
    return result.rowcount


async def release(db: Db, events: Sequence[Received], wait: float) -> None:
    """Give claimed events back, to be tried again after `wait` seconds."""
    await db.execute(
        update(inbox)
        .where(inbox.c.id.in_([event.id for event in events]), inbox.c.state == "waiting")
        .values(claimed_until=epoch_now() + wait)
    )


async def give_back(db: Db, events: Sequence[Received]) -> None:
    """Release at once, and do not count the attempt: it was not this event's fault."""
    await db.execute(
        update(inbox)
        .where(inbox.c.id.in_([event.id for event in events]), inbox.c.state == "waiting")
        .values(claimed_until=0.0, attempts=inbox.c.attempts - 1)
    )


async def release_all(db: Db) -> None:
    """Release all claims: at start with SQLite, where no other process can hold one."""
    await db.execute(update(inbox).where(inbox.c.state == "waiting").values(claimed_until=0.0))


async def newest(db: Db) -> datetime | None:
    """Return when something came in last; None: nothing ever did."""
    found: datetime | None = (
        await db.execute(select(inbox.c.received_at).order_by(inbox.c.id.desc()).limit(1))
    ).scalar_one_or_none()
    return found


async def counts(db: Db) -> dict[str, int]:
    rows = await db.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))
    return {row[0]: row[1] for row in rows}


async def waiting_elsewhere(db: Db, channels: Collection[str]) -> dict[str, int]:
    """Return how much waits, by channel, of each channel that is none of these."""
    rows = await db.execute(
        select(inbox.c.channel, func.count())
        .where(inbox.c.state == "waiting", inbox.c.channel.not_in(channels))
        .group_by(inbox.c.channel)
        .order_by(inbox.c.channel)
    )
    return {row[0]: row[1] for row in rows}


async def parked(db: Db, limit: int = 20) -> list[tuple[int, str]]:
    rows = await db.execute(
        select(inbox.c.id, inbox.c.error)
        .where(inbox.c.state == "parked")
        .order_by(inbox.c.id.desc())
        .limit(limit)
    )
    return [(row.id, row.error or "") for row in rows]
