"""Contributions and the words they consist of: never rewritten, only added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from conversations.declare import load_part
from conversations.events import Part
from conversations.lifecycle import ENDED, UNANSWERED, Kind, Status
from storage.database import Db, UtcDateTime, metadata
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.upsert import insert_numbered, update_each

_ENDED = ", ".join(f"'{s}'" for s in sorted(ENDED))

contribution = Table(
    "contribution",
    metadata,
    Column("id", Id, primary_key=True),
    Column("author_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("wijk", String(24)),
    Column("theme", String(24)),
    Column("needs", JSON, nullable=False, default=list),
    Column("details", JSON, nullable=False, default=dict),  # what else was asked, by name
    Column("name", String(60)),
    Column("language", String(16), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("owner_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("received_at", UtcDateTime, nullable=False),
    Column("answer_by", Date, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("desk", String(24)),  # where its author wants it passed on to
    Column("check_back", Date),  # when its author is asked whether it is done; empty once asked
    Column("answer_road", String(12)),
    Column("answer_phone", String(20)),
    Column("question", Text),
    Column("asked_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("heard", Text),
    Column("heard_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("heard_right", String(8)),  # None: not asked or not answered; yes; no
    Column("next_due_at", UtcDateTime),
    Column("next_due_what", String(20)),
    Column("next_due_to", String(20)),
    Column("changed_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    # Promise 4: at every moment each open contribution has a next dated message.
    CheckConstraint(
        f"status IN ({_ENDED}) OR (next_due_at IS NOT NULL AND next_due_what IS NOT NULL"
        " AND next_due_to IS NOT NULL)",
        name="open_has_due",
    ),
    Index("ix_contribution_due", "next_due_at"),
    info={**owned(Whose.PERSON), "person_column": "author_id"},
)

words = Table(
    "words",
    metadata,
    Column("id", Id, primary_key=True),
    Column(
        "contribution_id",
        ForeignKey("contribution.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    # told; answer, question, disagree, correction, edited: why it was added
    Column("why", String(12), nullable=False),
    Column("ref", String(120), nullable=False, index=True),
    Column("part", JSON, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    info=owned(Whose.CONTRIBUTION),
)


# Who never sees a contribution, whatever their role: a complaint skips the person it is about.
# Only complaints have rows here; `Contribution.hidden_from` and `readable_by` are the one rule.
hidden = Table(
    "hidden",
    metadata,
    Column("contribution_id", ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    info=owned(Whose.CONTRIBUTION),
)


@dataclass(frozen=True)
class Contribution:
    """A row with its words. `seen_by` rules are the caller's: see storage/views.py."""

    id: int
    author: int | None
    kind: str
    status: Status
    version: int
    wijk: str | None
    theme: str | None
    needs: list[str]
    details: Mapping[str, str | int]
    name: str | None
    language: str
    channel: str
    owner: int | None
    received_at: datetime
    answer_by: date
    answered_at: datetime | None
    desk: str | None
    check_back: date | None
    answer_road: str | None
    answer_phone: str | None
    question: str | None
    asked_by: int | None
    heard: str | None
    heard_by: int | None
    heard_right: bool | None
    changed_by: int | None
    told: tuple[Part, ...] = ()
    additions: tuple[tuple[str, Part], ...] = field(default=())
    hidden_from: frozenset[int] = frozenset()

    @property
    def number(self) -> str:
        """What people call it: a string, else 1214 would be printed as 1.214."""
        return str(self.id)


