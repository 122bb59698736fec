"""Effects of what anybody says of themselves, asks for or opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from conversations.parts import Part

Meeting = Literal["call", "write", "visit"]  # how somebody is spoken to


@dataclass(frozen=True, slots=True)
class KeepMedia:
    """Remember references and fetch the bytes, by rows with retries."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Answers to offer next time ("Ben je Fatma?")."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordNotice:
    """The privacy notice was shown, or understood, in this version and language."""

    version: str
    language: str
    understood: bool = False


@dataclass(frozen=True, slots=True)
class SetOptIn:
    """A yes or a no of its own, that can be taken back."""

    what: str
    yes: bool
    contribution: int | None = None


@dataclass(frozen=True, slots=True)
class Mute:
    """Stop: nothing is pushed until it is undone."""


@dataclass(frozen=True, slots=True)
class Unmute:
    pass


@dataclass(frozen=True, slots=True)
class NoteYoung:
    """The person said to be under 16: what was known to reach them goes, and opt-ins end."""


@dataclass(frozen=True, slots=True)
class SetDiscreet:
    """Set whether what is pushed says only that there is something."""

    discreet: bool


@dataclass(frozen=True, slots=True)
class MarkReachable:
    """The channel told that the person can, or cannot, be written to."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class AddTask:
    """Work for a person, due on a day; goes to the contribution's owner, else by routing.

    `tells`: answers with Planned, so that the resident hears who will do it, and by when.
    """

    what: Literal["call", "write", "visit", "question", "emergency", "erase"]
    about: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    hidden_from: tuple[int, ...] = ()  # persons who never get it: its words are about them
    to: int | None = None  # the person who was asked for, if they still read
    tells: bool = False


@dataclass(frozen=True, slots=True)
class UseInvitation:
    """Use an invitation; answers with Enrolled or InvitationRefused."""

    token: str


@dataclass(frozen=True, slots=True)
class OfferMove:
    """A link that takes this talk to another channel; answers with MoveOffered."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Go on here with the talk behind a link; answers with Moved or MoveRefused."""

    token: str


OfAnybody = (
    KeepMedia
    | SetLanguage
    | Remember
    | RecordNotice
    | SetOptIn
    | Mute
    | Unmute
    | NoteYoung
    | SetDiscreet
    | MarkReachable
    | AddTask
    | UseInvitation
    | OfferMove
    | TakeOver
)
