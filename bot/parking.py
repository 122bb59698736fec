"""An event that cannot be handled is tried again, then parked, and who must know hears of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.channels.base import Channel
from conversations import care
from conversations.messages import say
from conversations.roles import May
from storage.database import Database, Db
from storage.models import accounts, colleagues, inbox, outbox
from storage.models import progress as progress_rows
from storage.models.accounts import Identity
from storage.models.inbox import Received
from storage.models.outbox import REPLY, WORK, New

log = logging.getLogger(__name__)

CLOCK = "clock"  # the channel of our own making: reminders


class Parking:
    """Parks events. `language`: in which somebody new is spoken to, by their channel's guess."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        language: Callable[[str | None], str],
    ) -> None:
        self._database = database
        self._channels = channels
        self._now = now
        self._language = language

    async def failed(self, event: Received, error: Exception) -> None:
        """Try again a little later; after three attempts park it, and tell who must know."""
        log.error("event %s failed (attempt %s): %s", event.id, event.attempts, place_of(error))
        now = self._now()
        async with self._database.transaction() as db:
            if event.attempts < inbox.ATTEMPTS:
                await inbox.release(db, [event], wait=0.2 * event.attempts)
                return
            await blank(db, [event])
            if await inbox.park(db, event, place_of(error), now):
                await self._tell_of_parking(db, event, now)

    async def _tell_of_parking(self, db: Db, event: Received, now: datetime) -> None:
        reference = f"E{event.id}"
        if event.channel == CLOCK:
            await progress_rows.silence(db, event.payload["account"])
        found = await self._known(db, event, now)
        rows = [
            New(i.account, say("went-wrong", reference=reference), REPLY) for i in found.values()
        ]
        administrators = [c.person for c in await colleagues.colleagues(db, May.ADMINISTER)]
        told = await accounts.identities_of(db, administrators) if administrators else {}
        rows += [
            New(i.account, say("event-parked", reference=reference), WORK) for i in told.values()
        ]
        await outbox.add(db, rows, now)

    async def _known(
        self, db: Db, event: Received, now: datetime
    ) -> dict[tuple[str, str], Identity]:
        """Return whose event it was, if that can be read: they hear of it even if it was the
        first."""
        channel, _, external_id = event.sender.partition(":")
        key = (channel, external_id)
        found = await accounts.identities(db, [key])
        if found or event.channel == CLOCK:
            return found
        try:
            sender = self._channels[event.channel].read(event.payload).sender
        except Exception:
            return {}
        if sender is None or (sender.channel, sender.external_id) != key:
            return {}
        await accounts.enrol_accounts(db, [(*key, self._language(sender.language))], now)
        return await accounts.identities(db, [key])


class NeverEnded(Exception):
    """Handling an event was begun several times, and each time the process ended first."""


async def blank(db: Db, events: Sequence[Received]) -> None:
    """What came in is kept a while as it came, but for citizen service numbers."""
    blanked = [(event.id, _blanked(event.payload)) for event in events]
    changed = [(i, p) for (i, p), event in zip(blanked, events, strict=True) if p != event.payload]
    if changed:
        await inbox.blank(db, changed)


def _blanked(payload: Any) -> Any:
    """What nobody can go through to its end is kept by no part of it."""
    try:
        return care.blanked(payload)
    except RecursionError:
        return None


def place_of(error: BaseException) -> str:
    """Return kind and place of an error; never its message, which may quote somebody."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    name = code.co_filename.rsplit("/", 1)[-1]
    return f"{type(error).__name__} at {name}:{trace.tb_lineno} ({code.co_name})"
