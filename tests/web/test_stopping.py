"""SIGTERM while phones look on: the bot ends in time, and nothing that was accepted is lost."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp

from tests.running import RunningBot, until

PHONES = 10


class Phone:
    """A page that is open: its stream stays connected until the other side ends it."""

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self._http = http
        self._address = address
        self.read = b""
        self.ended = False

    async def posts(self, body: dict[str, Any]) -> int:
        body = {"id": str(uuid.uuid4()), **body}
        async with self._http.post(f"{self._address}events", json=body) as answer:
            return answer.status

    async def looks(self) -> None:
        timeout = aiohttp.ClientTimeout(total=None)
        async with self._http.get(f"{self._address}stream?after=0", timeout=timeout) as answer:
            async for piece in answer.content.iter_any():
                self.read += piece
        self.ended = True

    async def state(self) -> dict[str, Any]:
        async with self._http.get(f"{self._address}state") as answer:
            found: dict[str, Any] = await answer.json()
            return found


async def test_ten_phones_are_connected_when_it_stops(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack, RunningBot(tmp_path) as bot:
        origin = f"http://127.0.0.1:{bot.port}"
        phones = []
        for _ in range(PHONES):
            http = await stack.enter_async_context(
                aiohttp.ClientSession(
                    headers={"Origin": origin}, cookie_jar=aiohttp.CookieJar(unsafe=True)
                )
            )
            phones.append(Phone(http, f"{origin}/chat/me/"))
        assert [await phone.posts({"kind": "start"}) for phone in phones] == [202] * PHONES
        looking = [asyncio.create_task(phone.looks()) for phone in phones]
        await until(lambda: all(b"Ik ben Buurtstem" in phone.read for phone in phones))
        said = [phone.posts({"kind": "text", "text": "meer bankjes"}) for phone in phones]
        accepted = await asyncio.gather(*said)
        assert accepted == [202] * PHONES
        port = str(bot.port)
        assert await bot.stop() == 0  # within ten seconds, else TimeoutError
        await asyncio.wait_for(asyncio.gather(*looking, return_exceptions=True), 5)
        assert "Traceback" not in bot.log
        bot._settings["WEB_PORT"] = port
        await bot.start()

        async def all_kept() -> bool:
            states = [await phone.state() for phone in phones]
            texts = [[m["text"] for m in state["messages"]] for state in states]
            return all("Wat is het?" in "\n".join(found) for found in texts)

        async with asyncio.timeout(10):
            while not await all_kept():
                await asyncio.sleep(0.1)
