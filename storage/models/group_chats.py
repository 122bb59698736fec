"""Groups that go on under another id: Telegram's do when they grow into supergroups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, String, Table, select

from storage.database import Db, UtcDateTime, metadata
from storage.ownership import Whose, owned
from storage.upsert import insert_ignoring, upsert

room_move = Table(
    "room_move",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("room", String(64), primary_key=True),
    Column("moved_to", String(64), nullable=False),
    Column("moved_at", UtcDateTime, nullable=False),
    info=owned(Whose.NOBODY),
)

# The staff group's next summary: the row is the schedule, as it is for a person.
room_clock = Table(
    "room_clock",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("summary_at", UtcDateTime, nullable=False),
    info=owned(Whose.NOBODY),
)


async def summary_at(db: Db, channel: str) -> datetime | None:
    """Return when the group of that channel gets its next summary; None: there is none.

    Its row is held until the transaction ends.
    """
    found = await db.execute(
        select(room_clock.c.summary_at).where(room_clock.c.channel == channel).with_for_update()
    )
    moment: datetime | None = found.scalar_one_or_none()
    return moment


async def set_summary_at(db: Db, channel: str, moment: datetime) -> None:
    await upsert(db, room_clock, [{"channel": channel, "summary_at": moment}])


async def trail(db: Db, channel: str, room: str) -> list[str]:
    """Return the room, and what it was called after each move; the last is where it is now."""
    rows = await db.execute(
        select(room_move.c.room, room_move.c.moved_to).where(room_move.c.channel == channel)
    )
    moves = {row.room: row.moved_to for row in rows}
    found = [room]
    while (to := moves.get(found[-1])) is not None and to not in found:
        found.append(to)
    return found


async def move(db: Db, channel: str, moves: Sequence[tuple[str, str]], now: datetime) -> None:
    """Store moves, as (room, moved to); one that is told twice counts once."""
    rows = [
        {"channel": channel, "room": room, "moved_to": to, "moved_at": now} for room, to in moves
    ]
    await insert_ignoring(db, room_move, rows, ("channel", "room"))
