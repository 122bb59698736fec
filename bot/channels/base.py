"""What a channel is: reads what came in, says what must go out, and nothing else.

Channels never see the database: what they need is handed to them. A third channel is written by
reading the first two.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from bot.rendering import ShownButton
from conversations.effects import Gesture
from conversations.events import Arrival


@dataclass(frozen=True, slots=True)
class RawEvent:
    """What came in, as it came. `sender` keeps one account's events in order."""

    channel: str
    event_id: str
    sender: str
    payload: Any  # JSON


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file to send: the channel's own reference where it has one, else its bytes."""

    kind: str
    reference: str | None
    data: bytes | None
    name: str | None = None
    mime: str | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of a menu: what is sent when it is tapped, and what that does."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Menu:
    """For a chat (`to`), else for whoever's device speaks `language`, else for all others.

    Without commands it is taken away, and the next wider one shows.
    """

    commands: tuple[Command, ...]
    language: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who the bot is, in an empty chat and (`short`) on its profile; empty: taken away."""

    text: str
    short: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One call to the channel: a text, or a file with a caption."""

    text: str
    buttons: tuple[tuple[ShownButton, ...], ...] = ()
    media: MediaFile | None = None
    pushed: bool = False  # nobody is waiting for it: it comes of its own accord


# What can go wrong when something is sent. Library errors become one of these, once, at the edge.


class ChannelError(Exception):
    """The base of what follows; the message never holds a token or somebody's words."""


class TooFast(ChannelError):
    """Wait exactly this long; it costs no attempt."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds} s")
        self.seconds = seconds


class WasBlocked(ChannelError):
    """The person blocked the bot: a choice. The answer waits."""


class Gone(ChannelError):
    """The account is no more: the person must be reached another way."""


class Unreached(ChannelError):
    """The network or the other side failed: again later."""


class Refused(ChannelError):
    """Our bug, or a message the channel will never take: never again."""


class MovedTo(ChannelError):
    """The group has another id now, where the message may be sent; it was not sent."""

    def __init__(self, room: str) -> None:
        super().__init__("the group moved")
        self.room = room


Receive = Callable[[Sequence[RawEvent]], Awaitable[None]]


@runtime_checkable
class Presentable(Protocol):
    """A channel that shows something of the bot before anybody speaks to it."""

    name: str

    def entrance(self) -> str | None:
        """As a channel's; it also tells one bot from another."""

    async def show(self, what: Menu | Introduction) -> None:
        """From now on. Raises a ChannelError."""


class Channel(Protocol):
    """Names are stored with every account: they never change."""

    name: str

    def read(self, payload: Any) -> Arrival:
        """The event in a stored payload. Raises ValueError for what is none."""

    async def run(self, receive: Receive) -> None:
        """Bring events in until cancelled; `receive` returns once they are stored."""

    async def send(self, to: str, part: Part) -> str:
        """Say it; the channel's id of the message. Raises a ChannelError."""

    async def gesture(self, to: str, gesture: Gesture) -> None:
        """Do it, or raise a ChannelError, after which it is dropped."""

    async def fetch(self, reference: str) -> bytes:
        """The bytes behind a reference. Raises a ChannelError."""

    def entrance(self) -> str | None:
        """How a link begins that brings somebody here with a payload; None: not known (yet)."""

    async def close(self) -> None:
        """Let go of connections."""
