"""The transaction in which effects are carried out, and the contributions that it holds."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from conversations import lifecycle, promises
from conversations.contributions import Contribution
from conversations.effects import AboutOne, AsSeen
from conversations.events import Event, Overtaken, Part
from conversations.lifecycle import OPEN, Act, Party, Status, permitted
from conversations.roles import May
from conversations.views import Me, Programme
from storage.database import Db
from storage.models import contributions, people


def unguessable() -> str:
    """192 random bits, for a link."""
    return secrets.token_urlsafe(24)


@dataclass
class Applying:
    """The transaction in which effects are applied, and what they lead to."""

    db: Db
    programme: Programme
    now: datetime
    token: Callable[[], str] = unguessable
    events: list[tuple[Me, Event]] = field(default_factory=list)
    reactions: tuple[Reaction, ...] = ()  # what follows from a change of contributions
    _renewed: dict[int, Me] = field(default_factory=dict)

    def tell(self, me: Me, event: Event) -> None:
        self.events.append((me, event))

    def renew(self, me: Me) -> None:
        """That person is as `me` says from now on; begin with what `renewed` gives."""
        self._renewed[me.account] = me

    def renewed(self, me: Me) -> Me:
        """The person as the effects left them."""
        return self._renewed.get(me.account, me)


Changed = tuple[Contribution, Contribution]  # as it was, and as it is now
E = TypeVar("E")
Caused = tuple[Me, E]  # an effect, and whose event it came from
Handler = Callable[[Applying, Sequence[Caused[E]]], Awaitable[None]]
Reaction = Callable[[Applying, Sequence[Changed]], Awaitable[None]]


def signed(applying: Applying, me: Me) -> str:
    return me.name or applying.programme.office


def parties(me: Me, row: Contribution) -> frozenset[Party]:
    """What somebody is to a contribution, as far as a change of it is theirs to make."""
    author = row.author is not None and row.author == me.person
    staff = me.may(May.DECIDE) and me.person not in row.hidden_from
    return frozenset({*[Party.AUTHOR] * author, *[Party.STAFF] * staff})


class Stale(Exception):
    """A contribution was changed from a look that is older than the last change of it."""


@dataclass
class Rows:
    """Contributions held by this transaction: changed in memory one after the other, so that
    each effect sees what the one before it did, and written together."""

    applying: Applying
    now: dict[int, Contribution]
    _read: dict[int, Contribution] = field(default_factory=dict)
    _words: list[tuple[int, str, int, Part]] = field(default_factory=list)
    _overtaken: list[tuple[Me, Contribution, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._read = dict(self.now)

    @classmethod
    async def held(cls, applying: Applying, effects: Sequence[tuple[Me, AboutOne]]) -> Rows:
        ids = [effect.contribution for _, effect in effects]
        return cls(applying, await contributions.find(applying.db, ids, lock=True))

    def of_author(self, me: Me, effect: AboutOne) -> Contribution | None:
        """The contribution, when this person is its author."""
        row = self.now.get(effect.contribution)
        return row if row is not None and Party.AUTHOR in parties(me, row) else None

    def say(self, row: Contribution, why: str, parts: Sequence[Part]) -> Contribution:
        """Add words to what was said; the contribution with them. Raises Stale."""
        self._words += [(row.id, why, 0, part) for part in parts]
        added = tuple((why, part) for part in parts)
        return self._put(row, replace(row, additions=(*row.additions, *added)))

    def say_anew(self, row: Contribution, parts: tuple[Part, ...]) -> Contribution:
        """Another version of what was told; the one before it stays. Raises Stale."""
        self._words += [(row.id, "changed", len(row.editions), part) for part in parts]
        return self._put(row, replace(row, editions=(*row.editions, parts)))

    def change(
        self, row: Contribution, *, quietly: bool = False, again: bool = False
    ) -> Contribution:
        """Change it to what `row` says and, with anything that its clocks run on, what is due
        next; the contribution after it. Raises Stale.

        `quietly` leaves its version; `again`: what is due anyhow, because a moment has passed.
        """
        there = self.now[row.id]
        if row.status is not there.status:
            row = replace(row, since=self.applying.now, asked=0)
        if again or row.course != there.course:
            row = with_its_due(self.applying, row)
        return self._put(row, replace(row, version=row.version + (not quietly)))

    def _put(self, seen: Contribution, after: Contribution) -> Contribution:
        """Only what was derived from what is there now: else a change before it would be undone."""
        if seen.look != self.now[after.id].look:
            raise Stale(f"contribution {after.id}")
        after = self.now[after.id] = replace(after, look=after.look + 1)
        return after

    async def write(self) -> None:
        changed = [
            (before, self.now[i]) for i, before in self._read.items() if self.now[i] != before
        ]
        await contributions.write(self.applying.db, changed)
        await contributions.add_words(self.applying.db, self._words, self.applying.now)
        for reaction in self.applying.reactions:
            await reaction(self.applying, changed)

    def for_reader(self, me: Me, effect: AboutOne, what: May) -> Contribution | None:
        """The contribution, when this person may do that, and it is not hidden from them."""
        row = self.now.get(effect.contribution)
        refused = row is None or not me.may(what) or me.person in row.hidden_from
        return None if refused else row

    def unless_overtaken(
        self, me: Me, effect: AsSeen, act: Act | None, what: str
    ) -> Contribution | None:
        """The contribution when it is theirs to do that with, and it is as they saw it; when it
        changed meanwhile, they are shown that.

        `act` is None for what staff can do while it is open, whatever its status.
        """
        row = self.now.get(effect.contribution)
        if row is None:
            return None
        by = parties(me, row)
        if not (lifecycle.is_for(act, by) if act else Party.STAFF in by):
            return None
        fits = permitted(act, row.status, by=by) if act else row.status in OPEN
        if fits and effect.seen in (None, row.version):
            return row
        self.refuse(me, row, what)
        return None

    def status_after(self, me: Me, act: Act, row: Contribution) -> Status:
        """Where that act of theirs leads. Raises NotPermitted."""
        return lifecycle.change(act, row.status, by=parties(me, row)).target

    def refuse(self, me: Me, row: Contribution, what: str) -> None:
        """It went otherwise meanwhile: whoever wanted this is shown how it stands."""
        self._overtaken.append((me, row, what))

    async def tell_overtaken(self) -> None:
        if not self._overtaken:
            return
        by = [row.changed_by for _, row, _ in self._overtaken if row.changed_by]
        names = await people.names(self.applying.db, by) if by else {}
        for me, row, what in self._overtaken:
            name = names.get(row.changed_by) if row.changed_by else None  # None: its author
            self.applying.tell(me, Overtaken(row.id, what, name or None))


def with_its_due(applying: Applying, row: Contribution) -> Contribution:
    """The same with what happens next to it, and when."""
    due = promises.next_due(row.course, applying.programme.calendar, applying.now)
    return replace(row, due=due)


def not_before(applying: Applying, *, no: bool = False) -> datetime | None:
    """Quiet hours hold what nobody asked for just now; None: it may go (promise 6)."""
    return applying.programme.calendar.not_before(applying.now, no=no)
