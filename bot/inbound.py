"""In: what came is stored, then confirmed, then handled; in one transaction per batch.

A batch holds at most one event per person. One query per table loads what is needed, pure code
decides, effects are applied per kind, and messages, progress and the mark "handled" are written
together. If anything raises, all of it rolls back and the events are handled one by one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot import language
from bot.channels.base import Channel, RawEvent
from bot.office.door import Office, Sitting
from bot.rendering import Rendering
from bot.rooms import StaffRoom
from conversations import care, engine, reception
from conversations.channels import ChannelWords
from conversations.effects import Effect, Gesture, LeaveRoom, SetLanguage
from conversations.engine import Library
from conversations.events import (
    Arrival,
    Blocked,
    ClockRang,
    Event,
    InRoom,
    RoomMoved,
    Said,
    Sender,
)
from conversations.messages import Message, Text, say
from conversations.programme import Programme
from conversations.progress import Progress
from conversations.roles import May
from conversations.views import Facts, Me, Want
from storage import views
from storage.database import Conflict, Database, DatabaseUnavailable, Db
from storage.models import accounts, colleagues, inbox, outbox
from storage.models import progress as progress_rows
from storage.models.accounts import Identity
from storage.models.inbox import Came, Received
from storage.models.outbox import FOLLOW_UP, REPLY, WORK, New
from storage.models.sending import Outgoing

log = logging.getLogger(__name__)

BATCH = 50
CLAIM = 10.0  # seconds after which another may take an event up
WORN_OUT = inbox.ATTEMPTS + 2  # begun so often, and never heard of again
CLOCK = "clock"  # the channel of our own making: reminders
SEEN_EVERY = timedelta(hours=1)
MOST_ROUNDS = 5  # effects that yield events that have effects …


@dataclass(frozen=True, slots=True)
class Handled:
    """What a committed batch leads to: replies to send, and gestures."""

    replies: tuple[Outgoing, ...] = ()
    gestures: tuple[tuple[str, str, Gesture], ...] = ()  # (channel, to, gesture)


@dataclass
class _Turn:
    """One event on its way through a batch."""

    received: Received
    arrival: Arrival
    identity: Identity
    me: Me
    progress: Progress
    kept: Progress | None  # as it stands in the database
    messages: list[Message] = field(default_factory=list)
    gestures: list[Gesture] = field(default_factory=list)


class Inbound:
    """`term` tells whether this process leads (then replies are born `sending`)."""

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
        self._pace = _EventPace(events_per_minute)
        self._staff_room = staff_room
        self._coming: list[tuple[list[Came], asyncio.Future[None]]] = []
        self._storing = asyncio.Lock()
        self._wake = asyncio.Event()

    async def receive(self, events: Sequence[RawEvent]) -> None:
        """Store and commit; when this returns, the channel may confirm.

        What comes while another is committed shares the next transaction: forty posts at a time
        would otherwise keep those who handle them waiting (measured: 60 instead of 270 a second).
        """
        if not events:
            return
        now = self._now()
        rows = [
            Came(
                event.channel,
                event.event_id,
                event.sender,
                event.payload,
                received_at=now,
                wait=self._pace.wait(event.sender, now),
            )
            for event in events
        ]
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._coming.append((rows, stored))
        try:
            async with self._storing:
                if not stored.done():
                    await self._store_coming(stored)
            await stored
        finally:
            stored.cancel()  # where nobody waits for it any more
        self._wake.set()

    async def _store_coming(self, mine: asyncio.Future[None]) -> None:
        """All that has come so far; when that cannot be, each alone, so that none sinks another."""
        coming, self._coming = [c for c in self._coming if not c[1].done()], []
        try:
            try:
                await self._store([row for rows, _ in coming for row in rows])
            except DatabaseUnavailable as error:
                _settle([stored for _, stored in coming], error)
            except Exception:
                for rows, stored in coming:
                    try:
                        await self._store(rows)
                    except Exception as error:
                        _settle([stored], error)
                    else:
                        _settle([stored])
            else:
                _settle([stored for _, stored in coming])
        except asyncio.CancelledError:  # of this one alone: the next stores the others
            self._coming += [c for c in coming if c[1] is not mine]
            raise

    async def _store(self, rows: Sequence[Came]) -> None:
        async with self._database.transaction() as db:
            await inbox.store(db, rows)

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
        """Claim a batch and handle it; how many events that were."""
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
            await self._failed(event, NeverEnded())
            return
        try:
            handled = await self.handle([event])
        except DatabaseUnavailable:
            raise
        except Exception as error:
            await self._failed(event, error)
        else:
            self._hand_over(handled)

    async def handle(self, batch: Sequence[Received]) -> Handled:
        """One transaction: load, advance, apply, write; returns what to send after the commit.

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
        read = await self._read(db, batch)
        turns = await self._turns(db, read, now)
        await self._advance(db, office, turns, now)
        replies = await self._write(db, turns, now)
        leaving = await self._strange_rooms(db, read, now)
        done = [event for event, _ in read if not self._deferred(event, turns, read)]
        await _blank(db, done)
        if not await inbox.mark_handled(db, done, now):
            raise Conflict("another process handled one of these events")
        if len(done) < len(batch):
            await inbox.give_back(db, [event for event in batch if event not in done])
        return Handled(replies, (*self._gestures(turns), *leaving))

    # Loading

    async def _read(self, db: Db, batch: Sequence[Received]) -> list[tuple[Received, Arrival]]:
        rung = [event.payload["account"] for event in batch if event.channel == CLOCK]
        addresses = await accounts.addresses(db, rung) if rung else {}
        read: list[tuple[Received, Arrival]] = []
        for event in batch:
            if event.channel == CLOCK:
                address = addresses.get(event.payload["account"])
                sender = Sender(*address) if address else None
                rang = ClockRang(event.payload["what"], event.payload["run"])
                read.append((event, Arrival(sender, rang, event.received_at)))
            else:
                read.append((event, self._channels[event.channel].read(event.payload)))
        return read

    async def _turns(
        self, db: Db, read: Sequence[tuple[Received, Arrival]], now: datetime
    ) -> list[_Turn]:
        personal = [(e, a, a.sender) for e, a in read if a.sender is not None]
        if not personal:
            return []
        keys = [(s.channel, s.external_id) for _, _, s in personal]
        found = await accounts.identities(db, keys) if keys else {}
        new = {
            (s.channel, s.external_id): self._language(s.language)
            for _, _, s in personal
            if (s.channel, s.external_id) not in found
        }
        if new:
            rows = [(channel, external, language) for (channel, external), language in new.items()]
            await accounts.enrol_accounts(db, rows, now)
            found |= await accounts.identities(db, list(new))
        await self._saw(db, personal, found, now)
        kept = await progress_rows.of_accounts(db, [i.account for i in found.values()])
        turns: list[_Turn] = []
        persons: set[int] = set()
        for event, arrival, sender in personal:
            identity = found[sender.channel, sender.external_id]
            if identity.person in persons:
                continue  # one per person in a batch: the later one waits for the next
            persons.add(identity.person)
            me = _me(identity)
            known = kept.get(identity.account)
            turns.append(_Turn(event, arrival, identity, me, known or Progress(), known))
        return turns

    @staticmethod
    def _deferred(
        event: Received, turns: Sequence[_Turn], read: Sequence[tuple[Received, Arrival]]
    ) -> bool:
        if any(turn.received.id == event.id for turn in turns):
            return False
        return any(e.id == event.id and a.sender is not None for e, a in read)

    async def _saw(
        self,
        db: Db,
        personal: Sequence[tuple[Received, Arrival, Sender]],
        found: Mapping[tuple[str, str], Identity],
        now: datetime,
    ) -> None:
        """Who acts is there and can be reached again, whatever we missed."""
        acting = [
            found[sender.channel, sender.external_id]
            for _, arrival, sender in personal
            if not isinstance(arrival.event, ClockRang | Blocked)
        ]
        stale = [
            i.account for i in acting if now - i.last_seen_at > SEEN_EVERY or i.reachable != "yes"
        ]
        if stale:
            await accounts.saw(db, stale, now)

    def _language(self, guess: str | None) -> str:
        """The channel's guess when we speak it, else the default; a button changes it."""
        base = (guess or "").split("-")[0].lower()
        return base if base in self._programme.languages else self._programme.default_language

    # Deciding

    async def _advance(
        self, db: Db, office: Sitting, turns: Sequence[_Turn], now: datetime
    ) -> None:
        """Advance every turn in pure code, apply its effects, and go on with what they yield."""
        pending: list[tuple[_Turn, Event]] = [(t, t.arrival.event) for t in turns]
        for _ in range(MOST_ROUNDS):
            if not pending:
                return
            wanted = [(turn.me, self._wants(turn, event, now)) for turn, event in pending]
            loaded = await views.load(db, wanted, office.loaders)
            caused: list[tuple[_Turn, Effect]] = []
            for (turn, event), facts in zip(pending, loaded, strict=True):
                caused += [(turn, e) for e in self._step(turn, event, facts, now)]
            pending = await self._apply(office, caused)
        raise RuntimeError("effects went on yielding events")

    def _wants(self, turn: _Turn, event: Event, now: datetime) -> Sequence[Want]:
        facts = Facts(now, turn.me, self._programme, self._rendering.wording(turn.me.language))
        return reception.wants(self._library, turn.progress, event, facts)

    def _step(
        self, turn: _Turn, event: Event, found: Mapping[Any, Any], now: datetime
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
        self, office: Sitting, caused: Sequence[tuple[_Turn, Effect]]
    ) -> list[tuple[_Turn, Event]]:
        if not caused:
            return []
        by_account = {turn.me.account: turn for turn, _ in caused}
        yielded = await office.act([(turn.me, effect) for turn, effect in caused])
        for turn in by_account.values():
            turn.me = office.renewed(turn.me)
        return [(by_account[by.account], event) for by, event in yielded if isinstance(by, Me)]

    # Writing

    async def _write(self, db: Db, turns: Sequence[_Turn], now: datetime) -> tuple[Outgoing, ...]:
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
    def _gestures(turns: Sequence[_Turn]) -> list[tuple[str, str, Gesture]]:
        return [(t.me.channel, t.identity.external_id, g) for t in turns for g in t.gestures]

    async def _strange_rooms(
        self, db: Db, read: Sequence[tuple[Received, Arrival]], now: datetime
    ) -> list[tuple[str, str, Gesture]]:
        """Where our group went is kept; the groups that are not ours are left."""
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
        """The database's fault, not the event's."""
        try:
            async with self._database.transaction() as db:
                await inbox.give_back(db, batch)
        except DatabaseUnavailable:
            log.warning("events stay claimed for %s s", CLAIM)

    async def _failed(self, event: Received, error: Exception) -> None:
        """Try again a little later; after three attempts park it, and tell who must know."""
        log.error("event %s failed (attempt %s): %s", event.id, event.attempts, place_of(error))
        now = self._now()
        async with self._database.transaction() as db:
            if event.attempts < inbox.ATTEMPTS:
                await inbox.release(db, [event], wait=0.2 * event.attempts)
                return
            await _blank(db, [event])
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
        """Whose event it was, when that can be read: they hear of it even if it was their first."""
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


