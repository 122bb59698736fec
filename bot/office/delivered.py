"""A message reached somebody, or could not: what follows from that is done here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.office.needs import Account, Held, Need, OtherAccount, SentAs, Unfetched
from bot.office.tasks import TaskFor, assign
from bot.office.unit import READERS, Unit
from conversations import lifecycle
from conversations.lifecycle import Act, Party, permitted


def needs_of_arriving(unit: Unit, contributions: Sequence[int]) -> Iterator[Need[Any]]:
    yield from (Held(number) for number in contributions)


def start_work_after_delivery(unit: Unit, contributions: Sequence[int]) -> None:
    """A yes has reached the resident: work can begin."""
    for number in contributions:
        row = unit.row(number)
        if row is not None and permitted(Act.LEFT, row.status, by=Party.DELIVERY):
            left = lifecycle.change(Act.LEFT, row.status, by=Party.DELIVERY).target
            unit.change(replace(row, status=left), quietly=True)


@dataclass(frozen=True, slots=True)
class Gone:
    """An account that is no more; `person` is None for a room. `about`: the contribution of the
    message that could not be delivered."""

    account: int
    person: int | None
    about: int | None = None


def needs_of_another_way(unit: Unit, person: int, about: int | None) -> Iterator[Need[Any]]:
    yield Account(person)
    yield from READERS
    if about is not None:
        yield Held(about)


def needs_of_going(unit: Unit, gone: Gone) -> Iterator[Need[Any]]:
    if gone.person is None:
        return
    other = OtherAccount(gone.person, gone.account)
    yield other
    if unit.has(other) and unit.find(other) is None:
        yield from needs_of_another_way(unit, gone.person, gone.about)


def account_is_gone(unit: Unit, gone: Gone) -> int | None:
    """Return another account of theirs; where there is none, a task for a person is made."""
    unit.writes.accounts.append((gone.account, "gone"))
    if gone.person is None:
        return None
    other = unit.find(OtherAccount(gone.person, gone.account))
    if other is None:
        find_another_way(unit, gone.person, gone.about)
    return other


def find_another_way(unit: Unit, person: int, about: int | None) -> None:
    """Make a task to find another way to somebody."""
    row = unit.row(about) if about is not None else None
    name = (row.name if row else None) or unit.name(person)
    details = {"name": name} if name else {}
    assign(unit, TaskFor("unreachable", person, row, details))


def needs_of_unfetched(unit: Unit, unfetched: Unfetched) -> Iterator[Need[Any]]:
    yield unfetched
    for one in unit.find(unfetched) if unit.has(unfetched) else ():
        sent = SentAs(one.account, str(one.id))
        yield sent
        letter = unit.find(sent) if unit.has(sent) else None
        if letter is None:
            continue
        other = OtherAccount(one.person, one.account)
        yield other
        if unit.has(other) and unit.find(other) is None:
            yield from needs_of_another_way(unit, one.person, letter.about)


def nobody_fetched(unit: Unit, unfetched: Unfetched) -> int:
    """Send what waits on the web too long by another road of the person's, else make a task; return
    how many that were.

    Source: promise 11, unreachable is work.
    """
    found = unit.find(unfetched)
    for one in found:
        unit.writes.web_told.append(one.id)
        letter = unit.find(SentAs(one.account, str(one.id)))
        if letter is None:  # a card, or a reminder of a draft
            continue
        other = unit.find(OtherAccount(one.person, one.account))
        if other is not None:
            unit.writes.redirected.append((letter.id, other))
        else:
            find_another_way(unit, one.person, letter.about)
    return len(found)
