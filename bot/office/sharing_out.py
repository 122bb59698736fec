"""What lies with somebody goes to others: while they are away, or when they work here no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.office.needs import EndedWorkOf, Held, Need, WorkOf
from bot.office.unit import Unit
from conversations.lifecycle import OPEN
from conversations.routing import Reader, Share, Work, share_out, shares


@dataclass(frozen=True, slots=True)
class Given:
    """The result of sharing out: how much each got, and what contributions lie elsewhere now."""

    shares: tuple[Share, ...] = ()
    contributions: tuple[int, ...] = ()

    @property
    def left(self) -> Share:
        """Return what nobody who is there may have."""
        return next((s for s in self.shares if s.person is None), Share(None, None))

    @property
    def taken(self) -> tuple[Share, ...]:
        return tuple(share for share in self.shares if share.person is not None)


def needs_of_giving(unit: Unit, person: int) -> Iterator[Need[Any]]:
    yield WorkOf(person)
    theirs = unit.find(WorkOf(person)) if unit.has(WorkOf(person)) else ()
    yield from (Held(one.id) for one in theirs if one.what == "contribution")


def give_away(
    unit: Unit,
    person: int,
    readers: Sequence[Reader],
    *,
    by: int | None,
    to: int | None = None,
    stays: bool = False,
) -> Given:
    """Give all that lies with them to these readers; `to` takes what they may have.

    What nobody may have stays with them, or is the office's from now on.
    """
    known = [one for one in unit.find(WorkOf(person)) if _still(unit, person, one)]
    theirs = [*known, *_just_now(unit, person, known)]
    given = share_out(theirs, readers, to)
    moved = [
        (one, reader)
        for one, reader in zip(theirs, given, strict=True)
        if reader is not None or not stays
    ]
    gone = []
    for one, reader in moved:
        if one.what == "contribution":
            unit.pass_on(unit.there(one.id), reader.person if reader else None, by)
            gone.append(one.id)
    tasks = [(one, reader) for one, reader in moved if one.what == "task"]
    unit.writes.tasks_given += _by_owner([both for both in tasks if both[0].id > 0])
    for one, reader in tasks:
        if one.id <= 0:
            new = unit.writes.tasks[-one.id]
            new.record = replace(new.record, owner=reader.person if reader else None)
    for one, reader in moved:
        if one.id > 0:  # what has no number yet is found again as it is
            _has_it_now(unit, WorkOf, one, reader)
    return Given(shares(theirs, given), tuple(gone))


def _just_now(unit: Unit, person: int, known: Sequence[Work]) -> Iterator[Work]:
    """Yield what came to them in this unit; a task that has no number yet is counted backwards."""
    there = {one.id for one in known if one.what == "contribution"}
    for row in unit.known_rows():
        if row.owner == person and row.status in OPEN and row.id not in there:
            yield Work("contribution", row.id, row.id, row.wijk, row.theme, row.hidden_from)
    for place, made in enumerate(unit.writes.tasks):
        task = made.record
        if task.owner == person:
            about = unit.there(task.contribution) if task.contribution is not None else None
            wijk, theme = (about.wijk, about.theme) if about is not None else (None, None)
            hidden = about.hidden_from if about is not None else frozenset()
            never = frozenset(task.never) | hidden
            yield Work("task", -place, task.contribution, wijk, theme, never)


def _still(unit: Unit, person: int, one: Work) -> bool:
    """Tell whether it is still theirs: another may have given it away or ended it meanwhile."""
    if one.what == "task":
        return True
    row = unit.row(one.id)
    return row is not None and row.owner == person and row.status in OPEN


def give_archive(unit: Unit, person: int, readers: Sequence[Reader]) -> None:
    """Give away what has come to rest too: whoever has it hears what its author still says. Needs
    EndedWorkOf."""
    theirs = unit.find(EndedWorkOf(person))
    given = list(zip(theirs, share_out(theirs, readers), strict=True))
    unit.writes.given += _by_owner(given)
    for one, reader in given:
        _has_it_now(unit, EndedWorkOf, one, reader)


def _has_it_now(
    unit: Unit, lies: type[WorkOf] | type[EndedWorkOf], one: Work, reader: Reader | None
) -> None:
    """Who gives theirs away in the same unit gives this too."""
    if reader is not None and unit.has(lies(reader.person)):
        theirs = unit.find(lies(reader.person))
        unit.learned(lies(reader.person), (*theirs, one))


def _by_owner(
    given: Sequence[tuple[Work, Reader | None]],
) -> list[tuple[tuple[int, ...], int | None]]:
    found: dict[int | None, list[int]] = {}
    for one, reader in given:
        found.setdefault(reader.person if reader else None, []).append(one.id)
    return [(tuple(ids), owner) for owner, ids in found.items()]
