"""What an idle phone costs: pages of the web chat that are open, and to which nothing is said."""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.database import Database
from storage.models import web
from tests.bench.processes import Bot, memory, running

PHONES = 1_000
WARM_UP = 50  # phones before the measurement, so that nobody pays for a first time
MOST = 50.0  # kB per phone
SETTLES = 3.0  # seconds until what opening them took is given back


@dataclass(frozen=True, slots=True)
class Idle:
    """Memory of the bot in MiB, before and with so many phones."""

    phones: int
    before: float
    after: float

    @property
    def each(self) -> float:
        """kB per phone."""
        return (self.after - self.before) * 1024 / self.phones

    @property
    def faults(self) -> tuple[str, ...]:
        too_much = self.each > MOST
        return (f"an idle phone costs {self.each:.0f} kB, over {MOST:.0f}",) if too_much else ()

    def __str__(self) -> str:
        return (
            f"{self.phones:,} idle phones on the web chat: {self.each:.1f} kB each"
            f" ({self.before:.0f} → {self.after:.0f} MiB; at most {MOST:.0f} kB)"
        )


async def measure_idle(phones: int = PHONES, warm_up: int = WARM_UP) -> Idle:
    """Start a bot, open so many phones, and see what they cost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder}/phones.db"
        environment = {"DATABASE_URL": url, "DATA_DIR": str(folder / "data"), "WEB_PORT": "0"}
        async with running("tests.bench.ours", folder, environment) as bot:
            port = await _port(bot)
            tokens = await _identities(url, phones + warm_up)
            async with _open(port, tokens[:warm_up]):
                await asyncio.sleep(1.0)
            before = memory(bot.pid)
            async with _open(port, tokens[warm_up:]):
                await asyncio.sleep(SETTLES)
                return Idle(phones, before, memory(bot.pid))


async def _port(bot: Bot) -> int:
    async with asyncio.timeout(20):
        while not (found := re.search(r"web port (\d+)", bot.said())):
            await asyncio.sleep(0.05)
    return int(found[1])


async def _identities(url: str, number: int) -> list[str]:
    """Chats with their sessions, written as the web port writes them."""
    database = Database(url)
    tokens = [secrets.token_urlsafe(32) for _ in range(number)]
    async with database.transaction() as db:
        for place, token in enumerate(tokens):
            await web.begin(db, f"web:{place}", token, datetime.now(UTC))
    await database.close()
    return tokens


@contextlib.asynccontextmanager
async def _open(port: int, tokens: list[str]) -> AsyncIterator[None]:
    """A connection per phone, until the block ends. Raises ConnectionError when one is refused."""
    writers = []
    try:
        for token in tokens:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writers.append(writer)
            writer.write(
                f"GET /chat/me/stream?after=0 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                f"Cookie: buurtstem={token}\r\n\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(head.decode())
        yield
    finally:
        for writer in writers:
            writer.close()
        await asyncio.gather(*(w.wait_closed() for w in writers), return_exceptions=True)
