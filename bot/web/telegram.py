"""Where Telegram posts updates: stored first, then answered 200; whatever comes twice counts once.

Any process takes posts. Telegram repeats what is not answered with 2xx, and keeps back what comes
after it in the same chat: so only what may succeed later is answered otherwise.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Sequence

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram_chat import TelegramChat

log = logging.getLogger(__name__)

PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name (Bot API, setWebhook)
BIGGEST_UPDATE = 1024 * 1024  # bytes; a message of 4,096 characters with all around it is far less
STORE_WITHIN = 25.0  # seconds; Telegram gives up after about a minute


def routes(channel: TelegramChat) -> Sequence[Route]:
    """None for a bot that polls."""
    if channel.webhook is None:
        return []
    secret = channel.webhook.secret.encode()

    async def post(request: Request) -> Response:
        given = request.headers.get(SECRET, "").encode("latin-1")
        if not hmac.compare_digest(given, secret):
            return Response(status_code=403)
        try:
            body, size = await _body(request)
            async with asyncio.timeout(STORE_WITHIN):
                await channel.take(body, size)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        except Exception as error:
            log.warning("an update was not stored: %s", type(error).__name__)
            return Response(status_code=503)
        return Response()

    return [Route(PATH, post, methods=["POST"])]


async def _body(request: Request) -> tuple[bytes, int]:
    """At most BIGGEST_UPDATE of it, and its whole size: the rest is read and dropped."""
    kept, size = bytearray(), 0
    async for piece in request.stream():
        size += len(piece)
        kept += piece[: BIGGEST_UPDATE - len(kept)]
    return bytes(kept), size
