"""The web chat over HTTP: the page, what it posts, and the stream that says there is more.

Who somebody is, is an unguessable token in a cookie that is scoped by path, `/chat/<slot>/`, so
that several identities live in one browser. No GET changes anything.
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import json
import re
import secrets
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from bot import convert
from bot.channels import web_chat
from bot.channels.base import Unreached
from bot.channels.web_chat import UPLOAD, NotStored, WebChat
from bot.media import MediaStore, converted
from bot.office.door import Office
from bot.rendering import Rendering
from bot.web.limits import (
    CODES_MADE,
    CODES_TRIED,
    CODES_TRIED_BY_ALL,
    NEW_CHATS,
    UPLOADS,
    UPLOADS_FROM,
    Limit,
    Limits,
)
from bot.web.transcripts import Transcripts
from conversations.events import kept
from conversations.messages import Text
from conversations.reading import normal
from conversations.views import Programme
from storage.database import Database, DatabaseUnavailable
from storage.models import web, web_lines
from storage.models.web_lines import Line

STATIC = Path(web_chat.__file__).parent / "static"
COOKIE = "buurtstem"
PAGES = Jinja2Templates(Path(__file__).parent / "pages")
SLOT = "me"  # where somebody comes who names no slot
REMEMBERED = 400 * 24 * 3600  # seconds; browsers keep a cookie no longer
BIGGEST_POST = 64 * 1024  # bytes of JSON
LONGEST_TEXT = 10_000  # characters; more is refused, kindly
MOST_SECONDS = 3600
BEAT = 20.0  # seconds; a stream that is silent for longer is taken for dead


class _Slot(Convertor[str]):
    """A name within the address: which of a browser's identities."""

    regex = "[a-z0-9-]{1,24}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("slot", _Slot())
PAGE_TEXTS = re.compile(r"web-[a-z-]+")
CODE_WORDS = 3


class Refusal(Exception):
    """Answered with a status and a kind word in the person's language."""

    def __init__(self, status: int, key: str, wait: float = 0.0) -> None:
        super().__init__(key)
        self.status, self.key, self.wait = status, key, wait


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who a browser is, in one slot: the account's external id, or nobody yet."""

    token: str
    to: str

    @property
    def sender(self) -> str:
        return f"{web.CHANNEL}:{self.to}"


@dataclass(frozen=True)
class Handed:
    """What the pages are handed, so that they know no more of the app than this."""

    channel: WebChat
    transcripts: Transcripts
    database: Database
    office: Office
    media: MediaStore
    rendering: Rendering
    programme: Programme
    limits: Limits
    now: Callable[[], datetime]
    entrances: Callable[[], Mapping[str, str]]


