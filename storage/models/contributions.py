"""Contributions and the words they consist of: never rewritten, only added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
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
    false,
    func,
    insert,
    select,
    update,
)

from conversations.contributions import Contribution
from conversations.lifecycle import ENDED, Kind, Outcome, Status
from conversations.parsing import folded
from conversations.parts import Part, dump_part, load_part
from conversations.promises import Due, What
from storage.database import Db, UtcDateTime, YesNo, metadata
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.records import changed, record_of, row_of
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
    # Nobody works here who may read it: the programme office holds it, by name.
    Column("office", Boolean, nullable=False, server_default=false()),
    Column("received_at", UtcDateTime, nullable=False),
    Column("answer_by", Date, nullable=False),
    Column("answered_at", UtcDateTime),
    # What the clocks run on, beside the dates above: see conversations/promises.py, Timeline.
    Column("since", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime, nullable=False),
    Column("outcome", String(20)),
    Column("by_when", Date),
    Column("notices", Integer, nullable=False, server_default="0"),
    Column("asked", Integer, nullable=False, server_default="0"),
    Column("desk", String(24)),  # where its author wants it passed on to
    Column("check_back", Date),  # when its author is asked whether it is done; empty once asked
    # With which it goes on, or was asked to: see Outcome.JOINED.
    Column("joins_id", ForeignKey("contribution.id", ondelete="SET NULL"), index=True),
    Column("better", Text),  # by what its author will see that it is better (report, row 30)
    Column("answer_road", String(12)),
    Column("answer_phone", String(20)),
    Column("question", Text),
    Column("asked_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("heard", Text),
    Column("heard_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("heard_right", YesNo),  # None: not asked or not answered
    Column("news", String(30)),  # what its owner was not shown at once and has not seen yet
    Column("folded", Text, nullable=False, server_default=""),  # to search in: name, and as heard
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
    # And an owner: a person, or the office, never both.
    CheckConstraint(
        f"(owner_id IS NULL OR NOT office) AND (status IN ({_ENDED}) OR owner_id IS NOT NULL"
        " OR office)",
        name="open_has_owner",
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
    # told; changed: a new version; answer, question, disagree, correction, edited: why it was added
    Column("why", String(12), nullable=False),
    Column("edition", Integer, nullable=False, default=0),  # of what was told: 0, then each change
    Column("ref", String(120), nullable=False, index=True),
    Column("part", JSON, nullable=False),
    Column("folded", Text, nullable=False, server_default=""),  # its text, to search in
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


def _held_by(owner: int | None) -> dict[str, Any]:
    """Return whose it is, as columns: a person's, else the office's.

    All that writes these columns asks here.
    """
    return {"owner_id": owner, "office": owner is None}


def _due_on(due: Due | None) -> dict[str, Any]:
    """Return what happens next, as columns."""
    return {
        "next_due_at": due.at if due else None,
        "next_due_what": due.what if due else None,
        "next_due_to": due.to if due else None,
    }


def _searched_in(found: Contribution) -> str:
    """Return name and heard text, folded."""
    return folded("\n".join(text for text in (found.name, found.heard) if text))


async def add(db: Db, new: Sequence[Contribution]) -> list[int]:
    """Store contributions, without their words; return their ids, in the same order."""
    rows = [
        {
            **row_of(contribution, one),
            **_held_by(one.owner),
            **_due_on(one.due),
            "folded": _searched_in(one),
        }
        for one in new
    ]
    return await insert_numbered(db, contribution, rows)


async def hide(db: Db, rows: Sequence[tuple[int, int]]) -> None:
    """Hide contributions, as (contribution, person who never sees it)."""
    if rows:
        values = [{"contribution_id": c, "person_id": p} for c, p in dict.fromkeys(rows)]
        await db.execute(insert(hidden), values)


def readable_by(person_id: int) -> ColumnElement[bool]:
    """Return a condition for every list of contributions that somebody who works here looks at."""
    about_them = select(hidden.c.contribution_id).where(hidden.c.person_id == person_id)
    return contribution.c.id.not_in(about_them)


async def open_complaints(db: Db) -> dict[int, Contribution]:
    """Return all complaints that have not ended, by id.

    They are for when somebody new reads: one may be about them.
    """
    rows = await db.execute(
        select(contribution)
        .where(contribution.c.kind == str(Kind.COMPLAINT))
        .where(contribution.c.status.not_in([str(s) for s in ENDED]))
    )
    return await _with_words(db, rows.all())


async def add_words(db: Db, rows: Sequence[tuple[int, str, int, Part]], now: datetime) -> None:
    """Add words, as (contribution, why, edition, part)."""
    if not rows:
        return
    await db.execute(
        insert(words),
        [
            {
                "contribution_id": number,
                "why": why,
                "edition": edition,
                "ref": part.ref,
                "part": dump_part(part),
                "folded": folded(part.text or ""),
                "said_at": now,
            }
            for number, why, edition, part in rows
        ],
    )


async def find(db: Db, ids: Sequence[int], *, lock: bool = False) -> dict[int, Contribution]:
    """Return contributions with their words, by id.

    `lock` holds them until the transaction ends.
    """
    if not ids:
        return {}
    # In order, so that two who lock several do not wait for each other.
    wanted = select(contribution).where(contribution.c.id.in_(set(ids))).order_by(contribution.c.id)
    rows = (await db.execute(wanted.with_for_update() if lock else wanted)).all()
    return await _with_words(db, rows)


async def joined_with(db: Db, others: Sequence[int]) -> dict[int, list[Contribution]]:
    """Return what goes on together with each of these, by the yes of its author.

    It is held until the transaction ends.
    """
    if not others:
        return {}
    rows = await db.execute(
        select(contribution)
        .where(contribution.c.joins_id.in_(set(others)))
        .where(contribution.c.outcome == str(Outcome.JOINED))
        .where(contribution.c.status == str(Status.DECIDED))
        .order_by(contribution.c.id)
        .with_for_update()
    )
    found: dict[int, list[Contribution]] = {}
    for row in (await _with_words(db, rows.all())).values():
        found.setdefault(row.joins or 0, []).append(row)
    return found


async def of_author(db: Db, authors: Sequence[int], newest: int = 10) -> dict[int, Contribution]:
    """Return the newest contributions of each author, by id; `newest`: how many of each."""
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
    """Return all contributions, for the export, by number."""
    rows = (await db.execute(select(contribution).order_by(contribution.c.id))).all()
    return list((await _with_words(db, rows)).values())


async def give(db: Db, ids: Sequence[int], owner: int | None) -> None:
    """Make somebody the owner; None: the office."""
    await db.execute(update(contribution).where(contribution.c.id.in_(ids)).values(_held_by(owner)))


async def forget_phones(db: Db, authors: Sequence[int]) -> None:
    """Remove the numbers by which these authors could be called with the answer."""
    await db.execute(
        update(contribution)
        .where(contribution.c.author_id.in_(authors), contribution.c.answer_phone.is_not(None))
        .values(answer_road="here", answer_phone=None)
    )


async def give_each(db: Db, given: Sequence[tuple[Sequence[int], int | None]]) -> None:
    """Make somebody the owner, as (ids, owner); None: the office."""
    each = [(i, _held_by(owner)) for ids, owner in given for i in ids]
    await update_each(db, contribution, each)


async def write(db: Db, changes: Sequence[tuple[Contribution, Contribution]]) -> None:
    """Store changes of contributions that are held, as (as it was read, as it is now).

    Words are added by `add_words`. Raises Conflict when one of them was not held, and somebody else
    changed it meanwhile.
    """
    written = [(before, _changed(before, after)) for before, after in changes]
    versions = {before.id: before.version for before, values in written if values}
    rows = [(before.id, values) for before, values in written if values]
    await update_each(db, contribution, rows, versions)


def _changed(before: Contribution, after: Contribution) -> dict[str, Any]:
    """Return what differs, as columns, with all that follows from it.

    Whose it is follows from the status as well: it may be opened again after its owner was erased.
    """
    values = changed(contribution, before, after)
    if "owner_id" in values or "status" in values:
        values |= _held_by(after.owner)
    if "name" in values or "heard" in values:
        values["folded"] = _searched_in(after)
    if after.due != before.due:
        values |= _due_on(after.due)
    return values


async def by_refs(db: Db, said: Sequence[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Return the contributions that hold the words of these messages, each by (author, ref)."""
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
) -> dict[int, Contribution]:
    """Return what fell due, by id, the oldest first.

    It is held until the transaction ends; what another holds is left to it.
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
    return await _with_words(db, rows)


async def _with_words(db: Db, rows: Sequence[Any]) -> dict[int, Contribution]:
    if not rows:
        return {}
    told: dict[int, dict[int, list[Part]]] = {row.id: {0: []} for row in rows}
    additions: dict[int, list[tuple[str, Part]]] = {row.id: [] for row in rows}
    found = await db.execute(
        select(words).where(words.c.contribution_id.in_(told)).order_by(words.c.id)
    )
    for word in found:
        part = load_part(word.part)
        if word.why in ("told", "changed"):
            told[word.contribution_id].setdefault(word.edition, []).append(part)
        else:
            additions[word.contribution_id].append((word.why, part))
    never = await _hidden_from(db, [row.id for row in rows if row.kind == Kind.COMPLAINT])
    return {
        row.id: record_of(
            contribution,
            Contribution,
            row,
            due=_due(row),
            editions=tuple(tuple(parts) for _, parts in sorted(told[row.id].items())),
            additions=tuple(additions[row.id]),
            hidden_from=frozenset(never.get(row.id, ())),
        )
        for row in rows
    }


def _due(row: Any) -> Due | None:
    if row.next_due_at is None:
        return None
    return Due(row.next_due_at, What(row.next_due_what), row.next_due_to)


async def _hidden_from(db: Db, ids: Sequence[int]) -> dict[int, set[int]]:
    if not ids:
        return {}
    found: dict[int, set[int]] = {}
    for row in await db.execute(select(hidden).where(hidden.c.contribution_id.in_(ids))):
        found.setdefault(row.contribution_id, set()).add(row.person_id)
    return found