async def add(db: Db, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Store contributions; their ids, in the same order."""
    return await insert_numbered(db, contribution, [{"version": 1, **row} for row in rows])


async def hide(db: Db, rows: Sequence[tuple[int, int]]) -> None:
    """Contributions as (contribution, person who never sees it)."""
    if rows:
        values = [{"contribution_id": c, "person_id": p} for c, p in dict.fromkeys(rows)]
        await db.execute(insert(hidden), values)


def readable_by(person_id: int) -> ColumnElement[bool]:
    """A condition for every list of contributions that somebody who works here looks at."""
    about_them = select(hidden.c.contribution_id).where(hidden.c.person_id == person_id)
    return contribution.c.id.not_in(about_them)


async def with_something_hidden(db: Db, persons: Sequence[int]) -> set[int]:
    """Those of these persons from whom something is hidden."""
    rows = await db.execute(
        select(hidden.c.person_id).where(hidden.c.person_id.in_(persons)).distinct()
    )
    return set(rows.scalars())


async def open_complaints(db: Db) -> dict[int, Contribution]:
    """All that have not ended, for when somebody new reads: one may be about them."""
    rows = await db.execute(
        select(contribution)
        .where(contribution.c.kind == str(Kind.COMPLAINT))
        .where(contribution.c.status.not_in([str(s) for s in ENDED]))
    )
    return await _with_words(db, rows.all())


async def add_words(
    db: Db, rows: Sequence[tuple[int, str, str, dict[str, Any]]], now: datetime
) -> None:
    """Words as (contribution, why, ref, part as JSON)."""
    if not rows:
        return
    await db.execute(
        insert(words),
        [
            {"contribution_id": c, "why": why, "ref": ref, "part": part, "said_at": now}
            for c, why, ref, part in rows
        ],
    )


async def find(db: Db, ids: Sequence[int], *, lock: bool = False) -> dict[int, Contribution]:
    """Contributions with their words. `lock` holds them until the transaction ends."""
    if not ids:
        return {}
    # In order, so that two who lock several do not wait for each other.
    wanted = select(contribution).where(contribution.c.id.in_(set(ids))).order_by(contribution.c.id)
    rows = (await db.execute(wanted.with_for_update() if lock else wanted)).all()
    return await _with_words(db, rows)


async def of_author(db: Db, authors: Sequence[int], newest: int = 10) -> dict[int, Contribution]:
    """The newest contributions of each author."""
    ranked = (
        select(
            contribution.c.id,
            func.row_number()
            .over(partition_by=contribution.c.author_id, order_by=contribution.c.id.desc())
            .label("place"),
        )
        .where(contribution.c.author_id.in_(set(authors)))
        .subquery()
    )
    wanted = select(contribution).where(
        contribution.c.id.in_(select(ranked.c.id).where(ranked.c.place <= newest))
    )
    return await _with_words(db, (await db.execute(wanted)).all())


async def everything(db: Db) -> list[Contribution]:
    """All contributions, for the export, by number."""
    rows = (await db.execute(select(contribution).order_by(contribution.c.id))).all()
    return list((await _with_words(db, rows)).values())


async def unanswered(db: Db, reader: int, limit: int) -> tuple[list[Contribution], int]:
    """What waits for an answer and this reader may see, the earliest date first, and how many."""
    waiting = contribution.c.status.in_([str(s) for s in UNANSWERED]) & readable_by(reader)
    total = (
        await db.execute(select(func.count()).select_from(contribution).where(waiting))
    ).scalar_one()
    rows = (
        await db.execute(
            select(contribution)
            .where(waiting)
            .order_by(contribution.c.answer_by, contribution.c.id)
            .limit(limit)
        )
    ).all()
    return list((await _with_words(db, rows)).values()), int(total)


async def codes_in_use(db: Db) -> dict[str, set[str]]:
    """The codes of the programme's lists that contributions name, per list."""
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
    """How many unanswered contributions each owner has."""
    rows = await db.execute(
        select(contribution.c.owner_id, func.count())
        .where(contribution.c.status.in_([str(s) for s in UNANSWERED]))
        .where(contribution.c.owner_id.is_not(None))
        .group_by(contribution.c.owner_id)
    )
    return {row[0]: row[1] for row in rows}


async def ownerless(db: Db, heir: int) -> list[int]:
    """Open contributions that nobody owns and this person may."""
    rows = await db.execute(
        select(contribution.c.id)
        .where(contribution.c.owner_id.is_(None), readable_by(heir))
        .where(contribution.c.status.not_in([str(s) for s in ENDED]))
        .order_by(contribution.c.id)
    )
    return list(rows.scalars())


async def give(db: Db, ids: Sequence[int], owner: int) -> None:
    """Make somebody the owner."""
    await db.execute(update(contribution).where(contribution.c.id.in_(ids)).values(owner_id=owner))


class Conflict(Exception):
    """Somebody else changed the row since it was read."""


async def forget_phones(db: Db, authors: Sequence[int]) -> None:
    """No number by which they could be called with the answer."""
    await db.execute(
        update(contribution)
        .where(contribution.c.author_id.in_(authors), contribution.c.answer_phone.is_not(None))
        .values(answer_road="here", answer_phone=None)
    )


async def change(db: Db, found: Contribution, *, quietly: bool = False, **values: Any) -> None:
    """Change one that was read. `quietly` leaves the version: nobody need look again.

    Raises Conflict when the version moved meanwhile.
    """
    await change_each(db, [(found, found.version + (0 if quietly else 1), values)])


async def change_each(
    db: Db, changes: Sequence[tuple[Contribution, int, Mapping[str, Any]]]
) -> None:
    """Changes as (contribution as it was read, its new version, values). Raises Conflict."""
    if not changes:
        return
    rows = await db.execute(
        select(contribution.c.id, contribution.c.version)
        .where(contribution.c.id.in_([found.id for found, _, _ in changes]))
        .order_by(contribution.c.id)
        .with_for_update()
    )
    there = {row.id: row.version for row in rows}
    for found, _, _ in changes:
        if there.get(found.id) != found.version:
            raise Conflict(f"contribution {found.id} changed since version {found.version}")
    await update_each(
        db,
        contribution,
        [(found.id, {**values, "version": version}) for found, version, values in changes],
    )


async def by_refs(db: Db, said: Sequence[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The contributions that hold the words of these messages, each as (author, ref)."""
    rows = await db.execute(
        select(contribution.c.author_id, words.c.ref, words.c.contribution_id)
        .join_from(words, contribution)
        .where(words.c.ref.in_({ref for _, ref in said}))
        .where(contribution.c.author_id.in_({author for author, _ in said}))
        .order_by(words.c.id)
    )
    return {(row.author_id, row.ref): row.contribution_id for row in rows}


async def due(
    db: Db, now: datetime, limit: int = 50, skipped: Sequence[int] = ()
) -> dict[int, tuple[Contribution, str, str]]:
    """What fell due, the oldest first: the contribution, what, and to whom.

    Held until the transaction ends; what another holds is left to it.
    """
    rows = (
        await db.execute(
            select(contribution)
            .where(contribution.c.next_due_at <= now, contribution.c.id.not_in(skipped))
            .order_by(contribution.c.next_due_at, contribution.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    ).all()
    found = await _with_words(db, rows)
    return {row.id: (found[row.id], row.next_due_what, row.next_due_to) for row in rows}


async def _with_words(db: Db, rows: Sequence[Any]) -> dict[int, Contribution]:
    if not rows:
        return {}
    told: dict[int, list[Part]] = {row.id: [] for row in rows}
    additions: dict[int, list[tuple[str, Part]]] = {row.id: [] for row in rows}
    found = await db.execute(
        select(words).where(words.c.contribution_id.in_(told)).order_by(words.c.id)
    )
    for word in found:
        part = load_part(word.part)
        if word.why == "told":
            told[word.contribution_id].append(part)
        else:
            additions[word.contribution_id].append((word.why, part))
    never = await _hidden_from(db, [row.id for row in rows if row.kind == Kind.COMPLAINT])
    return {
        row.id: _contribution(
            row, tuple(told[row.id]), tuple(additions[row.id]), frozenset(never.get(row.id, ()))
        )
        for row in rows
    }


async def _hidden_from(db: Db, ids: Sequence[int]) -> dict[int, set[int]]:
    if not ids:
        return {}
    found: dict[int, set[int]] = {}
    for row in await db.execute(select(hidden).where(hidden.c.contribution_id.in_(ids))):
        found.setdefault(row.contribution_id, set()).add(row.person_id)
    return found


def _contribution(
    row: Any,
    told: tuple[Part, ...],
    additions: tuple[tuple[str, Part], ...],
    hidden_from: frozenset[int],
) -> Contribution:
    return Contribution(
        id=row.id,
        author=row.author_id,
        kind=row.kind,
        status=Status(row.status),
        version=row.version,
        wijk=row.wijk,
        theme=row.theme,
        needs=row.needs or [],
        details=row.details or {},
        name=row.name,
        language=row.language,
        channel=row.channel,
        owner=row.owner_id,
        received_at=row.received_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        desk=row.desk,
        check_back=row.check_back,
        answer_road=row.answer_road,
        answer_phone=row.answer_phone,
        question=row.question,
        asked_by=row.asked_by_id,
        heard=row.heard,
        heard_by=row.heard_by_id,
        heard_right={None: None, "yes": True, "no": False}[row.heard_right],
        changed_by=row.changed_by_id,
        told=told,
        additions=additions,
        hidden_from=hidden_from,
    )