class ChatPages:
    """The routes of the web chat."""

    def __init__(self, handed: Handed) -> None:
        self.handed = handed
        self._channel = handed.channel
        self._transcripts = handed.transcripts
        self._database = handed.database
        self._media = handed.media
        self._rendering = handed.rendering
        self._programme = handed.programme
        self._limits = handed.limits
        self._now = handed.now

    def routes(self) -> list[Route | Mount]:
        slot = "/chat/{slot:slot}"
        return [
            Route("/", _to_chat),
            Route("/chat", _to_chat),
            Route("/chat/", _to_chat),
            Route(slot, _with_slash),
            Route(f"{slot}/", self._page),
            Route(f"{slot}/state", self.answering(self._state)),
            Route(f"{slot}/stream", self.answering(self._stream)),
            Route(f"{slot}/media/{{message:int}}", self.answering(self._file)),
            Route(f"{slot}/events", self.answering(self._events), methods=["POST"]),
            Route(f"{slot}/upload", self.answering(self._upload), methods=["POST"]),
            Route(f"{slot}/seen", self.answering(self._seen), methods=["POST"]),
            Route(f"{slot}/code", self.answering(self._code), methods=["POST"]),
            Route(f"{slot}/return", self.answering(self._return), methods=["POST"]),
            Route(f"{slot}/forget", self.answering(self._forget), methods=["POST"]),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ]

    def answering(self, handle: Any) -> Any:
        """A JSON endpoint: what it refuses is said kindly, in the person's language."""

        async def endpoint(request: Request) -> Response:
            try:
                answer: Response = await handle(request)
            except Refusal as refusal:
                answer = self._refused(request, refusal)
            except (NotStored, DatabaseUnavailable, Unreached):
                answer = self._refused(request, Refusal(503, "web-say-later", 2.0))
            except ClientDisconnect:
                answer = Response(status_code=400)
            return answer

        return endpoint

    def _refused(self, request: Request, refusal: Refusal) -> JSONResponse:
        language = spoken(request, self._programme)
        said = self._rendering.text_of_page(Text(refusal.key), language)
        headers = {"Retry-After": str(max(1, round(refusal.wait)))} if refusal.wait else {}
        return JSONResponse({"say": said}, status_code=refusal.status, headers=headers)

    # Looking

    async def _page(self, request: Request) -> Response:
        return HTMLResponse(_read(STATIC / "chat.html"))

    async def _state(self, request: Request) -> Response:
        visitor = await self._visitor(request)
        async with self._database.reading() as db:
            # In this order: what is said in between comes once more by the stream.
            last = await web_lines.last_seq(db, visitor.sender) if visitor else 0
            lines = await web_lines.newest(db, visitor.sender) if visitor else []
            chosen = await web.language_of(db, visitor.to) if visitor else None
        language = chosen or spoken(request, self._programme)
        answer = JSONResponse(
            {
                "known": visitor is not None,
                "language": language,
                "zone": self._programme.calendar.zone.key,
                "dir": self._rendering.direction(language),
                "languages": dict(self._programme.languages),
                "texts": self._page_texts(language),
                "messages": [_shown(line) for line in lines],
                "last": last,
                # Whether there is another channel to go on in.
                "elsewhere": visitor is not None and len(self.handed.entrances()) > 1,
            }
        )
        if visitor:
            _remember(answer, request, visitor.token)
        return answer

    def _page_texts(self, language: str) -> dict[str, str]:
        name = Text("web-title", {"programme": self._programme.name})
        found = {key: self._rendering.text_of_page(Text(key), language) for key in _page_keys()}
        return found | {"web-title": self._rendering.label_of_page(name, language)}

    async def _stream(self, request: Request) -> Response:
        """What follows `Last-Event-ID`; closed when the bot stops."""
        visitor = await self._visitor(request)
        if visitor is None:
            return Response(status_code=204)  # EventSource does not come back after that
        after = _number(request.headers.get("Last-Event-ID") or request.query_params.get("after"))
        headers = {"X-Accel-Buffering": "no"}  # nginx would hold events back
        return StreamingResponse(
            self._events_after(visitor, after),
            media_type="text/event-stream",
            headers=headers,
        )

    async def _events_after(self, visitor: Visitor, seq: int) -> AsyncIterator[bytes]:
        onlookers = self._transcripts.onlookers
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
        """What follows; None when whoever looks is nobody any more."""
        try:
            async with self._database.reading() as db:
                if await web.who(db, visitor.token) != visitor.sender:
                    return None
                return await web_lines.after(db, visitor.sender, seq)
        except DatabaseUnavailable:
            return []

    async def _file(self, request: Request) -> Response:
        """A voice note or photo of one's own transcript, and of nobody else's."""
        visitor = await self._visitor(request)
        if visitor is None:
            return Response(status_code=404)
        async with self._database.reading() as db:
            line = await web_lines.line(db, visitor.sender, request.path_params["message"])
        if line is None or line.media is None:
            return Response(status_code=404)
        found = await self._media.for_page(line.media["reference"], line.media["kind"])
        if found is None:
            return Response(status_code=404, headers={"Retry-After": "5"})
        played = found.mime != "application/octet-stream"
        return FileResponse(
            found.path,
            media_type=found.mime,
            filename=None if played else "buurtstem",
            headers={"Cache-Control": "private, max-age=3600"},
        )

    # Saying

    async def _events(self, request: Request) -> Response:
        body = await _json(request)
        event_id = named(body.get("id"))
        if body.get("kind") == "start":
            return await self._start(request, event_id, body)
        visitor = await self._known(request)
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
        await self._channel.take(self._channel.event(visitor.to, event_id, payload))
        return JSONResponse({}, status_code=202)

    async def _say(
        self,
        visitor: Visitor,
        event_id: str,
        text: str,
        payload: Mapping[str, Any],
        media: dict[str, Any] | None = None,
    ) -> Response:
        """In the transcript and in the inbox, or in neither: the page posts again until 202."""
        await self._transcripts.said(visitor.to, event_id, text, media)
        try:
            await self._channel.take(self._channel.event(visitor.to, event_id, payload))
        except Exception:
            await self._transcripts.unsay(visitor.to, event_id)
            raise
        return JSONResponse({}, status_code=202)

    async def _where(self, visitor: Visitor, message: Any, action: str) -> dict[str, Any]:
        """The message under which a button stood, when it is one of theirs."""
        if type(message) is not int or not 0 < message < 2**53:
            return {}
        async with self._database.reading() as db:
            line = await web_lines.line(db, visitor.sender, message)
        if line is None:
            return {}
        for button in (button for row in line.buttons for button in row):
            if button.get("action") == action:
                self._transcripts.tapped(visitor.to, line.id, button["label"])
        return {"message": line.id, "shown": line.text}

    async def _start(self, request: Request, event_id: str, body: Mapping[str, Any]) -> Response:
        """First contact makes an identity; where there is one it only says hello."""
        payload = {"language": _wish(body.get("language"), self._programme)}
        return await self.started(request, event_id, payload, JSONResponse({}, status_code=202))

    async def started(
        self, request: Request, event_id: str, payload: Mapping[str, Any], answer: Response
    ) -> Response:
        """Store a first contact; `answer` then lets the browser stay who it is now."""
        visitor = await self._admitted(request, event_id)
        event = self._channel.event(visitor.to, event_id, {"kind": "start", **payload})
        await self._channel.take(event)
        _remember(answer, request, visitor.token)
        return answer

    async def _admitted(self, request: Request, event_id: str) -> Visitor:
        """Who posts this, made now when they are new.

        The same post again, because its answer was lost, is the same person: nobody else knows
        the page's name for it.
        """
        visitor = await self._visitor(request)
        if visitor is None:
            self._limited(NEW_CHATS, _address(request))
            to = hashlib.sha256(f"begin:{event_id}".encode()).hexdigest()[:24]
            visitor = Visitor(secrets.token_urlsafe(32), to)
            async with self._database.transaction() as db:
                if not await web.begin(db, visitor.sender, visitor.token, self._now()):
                    raise Refusal(400, "web-say-odd")
        return visitor

    async def _upload(self, request: Request) -> Response:
        visitor = await self._known(request)
        event_id = named(request.query_params.get("id"))
        kind = request.query_params.get("kind")
        if kind not in ("voice", "photo"):
            raise Refusal(400, "web-say-odd")
        self._limited(UPLOADS, visitor.sender)
        self._limited(UPLOADS_FROM, _address(request))
        data = await body_of(request, convert.MAX_BYTES)
        found = await _checked(data, kind)
        digest = await self._transcripts.keep(visitor.to, found.data)
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

    async def _seen(self, request: Request) -> Response:
        visitor = await self._known(request)
        body = await _json(request)
        async with self._database.transaction() as db:
            await web_lines.fetched(db, visitor.sender, _number(body.get("last")))
        return JSONResponse({})

    # Coming back

    async def _code(self, request: Request) -> Response:
        """Three plain words that bring one back, once, on another device. An earlier code ends."""
        visitor = await self._known(request)
        self._limited(CODES_MADE, visitor.sender)
        words = " ".join(secrets.choice(_code_words()) for _ in range(CODE_WORDS))
        hashed = await asyncio.to_thread(web.code_hashed, words)
        async with self._database.transaction() as db:
            await web.give_code(db, visitor.sender, hashed, self._now())
        return JSONResponse({"code": words})

    async def _return(self, request: Request) -> Response:
        address = _address(request)
        self._limited(CODES_TRIED, address)
        self._limited(CODES_TRIED_BY_ALL, "")
        body = await _json(request)
        words = normal(str(body.get("code", ""))[:80])
        attempt = named(body.get("attempt"))
        hashed = await asyncio.to_thread(web.code_hashed, words)
        token = secrets.token_urlsafe(32)
        async with self._database.transaction() as db:
            sender = await web.use_code(db, hashed, attempt, self._now())
            if sender is not None:
                await web.let_in(db, sender, token, self._now())
        if sender is None:
            raise Refusal(404, "web-say-no-code")
        self._limits.forgive(CODES_TRIED, address)
        self._limits.forgive(CODES_TRIED_BY_ALL, "")
        to = sender.removeprefix(f"{web.CHANNEL}:")
        with suppress(Exception):  # a kind word: they are back without it too
            await self._channel.take(self._channel.event(to, attempt, {"kind": "returned"}))
        answer = JSONResponse({})
        _remember(answer, request, token)
        return answer

    async def _forget(self, request: Request) -> Response:
        """This device forgets; the talk stays, and its code brings one back."""
        if visitor := await self._visitor(request):
            async with self._database.transaction() as db:
                await web.let_go(db, visitor.token)
            self._transcripts.onlookers.tell(visitor.sender)
        answer = JSONResponse({})
        answer.delete_cookie(COOKIE, path=_path(request), httponly=True, samesite="strict")
        return answer

    # Who

    async def _visitor(self, request: Request) -> Visitor | None:
        token = request.cookies.get(COOKIE, "")
        if not token:
            return None
        async with self._database.reading() as db:
            sender = await web.who(db, token)
        return Visitor(token, sender.removeprefix(f"{web.CHANNEL}:")) if sender else None

    async def _known(self, request: Request) -> Visitor:
        visitor = await self._visitor(request)
        if visitor is None:
            raise Refusal(401, "web-not-sent")
        return visitor

    def _limited(self, limit: Limit, who: str) -> None:
        if wait := self._limits.wait(limit, who):
            raise Refusal(429, "web-say-wait", wait)


