"""A whole house for tests: the real inbound and outbox, fakes only at the channel's edge."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App, Clock
from bot.channels.base import Channel, Gone, Part, RawEvent, Receive, Traits, WasBlocked
from bot.channels.telegram.chat import TelegramChat
from bot.channels.web.chat import WebChat
from bot.rendering import ShownButton
from bot.settings import Settings
from conversations.arrivals import Arrival, Sender
from conversations.declare import Conversation
from conversations.effects import Gesture
from conversations.events import (
    Blocked,
    Edited,
    Event,
    Located,
    NotUsable,
    Returned,
    Said,
    Started,
    Tapped,
    Unblocked,
)
from conversations.parts import MediaRef
from conversations.parts import Part as WordsPart
from storage.models import invitations
from tests.databases import fill
from tests.programmes import loaded

ROOT = Path(__file__).parent.parent
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday, 10:00 in Arnhem


class FakeClock(Clock):
    """Time that moves when a test says so."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start

    def now(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        self.time += timedelta(**span)


@dataclass
class Seen:
    """One thing that somebody sees on their phone."""

    text: str
    buttons: tuple[tuple[ShownButton, ...], ...] = ()
    media: str | None = None

    @property
    def labels(self) -> list[str]:
        return [b.label for row in self.buttons for b in row]


TRAITS = {kind.name: kind.traits for kind in (WebChat, TelegramChat)}


@dataclass
class FakeChannel(Channel):
    """A channel without a network. Payloads are small dicts; `screens` is what people see.

    One that bears the name of a real channel has its traits.
    """

    clock: FakeClock
    name: str = "fake"
    screens: dict[str, list[Seen]] = field(default_factory=dict)
    gestures: list[tuple[str, Gesture]] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    calls: int = 0

    def __post_init__(self) -> None:
        self.traits = TRAITS.get(self.name, Traits())

    def read(self, payload: Any) -> Arrival:
        sender = Sender(self.name, payload["from"], payload.get("language", "nl"))
        return Arrival(sender, _event(payload), self.clock.now())

    async def run(self, receive: Receive) -> None:
        await asyncio.Event().wait()

    async def send(self, to: str, part: Part) -> str:
        self.calls += 1
        await asyncio.sleep(0)  # a real channel waits for the network here
        if to in self.gone:
            raise Gone("gone")
        if to in self.blocked:
            raise WasBlocked("blocked")
        media = part.media.kind if part.media else None
        self.screens.setdefault(to, []).append(Seen(part.text, part.buttons, media))
        return str(self.calls)

    async def gesture(self, to: str, gesture: Gesture) -> None:
        self.gestures.append((to, gesture))

    async def fetch(self, reference: str) -> bytes:
        return f"bytes of {reference}".encode()

    def entrance(self) -> str | None:
        return f"{self.name}.example/"

    def site(self) -> str | None:
        return self.entrance() if self.name == WebChat.name else None


def _event(payload: dict[str, Any]) -> Event:
    ref = f"fake:{payload['from']}:{payload.get('message', 0)}"
    match payload["kind"]:
        case "text":
            text: str = payload["text"]
            command = text.removeprefix("/") if re.fullmatch(r"/\w+", text) else None
            return Said(WordsPart(ref, command or text), command=command is not None)
        case "voice" | "photo" | "file" as kind:
            media = MediaRef(ref.replace(":", "-"), kind, f"file-{ref}", payload.get("seconds"))
            return Said(WordsPart(ref, payload.get("caption"), media), payload.get("album"))
        case "edit":
            return Edited(WordsPart(ref, payload["text"]))
        case "tap":
            return Tapped(
                payload["action"],
                str(payload.get("message", 0)),
                payload.get("shown", "?"),
                f"cb{payload.get('message', 0)}",
            )
        case "start":
            return Started(payload.get("payload"))
        case "location":
            return Located(payload["latitude"], payload["longitude"])
        case "not_usable":
            return NotUsable(payload["what"])
        case "returned":
            return Returned()
        case "blocked":
            return Blocked()
        case "unblocked":
            return Unblocked()
        case other:
            raise ValueError(f"not an event: {other}")


class House:
    """An App over a real database, driven step by step."""

    def __init__(
        self,
        database_url: str,
        folder: Path,
        *,
        clock: FakeClock | None = None,
        more: Sequence[Conversation] = (),
        programme_file: Path = ROOT / "programme.toml",
        undo: int = 0,
        channels: Sequence[Channel] = (),
        web: bool = False,
    ) -> None:
        self.clock = clock or FakeClock()
        self.channel = FakeChannel(self.clock)
        self.elsewhere = FakeChannel(self.clock, name="web")
        self._tokens = itertools.count(1)
        settings = Settings(
            telegram_token=None,
            database_url=database_url,
            data_dir=folder / "data",
            account_events_per_minute=0,
            telegram_messages_per_second=0,
        )
        self.app = App(
            settings,
            clock=self.clock,
            loaded=loaded(programme_file, undo=undo),
            channels=None if web else [self.elsewhere],
            also=[self.channel, *channels],
            token=lambda: f"link-{next(self._tokens)}",
            more=more,
        )
        self._numbers = itertools.count(1)
        self._terms = itertools.count(1)

    async def open(self) -> House:
        await fill(self.app.database)
        return self

    async def close(self) -> None:
        await self.app.database.close()

    async def __aenter__(self) -> House:
        return await self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # What people do

    async def put(self, who: str, kind: str, **payload: Any) -> int:
        """Store an event without handling it; return its message number."""
        number = next(self._numbers)
        payload.setdefault("message", number)
        channel = payload.pop("channel", self.channel.name)
        said = {"from": who, "kind": kind, **payload}
        raw = RawEvent(channel, f"e{number}", f"{channel}:{who}", said)
        await self.app.inbound.receive([raw])
        return number

    async def does(self, who: str, kind: str, **payload: Any) -> list[Seen]:
        """Store an event, handle and answer it; return what is new on that person's screen."""
        before = len(self.screen(who))
        await self.put(who, kind, **payload)
        await self.settle()
        return self.screen(who)[before:]

    async def says(self, who: str, text: str) -> list[Seen]:
        return await self.does(who, "text", text=text)

    async def taps(self, who: str, label: str) -> list[Seen]:
        """Tap the newest button with that label. Raises AssertionError when there is none."""
        for seen in reversed(self.screen(who)):
            for row in seen.buttons:
                for button in row:
                    if button.label == label:
                        return await self.does(who, "tap", action=button.action, shown=seen.text)
        raise AssertionError(f"{who} sees no button {label!r}:\n{self.printed(who)}")

    # What the machine does

    async def settle(self) -> None:
        """Handle and send everything that waits."""
        while await self.app.inbound.handle_waiting():
            pass
        await self.app.delivery.send_waiting(next(self._terms))

    async def tick(self) -> None:
        """Do everything that clocks do, once."""
        await self.app.ticks.ring()
        await self.app.ticks.answers()
        await self.app.ticks.due()
        await self.app.ticks.fetch()
        await self.app.ticks.unfetched()
        await self.app.ticks.summaries()
        await self.settle()

    # What can be seen

    def screen(self, who: str) -> list[Seen]:
        return self.channel.screens.get(who) or self.elsewhere.screens.get(who, [])

    def last(self, who: str) -> Seen:
        return self.screen(who)[-1]

    def printed(self, who: str) -> str:
        return "\n".join(f"{s.text}\n  {s.labels}" for s in self.screen(who))

    def open_staff_room(self, room: str) -> None:
        """Act as if STAFF_CHAT_ID named that room of our channel."""
        self.app.staff_room.channel, self.app.staff_room.configured = self.channel.name, room

    async def enrol(
        self,
        who: str,
        name: str,
        role: str = "staff",
        *,
        wijk: str | None = None,
        theme: str | None = None,
    ) -> list[Seen]:
        """Invite somebody and let them open the link."""
        token = f"token-of-{who}"
        async with self.app.database.transaction() as db:
            expires = self.clock.now() + timedelta(days=7)
            await invitations.add(db, token, role, name, wijk, expires, theme)
        return await self.does(who, "start", payload=f"i-{token}")
