"""Telegram posts updates here: stored first, then answered 200; whatever comes twice counts once.

Any process takes posts; the one that leads sees to it that Telegram knows where. Telegram repeats
what is not answered with 2xx, and keeps back what comes after it in the same chat: so only what
may succeed later is answered otherwise.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import telegram
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import TelegramError

from bot.channels.telegram.connection import Connection
from bot.channels.telegram.errors import translated
from bot.channels.telegram.polling import patience
from bot.channels.telegram.updates import KINDS
from bot.report import Report

log = logging.getLogger(__name__)

PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name (Bot API, setWebhook)
BIGGEST_UPDATE = 1024 * 1024  # bytes; a message of 4,096 characters with all around it is far less
STORE_WITHIN = 25.0  # seconds; Telegram gives up after about a minute
POSTS = 40  # that Telegram may make at the same time (Bot API, setWebhook, max_connections)
LOOK_AFTER = 30.0  # seconds between two looks at the webhook
STILL_NEWS = timedelta(minutes=10)  # so long after a failed post /ready speaks of it
MANY_WAIT = 100  # posts that wait at Telegram

Take = Callable[[bytes, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address to which Telegram posts, and the secret by which it shows that it is Telegram."""

    url: str
    secret: str


class WebhookKeeper:
    """Sets the webhook, then looks after it: whoever took it off by mistake finds it back."""

    def __init__(
        self, connection: Connection, webhook: Webhook, now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._webhook = webhook
        self._now = now
        self._hears: telegram.WebhookInfo | None = None  # as of the last look

    async def run(self) -> None:
        """See to the webhook until cancelled."""
        failures = 0
        is_set = False
        while True:
            try:
                is_set = await self._look(is_set)
            except TelegramError as error:
                failures += 1
                found = translated(error)
                log.warning("the webhook was not seen to: %s", found)
                await asyncio.sleep(patience(found, failures))
                continue
            failures = 0
            await asyncio.sleep(LOOK_AFTER if is_set else 1.0)

    async def _look(self, is_set: bool) -> bool:
        """Return whether the webhook is set now; when it was not, it is set before the look."""
        if not is_set:
            await self._set()
        self._hears = await self._connection.bot.get_webhook_info()
        return self._hears.url == self._webhook.url

    async def _set(self) -> None:
        connection = self._connection
        await connection.open()
        connection.me = await connection.bot.get_me()
        await connection.bot.set_webhook(
            self._webhook.url,
            secret_token=self._webhook.secret,
            allowed_updates=KINDS,
            max_connections=POSTS,
        )
        log.info("Telegram posts to the webhook")

    def report(self) -> Report:
        """Report how many updates wait at Telegram, and what went wrong with posting them."""
        if self._hears is None:
            return Report()
        waiting = self._hears.pending_update_count
        warnings = self._failed_lately(self._hears)
        if waiting >= MANY_WAIT:
            warnings.append(f"{waiting} updates wait at Telegram for the webhook")
        return Report(warnings=warnings, figures={"updates_waiting": waiting})

    def _failed_lately(self, hears: telegram.WebhookInfo) -> list[str]:
        failed = hears.last_error_date
        if failed is None or self._now() - failed >= STILL_NEWS:
            return []
        return [
            f"Telegram could not post to the webhook at {failed:%H:%M} UTC:"
            f" {hears.last_error_message}"
        ]


def routes(webhook: Webhook, take: Take) -> Sequence[Route]:
    """Return a route that takes what is posted with the right secret; `take` stores it."""
    secret = webhook.secret.encode()

    async def post(request: Request) -> Response:
        given = request.headers.get(SECRET, "").encode("latin-1")
        if not hmac.compare_digest(given, secret):
            return Response(status_code=403)
        return Response(status_code=await _taken(request, take))

    return [Route(PATH, post, methods=["POST"])]


async def _taken(request: Request, take: Take) -> int:
    """Store a post and return the status that tells Telegram whether it may forget it."""
    try:
        body, size = await _body(request)
        async with asyncio.timeout(STORE_WITHIN):
            await take(body, size)
    except ClientDisconnect:
        return 400  # nobody reads it
    except Exception as error:
        log.warning("an update was not stored: %s", type(error).__name__)
        return 503
    return 200


async def _body(request: Request) -> tuple[bytes, int]:
    """Return at most BIGGEST_UPDATE bytes, and the whole size: the rest is read and dropped."""
    kept, size = bytearray(), 0
    async for piece in request.stream():
        size += len(piece)
        kept += piece[: BIGGEST_UPDATE - len(kept)]
    return bytes(kept), size
