"""Events that came in, whatever channel brought them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from conversations.contributions import Answer, SettingAside
from conversations.parts import Part
from conversations.progress import Progress
from conversations.roles import Role
from conversations.routing import Share
from conversations.views import DeskLine


@dataclass(frozen=True, slots=True)
class Said:
    """A text, voice note, photo, or photo with caption. `album` ties photos that came together.

    `command`: the text is a command alone, without its slash; it asks, and answers nothing.
    """

    part: Part
    album: str | None = None
    command: bool = False


def plain_text(event: Said) -> str | None:
    """Return the words of a message that is nothing but words; None for any other."""
    return event.part.text if event.part.media is None else None


@dataclass(frozen=True, slots=True)
class Edited:
    """A message that was changed after it was sent."""

    part: Part


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button was tapped. `message` is where it stood, `shown` what stood there."""

    action: str
    message: str | None = None
    shown: str | None = None
    callback: str | None = None  # what the channel needs to stop the button's spinner


@dataclass(frozen=True, slots=True)
class Started:
    """First contact or /start; `payload` is what the link carried."""

    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """Somebody came back to a web chat with their code, which is used up by that."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place sent as coordinates (degrees, WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class NotUsable:
    """Something a conversation cannot take: a sticker, a contact, a file that is too big."""

    what: Literal["sticker", "contact", "too_big", "other"]


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot: a choice, like stop."""


@dataclass(frozen=True, slots=True)
class Unblocked:
    pass


@dataclass(frozen=True, slots=True)
class InRoom:
    """Something was said in a group, or the bot was added to one.

    No person's event: there is nobody to answer but the room. Whether it is ours, the channel
    does not know.
    """

    room: str


@dataclass(frozen=True, slots=True)
class RoomMoved:
    """A group goes on under another id."""

    room: str
    to: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """An event that is known, and for which there is nothing to do."""


# Events of our own making: an effect or a clock had something to tell.


@dataclass(frozen=True, slots=True)
class ClockRang:
    """A reminder fell due for the draft that bears `run`."""

    what: Literal["remind", "settle"]
    run: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A contribution was stored. `reader` is None while no staff are enrolled."""

    contribution: int
    number: str
    kind: str
    reader: str | None
    answer_by: date
    name: str | None
    desk: str | None = None  # where it is passed on to, until which day, and when we ask about it
    pass_on_by: date | None = None
    check_back: date | None = None
    call_by: date | None = None  # somebody calls first
    phone: str | None = None  # and on which number
    asks: bool = True  # whether its author is asked how they want to hear the answer

    @property
    def private(self) -> bool:
        """Return whether neighbours may never read it: nobody is asked whether they may."""
        return self.kind == "complaint" or self.desk is not None or self.call_by is not None


@dataclass(frozen=True, slots=True)
class Planned:
    """A task that the resident asked for: who will do it, and by which day."""

    what: str
    by: str | None  # None while no staff are enrolled
    due: date
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody was enrolled. `inherited`: how much waited for somebody; None: enrolled before.

    `roles`: all they have from now on, when they had some before.
    """

    role: str
    name: str
    inherited: int | None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationRefused:
    """An invitation was refused.

    `elsewhere`: this person talks on another channel too, which would get the role as well.
    """

    why: Literal["used", "expired", "unknown", "elsewhere"]


@dataclass(frozen=True, slots=True)
class MoveOffered:
    """A link was made that takes this talk to another channel, once."""

    token: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The talk of another account is this account's now. `progress` is where it stood."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class MoveRefused:
    """A move was refused. `roles`: whoever works here moves by an invitation, never by a link."""

    why: Literal["used", "expired", "unknown", "roles"]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else changed this contribution first: nothing was applied."""

    contribution: int
    what: str
    by: str | None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applied:
    """An effect on a contribution was carried out; `what` names it, `by` who else is in it."""

    contribution: int
    number: str
    what: str
    by: str | None = None
    which: int | None = None  # of what waits and can be taken back


@dataclass(frozen=True, slots=True)
class Undone:
    """An answer did not go: `answer` is what was written; None when it was too late.

    `waits`: it lies with its second reader once more.
    """

    contribution: int
    answer: Answer | SettingAside | None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class LinkMade:
    """A link for an organisation; None: there is nothing to make one for."""

    token: str | None
    who: str


@dataclass(frozen=True, slots=True)
class Written:
    """A letter to the person a task was for has gone, or has not."""

    sent: bool


@dataclass(frozen=True, slots=True)
class SummaryChosen:
    """A member of staff chose when they get their summary; None: only when they ask."""

    next: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """A search found this, the first of it, and how much there is in all."""

    asked: str
    lines: tuple[DeskLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """All work went to somebody; `kept` is what they may not see, and what did not go."""

    to: str
    contributions: int
    tasks: int
    kept: int


@dataclass(frozen=True, slots=True)
class AbsenceSet:
    """Somebody who works here is away until that day, or is back. `alone`: nobody else is there."""

    until: date | None
    shares: tuple[Share, ...] = ()  # who got how much of what lay with them
    alone: bool = False


@dataclass(frozen=True, slots=True)
class AccessEnded:
    """Somebody works here no more; who got how much of what lay with them."""

    name: str
    role: Role
    shares: tuple[Share, ...] = ()
    own: bool = False  # it was who hears this


@dataclass(frozen=True, slots=True)
class AccessKept:
    """Nobody's access ended. `last`: they are the only administrator; `gone`: it had ended, or
    (`own`) that of who wanted it had."""

    why: Literal["last", "gone", "own"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class WordsCorrected:
    """An edit reached a contribution that was sent before, or reached nothing."""

    number: str | None


# What the office tells of what it did: each has its words in the reception.
ToldByOffice = (
    Submitted
    | Planned
    | Enrolled
    | InvitationRefused
    | MoveOffered
    | Moved
    | MoveRefused
    | Overtaken
    | Applied
    | Undone
    | LinkMade
    | Written
    | SummaryChosen
    | Found
    | HandedOver
    | AbsenceSet
    | AccessEnded
    | AccessKept
    | WordsCorrected
)

Event = (
    Said
    | Edited
    | Tapped
    | Started
    | Returned
    | Located
    | NotUsable
    | Blocked
    | Unblocked
    | InRoom
    | RoomMoved
    | Nothing
    | ClockRang
    | ToldByOffice
)
