"""Saying: what a page posts goes into the transcript and the inbox, or into neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot import convert
from bot.channels.base import UPLOAD
from bot.media import converted
from bot.web.handed import WebDependencies
from bot.web.limits import UPLOADS, UPLOADS_FROM
from bot.web.requests import Refusal, address_of, body_of, json_of, named, number, wish
from bot.web.visitors import Visitor, Visitors, remember
from conversations.parts import kept
from storage.models import web_lines

LONGEST_TEXT = 10_000  # characters; more is refused, kindly


class Saying:
    """The posts of somebody who talks."""

    def __init__(self, handed: WebDependencies, visitors: Visitors) -> None:
        self._handed = handed
        self._visitors = visitors

    async def events(self, request: Request) -> Response:
        body = await json_of(request)
        event_id = named(body.get("id"))
        if body.get("kind") == "start":
            return await self._start(request, event_id, body)
        visitor = await self._visitors.known(request)
        match body:
            case {"kind": "text", "text": str(typed)} if (text := kept(typed)).strip():
                if len(text) > LONGEST_TEXT:
                    raise Refusal(413, "web-say-too-long")
                payload: dict[str, Any] = {"kind": "text", "text": text}
                return await self._say(visitor, event_id, text, payload)
            case {"kind": "tap", "action": str(action)} if action.isprintable():
                payload = {"kind": "tap", "action": action[:64]}
                payload |= await self._where(visitor, body.get("message"), action)
            case _:
                raise Refusal(400, "web-say-odd")
        await self._handed.channel.take(self._handed.channel.event(visitor.to, event_id, payload))
        return JSONResponse({}, status_code=202)

    async def _say(
        self,
        visitor: Visitor,
        event_id: str,
        text: str,
        payload: Mapping[str, Any],
        media: dict[str, Any] | None = None,
    ) -> Response:
        """Put it in transcript and inbox, or in neither: the page posts again until 202."""
        await self._handed.transcripts.said(visitor.to, event_id, text, media)
        try:
            await self._handed.channel.take(
                self._handed.channel.event(visitor.to, event_id, payload)
            )
        except Exception:
            await self._handed.transcripts.unsay(visitor.to, event_id)
            raise
        return JSONResponse({}, status_code=202)

    async def _where(self, visitor: Visitor, message: Any, action: str) -> dict[str, Any]:
        """Return the message under which a button stood, when it is one of theirs."""
        if type(message) is not int or not 0 < message < 2**53:
            return {}
        async with self._handed.database.reading() as db:
            line = await web_lines.line(db, visitor.sender, message)
        if line is None:
            return {}
        for button in (button for row in line.buttons for button in row):
            if button.get("action") == action:
                self._handed.transcripts.tapped(visitor.to, line.id, button["label"])
        return {"message": line.id, "shown": line.text}

    async def _start(self, request: Request, event_id: str, body: Mapping[str, Any]) -> Response:
        """First contact makes an identity; where there is one it only says hello."""
        payload = {"language": wish(body.get("language"), self._handed.programme)}
        return await self.started(request, event_id, payload, JSONResponse({}, status_code=202))

    async def started(
        self, request: Request, event_id: str, payload: Mapping[str, Any], answer: Response
    ) -> Response:
        """Store a first contact; `answer` then lets the browser stay who it is now."""
        visitor = await self._visitors.admitted(request, event_id)
        event = self._handed.channel.event(visitor.to, event_id, {"kind": "start", **payload})
        await self._handed.channel.take(event)
        remember(answer, request, visitor.token)
        return answer

    async def upload(self, request: Request) -> Response:
        visitor = await self._visitors.known(request)
        event_id = named(request.query_params.get("id"))
        kind = request.query_params.get("kind")
        if kind not in ("voice", "photo"):
            raise Refusal(400, "web-say-odd")
        self._visitors.limited(UPLOADS, visitor.sender)
        self._visitors.limited(UPLOADS_FROM, address_of(request))
        data = await body_of(request, convert.MAX_BYTES)
        found = await _checked(data, kind)
        digest = await self._handed.transcripts.keep(visitor.to, found.data)
        media = {
            "kind": kind,
            "seconds": found.seconds,
            "reference": UPLOAD + digest,
        }
        payload = {
            **media,
            "media": f"{digest[:24]}{event_id.replace('-', '')[:16]}",
            "size": len(found.data),
            "mime": found.mime,
        }
        return await self._say(visitor, event_id, "", payload, media)

    async def seen(self, request: Request) -> Response:
        visitor = await self._visitors.known(request)
        body = await json_of(request)
        async with self._handed.database.transaction() as db:
            await web_lines.fetched(db, visitor.sender, number(body.get("last")))
        return JSONResponse({})


@dataclass(frozen=True, slots=True)
class _Kept:
    data: bytes
    mime: str
    seconds: int | None


async def _checked(data: bytes, kind: str) -> _Kept:
    """Judge an upload by what it holds; a photo keeps nothing but its pixels. Raises Refusal."""
    try:
        if kind == "photo":
            photo = await converted(convert.clean_photo, data)
            return _Kept(photo.data, photo.mime, None)
        voice = await converted(convert.check_upload, data, "voice")
    except convert.BadUpload as error:
        key = REFUSED_UPLOADS.get(error.reason, f"web-say-not-{kind}")
        raise Refusal(413 if error.reason == "too_big" else 415, key) from error
    return _Kept(data, voice.mime, max(1, round(voice.seconds or 0)))


REFUSED_UPLOADS = {
    "too_big": "web-say-too-big",
    "too_large_picture": "web-say-too-big",
    "too_long": "web-say-too-big",
}
