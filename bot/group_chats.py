"""Groups: the staff group, followed wherever it moves, and all others, which are left."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from storage.database import Db
from storage.models import group_chats

log = logging.getLogger(__name__)


class StaffRoom:
    """The one group that is ours. `configured`: STAFF_CHAT_ID, which may stay as it was set."""

    def __init__(self, channel: str, configured: str | None) -> None:
        self.channel = channel
        self.configured = configured

    async def current(self, db: Db) -> str | None:
        """Return the group to which summaries go now; None when there is none."""
        trail = await self.trail(db)
        return trail[-1] if trail else None

    async def moved(self, db: Db, moves: Iterable[tuple[str, str]], now: datetime) -> None:
        """Keep where our group went; where others go is nothing to us."""
        for room, to in moves:
            trail = await self.trail(db)
            if room in trail and to not in trail:
                await group_chats.move(db, self.channel, [(room, to)], now)
                log.info("the staff group has moved to %s, and is followed there", to)

    async def strange(self, db: Db, found: Iterable[str]) -> list[str]:
        """Return those that are not our group, under none of the ids it has had."""
        trail = await self.trail(db)
        return [room for room in found if room not in trail]

    async def trail(self, db: Db) -> list[str]:
        """Return the ids it has had, the last of which it has now; empty when there is no group."""
        if self.configured is None:
            return []
        return await group_chats.trail(db, self.channel, self.configured)
