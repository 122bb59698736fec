"""Rows say what is due; APScheduler only ticks. This is the only importer of apscheduler.

A missed or doubled tick changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.channels.base import Channel, RawEvent
from bot.group_chats import StaffRoom
from bot.inbound import Inbound
from bot.media import MediaStore
from bot.office.door import Office, Sitting
from bot.parking import CLOCK, place_of
from conversations import reception
from conversations.programme import Programme
from storage.database import Database, DatabaseUnavailable, Db
from storage.models import accounts, contributions, progress, proposals

log = logging.getLogger(__name__)


UNFETCHED_AFTER = 3  # working days


class Ticks:
    """Does, on the leader, what is to be done every so often."""

    def __init__(
        self,
        *,
        database: Database,
        office: Office,
        inbound: Inbound,
        media: MediaStore,
        channels: Mapping[str, Channel],
        programme: Programme,
        now: Callable[[], datetime],
        wake: Callable[[], None],
        staff_room: StaffRoom,
        entrances: Callable[[], Mapping[str, str]],
        more: Sequence[tuple[Callable[[], Awaitable[int]], int]] = (),
    ) -> None:
        self._database = database
        self._office = office
        self._inbound = inbound
        self._media = media
        self._channels = channels
        self._programme = programme
        self._now = now
        self._wake = wake
        self._staff_room = staff_room
        self._entrances = entrances
        self._more = tuple(more)
        self._scheduler: Any = None

    def start(self) -> None:
        # misfire_grace_time is 1 s by default, after which a late job is silently dropped.
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for work, seconds in self._works():
            self._scheduler.add_job(_at_its_time, "interval", args=[work], seconds=seconds)
        self._scheduler.start()

    def _works(self) -> tuple[tuple[Callable[[], Awaitable[int]], int], ...]:
        """Return what is done, and every how many seconds."""
        return (
            (self.fetch, 2),
            (self.ring, 5),
            (self.answers, 5),
            (self.due, 20),
            (self.summaries, 20),
            (self.unfetched, 60),
            *self._more,
        )

    async def once(self) -> None:
        """Do everything there is to do now: for a clock that was moved."""
        for work, _ in self._works():
            await _safely(work)

    def stop(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def fetch(self) -> int:
        """Fetch media that was only referred to so far; return how many were kept."""
        return await self._media.fetch_wanted(self._channels)

    async def ring(self) -> int:
        """Put reminders of drafts in the inbox as events like any other; return how many."""
        async with self._database.reading() as db:
            rings = await progress.ringing(db, self._now())
            addresses = await accounts.addresses(db, [r.account for r in rings])
        events = [
            RawEvent(
                CLOCK,
                f"{r.what}:{r.account}:{r.run}:{r.at.isoformat()}",
                ":".join(addresses[r.account]),
                {"account": r.account, "what": r.what, "run": r.run},
            )
            for r in rings
        ]
        await self._inbound.receive(events)
        return len(events)

    async def unfetched(self) -> int:
        """Send by another road what nobody fetched on the web, else make it a person's work."""
        calendar = self._programme.calendar
        before = calendar.working_days_ago(self._now(), UNFETCHED_AFTER)
        found = await self._office.tick(lambda office: office.nobody_fetched(before))
        if found:
            self._wake()
        return found

    async def summaries(self) -> int:
        """Tell whoever works here what lies with them, at the hour of their choice; and the
        group."""
        told = await self._office.transaction(self._summaries)
        if told:
            self._wake()
        return told

    async def _summaries(self, db: Db, office: Sitting) -> int:
        told = await office.summaries_due()
        channel = self._staff_room.channel
        trail = await self._staff_room.trail(db) if channel in self._channels else []
        if trail:
            begins = self._entrances().get(channel)
            link = f"{begins}{reception.DESK}" if begins else None
            told += await office.group_summary_due(channel, trail, link)
        return told

    async def answers(self) -> int:
        """Send what was written a minute ago and not taken back; return how many."""
        try:
            found = await self._answers(limit=50)
        except DatabaseUnavailable:
            raise
        except Exception as error:
            # One that cannot go must not hold the others.
            log.error("answers could not be sent together: %s", place_of(error))
            found = await self._answers_one_by_one()
        if found:
            self._wake()
        return found

    async def _answers(self, limit: int, only: int | None = None) -> int:
        return await self._office.tick(lambda office: office.answers_due(limit, only))

    async def _answers_one_by_one(self) -> int:
        async with self._database.reading() as db:
            waiting = await proposals.gone(db, self._now(), 50)
        sent = 0
        for one in waiting:
            try:
                sent += await self._answers(1, one.id)
            except DatabaseUnavailable:
                raise
            except Exception as error:
                where = place_of(error)
                log.error("the answer to contribution %s failed: %s", one.contribution, where)
        return sent

    async def due(self) -> int:
        """See to contributions whose next dated moment has come; return how many."""
        try:
            found = await self._due(limit=50)
        except DatabaseUnavailable:
            raise
        except Exception as error:
            # One that cannot be told must not keep the others silent.
            log.error("what fell due could not be told together: %s", place_of(error))
            found = await self._due_one_by_one()
        if found:
            self._wake()
        return found

    async def _due(self, limit: int, skipped: Sequence[int] = ()) -> int:
        return await self._office.tick(lambda office: office.fell_due(limit, skipped))

    async def _due_one_by_one(self) -> int:
        async with self._database.reading() as db:
            waiting = list(await contributions.due(db, self._now()))
        told = 0
        for place, number in enumerate(waiting):
            try:
                told += await self._due(1, [*waiting[:place], *waiting[place + 1 :]])
            except DatabaseUnavailable:
                raise
            except Exception as error:
                log.error("contribution %s: what fell due failed: %s", number, place_of(error))
        return told


async def _at_its_time(work: Callable[[], Awaitable[int]]) -> None:
    """What stops the scheduler cancels its work: no failure, since what it left is still due."""
    try:
        await _safely(work)
    except asyncio.CancelledError:
        log.info("a tick was broken off")


async def _safely(work: Callable[[], Awaitable[int]]) -> None:
    """A tick that fails is tried again at the next; it must not stop the others."""
    try:
        await work()
    except DatabaseUnavailable as error:
        log.warning("the database does not answer: %s", error)
    except Exception as error:
        log.error("a tick failed: %s", place_of(error))
