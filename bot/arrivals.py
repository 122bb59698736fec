"""Events are stored and committed here before their channel may confirm them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.channels.base import RawEvent
from bot.event_pace import EventPace
from storage.database import Database, DatabaseUnavailable
from storage.models import inbox
from storage.models.inbox import Came


class Arrivals:
    """The way into the inbox; `stored` is told after each commit."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        pace: EventPace,
        stored: Callable[[], None],
    ) -> None:
        self._database = database
        self._now = now
        self.pace = pace
        self._stored = stored
        self._coming: list[tuple[list[Came], asyncio.Future[None]]] = []
        self._storing = asyncio.Lock()

    async def receive(self, events: Sequence[RawEvent]) -> None:
        """Store and commit; when this returns, the channel may confirm.

        What comes while another is committed shares the next transaction: forty posts at a time
        would otherwise keep those who handle them waiting (measured: 60 instead of 270 a second).
        """
        if not events:
            return
        now = self._now()
        rows = [
            Came(
                event.channel,
                event.event_id,
                event.sender,
                event.payload,
                received_at=now,
                wait=self.pace.wait(event.sender, now),
            )
            for event in events
        ]
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._coming.append((rows, stored))
        try:
            async with self._storing:
                if not stored.done():
                    await self._store_coming(stored)
            await stored
        finally:
            stored.cancel()  # where nobody waits for it any more
        self._stored()

    async def _store_coming(self, mine: asyncio.Future[None]) -> None:
        """Store all that came so far; when that fails, each alone, so that none sinks another."""
        coming, self._coming = [c for c in self._coming if not c[1].done()], []
        try:
            try:
                await self._store([row for rows, _ in coming for row in rows])
            except DatabaseUnavailable as error:
                _settle([stored for _, stored in coming], error)
            except Exception:
                for rows, stored in coming:
                    try:
                        await self._store(rows)
                    except Exception as error:
                        _settle([stored], error)
                    else:
                        _settle([stored])
            else:
                _settle([stored for _, stored in coming])
        except asyncio.CancelledError:  # of this one alone: the next stores the others
            self._coming += [c for c in coming if c[1] is not mine]
            raise

    async def _store(self, rows: Sequence[Came]) -> None:
        async with self._database.transaction() as db:
            await inbox.store(db, rows)


def _settle(waiting: Sequence[asyncio.Future[None]], error: Exception | None = None) -> None:
    for stored in waiting:
        if stored.done():
            continue
        if error is None:
            stored.set_result(None)
        else:
            stored.set_exception(error)
