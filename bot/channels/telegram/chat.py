"""The channel `telegram`: its parts put together.

Updates are fetched or posted raw, stored, and only then confirmed, by moving the offset or by the
answer 200: the library's own polling and webhook server confirm before handling.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.routing import BaseRoute

from bot.channels.base import (
    Channel,
    ChannelError,
    Introduction,
    Link,
    Menu,
    Pace,
    Part,
    PostedTo,
    Receive,
    Traits,
    Unreached,
    VoiceForm,
)
from bot.channels.telegram import webhook as hook
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.reading import arrival
from bot.channels.telegram.sending import Sending
from bot.channels.telegram.updates import NAME, envelope, posted
from bot.channels.telegram.webhook import Webhook, WebhookKeeper
from bot.report import Report
from bot.settings import Settings
from conversations.arrivals import Arrival
from conversations.channels import ChannelWords
from conversations.effects import Gesture
from conversations.messages import Text

PER_CHAT = 1.0  # seconds between two messages that nobody waits for (Bot API, FAQ)
PER_GROUP = 60.0 / 20


def gap(to: str) -> float:
    """Return the seconds between two messages to one chat; a group's id is a negative number."""
    return PER_GROUP if to.startswith("-") else PER_CHAT


class TelegramChat(Channel):
    """Telegram as a channel: it posts updates where there is a `webhook`; else they are fetched.

    `per_second`: how many messages over all chats; 0: no limit.
    """

    name = NAME
    setting = "TELEGRAM_TOKEN"
    heading = "Telegram"
    traits = Traits(
        pace=Pace(gap),
        voice=VoiceForm.BUBBLE,
        push_is_seen=True,
        words=ChannelWords(
            Text("place-telegram"), notice="privacy-telegram", carrier=Text("reads-telegram")
        ),
    )

    def __init__(
        self,
        *,
        token: str,
        api_url: str,
        now: Callable[[], datetime],
        webhook: Webhook | None = None,
        per_second: float = 0,
    ) -> None:
        self.traits = replace(self.traits, pace=Pace(gap, per_second))
        self.webhook = webhook
        self._now = now
        self._receive: Receive | None = None
        self._connection = Connection(token, api_url)
        self._polling = Polling(self._connection)
        self._keeper = WebhookKeeper(self._connection, webhook, now) if webhook else None
        self._sending = Sending(self._connection)

    @classmethod
    def configured(cls, settings: Settings, now: Callable[[], datetime]) -> TelegramChat | None:
        if settings.telegram_token is None:
            return None
        url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
        return cls(
            token=settings.telegram_token.get_secret_value(),
            api_url=settings.telegram_api_url,
            now=now,
            webhook=Webhook(url, secret.get_secret_value()) if url and secret else None,
            per_second=settings.telegram_messages_per_second,
        )

    # In

    def read(self, payload: Any) -> Arrival:
        return arrival(payload, self._now())

    def listen(self, receive: Receive) -> None:
        self._receive = receive

    async def take(self, body: bytes, size: int | None = None) -> None:
        """Store one posted update: when this returns, Telegram may forget it.

        What is no JSON is stored as well, and parked like all that is no update: Telegram would
        bring it again and again, and the chat's next ones not at all. `size`: bytes of the whole
        post, where `body` is only its beginning. Raises Unreached while nobody listens.
        """
        if self._receive is None:
            raise Unreached("nobody listens yet")
        await self._receive([envelope(posted(body, size))])

    async def run(self, receive: Receive) -> None:
        """Poll, or see to the webhook, until cancelled."""
        before, self._receive = self._receive, receive
        try:
            await (self._keeper.run() if self._keeper else self._polling.run(receive))
        finally:
            self._receive = before

    def routes(self) -> Sequence[BaseRoute]:
        return hook.routes(self.webhook, self.take) if self.webhook else ()

    def posted_to(self) -> Sequence[PostedTo]:
        if self.webhook is None:
            return ()
        return (PostedTo(hook.PATH, urlsplit(self.webhook.url).hostname),)

    # Out

    async def send(self, to: str, part: Part) -> str:
        return await self._sending.send(to, part)

    async def gesture(self, to: str, gesture: Gesture) -> None:
        await self._sending.gesture(to, gesture)

    async def fetch(self, reference: str) -> bytes:
        return await self._sending.fetch(reference)

    async def show(self, what: Menu | Introduction) -> None:
        await self._sending.show(what)

    async def close(self) -> None:
        await self._connection.close()

    # Where it is

    def entrance(self) -> str | None:
        return self._connection.known_beginning()

    async def link(self, payload: str) -> Link:
        return Link("In Telegram:", f"{await self._connection.begins()}{payload}")

    async def room_name(self, room: str) -> str:
        return await self._connection.room_name(room)

    # How it is

    def report(self) -> Report:
        return self._keeper.report() if self._keeper else self._polling.report(self.name)

    async def check(self) -> Report:
        try:
            begins = await self._connection.begins()
        except ChannelError as error:
            problem = f"{self._connection.api_url} does not answer: {error}"
            return Report([problem], lines=[(self.heading, "does not answer")])
        answers = f"answers as {begins.removesuffix('?start=')}; {self._how_it_comes_in()}"
        return Report(lines=[(self.heading, answers)])

    def _how_it_comes_in(self) -> str:
        """Describe polling or the webhook in words for somebody who has heard of neither."""
        if self.webhook is None:
            return "the bot fetches messages itself (polling)"
        return f"Telegram brings messages to {self.webhook.url} (webhook)"

    def does_not_answer(self, error: ChannelError) -> str:
        return f"Telegram does not answer ({error}). Is {self.setting} right?"
