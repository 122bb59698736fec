"""Readers are found here: who may decide, how much lies with each, and whose something becomes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from bot.office.needs import Held, Latest, Need
from bot.office.unit import READERS, Unit
from conversations import routing
from conversations.contributions import Contribution
from conversations.lifecycle import OPEN
from conversations.routing import Reader


def second_reader_for(readers: Iterable[Reader], by: int, row: Contribution) -> Reader | None:
    """Return who else reads it; who is away for some time is not there to read."""
    here = [reader for reader in readers if not reader.away]
    return routing.choose_owner(here, row.wijk, row.theme, row.hidden_from | {by})


def needs_of_another_reader(unit: Unit, contribution: int) -> Iterator[Need[Any]]:
    yield Held(contribution)
    yield Latest(contribution)
    yield from READERS


def another_reader(unit: Unit, row: Contribution) -> int | None:
    """Return somebody else than who decided; the same when nobody else reads."""
    readers = unit.readers()
    decision = unit.latest(row.id)
    decided_by = decision.decided_by_id if decision else row.owner
    free = [reader for reader in readers if reader.person != decided_by]
    other = routing.choose_owner(free, row.wijk, row.theme, row.hidden_from)
    if other is not None:
        unit.staff.got(other.person)
        return other.person
    return row.owner if row.owner in {reader.person for reader in readers} else None


def adopt(unit: Unit, rows: Collection[Contribution]) -> None:
    """What is open and lies with nobody who works here goes to who does: its owner was erased, or
    lost access while it came in. Needs READERS."""
    for row in rows:
        readers = unit.readers()
        if row.status not in OPEN or row.owner in {reader.person for reader in readers}:
            continue
        chosen = routing.choose_owner(readers, row.wijk, row.theme, row.hidden_from)
        owner = chosen.person if chosen else None
        if owner != row.owner:
            unit.change(replace(row, owner=owner), quietly=True)
            unit.staff.got(owner)