# What comes in


@dataclass(frozen=True, slots=True)
class _Kept:
    data: bytes
    mime: str
    seconds: int | None


async def _checked(data: bytes, kind: str) -> _Kept:
    """Judged by what it holds; photos without anything but their pixels."""
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


async def body_of(request: Request, most: int) -> bytes:
    """The body. Raises Refusal as soon as it is more than it may be."""
    if _number(request.headers.get("Content-Length")) > most:
        raise Refusal(413, "web-say-too-big")
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > most:
            raise Refusal(413, "web-say-too-big")
    return bytes(data)


async def _json(request: Request) -> Mapping[str, Any]:
    data = await body_of(request, BIGGEST_POST)
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise Refusal(400, "web-say-odd") from None
    if not isinstance(body, dict):
        raise Refusal(400, "web-say-odd")
    return body


def named(value: Any) -> str:
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        raise Refusal(400, "web-say-odd") from None


def _number(value: Any) -> int:
    """A count or a place in a transcript; 0 for what is none."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0


def _address(request: Request) -> str:
    """Of the other side; an IPv6 network counts as one, since one person has all of it."""
    host = request.client.host if request.client else ""
    return str(ipaddress.ip_network((host, 64), strict=False)) if ":" in host else host


def _wish(value: Any, programme: Programme) -> str | None:
    return value if isinstance(value, str) and value in programme.languages else None


def spoken(request: Request, programme: Programme) -> str:
    """The language of somebody who has not chosen yet: their wish, their browser's, or ours."""
    wish = _wish(request.query_params.get("language"), programme)
    if wish:
        return wish
    for part in request.headers.get("Accept-Language", "").split(","):
        base = part.split(";")[0].strip().split("-")[0].lower()
        if base in programme.languages:
            return base
    return programme.default_language


# What goes out


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


def _remember(answer: Response, request: Request, token: str) -> None:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=REMEMBERED,
        path=_path(request),
        httponly=True,
        samesite="strict",
        secure=is_secure(request),
    )


def is_secure(request: Request) -> bool:
    """Whether people come by TLS, if only as far as the proxy before us."""
    return request.url.scheme == "https" or bool(request.app.state.secure)


def _path(request: Request) -> str:
    return f"/chat/{request.path_params['slot']}/"


async def _to_chat(request: Request) -> Response:
    return RedirectResponse(f"/chat/{SLOT}/", status_code=303)


async def _with_slash(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/", status_code=303)


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
    """The texts that the page asks for, found in the page itself."""
    files = (STATIC / "chat.html", STATIC / "chat.js")
    found = {key for file in files for key in PAGE_TEXTS.findall(_read(file))}
    return tuple(sorted(found - {"web-title"}))


@lru_cache
def _code_words() -> tuple[str, ...]:
    """Plain words that cannot be taken for each other; the same for every language."""
    return tuple(_read(Path(__file__).with_name("code_words.txt")).split())
