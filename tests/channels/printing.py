"""A third channel, whole: what the bot says comes out on paper, what people write is put in.

A real one would stand in `bot/channels/printing/`, and in `BESIDE` of `bot/app.py`. Nothing else of
the bot knows of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

from bot.channels.base import (
    Channel,
    Gone,
    Link,
    Part,
    RawEvent,
    Receive,
    Refused,
    Traits,
    Unreached,
    VoiceForm,
)
from bot.rendering import TELEGRAM_TEXT, ShownButton, units
from bot.report import Report
from bot.settings import Settings
from conversations.arrivals import Arrival, Sender
from conversations.channels import ChannelWords
from conversations.effects import Gesture, ShowChosen
from conversations.events import Event, Said, Started, Tapped
from conversations.messages import Text
from conversations.parts import MediaRef
from conversations.parts import Part as WordsPart


@dataclass
class Sheet:
    """One printed page."""

    to: str
    text: str
    buttons: tuple[tuple[ShownButton, ...], ...] = ()
    media: str | None = None


class Printer(Channel):
    """Prints whatever it is given, for everybody who has a tray."""

    name = "printer"
    setting = "PRINTER"
    heading = "Printer"
    traits = Traits(
        voice=VoiceForm.BUBBLE,
        push_is_seen=True,
        words=ChannelWords(carrier=Text("reads-telegram")),
    )

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.sheets: list[Sheet] = []
        self.without_tray: set[str] = set()
        self.jammed = False
        self.files: dict[str, bytes] = {}
        self._put_in: list[RawEvent] = []

    @classmethod
    def configured(cls, settings: Settings, now: Callable[[], datetime]) -> Printer:
        return cls(now)

    def put_in(self, who: str, kind: str, **details: Any) -> None:
        number = str(len(self._put_in) + 1)
        payload = {"from": who, "kind": kind, "id": number, **details}
        self._put_in.append(RawEvent(self.name, number, f"{self.name}:{who}", payload))

    # In

    def read(self, payload: Any) -> Arrival:
        try:
            event = _event(payload)
            return Arrival(Sender(self.name, payload["from"], "nl"), event, self._now())
        except (LookupError, TypeError) as error:
            raise ValueError("not an event of the printer") from error

    async def run(self, receive: Receive) -> None:
        done = 0
        while True:
            try:
                await receive(self._put_in[done:])
                done = len(self._put_in)
            except OSError:
                pass
            await asyncio.sleep(0.01)

    def routes(self) -> Sequence[BaseRoute]:
        return [Route("/printer", self._count)]

    async def _count(self, request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{len(self.sheets)} sheets")

    # Out

    async def send(self, to: str, part: Part) -> str:
        if units(part.text) > TELEGRAM_TEXT:
            raise Refused("a sheet holds no more")
        if to in self.without_tray:
            raise Gone("no tray")
        if self.jammed:
            raise Unreached("jammed")
        self.sheets.append(
            Sheet(to, part.text, part.buttons, part.media.kind if part.media else None)
        )
        return str(len(self.sheets))

    async def gesture(self, to: str, gesture: Gesture) -> None:
        if isinstance(gesture, ShowChosen):
            sheet = self.sheets[int(gesture.message) - 1]
            sheet.buttons = ()
            sheet.text = f"{gesture.shown}\n\n✓ {gesture.chosen}" if gesture.chosen else sheet.text

    async def fetch(self, reference: str) -> bytes:
        return self.files[reference]

    # Where and how it is

    async def link(self, payload: str) -> Link:
        return Link("On paper:", f"printer:{payload}")

    def report(self) -> Report:
        return Report(figures={"sheets": len(self.sheets)})

    async def check(self) -> Report:
        return Report(lines=[(self.heading, "has paper")])


def _event(payload: Any) -> Event:
    ref = f"printer:{payload['from']}:{payload['id']}"
    match payload["kind"]:
        case "start":
            return Started(payload["payload"])
        case "text":
            return Said(WordsPart(ref, payload["text"]))
        case "voice" | "photo" as kind:
            return Said(WordsPart(ref, None, MediaRef(ref, kind, payload["file"])))
        case "tap":
            return Tapped(payload["action"], payload["message"], payload["shown"], payload["id"])
    raise ValueError("not an event of the printer")
