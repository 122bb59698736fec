"""The web chat keeps the contract of channels."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import uuid
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot import convert
from bot.app import App
from bot.channels.base import NotStored
from bot.channels.web.chat import WebChat
from bot.settings import Settings
from bot.web.visitors import COOKIE
from storage.migrate import migrate
from storage.models import web
from tests.channels.contract import NOW, Contract, Side
from tests.house import ROOT

HERE = "http://127.0.0.1:8080"


class Failing:
    """Transcripts that can be made to fail once."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.next = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    async def add(self, *args: Any, **kwargs: Any) -> Any:
        if self.next:
            self.next = False
            raise NotStored("the disk is full")
        return await self._real.add(*args, **kwargs)


class WebSide(Side):
    """A page in a browser, posting to the real routes and reading its transcript."""

    lacks = frozenset({"too_fast", "blocked", "edit", "block"})

    def __init__(self, app: App, file: Path, token: str, to: str) -> None:
        self.app, self.file, self.to = app, file, to
        self.transcripts = Failing(app.transcripts)
        self.web_chat = WebChat(transcripts=self.transcripts, now=lambda: NOW, pages=app.pages)
        app.channels["web"] = self.web_chat
        self.channel = self.web_chat
        transport = httpx2.ASGITransport(app.web.routes(), raise_app_exceptions=False)
        self.http = httpx2.AsyncClient(
            transport=transport,
            base_url=HERE,
            cookies={COOKIE: token},
            headers={"Origin": HERE},
        )
        self._posts: asyncio.Queue[tuple[str, Any, str]] = asyncio.Queue()
        self._posting = asyncio.create_task(self._post())

    async def _post(self) -> None:
        """As the page does: one after the other, each again until it is accepted."""
        while True:
            path, body, kind = await self._posts.get()
            while True:
                answer = await self.http.post(path, content=body, headers={"Content-Type": kind})
                if answer.status_code in (202, 303):
                    break
                assert answer.status_code >= 500, answer.text
                await asyncio.sleep(0.02)

    def shown(self) -> list[tuple[str, list[str], str | None]]:
        with contextlib.closing(sqlite3.connect(self.file)) as db:
            rows = db.execute(
                "SELECT text, buttons, media, chosen FROM web_message WHERE NOT mine ORDER BY id"
            ).fetchall()
        return [
            (
                f"{text}\n\n✓ {chosen}" if chosen else text,
                [button["label"] for row in json.loads(buttons) for button in row],
                (json.loads(media) or {}).get("kind") if media else None,
            )
            for text, buttons, media, chosen in rows
        ]

    def fails(self, how: str) -> None:
        if how == "gone":
            with contextlib.closing(sqlite3.connect(self.file)) as db:
                db.execute("DELETE FROM web_session")
                db.execute("DELETE FROM web_chat")
                db.commit()
        else:
            self.transcripts.next = True

    def does(self, what: str, **details: Any) -> None:
        event_id = str(uuid.uuid4())
        match what:
            case "start":
                form = f"payload={details['payload']}&event_id={event_id}".encode()
                self._posts.put_nowait(
                    ("/chat/me/enter", form, "application/x-www-form-urlencoded")
                )
            case "text":
                self._json({"id": event_id, "kind": "text", "text": details["text"]})
            case "voice" | "photo":
                path = f"/chat/me/upload?id={event_id}&kind={what}"
                self._posts.put_nowait((path, details["data"], "application/octet-stream"))
            case "tap":
                message, action = self._button(details["label"])
                self._json({"id": event_id, "kind": "tap", "action": action, "message": message})
            case _:
                raise NotImplementedError(what)

    def _json(self, body: dict[str, Any]) -> None:
        self._posts.put_nowait(("/chat/me/events", json.dumps(body).encode(), "application/json"))

    def _button(self, label: str) -> tuple[int, str]:
        with contextlib.closing(sqlite3.connect(self.file)) as db:
            rows = db.execute("SELECT id, buttons FROM web_message ORDER BY id DESC").fetchall()
        return next(
            (number, button["action"])
            for number, buttons in rows
            for row in json.loads(buttons)
            for button in row
            if button["label"] == label
        )

    def kept(self, kind: str, data: bytes) -> bytes:
        return convert.clean_photo(data).data if kind == "photo" else data

    def junk(self) -> Sequence[Any]:
        return [
            "hello",
            7,
            None,
            [],
            {},
            {"from": "a", "kind": "text", "id": "1"},
            {"from": 1, "kind": "start"},
            {"from": "a", "id": "1", "kind": "dance"},
        ]

    async def close(self) -> None:
        self._posting.cancel()
        await asyncio.gather(self._posting, return_exceptions=True)
        await self.http.aclose()


@pytest.fixture
async def side(tmp_path: Path) -> AsyncIterator[WebSide]:
    file = tmp_path / "web.db"
    settings = Settings(
        telegram_token=None,
        database_url=f"sqlite+aiosqlite:///{file}",
        data_dir=tmp_path / "data",
        programme_file=ROOT / "programme.toml",
    )
    app = App(settings)
    await migrate(app.database)
    async with app.database.transaction() as db:
        await web.begin(db, "web:fatma", "a-token", NOW)
    found = WebSide(app, file, "a-token", "fatma")
    yield found
    await found.close()
    await app.aclose()


class TestWeb(Contract):
    pass
