"""The district: its residents, who reads, the bot they share, and the clock over all of them.

Time goes by whole hours. In each: faults, moves, ticks, delivery, and a look at everything.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import event, text

from bot.app import App
from bot.office import door
from bot.office.door import Sitting
from bot.programme import load
from bot.settings import Settings
from conversations.calendar import Calendar, Clocks
from conversations.effects import Effect, UseInvitation
from conversations.events import Applied, Enrolled, Event, MoveOffered, Overtaken
from conversations.messages import say
from conversations.roles import May, Role
from conversations.views import Me
from storage.database import Database
from storage.models import accounts, invitations, outbox, web
from storage.models.outbox import REPLY, New
from tests.conversations.world import RENDERING
from tests.databases import fill
from tests.house import ROOT, FakeClock
from tests.simulated_year.phones import Crash, Post, pages, phones
from tests.simulated_year.watch import Watch

BEGIN = datetime(2026, 11, 2, 6, tzinfo=UTC)  # both changes of the clock lie within the year
HOUR = timedelta(hours=1)
LOADED = load(ROOT / "programme.toml")
ROOM = "-100"  # the staff group
MONTHS = timedelta(days=90)
RARE = 6  # seen so often, it is no longer helped along


@dataclass(eq=False)
class Somebody:
    """A person with a phone or a browser; `me` as the bot knew them last."""

    me: Me
    handle: str
    pace: float = 0.0  # how often in an hour of work they do something, for who reads
    forgets: float = 0.0  # the part of what lies with them that they never look at
    away_until: datetime | None = None
    left: bool = False
    new: bool = True  # has not done anything here yet
    blocks: bool = False
    gone: bool = False
    token: str | None = None  # of a link that leads to another channel
    said: int = 0

    @property
    def reads(self) -> bool:
        return self.me.may(May.DECIDE) and not self.left


@dataclass
class Year:
    """All of it. The same seed makes the same year, on either database."""

    url: str
    folder: Path
    seed: int = 1
    residents: int = 300
    staff: int = 12
    arrivals: float = 1.6  # contributions a day
    nobody_for: float = 4.0  # days, before the first is enrolled who reads
    clocks: Clocks = field(default_factory=Clocks)
    clock: FakeClock = field(default_factory=lambda: FakeClock(BEGIN))
    seen: Counter[str] = field(default_factory=Counter)
    persons: list[Somebody] = field(default_factory=list)
    colleagues: list[Somebody] = field(default_factory=list)  # whoever was ever invited
    asleep: int = 0  # hours that the process will not run
    skip: timedelta = HOUR  # from this hour to the next
    told: list[int] = field(default_factory=list)  # what staff told something about in this hour
    twice: bool = False  # the ticks of this hour come twice
    break_at: int | None = None  # the statement of the next ticks or moves that is never run
    _wanted: list[tuple[Somebody, Effect]] = field(default_factory=list)

    def __post_init__(self) -> None:
        programme = LOADED.programme
        calendar = replace(programme.calendar, clocks=self.clocks)
        self.loaded = replace(LOADED, programme=replace(programme, calendar=calendar))
        self.random = random.Random(self.seed)
        self.post = Post(self.clock, random.Random(self.seed + 1), self.seen)
        self._terms = itertools.count(1)
        self._tokens = itertools.count(1)
        self.term = 0
        self.app = self._new_app()
        self.watch = Watch(self)
        self.acted: set[Somebody] = set()
        self.began = self.now

    # The bot

    def _new_app(self) -> App:
        settings = Settings(
            telegram_token=None,
            database_url=self.url,
            data_dir=self.folder / "data",
            telegram_messages_per_second=0,
        )
        phone = phones(self.post)
        # Texts are read once: that takes longer than all else of a start.
        with patch("bot.app.Rendering", return_value=RENDERING):
            app = App(settings, clock=self.clock, loaded=self.loaded, also=[phone])
        app.channels["web"] = pages(self.post, app.channels["web"])
        app.staff_room.channel, app.staff_room.configured = phone.name, ROOM
        # Retries count real seconds: an hour of ours must be over before the next try.
        app.delivery._random = lambda: 7200.0
        self.post.follow(app.delivery)
        self.term = next(self._terms)
        return app

    @property
    def database(self) -> Database:
        return self.app.database

    @property
    def calendar(self) -> Calendar:
        return self.loaded.programme.calendar

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.calendar.zone)

    @property
    def working(self) -> bool:
        return self.calendar.working(self.local.date()) and 9 <= self.local.hour < 17

    @property
    def awake(self) -> bool:
        return 7 <= self.local.hour < 23

    def office(self, db: Any) -> Sitting:
        return door.begin(db, self.loaded.programme, self.now, self._token)

    def _token(self) -> str:
        return f"link-{next(self._tokens)}"

    async def restart(self) -> None:
        """Another process over the same database."""
        await self.database.close()
        self.app = self._new_app()

    # Who is there

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Year]:
        await fill(self.database)
        await self.enrol(
            ("web" if number % 5 == 0 else "fake", f"r{number}") for number in range(self.residents)
        )
        try:
            yield self
        finally:
            await self.database.close()

    async def enrol(self, new: Iterable[tuple[str, str]]) -> list[Somebody]:
        """They say hello: from now on there is a person and an account."""
        keys = list(new)
        async with self.database.transaction() as db:
            await accounts.enrol_accounts(db, [(*key, "nl") for key in keys], self.now)
            for channel, handle in keys:
                if channel == "web":
                    await web.begin(db, f"web:{handle}", f"session-{handle}", self.now)
            found = await accounts.identities(db, keys)
        come = [
            Somebody(Me(found[key].person, found[key].account, key[0], "nl"), key[1])
            for key in keys
        ]
        self.persons += come
        return come

    async def invite(self, role: Role = Role.STAFF) -> None:
        """Somebody opens the link of an invitation."""
        number = len(self.colleagues)
        [one] = await self.enrol([("fake", f"s{number}")])
        self.colleagues.append(one)
        one.pace = self.random.uniform(0.03, 0.15)
        one.forgets = self.random.choice((0.0, 0.0, 0.1, 0.3))
        token, expires = f"token-{number}", self.now + timedelta(days=7)
        async with self.database.transaction() as db:
            await invitations.add(db, token, role, f"Lezer {number}", None, expires)
        self.does(one, UseInvitation(token))

    @property
    def readers(self) -> list[Somebody]:
        return [one for one in self.colleagues if one.reads]

    @property
    def present(self) -> list[Somebody]:
        return [r for r in self.readers if r.away_until is None or r.away_until <= self.now]

    def who(self, person: int | None) -> Somebody | None:
        return next((one for one in self.persons if one.me.person == person), None)

    # What they do: asked for now, carried out together

    def does(self, who: Somebody, *wanted: Effect) -> None:
        self.acted.add(who)
        self._wanted += [(who, effect) for effect in wanted]

    async def carry_out(self) -> None:
        """All that was wanted in this hour, in one transaction, as a batch of events is."""
        if not self._wanted:
            return
        try:
            events = await self._carry_out()
        except Crash:  # the events are still in the inbox
            await self.restart()
            events = await self._carry_out()
        self._wanted = []
        for me, told in events:
            self._hears(me, told)

    async def _carry_out(self) -> list[tuple[Me, Event]]:
        with self._breaking("a move is broken off"):
            async with self.database.transaction() as db:
                office = self.office(db)
                told = await office.act([(who.me, effect) for who, effect in self._wanted])
                events: list[tuple[Me, Event]] = [(by, e) for by, e in told if isinstance(by, Me)]
                replies = [
                    New(who.me.account, say("thanks-back"), REPLY)
                    for who in dict.fromkeys(who for who, _ in self._wanted)
                    if who.me.account % 4 == 0
                ]
                await outbox.add(db, replies, self.now)
        for who, _ in self._wanted:
            who.me = office.renewed(who.me)
        return events

    def _hears(self, me: Me, told: Event) -> None:
        who = next(one for one in self.persons if one.me.account == me.account)
        match told:
            case Overtaken():
                self.seen["fault overtaken"] += 1
            case Applied(
                what="decide" | "ask" | "finish" | "postpone" | "write_back" | "write_down"
            ):
                self.told.append(told.contribution)
            case Applied(what="not_handed"):
                self.seen["fault not handed to who may not have it"] += 1
            case MoveOffered(token):
                who.token = token
            case Enrolled():
                self.seen["fault somebody new reads"] += 1
            case _:
                pass

    @contextmanager
    def _breaking(self, what: str) -> Iterator[None]:
        """End the process at the statement that `break_at` names, if it comes so far."""
        engine, left = self.database.engine.sync_engine, self.break_at

        def count(*_: object) -> None:
            nonlocal left
            if left is not None:
                left -= 1
                if left < 0:
                    left = self.break_at = None
                    self.seen[f"fault {what}"] += 1
                    raise Crash(what)

        event.listen(engine, "before_cursor_execute", count)
        try:
            yield
        finally:
            event.remove(engine, "before_cursor_execute", count)

    # What the bot does by itself

    async def tick(self) -> None:
        try:
            with self._breaking("a tick is broken off"):
                await self._tick()
        except Crash:
            await self.restart()
            await self._tick()
        if self.twice:
            self.seen["fault a tick comes twice"] += 1
            await self._tick()

    async def _tick(self) -> None:
        await self.app.ticks.answers()
        for _ in range(20):
            if not await self.app.ticks.due():
                break
        if 7 <= self.local.hour <= 18:  # at other hours there is nothing in these
            await self.app.ticks.summaries()
            await self.app.ticks.unfetched()

    async def deliver(self) -> None:
        if self.post.tries_again:
            self.post.tries_again = False
            async with self.database.transaction() as db:
                await db.execute(text("UPDATE outbox SET retry_at = 0 WHERE retry_at > 0"))
        try:
            await self.app.delivery.send_waiting(self.term)
        except Crash:
            await self.restart()
            await self.app.delivery.send_waiting(self.term)

    # The year

    def helped(self, weight: float, name: str) -> float:
        """What is still rare comes more often, and what never came after some months the most."""
        if self.seen[name] >= RARE:
            return weight
        late = not self.seen[name] and self.now > self.began + MONTHS
        return weight * (300.0 if late else 30.0)

    def drawn(self, weights: Mapping[str, float]) -> list[str]:
        """All of them, each the sooner the more it weighs."""
        order = {name: self.random.random() ** (1 / weight) for name, weight in weights.items()}
        return sorted(order, key=lambda name: order[name], reverse=True)
