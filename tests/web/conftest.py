"""A bot with its web port, driven over HTTP in this process, and browsers in front of it."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot.app import App
from tests.house import House

HERE = "http://127.0.0.1:8080"


@dataclass
class Browser:
    """Cookies and nothing else: what a page does, without a page."""

    http: httpx2.AsyncClient
    house: House
    slot: str = "me"

    async def get(self, path: str = "", **headers: str) -> httpx2.Response:
        return await self.http.get(f"/chat/{self.slot}/{path}", headers=headers)

    async def post(self, path: str, body: Any, **headers: str) -> httpx2.Response:
        return await self.http.post(f"/chat/{self.slot}/{path}", json=body, headers=headers)

    async def starts(self, **more: Any) -> httpx2.Response:
        answer = await self.event("start", **more)
        await self.house.settle()
        return answer

    async def event(self, kind: str, event_id: str | None = None, **more: Any) -> httpx2.Response:
        body = {"id": event_id or str(uuid.uuid4()), "kind": kind, **more}
        return await self.post("events", body)

    async def says(self, text: str) -> list[dict[str, Any]]:
        answer = await self.event("text", text=text)
        assert answer.status_code == 202, answer.text
        return await self.settled()

    async def taps(self, label: str) -> list[dict[str, Any]]:
        for message in reversed((await self.state())["messages"]):
            for row in message.get("buttons", ()):
                for button in row:
                    if button["label"] == label:
                        await self.event("tap", action=button["action"], message=message["id"])
                        return await self.settled()
        raise AssertionError(f"no button {label}")

    async def settled(self) -> list[dict[str, Any]]:
        await self.house.settle()
        messages: list[dict[str, Any]] = (await self.state())["messages"]
        return messages

    async def uploads(self, kind: str, data: bytes, event_id: str | None = None) -> httpx2.Response:
        query = f"id={event_id or uuid.uuid4()}&kind={kind}"
        return await self.http.post(f"/chat/{self.slot}/upload?{query}", content=data)

    async def state(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.get("state")).json()
        return found


@pytest.fixture
async def web_house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with House(database_url, tmp_path, web=True) as found:
        yield found


@pytest.fixture
async def browsers(web_house: House) -> AsyncIterator[Callable[[], Browser]]:
    opened: list[httpx2.AsyncClient] = []
    routes = web_house.app.web.routes()

    def new(slot: str = "me") -> Browser:
        http = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(routes), base_url=HERE, headers={"Origin": HERE}
        )
        opened.append(http)
        return Browser(http, web_house, slot)

    yield new
    for http in opened:
        await http.aclose()


@pytest.fixture
def app(web_house: House) -> App:
    return web_house.app
