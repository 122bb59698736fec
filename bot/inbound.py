"""In: what came is stored, then confirmed, then handled; in one transaction per batch.

A batch holds at most one event per person. One query per table loads what is needed, pure code
decides, effects are applied per kind, and messages, progress and the mark "handled" are written
together. If anything raises, all of it rolls back and the events are handled one by one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import language
from bot.arrivals import Arrivals
from bot.channels.base import Channel, RawEvent
from bot.event_pace import EventPace
from bot.group_chats import StaffRoom
from bot.office.door import Office, Sitting
from bot.parking import CLOCK, NeverEnded, Parking, blank
from bot.rendering import Rendering
from bot.turns import Turn, Turns
from conversations import engine, reception
from conversations.arrivals import Arrival
from conversations.channels import ChannelWords
from conversations.effects import Effect, Gesture, LeaveRoom, SetLanguage
from conversations.engine import Library
from conversations.events import ClockRang, Event, InRoom, RoomMoved, Said
from conversations.messages import Text
from conversations.programme import Programme
from conversations.views import Facts, Me, Want
from storage import views
from storage.database import Conflict, Database, DatabaseUnavailable, Db
from storage.models import inbox, outbox
from storage.models import progress as progress_rows
from storage.models.inbox import Received
from storage.models.outbox import FOLLOW_UP, REPLY, New
from storage.models.sending import Outgoing

log = logging.getLogger(__name__)

BATCH = 50
CLAIM = 10.0  # seconds after which another may take an event up
WORN_OUT = inbox.ATTEMPTS + 2  # begun so often, and never heard of again
MOST_ROUNDS = 5  # effects that yield events that have effects …


@dataclass(frozen=True, slots=True)
class Handled:
    """The results of a committed batch: replies to send, and gestures."""

    replies: tuple[Outgoing, ...] = ()
    gestures: tuple[tuple[str, str, Gesture], ...] = ()  # (channel, to, gesture)


class Inbound:
    """Handles events. `term` tells whether this process leads (then replies are born `sending`)."""

    def __init__(
        self,
        *,
        database: Database,
        office: Office,
        channels: Mapping[str, Channel],
        library: Library,
        programme: Programme,
        rendering: Rendering,
        now: Callable[[], datetime],
        term: Callable[[], int | None] = lambda: None,
        hand_over: Callable[[Handled], None] = lambda handled: None,
        entrances: Callable[[], Mapping[str, str]] = dict,
        channel_words: Callable[[], Mapping[str, ChannelWords]] = dict,
        site: Callable[[], str | None] = lambda: None,
        events_per_minute: int = 0,
        staff_room: StaffRoom | None = None,
    ) -> None:
        self._database = database
        self._office = office
        self._channels = channels
        self._library = library
        self._programme = programme
        self._rendering = rendering
        self._now = now
        self._term = term
        self._hand_over = hand_over
        self._entrances = entrances
        self._channel_words = channel_words
        self._site = site
        self._staff_room = staff_room
        self._wake = asyncio.Event()
        pace = EventPace(events_per_minute)
        self.arrivals = Arrivals(database, now, pace, self._wake.set)
        self._turns = Turns(channels, programme)
        self.parking = Parking(database, channels, now, self._turns.language)

    async def receive(self, events: Sequence[RawEvent]) -> None:
        """Store and commit; when this returns, the channel may confirm."""
        await self.arrivals.receive(events)

    async def run(self) -> None:
        """Handle what waits, until cancelled."""
        while True:
            self._wake.clear()
            try:
                found = await self.handle_waiting()
            except DatabaseUnavailable as error:
                log.warning("the database does not answer: %s", error)
                found = 0
            if not found:
                await _wait(self._wake, 1.0)

    async def handle_waiting(self) -> int:
        """Claim a batch and handle it; return how many events that were."""
        async with self._database.transaction() as db:
            batch = await inbox.claim(db, BATCH, CLAIM, [CLOCK, *self._channels])
        if not batch:
            return 0
        # One that was claimed so often and never came to an end may take the process with it.
        worn = [event for event in batch if event.attempts > inbox.ATTEMPTS]
        fresh = [event for event in batch if event.attempts <= inbox.ATTEMPTS]
        try:
            self._hand_over(await self.handle(fresh))
        except DatabaseUnavailable:
            await self._give_back(batch)
            raise
        except Exception:
            await self._one_by_one(batch)
        else:
            await self._one_by_one(worn)
        return len(batch)

    async def _one_by_one(self, batch: Sequence[Received]) -> None:
        for place, event in enumerate(batch):
            try:
                await self._handle_alone(event)
            except DatabaseUnavailable:
                await self._give_back(batch[place:])
                raise

    async def _handle_alone(self, event: Received) -> None:
        if event.attempts > WORN_OUT:
            await self.parking.failed(event, NeverEnded())
            return
        try:
            handled = await self.handle([event])
        except DatabaseUnavailable:
            raise
        except Exception as error:
            await self.parking.failed(event, error)
        else:
            self._hand_over(handled)

    async def handle(self, batch: Sequence[Received]) -> Handled:
        """Load, advance, apply and write in one transaction; return what to send after the commit.

        A conflict reloads and advances again; old effects are never re-applied.
        """
        tried = 0

        async def again(db: Db, office: Sitting) -> Handled:
            nonlocal tried, batch
            if tried:
                batch = await inbox.still_waiting(db, batch)
            tried += 1
            return await self._handle(db, office, batch)

        return await self._office.transaction(again)

    async def _handle(self, db: Db, office: Sitting, batch: Sequence[Received]) -> Handled:
        if not batch:
            return Handled()
        now = self._now()
        read = await self._turns.read(db, batch)
        turns = await self._turns.of(db, read, now)
        await self._advance(db, office, turns, now)
        replies = await self._write(db, turns, now)
        leaving = await self._strange_rooms(db, read, now)
        done = [event for event, _ in read if not self._turns.deferred(event, turns, read)]
        await blank(db, done)
        if not await inbox.mark_handled(db, done, now):
            raise Conflict("another process handled one of these events")
        if len(done) < len(batch):
            await inbox.give_back(db, [event for event in batch if event not in done])
        return Handled(replies, (*self._gestures(turns), *leaving))

    # Deciding

    async def _advance(self, db: Db, office: Sitting, turns: Sequence[Turn], now: datetime) -> None:
        """Advance every turn in pure code, apply its effects, and go on with what they yield."""
        pending: list[tuple[Turn, Event]] = [(t, t.arrival.event) for t in turns]
        for _ in range(MOST_ROUNDS):
            if not pending:
                return
            wanted = [(turn.me, self._wants(turn, event, now)) for turn, event in pending]
            loaded = await views.load(db, wanted, office.loaders)
            caused: list[tuple[Turn, Effect]] = []
            for (turn, event), facts in zip(pending, loaded, strict=True):
                caused += [(turn, e) for e in self._step(turn, event, facts, now)]
            pending = await self._apply(office, caused)
        raise RuntimeError("effects went on yielding events")

    def _wants(self, turn: Turn, event: Event, now: datetime) -> Sequence[Want]:
        facts = Facts(now, turn.me, self._programme, self._rendering.wording(turn.me.language))
        return reception.wants(self._library, turn.progress, event, facts)

    def _step(
        self, turn: Turn, event: Event, found: Mapping[Any, Any], now: datetime
    ) -> tuple[Effect, ...]:
        facts = Facts(
            now=now,
            me=turn.me,
            programme=self._programme,
            wording=self._rendering.wording(turn.me.language),
            views=found,
            entrances=self._entrances(),
            channels=self._channel_words(),
            site=self._site(),
            spoken=_spoken(event, turn.me.language),
        )
        step = reception.receive(self._library, turn.progress, event, facts)
        turn.progress = step.progress
        turn.messages += step.messages
        turn.gestures += step.gestures
        for effect in step.effects:
            if isinstance(effect, SetLanguage):
                turn.me = replace(turn.me, language=effect.language)
        return step.effects

    async def _apply(
        self, office: Sitting, caused: Sequence[tuple[Turn, Effect]]
    ) -> list[tuple[Turn, Event]]:
        if not caused:
            return []
        by_account = {turn.me.account: turn for turn, _ in caused}
        yielded = await office.act([(turn.me, effect) for turn, effect in caused])
        for turn in by_account.values():
            turn.me = office.renewed(turn.me)
        return [(by_account[by.account], event) for by, event in yielded if isinstance(by, Me)]

    # Writing

    async def _write(self, db: Db, turns: Sequence[Turn], now: datetime) -> tuple[Outgoing, ...]:
        moved = [t for t in turns if t.progress != t.kept]
        rings = [(t.me.account, t.progress, engine.next_reminder(t.progress)) for t in moved]
        await progress_rows.save(db, rings)
        term = self._term()
        rows = [(t, m) for t in turns for m in t.messages]
        # What a clock causes is nobody's reply: it waits its turn, and for who said stop.
        pushed = [(t, m) for t, m in rows if isinstance(t.arrival.event, ClockRang)]
        await outbox.add(db, [New(t.me.account, m, FOLLOW_UP) for t, m in pushed], now)
        rows = [(t, m) for t, m in rows if not isinstance(t.arrival.event, ClockRang)]
        ids = await outbox.add(db, [New(t.me.account, m, REPLY, term=term) for t, m in rows], now)
        if term is None:
            return ()
        return tuple(
            Outgoing(
                id=row_id,
                account=turn.me.account,
                person=turn.me.person,
                channel=turn.me.channel,
                external_id=turn.identity.external_id,
                language=turn.me.language,
                priority=REPLY,
                message=message,
                attempts=0,
                parts_sent=0,
                about=None,
                on_sent=None,
                term=term,
            )
            for row_id, (turn, message) in zip(ids, rows, strict=True)
        )

    @staticmethod
    def _gestures(turns: Sequence[Turn]) -> list[tuple[str, str, Gesture]]:
        return [(t.me.channel, t.identity.external_id, g) for t in turns for g in t.gestures]

    async def _strange_rooms(
        self, db: Db, read: Sequence[tuple[Received, Arrival]], now: datetime
    ) -> list[tuple[str, str, Gesture]]:
        """Keep where our group went; return a gesture that leaves each group that is not ours."""
        events = [(e.channel, a.event) for e, a in read]
        moves = [(c, e) for c, e in events if isinstance(e, RoomMoved)]
        found = [(c, e.room) for c, e in events if isinstance(e, InRoom)]
        found += [(c, e.to) for c, e in moves]
        ours = self._staff_room
        if ours is not None and found:
            await ours.moved(db, [(e.room, e.to) for c, e in moves if c == ours.channel], now)
            strange = await ours.strange(db, [room for c, room in found if c == ours.channel])
            found = [(c, room) for c, room in found if c != ours.channel or room in strange]
        text = self._rendering.text(Text("strange-room"), self._programme.default_language)
        return [(channel, room, LeaveRoom(room, text)) for channel, room in found]

    # When it fails

    async def _give_back(self, batch: Sequence[Received]) -> None:
        """Give events back that were not handled: it was the database's fault, not theirs."""
        try:
            async with self._database.transaction() as db:
                await inbox.give_back(db, batch)
        except DatabaseUnavailable:
            log.warning("events stay claimed for %s s", CLAIM)


def _spoken(event: Event, own: str) -> str | None:
    if not isinstance(event, Said) or not event.part.text:
        return None
    return language.guess(event.part.text, own)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
