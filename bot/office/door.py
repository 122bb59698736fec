"""This is the one door to the office: what was said, delivered or fell due has its effects here."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import ModuleType
from typing import Any, TypeVar

from bot.office import (
    access,
    answers,
    channel_switch,
    clock,
    commitments,
    contributions,
    delivered,
    handing_over,
    joining,
    person,
    proposals,
    second_reader,
    summaries,
    tasks,
    telling,
)
from bot.office.actors import Actor, Operator
from bot.office.around import card_of, needs_of_card
from bot.office.needs import AwaitingSummary, FallenDue, Need, ToSend, Unfetched
from bot.office.registry import HANDLED, Handling
from bot.office.sql import SqlStore
from bot.office.store import Store
from bot.office.unit import Unit, unguessable
from conversations.contributions import Contribution
from conversations.effects import Effect, EndAccess
from conversations.events import AccessEnded, AccessKept, ToldByOffice
from conversations.programme import Programme
from conversations.views import ContributionCard, Me, Readers
from storage import views
from storage.database import Conflict, Database, Db

T = TypeVar("T")

# Whose handlers there are. A test says that they carry out every effect.
MODULES: tuple[ModuleType, ...] = (
    access,
    answers,
    channel_switch,
    commitments,
    contributions,
    handing_over,
    joining,
    person,
    proposals,
    tasks,
    telling,
)


@dataclass(frozen=True, slots=True)
class Reaction:
    """Something that follows from any change of a contribution, whoever made it."""

    needs: Callable[[Unit, Contribution], Iterable[Need[Any]]]
    run: Callable[[Unit, Contribution, Contribution], None]


REACTIONS = (
    Reaction(proposals.needs_of_what_waits, proposals.call_off_waiting_answer),
    Reaction(joining.needs_of_followers, joining.follow_joined),
)
MOST_REACTIONS = 10  # that follow from one another
CONFLICT_RETRIES = 3


class Sitting:
    """The office at work in one transaction, with all that follows. What is done in it is written
    before the next thing is."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self._acted = False
        self._readers: Sequence[views.Found] | None = None  # as they were looked up last

    async def act(self, caused: Sequence[tuple[Actor, Effect]]) -> list[tuple[Actor, ToldByOffice]]:
        """Carry out effects, in their order, and return the events they yield. Raises KeyError for
        an effect that nobody handles."""
        unit = self.unit
        handled = [(HANDLED[type(effect)], by, effect) for by, effect in caused]

        def wanted() -> Iterator[Need[Any]]:
            for handling, by, effect in handled:
                yield from handling.needs(unit, by, effect)

        await unit.load(wanted)
        made = await self._made(handled)
        for place, (handling, by, effect) in enumerate(handled):
            unit.made = made.get(place)
            await self._carry_out(handling, unit.as_they_are_now(by), effect)
        await self._flush()
        return unit.events()

    async def _carry_out(self, handling: Handling, by: Actor, effect: Effect) -> None:
        """Carry out one effect after those before it: who or what it is about may have changed."""
        await self.unit.load(lambda: handling.needs(self.unit, by, effect))
        before = len(self.unit.sayings)
        handling.run(self.unit, by, effect)
        await self._react(before)

    async def _made(
        self, handled: Sequence[tuple[Handling, Actor, Effect]]
    ) -> dict[int, Contribution]:
        """Return the contributions that come of effects, by the place of the effect; they are
        stored first, since others name their ids."""
        unit = self.unit
        new = {
            place: handling.makes(unit, by, effect)
            for place, (handling, by, effect) in enumerate(handled)
            if handling.makes
        }
        if not new:
            return {}
        ids = await unit.store.add_contributions(list(new.values()))
        made = {
            place: replace(row, id=number)
            for (place, row), number in zip(new.items(), ids, strict=True)
        }
        unit.hold(made.values())
        return made

    async def _react(self, before: int) -> None:
        """Do what follows from what moved, until nothing does. Raises RuntimeError if it goes on.

        After each effect, not after all: the next one must not meet an answer that should have
        been called off. What is said because of it comes before what the effect says.
        """
        unit = self.unit
        said = unit.sayings[before:]
        del unit.sayings[before:]
        for _ in range(MOST_REACTIONS):
            moved = unit.moved()
            if not moved:
                unit.sayings += said
                return
            await unit.load(self._needs_of_reactions)
            for was, now in moved:
                for reaction in REACTIONS:
                    reaction.run(unit, was, now)
        raise RuntimeError("reactions went on leading to reactions")

    def _needs_of_reactions(self) -> Iterator[Need[Any]]:
        """Yield the needs of all that is held: fifty that move one after the other ask once."""
        for row in self.unit.known_rows():
            for reaction in REACTIONS:
                yield from reaction.needs(self.unit, row)

    async def _flush(self) -> None:
        unit = self.unit
        await unit.load(unit.to_be_said)
        await unit.store.insert(unit.writes)
        unit.writes.messages += unit.composed()
        await unit.store.write(unit.writes)
        if unit.writes.changes_who_reads:
            self._readers = None
        unit.written()
        self._acted = True

    async def _do(self, needs: Callable[[], Iterable[Need[Any]]], run: Callable[[], T]) -> T:
        """Load what it needs, do it, and write what follows."""
        await self.unit.load(needs)
        before = len(self.unit.sayings)
        done = run()
        await self._react(before)
        await self._flush()
        return done

    def renewed(self, me: Me) -> Me:
        """Return the person as the effects left them."""
        return self.unit.renewed(me)

    # What is known here already, for whoever goes on in this transaction

    @property
    def loaders(self) -> Mapping[type, views.Loader]:
        """Return loaders that look here before they look in the database."""
        here: dict[type, views.Loader] = {Readers: self._who_reads}
        return {**here, ContributionCard: self._cards} if self._acted else here

    async def _who_reads(self, db: Db, asked: Sequence[views.Asked]) -> Sequence[views.Found]:
        if self._readers is None:
            self._readers = await views.readers(db, asked)
        return self._readers

    async def _cards(self, db: Db, asked: Sequence[views.Asked]) -> Sequence[views.Found]:
        """Return contributions as they are now."""
        unit = self.unit
        ids = dict.fromkeys(a.want.about for a in asked if a.want.about is not None)
        await unit.load(lambda: (need for one in ids for need in needs_of_card(unit, one)))
        return [views.found_card(card_of(unit, i)) for i in ids if unit.row(i) is not None]

    # What clocks begin

    async def answers_due(self, limit: int = 50, only: int | None = None) -> int:
        """Send what was not taken back; return how many that were. Who must read one reads it."""
        unit = self.unit
        await self._do(
            lambda: second_reader.needs_of_being_read(unit),
            lambda: second_reader.keep_being_read(unit),
        )
        to_send = ToSend(unit.now, limit, only)
        return await self._do(
            lambda: proposals.needs_of_what_goes(unit, to_send),
            lambda: proposals.send_what_goes(unit, to_send),
        )

    async def fell_due(self, limit: int = 50, skipped: Sequence[int] = ()) -> int:
        """Do or tell what fell due, and store the next moment; return how many that were."""
        unit, fallen = self.unit, FallenDue(self.unit.now, limit, tuple(skipped))
        return await self._do(
            lambda: clock.needs_of_falling_due(unit, fallen),
            lambda: clock.fell_due(unit, fallen),
        )

    async def summaries_due(self, limit: int = 50) -> int:
        """Tell each whose hour has struck what lies with them; return how many were told."""
        unit, awaiting = self.unit, AwaitingSummary(self.unit.now, limit)
        return await self._do(
            lambda: summaries.needs_of_summaries(unit, awaiting),
            lambda: summaries.summaries_due(unit, awaiting),
        )

    async def group_summary_due(self, channel: str, trail: Sequence[str], link: str | None) -> int:
        """Tell the staff group once per working day; return how many went (none or one)."""
        unit, group = self.unit, summaries.Group(channel, tuple(trail), link)
        return await self._do(
            lambda: summaries.needs_of_group_summary(unit, group),
            lambda: summaries.group_summary_due(unit, group),
        )

    async def nobody_fetched(self, before: datetime) -> int:
        """Send what waits on the web since before that another way; return how many that are."""
        unit, unfetched = self.unit, Unfetched(before)
        return await self._do(
            lambda: delivered.needs_of_unfetched(unit, unfetched),
            lambda: delivered.nobody_fetched(unit, unfetched),
        )

    # What delivery tells

    async def delivered(self, about: Sequence[int]) -> None:
        """Answers to these have reached their authors: work can begin."""
        unit = self.unit
        await self._do(
            lambda: delivered.needs_of_arriving(unit, about),
            lambda: delivered.start_work_after_delivery(unit, about),
        )

    async def account_is_gone(
        self, person_: int | None, account: int, about: int | None = None
    ) -> int | None:
        """Return another account of theirs; where there is none, a task for a person is made."""
        unit, gone = self.unit, delivered.Gone(account, person_, about)
        return await self._do(
            lambda: delivered.needs_of_going(unit, gone),
            lambda: delivered.account_is_gone(unit, gone),
        )

    # What somebody without an account says

    async def organisation_says(self, token_hash: str, text: str, day: date | None) -> bool:
        """Hear an organisation by its link: done, or not before a day. Return whether there was
        something to say it about."""
        unit = self.unit
        return await self._do(
            lambda: commitments.needs_of_organisation(unit, token_hash, day),
            lambda: commitments.organisation_says(unit, token_hash, text, day),
        )

    async def end_access(self, person_: int, by: Operator) -> AccessEnded | AccessKept:
        """End somebody's access, when whoever runs the bot says so."""
        unit = self.unit
        return await self._do(
            lambda: access.needs_of_ending(unit, by, EndAccess(person_)),
            lambda: access.end_access(unit, by, person_),
        )