def _spoken(event: Event, own: str) -> str | None:
    if not isinstance(event, Said) or not event.part.text:
        return None
    return language.guess(event.part.text, own)


async def _blank(db: Db, events: Sequence[Received]) -> None:
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


def _me(identity: Identity) -> Me:
    return Me(
        person=identity.person,
        account=identity.account,
        channel=identity.channel,
        language=identity.language,
        name=identity.name,
        roles=identity.roles,
        muted=identity.muted,
        young=identity.young,
        discreet=identity.discreet,
        away_until=identity.away_until,
        notice=identity.notice,
        remembered=identity.remembered,
        contributions=identity.contributions,
    )


def place_of(error: BaseException) -> str:
    """Kind and place of an error; never its message, which may quote somebody."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    name = code.co_filename.rsplit("/", 1)[-1]
    return f"{type(error).__name__} at {name}:{trace.tb_lineno} ({code.co_name})"


def _settle(waiting: Sequence[asyncio.Future[None]], error: Exception | None = None) -> None:
    for stored in waiting:
        if stored.done():
            continue
        if error is None:
            stored.set_result(None)
        else:
            stored.set_exception(error)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass


class _EventPace:
    """More than so many events a minute of one sender are kept and handled later."""

    def __init__(self, per_minute: int) -> None:
        self._between = timedelta(minutes=1) / per_minute if per_minute else None
        self._taken_until: dict[str, datetime] = {}  # how far ahead each has used its minutes

    def wait(self, sender: str, now: datetime) -> float:
        """Seconds that this event waits."""
        if self._between is None:
            return 0.0
        until = max(self._taken_until.get(sender, now), now) + self._between
        self._taken_until[sender] = until
        if len(self._taken_until) > 10_000:
            self._forget(now)
        return max(0.0, (until - now - timedelta(minutes=1)).total_seconds())

    def _forget(self, now: datetime) -> None:
        for sender in [s for s, until in self._taken_until.items() if until <= now]:
            del self._taken_until[sender]
