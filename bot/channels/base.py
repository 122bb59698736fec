"""A channel reads what came in and says what must go out, and does nothing else.

Channels never see the database: what they need is handed to them. Nobody outside a channel's
package asks which channel it is: what differs stands in its traits, or it says it itself. A third
channel is one package and one line in `bot/app.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Protocol, runtime_checkable

from starlette.routing import BaseRoute

from bot.rendering import ShownButton
from bot.report import Report
from bot.settings import Settings
from conversations.arrivals import Arrival
from conversations.channels import ChannelWords
from conversations.effects import Gesture

MEDIA = "media:"  # a reference to our own media table, by id
UPLOAD = "sha256:"  # a reference to bytes that were posted to us, by their hash


SAYS_NOTHING = ChannelWords()


class VoiceForm(Enum):
    """The form in which a channel plays a voice note."""

    BUBBLE = auto()  # Opus in OGG
    BROWSER = auto()  # what every browser plays


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of what nobody waits for. `gap`: seconds between two messages to one chat."""

    gap: Callable[[str], float]
    per_second: float = 0  # over all chats; 0: no limit


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits that the rest of the house goes by. Their defaults suit a channel without
    limits."""

    pace: Pace | None = None
    voice: VoiceForm | None = None  # None: as it came
    by_reference: bool = False  # a file of ours is fetched from us when somebody looks at it
    push_is_seen: bool = False  # what comes unasked lights up where others may read it
    words: ChannelWords = SAYS_NOTHING


@dataclass(frozen=True, slots=True)
class PostedTo:
    """A path to which another server posts, with its own secret, and our name as it knows it."""

    path: str
    host: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A way in for somebody who was invited, under a heading of its own."""

    heading: str
    address: str


@dataclass(frozen=True, slots=True)
class RawEvent:
    """An event as it came in. `sender` keeps one account's events in order."""

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
    """An entry of a menu: the command that is sent when it is tapped, and what that does."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu for a chat (`to`), else for whoever's device speaks `language`, else for all others.

    Without commands it is taken away, and the next wider one shows.
    """

    commands: tuple[Command, ...]
    language: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """A text that says who the bot is, in an empty chat and (`short`) on its profile; an empty one
    is taken away."""

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
    """The base of all errors of a channel; the message never holds a token or somebody's words."""


class TooFast(ChannelError):
    """The channel wants us to wait exactly this long; it costs no attempt."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds} s")
        self.seconds = seconds


class WasBlocked(ChannelError):
    """The person blocked the bot, which is their choice. The answer waits."""


class Gone(ChannelError):
    """The account is no more: the person must be reached another way."""


class Unreached(ChannelError):
    """The network or the other side failed: it is tried again later."""


class Refused(ChannelError):
    """We made a mistake, or the channel will never take this message: it is never tried again."""


class MovedTo(ChannelError):
    """The group has another id now, where the message may be sent; it was not sent."""

    def __init__(self, room: str) -> None:
        super().__init__("the group moved")
        self.room = room


class NotStored(Exception):
    """What a channel was handed to keep things with did not answer: it is tried again later."""


Receive = Callable[[Sequence[RawEvent]], Awaitable[None]]


@runtime_checkable
class Presentable(Protocol):
    """A channel that shows something of the bot before anybody speaks to it."""

    name: str

    def entrance(self) -> str | None:
        """Return how a link begins, as a channel does; it also tells one bot from another."""

    async def show(self, what: Menu | Introduction) -> None:
        """Show this from now on. Raises a ChannelError."""


class Channel(ABC):
    """A way for people and the bot to talk. Names are stored with every account: they never
    change."""

    name: str
    traits: Traits = Traits()
    setting: str | None = None  # which one sets it up, where one must be made
    heading: str = ""  # of its line in `check`; empty: it has none

    @classmethod
    def configured(cls, settings: Settings, now: Callable[[], datetime]) -> Channel | None:
        """Return a channel as the settings have it; None where they do not."""
        return None

    # In

    @abstractmethod
    def read(self, payload: Any) -> Arrival:
        """Return the event in a stored payload. Raises ValueError for what is none."""

    @abstractmethod
    async def run(self, receive: Receive) -> None:
        """Bring events in until cancelled; `receive` returns once they are stored."""

    def listen(self, receive: Receive) -> None:
        """Give posted events to `receive`, in any process and not only in the one that leads."""
        return

    def routes(self) -> Sequence[BaseRoute]:
        """Return the routes that it answers on the web port."""
        return ()

    def posted_to(self) -> Sequence[PostedTo]:
        """Return those of its routes to which other servers post."""
        return ()

    # Out

    @abstractmethod
    async def send(self, to: str, part: Part) -> str:
        """Send this part and return the channel's id of the message. Raises a ChannelError."""

    @abstractmethod
    async def gesture(self, to: str, gesture: Gesture) -> None:
        """Do it, or raise a ChannelError, after which it is dropped."""

    @abstractmethod
    async def fetch(self, reference: str) -> bytes:
        """Return the bytes behind a reference. Raises a ChannelError."""

    async def close(self) -> None:
        """Let go of connections."""
        return

    # Where it is

    def entrance(self) -> str | None:
        """Return how a link that carries a payload here begins; None: not known (yet)."""
        return None

    def site(self) -> str | None:
        """Return how links begin to pages of ours that it serves; None: it serves none."""
        return None

    async def link(self, payload: str) -> Link | None:
        """Return a link for an invitation; None: it has none. Raises a ChannelError."""
        return None

    async def room_name(self, room: str) -> str:
        """Return the title of a group that the bot is in. Raises a ChannelError."""
        raise Refused("there are no groups here")

    # How it is

    def report(self) -> Report:
        """Report for /ready, in the process that leads."""
        return Report()

    async def check(self) -> Report:
        """Report, for `check`, whether the other side answers."""
        return Report()

    @classmethod
    def not_configured(cls) -> Report:
        """Report, for `check`, that nobody set it up."""
        lines = [(cls.heading, f"not configured ({cls.setting})")] if cls.setting else []
        return Report(lines=lines)

    def does_not_answer(self, error: ChannelError) -> str:
        """Return a sentence that tells an operator where to look when the other side fails."""
        return f"{self.name} does not answer ({error})."
