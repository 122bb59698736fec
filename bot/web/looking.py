"""A page fetches itself, what stands in its transcript, and the stream that says there is more."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    Response,
    StreamingResponse,
)

from bot.web.handed import WebDependencies
from bot.web.requests import number, spoken
from bot.web.visitors import Visitor, Visitors, remember
from conversations.messages import Text
from storage.database import DatabaseUnavailable
from storage.models import web, web_lines
from storage.models.web_lines import Line

STATIC = Path(__file__).parent / "static"
PAGE_TEXTS = re.compile(r"web-[a-z-]+")
BEAT = 20.0  # seconds; a stream that is silent for longer is taken for dead


class Looking:
    """Answers what a page fetches. No GET changes anything."""

    def __init__(self, handed: WebDependencies, visitors: Visitors) -> None:
        self._handed = handed
        self._visitors = visitors

    async def page(self, request: Request) -> Response:
        return HTMLResponse(_read(STATIC / "chat.html"))

    async def state(self, request: Request) -> Response:
        visitor = await self._visitors.of(request)
        async with self._handed.database.reading() as db:
            # In this order: what is said in between comes once more by the stream.
            last = await web_lines.last_seq(db, visitor.sender) if visitor else 0
            lines = await web_lines.newest(db, visitor.sender) if visitor else []
            chosen = await web.language_of(db, visitor.to) if visitor else None
        language = chosen or spoken(request, self._handed.programme)
        answer = JSONResponse(
            {
                "known": visitor is not None,
                "language": language,
                "zone": self._handed.programme.calendar.zone.key,
                "dir": self._handed.rendering.direction(language),
                "languages": dict(self._handed.programme.languages),
                "texts": self._page_texts(language),
                "messages": [_shown(line) for line in lines],
                "last": last,
                # Whether there is another channel to go on in.
                "elsewhere": visitor is not None and len(self._handed.entrances()) > 1,
            }
        )
        if visitor:
            remember(answer, request, visitor.token)
        return answer

    def _page_texts(self, language: str) -> dict[str, str]:
        name = Text("web-title", {"programme": self._handed.programme.name})
        found = {
            key: self._handed.rendering.text_of_page(Text(key), language) for key in _page_keys()
        }
        return found | {"web-title": self._handed.rendering.label_of_page(name, language)}

    async def stream(self, request: Request) -> Response:
        """Stream what follows `Last-Event-ID`; closed when the bot stops."""
        visitor = await self._visitors.of(request)
        if visitor is None:
            return Response(status_code=204)  # EventSource does not come back after that
        after = number(request.headers.get("Last-Event-ID") or request.query_params.get("after"))
        headers = {"X-Accel-Buffering": "no"}  # nginx would hold events back
        return StreamingResponse(
            self._events_after(visitor, after),
            media_type="text/event-stream",
            headers=headers,
        )

    async def _events_after(self, visitor: Visitor, seq: int) -> AsyncIterator[bytes]:
        onlookers = self._handed.transcripts.onlookers
        with onlookers.looking(visitor.sender) as more:
            yield b"retry: 1000\n\n"
            while not onlookers.closing:
                more.clear()
                lines = await self._lines_after(visitor, seq)
                if lines is None:  # this device forgot the talk
                    return
                for line in lines:
                    seq = line.seq
                    data = json.dumps(_shown(line), ensure_ascii=False)
                    yield f"id: {seq}\ndata: {data}\n\n".encode()
                if not more.is_set() and not await _within(more, BEAT):
                    yield b"event: beat\ndata:\n\n"

    async def _lines_after(self, visitor: Visitor, seq: int) -> list[Line] | None:
        """Return what follows; None when whoever looks is nobody any more."""
        try:
            async with self._handed.database.reading() as db:
                if await web.who(db, visitor.token) != visitor.sender:
                    return None
                return await web_lines.after(db, visitor.sender, seq)
        except DatabaseUnavailable:
            return []

    async def file(self, request: Request) -> Response:
        """Answer with a voice note or photo of one's own transcript, and of nobody else's."""
        visitor = await self._visitors.of(request)
        if visitor is None:
            return Response(status_code=404)
        async with self._handed.database.reading() as db:
            line = await web_lines.line(db, visitor.sender, request.path_params["message"])
        if line is None or line.media is None:
            return Response(status_code=404)
        found = await self._handed.media.for_page(line.media["reference"], line.media["kind"])
        if found is None:
            return Response(status_code=404, headers={"Retry-After": "5"})
        played = found.mime != "application/octet-stream"
        return FileResponse(
            found.path,
            media_type=found.mime,
            filename=None if played else "buurtstem",
            headers={"Cache-Control": "private, max-age=3600"},
        )


def _shown(line: Line) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": line.id,
        "seq": line.seq,
        "from": "me" if line.mine else "bot",
        "text": line.text,
        "at": line.at.isoformat(),
    }
    if line.event_id:
        shown["event"] = line.event_id
    if line.media:
        media = {"id": str(line.id), "kind": line.media["kind"]}
        shown["media"] = media | {"seconds": line.media.get("seconds")}
    if line.buttons:
        shown["buttons"] = line.buttons
    if line.chosen:
        shown["chosen"] = line.chosen
    return shown


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


@lru_cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@lru_cache
def _page_keys() -> tuple[str, ...]:
    """Return the texts that the page asks for, found in the page itself."""
    files = (STATIC / "chat.html", STATIC / "chat.js")
    found = {key for file in files for key in PAGE_TEXTS.findall(_read(file))}
    return tuple(sorted(found - {"web-title"}))
