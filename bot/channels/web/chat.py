"""The bot's own web chat: what a page posts comes in, what the bot says is a row that pages fetch.

Its pages are in `bot/web/`, and are handed in. Nothing is sent to anybody here: a transcript is
written, and whoever looks at it is told that there is more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from starlette.routing import BaseRoute

from bot.channels.base import (
    UPLOAD,
    Channel,
    Gone,
    Link,
    NotStored,
    Part,
    RawEvent,
    Receive,
    Refused,
    Traits,
    Unreached,
    VoiceForm,
)
from bot.channels.web.reading import NAME, arrival
from bot.rendering import TELEGRAM_TEXT, ShownButton, units
from conversations.arrivals import Arrival
from conversations.channels import ChannelWords
from conversations.effects import AnswerTap, Gesture, ShowChosen
from conversations.messages import Text

ENTER = "enter/"  # what follows a site's address in links that bring somebody here


class Transcripts(Protocol):
    """A store for the web chats; handed in, because channels do not see the database."""

    async def add(
        self,
        to: str,
        text: str,
        buttons: Sequence[Sequence[dict[str, str]]],
        media: dict[str, Any] | None,
        pushed: bool,
    ) -> int | None:
        """Return the number of the new message; None: there is no such chat. Raises NotStored."""

    async def choose(self, to: str, message: int, chosen: str) -> None:
        """Take the buttons away and put the choice in their place. Raises NotStored."""

    async def keep(self, to: str, data: bytes) -> str:
        """Keep bytes and return their hash. Raises NotStored."""

    async def load(self, sha256: str) -> bytes | None:
        """Return bytes that were kept. Raises NotStored."""


Pages = Callable[["WebChat"], Sequence[BaseRoute]]


@dataclass(frozen=True, slots=True)
class Site:
    """The place of the pages: on this machine alone, unless they have a `public` address."""

    address: Callable[[], str]
    public: bool = False
    in_messages: bool = True  # whether links to them are sent to people


class WebChat(Channel):
    """The web chat. An account's external id is random and means nothing elsewhere. `pages` makes
    the routes."""

    name = NAME
    traits = Traits(
        voice=VoiceForm.BROWSER,
        by_reference=True,
        words=ChannelWords(Text("place-web"), has_code=True),
    )

    def __init__(
        self,
        *,
        transcripts: Transcripts,
        now: Callable[[], datetime],
        site: Site | None = None,
        pages: Pages = lambda channel: (),
    ) -> None:
        self._transcripts = transcripts
        self._now = now
        self._site = site
        self._pages = pages
        self._receive: Receive | None = None

    # In

    def listen(self, receive: Receive) -> None:
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
        return arrival(payload, self._now())

    def routes(self) -> Sequence[BaseRoute]:
        return self._pages(self)

    # Out

    async def send(self, to: str, part: Part) -> str:
        if units(part.text) > TELEGRAM_TEXT:
            raise Refused("a text that is too long for any channel")
        buttons = [[_button(button) for button in row] for row in part.buttons]
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

    # Where it is

    def entrance(self) -> str | None:
        site = self.site()
        return f"{site}{ENTER}" if site else None

    def site(self) -> str | None:
        if self._site is None or not self._site.in_messages:
            return None
        return f"{self._site.address()}/"

    async def link(self, payload: str) -> Link | None:
        if self._site is None:
            return None
        where = "On the web:" if self._site.public else "On the web, on this machine alone:"
        return Link(where, f"{self._site.address()}/{ENTER}{payload}")


def _button(button: ShownButton) -> dict[str, str]:
    goes = {"link": button.link} if button.link else {"action": button.action}
    return {"label": button.label, **goes}
