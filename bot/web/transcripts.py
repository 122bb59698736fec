"""The transcripts of the web chats, over the database; and who is looking at which."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import Any

from bot.channels.base import NotStored
from bot.media import MediaStore
from storage.database import Database, DatabaseUnavailable, Db
from storage.models import web, web_lines

MOST_TAPPED = 10_000
LOOK_EVERY = 1.0  # seconds, where another process may have written


class Onlookers:
    """Pages that are open: they are told that their transcript has more, and nothing else."""

    def __init__(self) -> None:
        self._open: dict[str, set[asyncio.Event]] = {}
        self.closing = False

    def __len__(self) -> int:
        return sum(len(events) for events in self._open.values())

    @property
    def senders(self) -> list[str]:
        return list(self._open)

    @contextmanager
    def looking(self, sender: str) -> Iterator[asyncio.Event]:
        more = asyncio.Event()
        self._open.setdefault(sender, set()).add(more)
        try:
            yield more
        finally:
            self._open[sender].discard(more)
            if not self._open[sender]:
                del self._open[sender]

    def tell(self, sender: str) -> None:
        for more in self._open.get(sender, ()):
            more.set()

    def close(self) -> None:
        """The bot stops: every open stream ends, or the server would wait for it."""
        self.closing = True
        for sender in self._open:
            self.tell(sender)


class Transcripts:
    """Writes in transactions of its own, after the commit that caused a message."""

    def __init__(
        self, *, database: Database, media: MediaStore, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._media = media
        self._now = now
        self._tapped: dict[tuple[str, int], str] = {}  # what stood on the button
        self.onlookers = Onlookers()

    def tapped(self, to: str, message: int, label: str) -> None:
        """Remember a tap until it is handled: a command shows what was tapped too."""
        self._tapped[to, message] = label
        if len(self._tapped) > MOST_TAPPED:
            del self._tapped[next(iter(self._tapped))]

    async def add(
        self,
        to: str,
        text: str,
        buttons: Sequence[Sequence[dict[str, str]]],
        media: dict[str, Any] | None,
        pushed: bool,
    ) -> int | None:
        async with self._writing() as db:
            number = await web_lines.bot_says(
                db, _sender(to), text, buttons, media, pushed, self._now()
            )
        self.onlookers.tell(_sender(to))
        return number

    async def said(
        self, to: str, event_id: str, text: str, media: dict[str, Any] | None = None
    ) -> None:
        """Write down what the person said themselves, and show it on all their pages."""
        async with self._writing() as db:
            await web_lines.person_says(db, _sender(to), event_id, text, media, self._now())
        self.onlookers.tell(_sender(to))

    async def unsay(self, to: str, event_id: str) -> None:
        async with self._writing() as db:
            await web_lines.unsay(db, _sender(to), event_id)

    async def choose(self, to: str, message: int, chosen: str) -> None:
        chosen = chosen or self._tapped.get((to, message), "")
        async with self._writing() as db:
            await web_lines.choose(db, _sender(to), message, chosen)
        self._tapped.pop((to, message), None)
        self.onlookers.tell(_sender(to))

    async def keep(self, to: str, data: bytes) -> str:
        try:
            digest, in_row = await self._media.stage(data)
        except OSError as error:
            raise NotStored(type(error).__name__) from error
        async with self._writing() as db:
            await web.add_upload(db, _sender(to), digest, in_row, self._now())
        return digest

    async def load(self, sha256: str) -> bytes | None:
        return await _told(self._media.staged(sha256))

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[Db]:
        try:
            async with self._database.transaction() as db:
                yield db
        except DatabaseUnavailable as error:
            raise NotStored(str(error)) from error

    async def watch(self) -> None:
        """Look for what another process wrote, until cancelled; one query for all open pages."""
        seen: dict[str, int] = {}
        while True:
            await asyncio.sleep(LOOK_EVERY)
            senders = self.onlookers.senders
            if not senders:
                continue
            try:
                async with self._database.reading() as db:
                    now = await web_lines.last_seqs(db, senders)
            except DatabaseUnavailable:
                continue
            for sender, seq in now.items():
                if seen.get(sender, seq) != seq:
                    self.onlookers.tell(sender)
            seen = now


async def _told(work: Awaitable[bytes | None]) -> bytes | None:
    try:
        return await work
    except DatabaseUnavailable as error:
        raise NotStored(str(error)) from error


def _sender(to: str) -> str:
    return f"{web.CHANNEL}:{to}"
