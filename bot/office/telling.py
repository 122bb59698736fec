"""Somebody tells authors something about their contributions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.office.actors import Actor, Organisation, parties, person_of
from bot.office.letters import FollowUp
from bot.office.needs import Alike, Held, Need, Promised
from bot.office.registry import handles
from bot.office.unit import Unit
from conversations import letters, lifecycle
from conversations.contributions import Commitment, Contribution
from conversations.effects import (
    AskResident,
    Commit,
    Finish,
    Postpone,
    ProposeJoin,
    WriteBack,
    WriteDown,
)
from conversations.events import Applied
from conversations.lifecycle import OPEN, Act, Party, permitted
from conversations.messages import Message
from conversations.parts import Part
from conversations.views import ContributionCard

# What makes a letter to the author, and nothing else.
ToldToAuthors = AskResident | WriteDown | WriteBack | Finish | Postpone | Commit | ProposeJoin
T = TypeVar("T", bound=ToldToAuthors)


@dataclass(frozen=True)
class Telling(Generic[T]):
    """A way to tell authors something about their contributions.

    `what` names it in the texts; `act` is what it does, or only needs to be permitted, else `who`
    may do it while it is open; `kept` are the words that stay with the contribution; `finishes` the
    tasks that are done by it; `promised` the commitments as they are after it.
    """

    what: str
    act: Act | None
    message: Callable[[ContributionCard, T, str], Message]
    changes: Callable[[Actor, Contribution, T, Sequence[Commitment]], Contribution]
    kept: Callable[[T], str] | None = None
    quietly: bool = False
    finishes: tuple[str, ...] = ()
    promised: Callable[[T, Sequence[Commitment], datetime], Sequence[Commitment]] | None = None
    shared: bool = False  # also with those whose contribution was joined, or answered alike
    told: Callable[[Contribution], str] | None = None  # what its sender is told, by how it stands
    who: Collection[Party] = (Party.STAFF,)

    def needs(self, unit: Unit, by: Actor, effect: T) -> Iterator[Need[Any]]:
        alike = Alike(effect.contribution)
        if self.shared:
            yield alike
        also = unit.find(alike) if unit.has(alike) else ()
        for contribution in (effect.contribution, *also):
            yield Held(contribution)
            if self.promised or self.shared:
                yield Promised(contribution)

    def __call__(self, unit: Unit, by: Actor, effect: T) -> list[Contribution]:
        """Tell it, also of what was answered alike; return the contributions it was told of."""
        also = self._alike(unit, by, effect)
        told = [
            self._tell(unit, by, effect),
            *(self._tell(unit, _who_says(by, one), one) for one in also),
        ]
        return [row for row in told if row is not None]

    def _tell(self, unit: Unit, by: Actor, effect: T) -> Contribution | None:
        about = effect.contribution
        row = unit.unless_overtaken(by, about, effect.seen, self.act, self.what, self.who)
        if row is None:
            return None
        still = unit.still(row.id) if self.promised or self.shared else []
        key = f"{self.what}:{row.id}:{row.version}:{len(row.additions)}"
        if self.kept:
            row = unit.say(row, "written", (Part(key, self.kept(effect)),))
        if self.promised:
            for commitment in self.promised(effect, still, unit.now):
                unit.keep(commitment)
        after = replace(self.changes(by, row, effect, still), told_at=unit.now)
        row = unit.change(after, quietly=self.quietly)
        name = unit.signed(by)
        unit.saying(
            FollowUp(row.id, lambda card: self.message(card, effect, name), key, shared=self.shared)
        )
        unit.tell(by, Applied(row.id, row.number, self.told(row) if self.told else self.what))
        if self.finishes:
            unit.finish_tasks(row.id, self.finishes)
        return row

    def _alike(self, unit: Unit, by: Actor, effect: T) -> list[T]:
        """Return this effect for what was answered together: it is carried out together."""
        found = []
        for other in unit.find(Alike(effect.contribution)) if self.shared else ():
            row = unit.there(other)
            fits = permitted(self.act, row.status) if self.act else row.status in OPEN
            if fits and person_of(by) not in row.hidden_from and _promised_it(unit, by, other):
                found.append(replace(effect, contribution=other, seen=row.version))
        return found


def _who_says(by: Actor, effect: ToldToAuthors) -> Actor:
    """An organisation that promised it for several at once says it of each."""
    return replace(by, contribution=effect.contribution) if isinstance(by, Organisation) else by


def _promised_it(unit: Unit, by: Actor, contribution: int) -> bool:
    """Tell whether it is theirs to speak of: an organisation's only where it promised there."""
    if not isinstance(by, Organisation):
        return True
    still = unit.still(contribution)
    return any(c.doer == "organisation" and c.who == by.name for c in still)


def tells(kind: type[T], telling: Telling[T]) -> None:
    """Register that this effect is told like that, and nothing else comes of it."""

    @handles(kind, telling.needs)
    def tell(unit: Unit, by: Actor, effect: T) -> None:
        telling(unit, by, effect)


def _asked(
    by: Actor, row: Contribution, effect: AskResident, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        status=lifecycle.change(Act.ASK, row.status, by=parties(by, row)).target,
        question=effect.question,
        joins=None,
        asked_by=person_of(by),
        changed_by=person_of(by),
    )


def _heard(
    by: Actor, row: Contribution, effect: WriteDown, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        heard=effect.heard,
        heard_by=person_of(by),
        heard_right=None,
        changed_by=person_of(by),
    )


_ask = Telling[AskResident](
    "ask", Act.ASK, lambda card, e, by: letters.asked(card, e.question, by), _asked
)
_write_down = Telling[WriteDown](
    "write_down", Act.DECIDE, lambda card, e, by: letters.heard(card, e.heard, by), _heard
)
_write_back = Telling[WriteBack](
    "write_back",
    None,
    lambda card, e, by: letters.written(card, e.text, by),
    lambda by, row, effect, still: row,
    kept=lambda effect: effect.text,
    quietly=True,
    finishes=("question", "write"),
)


tells(AskResident, _ask)
tells(WriteDown, _write_down)
tells(WriteBack, _write_back)
