"""The bot's own web chat: what a page posts comes in, what the bot says is a row that pages fetch.

The HTTP side is in `bot/web/chat.py`. Nothing is sent to anybody here: a transcript is written,
and whoever looks at it is told that there is more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, cast

from bot.channels.base import Gone, Part, RawEvent, Receive, Refused, Unreached
from bot.rendering import TELEGRAM_TEXT, units
from conversations.effects import AnswerTap, Gesture, ShowChosen
from conversations.events import (
    Arrival,
    Event,
    MediaKind,
    MediaRef,
    Returned,
    Said,
    Sender,
    Started,
    Tapped,
)
from conversations.events import Part as WordsPart

MEDIA = "media:"  # a reference to our own media table, by id
UPLOAD = "sha256:"  # a reference to bytes that a page posted, by their hash


class NotStored(Exception):
    """The transcript's storage did not answer: again later."""


class Transcripts(Protocol):
    """What is kept of the web chats; handed in, because channels do not see the database."""

    async def add(
        self,
        to: str,
        text: str,
        buttons: Sequence[Sequence[dict[str, str]]],
        media: dict[str, Any] | None,
        pushed: bool,
    ) -> int | None:
        """The number of the message; None when there is no such chat. Raises NotStored."""

    async def choose(self, to: str, message: int, chosen: str) -> None:
        """Buttons away, and the choice in their place. Raises NotStored."""

    async def keep(self, to: str, data: bytes) -> str:
        """Keep bytes; their hash. Raises NotStored."""

    async def load(self, sha256: str) -> bytes | None:
        """Bytes that were kept. Raises NotStored."""


class WebChat:
    """The channel `web`. An account's external id is random and means nothing elsewhere."""

    name = "web"

    def __init__(
        self,
        *,
        transcripts: Transcripts,
        now: Callable[[], datetime],
        address: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._transcripts = transcripts
        self._now = now
        self._address = address
        self._receive: Receive | None = None

    # In

    def listen(self, receive: Receive) -> None:
        """Where events go. Any process takes posts, not only the one that leads."""
        self._receive = receive

    async def run(self, receive: Receive) -> None:
        self.listen(receive)
        await asyncio.Event().wait()

    async def take(self, event: RawEvent) -> None:
        """Store one event. Raises Unreached while nobody listens: the page posts it again."""
        if self._receive is None:
            raise Unreached("nobody listens yet")
        await self._receive([event])

    def event(self, to: str, event_id: str, payload: Mapping[str, Any]) -> RawEvent:
        """The page names its events; the account's name before it keeps others from naming them."""
        body = {"from": to, "id": event_id, **payload}
        return RawEvent(self.name, f"{to}:{event_id}", f"{self.name}:{to}", body)

    def read(self, payload: Any) -> Arrival:
        try:
            sender = Sender(self.name, _text(payload["from"]), payload.get("language"))
            return Arrival(sender, _event(payload), self._now())
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError("not an event of the web chat") from error

    def entrance(self) -> str | None:
        """How a link begins that brings somebody here with a payload."""
        address = self._address()
        return f"{address}/enter/" if address else None

    # Out

    async def send(self, to: str, part: Part) -> str:
        if units(part.text) > TELEGRAM_TEXT:
            raise Refused("a text that is too long for any channel")
        buttons = [
            [
                {"label": b.label, **({"link": b.link} if b.link else {"action": b.action})}
                for b in row
            ]
            for row in part.buttons
        ]
        try:
            number = await self._transcripts.add(
                to, part.text, buttons, await self._media(to, part), part.pushed
            )
        except NotStored as error:
            raise Unreached("the transcript was not written") from error
        if number is None:
            raise Gone("there is no such chat")
        return str(number)

    async def _media(self, to: str, part: Part) -> dict[str, Any] | None:
        media = part.media
        if media is None:
            return None
        reference = media.reference or UPLOAD + await self._transcripts.keep(to, media.data or b"")
        return {"kind": media.kind, "seconds": media.seconds, "reference": reference}

    async def gesture(self, to: str, gesture: Gesture) -> None:
        match gesture:
            case ShowChosen(message, _, chosen):
                try:
                    await self._transcripts.choose(to, int(message), chosen)
                except NotStored as error:
                    raise Unreached("the transcript was not written") from error
            case AnswerTap():
                pass  # the page saw its post answered
            case _:
                raise Refused("a web chat has no rooms")

    async def fetch(self, reference: str) -> bytes:
        try:
            data = await self._transcripts.load(reference.removeprefix(UPLOAD))
        except NotStored as error:
            raise Unreached("the upload could not be read") from error
        if data is None:
            raise Refused("there is no such upload")
        return data

    async def close(self) -> None:
        """Pages come to us: there is nothing to let go of."""


def _event(payload: Mapping[str, Any]) -> Event:
    kind = payload["kind"]
    match kind:
        case "text":
            return Said(WordsPart(_ref(payload), _text(payload["text"])))
        case "voice" | "photo":
            return Said(WordsPart(_ref(payload), None, _media_ref(payload)))
        case "tap":
            return _tapped(payload)
        case "start":
            return Started(payload.get("payload"))
        case "returned":
            return Returned()
        case _:
            raise ValueError(f"not an event of the web chat: {kind}")


def _ref(payload: Mapping[str, Any]) -> str:
    return f"web:{_text(payload['from'])}:{_text(payload['id'])}"


def _media_ref(payload: Mapping[str, Any]) -> MediaRef:
    return MediaRef(
        id=_text(payload["media"])[:40],
        kind=cast(MediaKind, payload["kind"]),
        reference=_text(payload["reference"]),
        seconds=payload.get("seconds"),
        size=payload.get("size"),
        mime=payload.get("mime"),
    )


def _tapped(payload: Mapping[str, Any]) -> Tapped:
    message = payload.get("message")
    return Tapped(
        action=_text(payload["action"]),
        message=None if message is None else str(message),
        shown=payload.get("shown"),
        callback=_text(payload["id"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
