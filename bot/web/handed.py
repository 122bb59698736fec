"""The pages are handed this, so that they know no more of the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.channels.base import RawEvent
from bot.media import MediaStore
from bot.office.door import Office
from bot.rendering import Rendering
from bot.web.limits import Limits
from bot.web.transcripts import Transcripts
from conversations.programme import Programme
from storage.database import Database


class Chat(Protocol):
    """The channel, as far as its pages need it."""

    def event(self, to: str, event_id: str, payload: Mapping[str, Any]) -> RawEvent:
        """Return what somebody did, by the name that their page gave it."""

    async def take(self, event: RawEvent) -> None:
        """Store one event. Raises Unreached: the page posts it again."""


@dataclass(frozen=True)
class WebDependencies:
    """Everything the pages ask."""

    channel: Chat
    transcripts: Transcripts
    database: Database
    office: Office
    media: MediaStore
    rendering: Rendering
    programme: Programme
    limits: Limits
    now: Callable[[], datetime]
    entrances: Callable[[], Mapping[str, str]]
