"""A unit of work holds what is known, what is changed, and what is said because of it.

Handlers read and change through it alone and never wait: what they need is loaded before, one query
per kind of need and round, and what they lead to is written after, one statement per table where
that can be. Each effect sees what the one before it did.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from bot.office import actors
from bot.office.actors import Actor, parties, person_of
from bot.office.needs import (
    Account,
    Colleagues,
    Followers,
    Held,
    Latest,
    Loads,
    Need,
    Promised,
    WaitingFor,
)
from bot.office.staff import Staff
from bot.office.store import Store
from bot.office.writes import Words, Writes
from conversations import lifecycle, promises
from conversations.contributions import Commitment, Contribution
from conversations.events import Overtaken, ToldByOffice
from conversations.lifecycle import OPEN, Act, Party, Status, permitted
from conversations.parts import Part
from conversations.programme import Programme
from conversations.roles import May, Role
from conversations.routing import Reader
from conversations.views import Me
from storage.models.colleagues import Colleague
from storage.models.decisions import Decision
from storage.models.outbox import New
from storage.models.proposals import Proposal

T = TypeVar("T")
READERS: tuple[Need[Any], ...] = (Colleagues(), Loads())  # what `Unit.readers` needs
SECOND = ("second", "second_own")  # the kinds of task to read what has not gone
MOST_ROUNDS = 6  # in which a need leads to another


def unguessable() -> str:
    """Return 192 random bits, for a link."""
    return secrets.token_urlsafe(24)


class Saying(Protocol):
    """Something that somebody hears because of what happened, written when all has."""

    def needs(self, unit: Unit) -> Iterable[Need[Any]]: ...

    def compose(self, unit: Unit) -> Iterable[New]: ...


class Stale(Exception):
    """A contribution was changed from a look that is older than the last change of it."""


class Unit:
    """A unit of work: all that is known, changed and said in one transaction, so far."""

    def __init__(
        self,
        store: Store,
        programme: Programme,
        now: datetime,
        token: Callable[[], str] = unguessable,
    ) -> None:
        self.store, self.programme = store, programme
        self.now, self.token = now, token
        self.writes = Writes(now)
        self.sayings: list[Saying] = []
        self._events: list[tuple[Actor, ToldByOffice | Callable[[], ToldByOffice]]] = []
        self._told: list[tuple[Actor, ToldByOffice]] = []
        self._known: dict[Need[Any], Any] = {}
        self._renewed: dict[int, Me] = {}
        self._looked: dict[int, Contribution] = {}  # as reactions have seen them last
        self.made: Contribution | None = None  # what came of the effect at hand
        self._named: list[Need[Any]] = []  # who is named in what is told
        self.staff = Staff()

    # What is known

    async def load(self, wanted: Callable[[], Iterable[Need[Any]]]) -> None:
        """Ask until there is nothing new to ask: what is answered may lead to another need.

        Raises RuntimeError when that goes on.
        """
        for _ in range(MOST_ROUNDS):
            missing = [need for need in dict.fromkeys(wanted()) if need not in self._known]
            if not missing:
                return
            kinds: dict[type[Need[Any]], list[Need[Any]]] = {}
            for need in missing:
                kinds.setdefault(type(need), []).append(need)
            for needs in kinds.values():
                for need, found in (await self.store.answer(needs)).items():
                    self._learn(need, found)
        if any(need not in self._known for need in wanted()):
            raise RuntimeError("needs went on leading to needs")

    def _learn(self, need: Need[Any], found: Any) -> None:
        self._known[need] = found
        rows: Sequence[Contribution] = ()
        match need:
            case Held():
                rows = () if found is None else (found,)
            case Followers():
                rows = found
            case Promised():
                self.writes.commitments.take(found)
            case Latest() if found is not None:
                self.writes.decisions.take((found,))
            case WaitingFor() if found is not None:
                self.writes.proposals.take((found,))
        self.hold(rows)

    def hold(self, rows: Iterable[Contribution]) -> None:
        """These are held: they may be changed here."""
        for row in rows:
            self.writes.contributions.take((row,))
            self._known.setdefault(Held(row.id), row)
            self._looked.setdefault(row.id, self.writes.contributions.now[row.id])

    def has(self, need: Need[Any]) -> bool:
        return need in self._known

    def find(self, need: Need[T]) -> T:
        """Return the answer. Raises KeyError when nobody asked: a handler forgot to declare it."""
        found: T = self._known[need]
        return found

    def learned(self, need: Need[T], found: T) -> None:
        """The answer is another now, because of what was done here."""
        self._known[need] = found

    def row(self, contribution: int) -> Contribution | None:
        """Return it as it is now; None: there is none. Raises KeyError unless held."""
        self._known[Held(contribution)]
        return self.writes.contributions.now.get(contribution)

    def there(self, contribution: int) -> Contribution:
        """Return the contribution as it is now. Raises KeyError where there is none."""
        return self.writes.contributions.now[contribution]

    def known_rows(self) -> list[Contribution]:
        return list(self.writes.contributions.now.values())

    def followers(self, contribution: int) -> list[Contribution]:
        """Return what goes on together with it now, whoever joined in this unit too."""
        self._known[Followers(contribution)]
        found = (row for row in self.known_rows() if row.joins == contribution and row.joined)
        return sorted(found, key=lambda row: row.id)

    def promised(self, contribution: int) -> list[Commitment]:
        """Return all that was promised about it, the ended too, in the order it was."""
        self._known[Promised(contribution)]
        return [c for c in self.writes.commitments if c.contribution == contribution]

    def still(self, contribution: int) -> list[Commitment]:
        """Return what is promised about it and has not ended."""
        return [c for c in self.promised(contribution) if c.ended is None]

    def latest(self, contribution: int) -> Decision | None:
        """Return the newest decision about it."""
        found = [d for d in self.writes.decisions if d.contribution == contribution]
        return found[-1] if found else self.find(Latest(contribution))

    def waiting(self, contribution: int) -> Proposal | None:
        """Return the answer to it that has not gone."""
        self._known[WaitingFor(contribution)]
        found = (p for p in self.writes.proposals if p.contribution == contribution)
        return next(found, None)

    def name(self, person: int | None) -> str:
        """Return what somebody is called; nothing for nobody. Needs their Account."""
        identity = self.find(Account(person)) if person is not None else None
        return (identity.name if identity else None) or ""

    def colleagues(self) -> tuple[Colleague, ...]:
        """Return everybody who may decide, as this unit has left it."""
        held = Colleagues(held=True)
        found = self.find(held) if self.has(held) else self.find(Colleagues())
        return self.staff.now(found, self.writes.ended)

    def readers(self) -> list[Reader]:
        """Return them with how much lies with each, also since this unit began. Needs READERS."""
        loads = self.find(Loads())
        return [
            c.reader(loads.get(c.person, 0) + self.staff.given[c.person], self.today)
            for c in self.colleagues()
        ]

    @property
    def today(self) -> date:
        return self.programme.calendar.today(self.now)

    def not_before(self, *, no: bool = False) -> datetime | None:
        """Quiet hours hold what nobody asked for just now; None: it may go (promise 6)."""
        return self.programme.calendar.not_before(self.now, no=no)

    def signed(self, by: Actor) -> str:
        return actors.signed(self.programme, by)

    # What is changed

    def of_author(self, by: Actor, contribution: int) -> Contribution | None:
        """Return the contribution, when they are its author."""
        row = self.row(contribution)
        return row if row is not None and Party.AUTHOR in parties(by, row) else None

    def for_reader(self, by: Actor, contribution: int, what: May) -> Contribution | None:
        """Return it, when they may do that, and it is not hidden from them."""
        row = self.row(contribution)
        refused = row is None or not actors.may(by, what) or person_of(by) in row.hidden_from
        return None if refused else row

    def say(self, row: Contribution, why: str, parts: Sequence[Part]) -> Contribution:
        """Add words to what was said; return the contribution with them. Raises Stale."""
        self.writes.words += [Words(row.id, why, 0, part) for part in parts]
        added = tuple((why, part) for part in parts)
        return self._put(row, replace(row, additions=(*row.additions, *added)))

    def say_anew(self, row: Contribution, parts: tuple[Part, ...]) -> Contribution:
        """Add another version of what was told; the one before it stays. Raises Stale."""
        self.writes.words += [Words(row.id, "changed", len(row.editions), p) for p in parts]
        return self._put(row, replace(row, editions=(*row.editions, parts)))

    def change(
        self, row: Contribution, *, quietly: bool = False, again: bool = False
    ) -> Contribution:
        """Change it to what `row` says and, with anything that its clocks run on, what is due next;
        return the contribution after it. Raises Stale.

        `quietly` leaves its version; `again`: what is due anyhow, because a moment has passed.
        """
        there = self.there(row.id)
        if row.status is not there.status:
            row = replace(row, since=self.now, asked=0)
        if again or row.course != there.course:
            row = self.with_its_due(row)
        return self._put(row, replace(row, version=row.version + (not quietly)))

    def _put(self, seen: Contribution, after: Contribution) -> Contribution:
        """Put only what came of what is there now: else a change is undone. Raises Stale."""
        if seen.look != self.there(after.id).look:
            raise Stale(f"contribution {after.id}")
        after = replace(after, look=after.look + 1)
        self.writes.contributions.put(after)
        return after

    def pass_on(self, row: Contribution, owner: int | None, by: int | None) -> None:
        """It lies with another, as it is: an answer to it that waits still goes, and what goes on
        with it is passed on by itself."""
        after = replace(row, owner=owner, changed_by=by, version=row.version + 1)
        self._looked[row.id] = self._put(row, after)

    def with_its_due(self, row: Contribution) -> Contribution:
        """Return the same with what happens next to it, and when."""
        return replace(row, due=promises.next_due(row.course, self.programme.calendar, self.now))

    def keep(self, commitment: Commitment) -> None:
        """The commitment is like this from now on."""
        self.writes.commitments.put(commitment)

    def end_promises(self, contribution: int, how: str = "dropped") -> None:
        """All that is still promised about it ends. Needs Promised."""
        for one in self.still(contribution):
            self.keep(replace(one, ended=how, ended_at=self.now))

    def call_off(self, proposal: Proposal) -> None:
        """An answer never goes, and nobody need read it any more."""
        self.writes.proposals.drop(proposal)
        self.finish_tasks(proposal.contribution, SECOND)

    def finish_tasks(self, contribution: int, kinds: tuple[str, ...] | None = None) -> None:
        """What was to be done about it is done, of those kinds or of every kind; what was to be
        done since this unit began is not even begun."""
        self.writes.tasks_done.append(((contribution,), kinds))
        self.writes.tasks = [
            made
            for made in self.writes.tasks
            if made.record.contribution != contribution
            or (kinds is not None and made.record.what not in kinds)
        ]

    # Who may, and what they hear when it went otherwise meanwhile

    def unless_overtaken(
        self,
        by: Actor,
        contribution: int,
        seen: int | None,
        act: Act | None,
        what: str,
        who: Collection[Party] = (Party.STAFF,),
    ) -> Contribution | None:
        """Return the contribution when it is theirs to do that with, and it is as they saw it; when
        it changed meanwhile, they are shown that.

        `act` is None for what `who` can do while it is open, whatever its status.
        """
        row = self.row(contribution)
        if row is None:
            return None
        here = parties(by, row)
        if not (lifecycle.is_for(act, here) if act else not here.isdisjoint(who)):
            return None
        fits = permitted(act, row.status, by=here) if act else row.status in OPEN
        if fits and seen in (None, row.version):
            return row
        self.refuse(by, row, what)
        return None

    def refuse(self, by: Actor, row: Contribution, what: str) -> None:
        """It is otherwise now: they are shown how it is, and who was first but its author."""
        first = row.changed_by
        if first is not None:
            self._named.append(Account(first))
        self.tell(by, lambda: Overtaken(row.id, what, self.name(first) or None))

    def status_after(self, by: Actor, act: Act, row: Contribution) -> Status:
        """Return where that act of theirs leads. Raises NotPermitted."""
        return lifecycle.change(act, row.status, by=parties(by, row)).target

    # What is said

    def tell(self, by: Actor, event: ToldByOffice | Callable[[], ToldByOffice]) -> None:
        """Who acted hears it in this turn; a callable where it names an id that is to come."""
        self._events.append((by, event))

    def events(self) -> list[tuple[Actor, ToldByOffice]]:
        """Return what was told since the last time."""
        found, self._told = self._told, []
        return found

    def saying(self, saying: Saying) -> None:
        """Others hear this."""
        self.sayings.append(saying)

    def renew(self, me: Me) -> None:
        """That person is as `me` says from now on; begin with what `renewed` gives."""
        self._renewed[me.account] = me

    def renewed(self, me: Me) -> Me:
        """Return the person as the effects left them."""
        return self._renewed.get(me.account, me)

    def moved(self) -> list[tuple[Contribution, Contribution]]:
        """Return what changed since the last time, as (before, now)."""
        found = [(self._looked[row.id], row) for row in self.known_rows()]
        changed = [(before, now) for before, now in found if before != now]
        self._looked |= {now.id: now for _, now in changed}
        return changed

    def to_be_said(self) -> Iterator[Need[Any]]:
        """Yield what is needed to say it."""
        yield from self._named
        for saying in self.sayings:
            yield from saying.needs(self)

    def composed(self) -> list[New]:
        """Return all that is said, in the order it was caused; there is nothing to say then."""
        found = [new for saying in self.sayings for new in saying.compose(self)]
        self._told += [(by, event() if callable(event) else event) for by, event in self._events]
        self.sayings, self._named, self._events = [], [], []
        return found

    def written(self) -> None:
        """All is stored: who goes on with this unit sees it as it is, and asks the rest anew."""
        self.writes, self.staff = self.writes.written(), Staff()
        stay = (Held, Promised, Latest, WaitingFor) if self.known_rows() else ()
        self._known = {need: found for need, found in self._known.items() if isinstance(need, stay)}
        self._looked = {row.id: row for row in self.known_rows()}

    def as_they_are_now(self, by: Actor) -> Actor:
        """Return who acts, as the effects before left them: ended access permits nothing."""
        if not isinstance(by, Me):
            return by
        here = self.renewed(by)
        ended = here.person in self.writes.ended
        return replace(here, roles=frozenset({Role.RESIDENT})) if ended else here

    def hide(self, contribution: int, person: int) -> None:
        """The contribution is about that person: they never see it."""
        self.writes.hidden.append((contribution, person))
        row = self.writes.contributions.now.get(contribution)
        if row is not None:
            self.writes.contributions.put(replace(row, hidden_from=row.hidden_from | {person}))
