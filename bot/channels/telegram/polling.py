"""Updates are fetched raw, stored, and only then confirmed, by moving the offset.

The library's own polling confirms before handling, and one update that it cannot parse stops it
for good.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from typing import Any

from telegram.error import TelegramError

from bot.channels.base import ChannelError, RawEvent, Receive, Refused, TooFast, Unreached
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.errors import NO_SUCH_TOKEN, TWO_POLL, translating
from bot.channels.telegram.http import retry_after
from bot.channels.telegram.updates import KINDS, envelope, parsed, update_id
from bot.report import Report

log = logging.getLogger(__name__)

LONG_POLL = 30  # seconds
OVERDUE = 90.0  # seconds without an answer that make the bot not ready


class Polling:
    """Brings updates in, one batch after the other."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._prepared = False
        self._polled_at: float | None = None  # or when polling began

    async def run(self, receive: Receive) -> None:
        """The offset moves only after `receive` has stored the batch."""
        offset: int | None = None
        failures = 0
        self._polled_at = time.monotonic()
        while True:
            try:
                await self._prepare()
                updates = await self._updates(offset)
            except (Unreached, TooFast, Refused) as error:
                failures += 1
                log.warning("polling failed: %s", error)
                await asyncio.sleep(patience(error, failures))
                continue
            self._polled_at = time.monotonic()
            failures = 0
            await _store([envelope(update) for update in updates], receive)
            offset = await _next_offset(updates)

    def report(self, name: str) -> Report:
        """Report how long it is since Telegram last answered, or since polling began."""
        if self._polled_at is None:
            return Report()
        since = time.monotonic() - self._polled_at
        overdue = [f"{name} has not answered for {since:.0f} s"] if since > OVERDUE else []
        return Report(problems=overdue, figures={"seconds_since_poll": round(since, 1)})

    async def _updates(self, offset: int | None) -> list[Any]:
        wanted = {"timeout": str(LONG_POLL), "allowed_updates": json.dumps(KINDS), "limit": "100"}
        if offset is not None:
            wanted["offset"] = str(offset)
        connection = self._connection
        try:
            status, body = await connection.polling.exchange(
                f"{connection.base}/getUpdates", "POST", wanted, LONG_POLL + 10
            )
        except TelegramError as error:
            raise Unreached(type(error).__name__) from None
        if status == 409:
            self._prepared = False  # a webhook that was set meanwhile is taken off again
        return result(status, body)

    async def _prepare(self) -> None:
        if self._prepared:
            return
        connection = self._connection
        await connection.open()
        with translating():
            connection.me = await connection.bot.get_me()
            await connection.bot.delete_webhook()
        self._prepared = True


async def _next_offset(updates: Sequence[Any]) -> int | None:
    """Return the offset that confirms these updates.

    After an empty answer nothing is left to confirm, and the next id may be a lower one (Telegram
    begins anew, at random, after a quiet week): none is asked for then.
    """
    found = [number for number in map(update_id, updates) if number is not None]
    if updates and not found:
        # Nothing that an offset could confirm: there is no hurry to see it again.
        await asyncio.sleep(1.0)
    return max(found) + 1 if found else None


async def _store(events: Sequence[RawEvent], receive: Receive) -> None:
    """Try again and again until it is stored: Telegram keeps what was not confirmed."""
    wait = 0.5
    while True:
        try:
            return await receive(events)
        except Exception as error:
            log.warning("updates were not stored: %s", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(30.0, wait * 2)


def patience(error: ChannelError, failures: int) -> float:
    """Return the seconds until the next try: longer each time, never less than was asked for."""
    least = error.seconds if isinstance(error, TooFast) else 0.0
    longer: float = 0.5 * 2 ** min(failures, 6)
    return max(least, longer)


def result(status: int, body: bytes) -> list[Any]:
    """Return the updates in an answer. Raises a ChannelError."""
    try:
        answer = parsed(body)
    except (ValueError, RecursionError):
        raise Unreached(f"no JSON in the answer ({status})") from None
    if not isinstance(answer, dict):
        raise Unreached(f"another kind of answer ({status})")
    if answer.get("ok") and isinstance(answer.get("result"), list):
        return list(answer["result"])
    raise _failure(status, body)


def _failure(status: int, body: bytes) -> ChannelError:
    if status == 429:
        return TooFast(retry_after(body))
    if status == 409:
        return Unreached(TWO_POLL)
    if status in (401, 404):
        return Refused(NO_SUCH_TOKEN)
    return Unreached(f"answer {status}")
