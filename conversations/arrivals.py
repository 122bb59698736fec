"""An arrival tells where an event came in, when, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conversations.events import Event


@dataclass(frozen=True, slots=True)
class Sender:
    """The sender of an event, as the channel knows them."""

    channel: str
    external_id: str  # the user, or the room for what happens in a room
    language: str | None = None  # the channel's guess, "nl", "en", "tr"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event with its envelope. What happens in a room has no sender that we answer."""

    sender: Sender | None
    event: Event
    at: datetime
