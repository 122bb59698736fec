"""Facts for the core: one loader per view, each for a whole batch, each with who asks.

A view that does not concern the person asking is None.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conversations.lifecycle import Outcome
from conversations.roles import May
from conversations.views import (
    ContributionCard,
    DecisionLine,
    Desk,
    DeskLine,
    Kept,
    Me,
    MyContributions,
    Readers,
    TaskLine,
    Want,
)
from storage.database import Db
from storage.models import contributions, decisions, outbox, people, tasks
from storage.models.contributions import Contribution


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to see what."""

    me: Me
    want: Want


Loader = Callable[[Db, Sequence[Asked]], Awaitable[list[Any]]]


async def load(db: Db, wanted: Sequence[tuple[Me, Sequence[Want]]]) -> list[dict[Want, Any]]:
    """For each person their facts, one loader call per kind of view."""
    per_view: dict[type, list[Asked]] = {}
    for me, wants in wanted:
        for want in wants:
            per_view.setdefault(want.view, []).append(Asked(me, want))
    found: dict[tuple[int, Want], Any] = {}
    for view, asked in per_view.items():
        values = await LOADERS[view](db, asked)
        found |= {(a.me.account, a.want): v for a, v in zip(asked, values, strict=True)}
    return [{want: found[me.account, want] for want in wants} for me, wants in wanted]


async def readers(db: Db, asked: Sequence[Asked]) -> list[Readers]:
    """First names of who reads; the same for everybody."""
    found = await people.colleagues(db, May.DECIDE)
    known = Readers(tuple(c.name for c in found), tuple(c.person for c in found))
    return [known] * len(asked)


async def contribution_cards(db: Db, asked: Sequence[Asked]) -> list[ContributionCard | None]:
    """Only for the author, and for who may read all; nobody sees what is hidden from them."""
    ids = [a.want.about for a in asked if a.want.about is not None]
    if not ids:
        return [None] * len(asked)
    rows = await contributions.find(db, ids)
    cards = await _cards(db, list(rows.values()))
    return [_permitted(rows.get(a.want.about or 0), cards, a.me) for a in asked]


async def my_contributions(db: Db, asked: Sequence[Asked]) -> list[MyContributions]:
    rows = await contributions.of_author(db, [a.me.person for a in asked])
    cards = await _cards(db, list(rows.values()))
    return [
        MyContributions(
            tuple(
                _permitted(row, cards, a.me)  # type: ignore[misc]  # their own is never None
                for row in sorted(rows.values(), key=lambda row: -row.id)
                if row.author == a.me.person
            )
        )
        for a in asked
    ]


async def desks(db: Db, asked: Sequence[Asked]) -> list[Desk | None]:
    """Only for who may read all: what waits, but for what is hidden from them; their own tasks."""
    permitted = [a.me.person for a in asked if a.me.may(May.READ_ALL)]
    if not permitted:
        return [None] * len(asked)
    waiting = await _waiting(db, permitted)
    to_do = await tasks.open_of(db, permitted)
    return [
        _desk(a.me, *waiting[a.me.person], to_do.get(a.me.person, []))
        if a.me.may(May.READ_ALL)
        else None
        for a in asked
    ]


async def _waiting(db: Db, readers: Sequence[int]) -> dict[int, tuple[list[Contribution], int]]:
    """Per reader; the same list for all from whom nothing is hidden."""
    apart = await contributions.with_something_hidden(db, readers)
    alike = [reader for reader in readers if reader not in apart]
    found = {reader: await contributions.unanswered(db, reader, 20) for reader in apart}
    if alike:
        found |= dict.fromkeys(alike, await contributions.unanswered(db, alike[0], 20))
    return found


def _desk(
    me: Me, waiting: Sequence[Contribution], total: int, own_tasks: Sequence[tasks.Task]
) -> Desk:
    return Desk(
        lines=tuple(
            DeskLine(c.id, c.number, c.kind, c.status, c.wijk, c.answer_by, c.owner == me.person)
            for c in waiting
        ),
        tasks=tuple(
            TaskLine(
                t.id,
                t.what,
                str(t.contribution) if t.contribution else None,
                t.details,
                t.due,
            )
            for t in own_tasks
        ),
        total=total,
    )


async def kept_messages(db: Db, asked: Sequence[Asked]) -> list[Kept | None]:
    """Only for whom they are to."""
    ids = [a.want.about for a in asked if a.want.about is not None]
    found = await outbox.messages_to(db, [a.me.person for a in asked], ids)
    messages = [found.get((a.me.person, a.want.about or 0)) for a in asked]
    return [Kept(message) if message else None for message in messages]


LOADERS: dict[type, Loader] = {
    Readers: readers,
    ContributionCard: contribution_cards,
    MyContributions: my_contributions,
    Desk: desks,
    Kept: kept_messages,
}


async def cards_of(db: Db, rows: Sequence[Contribution]) -> dict[int, ContributionCard]:
    """Cards for the machine's own use, when it writes messages about them."""
    return await _cards(db, rows)


def _permitted(
    row: Contribution | None, cards: Mapping[int, ContributionCard], me: Me
) -> ContributionCard | None:
    """Theirs, or for somebody who may read all and whom it is not hidden from."""
    if row is None:
        return None
    mine = row.author is not None and row.author == me.person
    if not mine and (not me.may(May.READ_ALL) or me.person in row.hidden_from):
        return None
    return replace(cards[row.id], mine=mine)


async def _cards(db: Db, rows: Sequence[Contribution]) -> dict[int, ContributionCard]:
    if not rows:
        return {}
    persons = [p for row in rows for p in (row.owner, row.asked_by, row.heard_by) if p is not None]
    names: Mapping[int, str] = await people.names(db, persons) if persons else {}
    latest = await decisions.latest(db, [row.id for row in rows])
    quiet = await people.quiet(db, [row.author for row in rows if row.author is not None])
    cards = {row.id: _card(row, names, latest.get(row.id)) for row in rows}
    return {
        row.id: replace(cards[row.id], author_waits=row.author in quiet, language=row.language)
        for row in rows
    }


def _card(
    row: Contribution, names: Mapping[int, str], decision: decisions.Decision | None
) -> ContributionCard:
    return ContributionCard(
        id=row.id,
        number=row.number,
        kind=row.kind,
        status=row.status,
        version=row.version,
        parts=row.told,
        wijk=row.wijk,
        name=row.name,
        owner=names.get(row.owner) if row.owner else None,
        answer_by=row.answer_by,
        received_at=row.received_at,
        mine=False,
        author=row.author,
        additions=row.additions,
        heard=row.heard,
        heard_by=names.get(row.heard_by) if row.heard_by else None,
        heard_right=row.heard_right,
        question=row.question,
        asked_by=names.get(row.asked_by) if row.asked_by else None,
        decision=_decision(decision),
        road=row.answer_road,
        phone=row.answer_phone,
        needs=tuple(row.needs),
        details=row.details,
        desk=row.desk,
        check_back=row.check_back,
    )


def _decision(found: decisions.Decision | None) -> DecisionLine | None:
    if found is None:
        return None
    return DecisionLine(
        Outcome(found.outcome),
        found.reason,
        found.next_step,
        found.who,
        found.by_when,
        found.decided_by,
        found.decided_at,
    )
