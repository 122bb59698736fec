"""Lists of contributions, without their words: what waits, what is found, what lies with whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    func,
    select,
)

from conversations.contributions import BY_AUTHOR
from conversations.lifecycle import ENDED, UNANSWERED, Status
from storage.database import Db
from storage.models.contributions import contribution, hidden, readable_by, words
from storage.records import record_of


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list about a contribution, with none of its words."""

    id: int
    kind: str
    status: Status
    wijk: str | None
    answer_by: date
    owner: int | None
    news: str | None


async def with_something_hidden(db: Db, persons: Sequence[int]) -> set[int]:
    """Return those of these persons from whom something is hidden."""
    rows = await db.execute(
        select(hidden.c.person_id).where(hidden.c.person_id.in_(persons)).distinct()
    )
    return set(rows.scalars())


async def words_of(db: Db, authors: Sequence[int]) -> dict[int, int]:
    """Return how many messages of each author are kept, without what staff wrote with them."""
    rows = await db.execute(
        select(contribution.c.author_id, func.count())
        .join_from(words, contribution)
        .where(contribution.c.author_id.in_(authors))
        .where(words.c.why.in_(("told", "changed", *sorted(BY_AUTHOR))))
        .group_by(contribution.c.author_id)
    )
    return {row[0]: row[1] for row in rows}


async def phones_of(db: Db, authors: Sequence[int]) -> dict[int, list[str]]:
    """Return the telephone numbers that each author left with a contribution, the oldest first."""
    rows = await db.execute(
        select(contribution.c.author_id, contribution.c.answer_phone)
        .where(contribution.c.author_id.in_(authors), contribution.c.answer_phone.is_not(None))
        .order_by(contribution.c.id)
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.author_id, []).append(row.answer_phone)
    return found


_LINE = select(
    contribution.c.id,
    contribution.c.kind,
    contribution.c.status,
    contribution.c.wijk,
    contribution.c.answer_by,
    contribution.c.owner_id,
    contribution.c.news,
)


_UNANSWERED = contribution.c.status.in_([str(s) for s in UNANSWERED])


async def unanswered(db: Db, reader: int, limit: int) -> tuple[list[Line], int]:
    """Return what waits for an answer and this reader may see, as (lines, how many there are).

    The earliest date comes first.
    """
    waiting = _UNANSWERED & readable_by(reader)
    total = (
        await db.execute(select(func.count()).select_from(contribution).where(waiting))
    ).scalar_one()
    rows = await db.execute(
        _LINE.where(waiting).order_by(contribution.c.answer_by, contribution.c.id).limit(limit)
    )
    return [record_of(contribution, Line, row) for row in rows], int(total)


async def waiting_of(db: Db, owners: Sequence[int], also: Collection[int] = ()) -> list[Line]:
    """Return what these people owe an answer to or have not seen the news of, by date.

    `also`: these as well, when they own them.
    """
    rows = await db.execute(
        _LINE.where(contribution.c.owner_id.in_(owners))
        .where(_UNANSWERED | contribution.c.news.is_not(None) | contribution.c.id.in_(also))
        .order_by(contribution.c.answer_by, contribution.c.id)
    )
    return [record_of(contribution, Line, row) for row in rows]


async def waiting_of_all(db: Db, also: Collection[int] = ()) -> list[Line]:
    """Return the same of everybody together, and of nobody: to be counted, not to be shown."""
    rows = await db.execute(
        _LINE.where(_UNANSWERED | contribution.c.news.is_not(None) | contribution.c.id.in_(also))
    )
    return [record_of(contribution, Line, row) for row in rows]


async def held_by(db: Db, owners: Sequence[int]) -> dict[int, int]:
    """Return how many open contributions lie with each owner."""
    rows = await db.execute(
        select(contribution.c.owner_id, func.count())
        .where(contribution.c.owner_id.in_(owners))
        .where(contribution.c.status.not_in([str(s) for s in ENDED]))
        .group_by(contribution.c.owner_id)
    )
    return {row[0]: row[1] for row in rows}


async def search(
    db: Db,
    reader: int,
    limit: int,
    *,
    number: int | None = None,
    wijk: str | None = None,
    words_: str | None = None,
) -> tuple[list[Line], int]:
    """Find by number, wijk or a piece of what was said, heard or signed.

    Returns (lines, how many there are), the newest first. `words_` is as
    `conversations.parsing.folded` makes it; what stands for anything in LIKE is taken literally.
    """
    if number is not None:
        fits: ColumnElement[bool] = contribution.c.id == number
    elif wijk is not None:
        fits = contribution.c.wijk == wijk
    else:
        said = select(words.c.contribution_id).where(
            words.c.folded.contains(words_ or "", autoescape=True)
        )
        fits = contribution.c.id.in_(said) | contribution.c.folded.contains(
            words_ or "", autoescape=True
        )
    found = fits & readable_by(reader)
    total = await db.execute(select(func.count()).select_from(contribution).where(found))
    rows = await db.execute(_LINE.where(found).order_by(contribution.c.id.desc()).limit(limit))
    return [record_of(contribution, Line, row) for row in rows], int(total.scalar_one())


async def codes_in_use(db: Db) -> dict[str, set[str]]:
    """Return the codes of the programme's lists that contributions name, by list."""
    used: dict[str, set[str]] = {}
    columns = {
        "wijken": contribution.c.wijk,
        "themes": contribution.c.theme,
        "desks": contribution.c.desk,
    }
    for name, column in columns.items():
        rows = await db.execute(select(column).where(column.is_not(None)).distinct())
        used[name] = set(rows.scalars())
    return used


async def loads(db: Db) -> dict[int, int]:
    """Return how many unanswered contributions each owner has."""
    rows = await db.execute(
        select(contribution.c.owner_id, func.count())
        .where(contribution.c.status.in_([str(s) for s in UNANSWERED]))
        .where(contribution.c.owner_id.is_not(None))
        .group_by(contribution.c.owner_id)
    )
    return {row[0]: row[1] for row in rows}


async def ownerless(db: Db, heirs: Sequence[int]) -> dict[int, list[int]]:
    """Return the open contributions that the office holds, for each of these who may have them."""
    rows = await db.execute(
        select(contribution.c.id, hidden.c.person_id)
        .outerjoin(hidden, hidden.c.contribution_id == contribution.c.id)
        .where(contribution.c.office)
        .where(contribution.c.status.not_in([str(s) for s in ENDED]))
        .order_by(contribution.c.id)
    )
    never: dict[int, set[int]] = {}
    for row in rows:
        never.setdefault(row.id, set()).add(row.person_id)
    return {heir: [i for i, persons in never.items() if heir not in persons] for heir in heirs}


async def count_ownerless(db: Db) -> int:
    """Return how many open contributions the office holds."""
    rows = await db.execute(
        select(func.count())
        .select_from(contribution)
        .where(contribution.c.office)
        .where(contribution.c.status.not_in([str(s) for s in ENDED]))
    )
    return int(rows.scalar_one())