def begin(
    db: Db,
    programme: Programme,
    now: datetime,
    token: Callable[[], str] = unguessable,
    store: Callable[[Db], Store] = SqlStore,
) -> Sitting:
    """Sit down in a transaction that somebody else began."""
    return Sitting(Unit(store(db), programme, now, token))


class Office:
    """The door for whoever comes with one thing: one transaction each, all of it once more when
    another changed the same meanwhile."""

    def __init__(
        self,
        database: Database,
        programme: Programme,
        now: Callable[[], datetime],
        token: Callable[[], str] = unguessable,
    ) -> None:
        self._database = database
        self._programme = programme
        self._now = now
        self._token = token

    def sits(self, db: Db) -> Sitting:
        """Return the office in a transaction that the caller has begun."""
        return begin(db, self._programme, self._now(), self._token)

    async def transaction(self, work: Callable[[Db, Sitting], Awaitable[T]]) -> T:
        """Do that in a transaction of its own. Raises Conflict when others stay in the way."""
        for _ in range(CONFLICT_RETRIES):
            with contextlib.suppress(Conflict):
                return await self._once(work)
        return await self._once(work)

    async def _once(self, work: Callable[[Db, Sitting], Awaitable[T]]) -> T:
        async with self._database.transaction() as db:
            return await work(db, self.sits(db))

    async def act(self, caused: Sequence[tuple[Actor, Effect]]) -> list[tuple[Actor, ToldByOffice]]:
        """Carry out effects and return the events they yield."""
        return await self.transaction(lambda db, sitting: sitting.act(caused))

    async def tick(self, work: Callable[[Sitting], Awaitable[int]]) -> int:
        """Do what a clock begins; return how much that was."""
        return await self.transaction(lambda db, sitting: work(sitting))

    async def organisation_says(self, token_hash: str, text: str, day: date | None) -> bool:
        """Hear an organisation by its link; return whether there was something to say it about."""
        return await self.transaction(
            lambda db, sitting: sitting.organisation_says(token_hash, text, day)
        )
