"""A contribution with what is around it, as this unit of work left it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.office.needs import Account, Held, Latest, Need, OpenTasks, Promised, WaitingFor
from bot.office.unit import Unit
from conversations.views import ContributionCard
from storage import views


def needs_of_card(unit: Unit, contribution: int) -> Iterator[Need[Any]]:
    yield Held(contribution)
    row = unit.row(contribution) if unit.has(Held(contribution)) else None
    if row is None:
        return
    for person in (row.owner, row.asked_by, row.heard_by, row.author):
        if person is not None:
            yield Account(person)
    yield from (Latest(contribution), WaitingFor(contribution), Promised(contribution))
    waiting = unit.waiting(contribution) if unit.has(WaitingFor(contribution)) else None
    if waiting is not None and waiting.goes_at is None:
        yield OpenTasks(contribution)


def card_of(unit: Unit, contribution: int) -> ContributionCard:
    """Return a card for what the machine itself writes about it, and for who may read it. Needs
    what `needs_of_card` says."""
    row = unit.there(contribution)
    author = unit.find(Account(row.author)) if row.author is not None else None
    waiting = unit.waiting(contribution)
    return views.card(
        row,
        names={p: unit.name(p) for p in (row.owner, row.asked_by, row.heard_by) if p is not None},
        decision=unit.latest(contribution),
        waiting=waiting,
        alone=waiting is not None and _read_alone(unit, contribution),
        promised=unit.promised(contribution),
        author_waits=row.author is not None
        and (author is None or author.muted or author.reachable != "yes"),
        author_language=author.language if author else row.language,
    )


def _read_alone(unit: Unit, contribution: int) -> bool:
    """Tell whether its writer is asked to read what waits again, since nobody else is there."""
    asked = [made.record for made in unit.writes.tasks if made.record.contribution == contribution]
    if asked:
        return any(task.what == "second_own" for task in asked)
    there = unit.has(OpenTasks(contribution)) and unit.find(OpenTasks(contribution))
    return any(task.what == "second_own" for task in there or ())
