"""Opt-ins, each a row of its own, and which privacy notice was shown when, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    func,
    select,
    update,
)

from storage.database import Db, UtcDateTime, metadata
from storage.models.people import Id
from storage.ownership import Whose, owned
from storage.records import insert_records, record_of
from storage.upsert import insert_ignoring

opt_in = Table(
    "opt_in",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("contribution_id", ForeignKey("contribution.id", ondelete="CASCADE"), index=True),
    Column("what", String(20), nullable=False),  # neighbours, …
    Column("yes", Boolean, nullable=False),  # a later row outranks an earlier one
    Column("language", String(16), nullable=False),
    Column("notice_version", String(20), nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    info=owned(Whose.PERSON),
)

notice = Table(
    "notice",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("version", String(20), nullable=False),
    Column("language", String(16), nullable=False),
    Column("shown_at", UtcDateTime, nullable=False),
    Column("understood_at", UtcDateTime),
    UniqueConstraint("person_id", "version"),
    Index("ix_notice_person", "person_id"),
    info=owned(Whose.PERSON),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A yes or a no of a person to one thing, under the notice that they had read."""

    person: int
    contribution: int | None = None
    what: str
    yes: bool
    language: str
    notice_version: str
    given_at: datetime


async def add(db: Db, said: Sequence[Said]) -> None:
    """Store them; a later one outranks an earlier one."""
    await insert_records(db, opt_in, said)


@dataclass(frozen=True, slots=True)
class Given:
    """The latest yes or no of a person to one thing."""

    person: int
    what: str
    contribution: int | None
    yes: bool
    given_at: datetime


async def latest(db: Db, persons: Sequence[int]) -> list[Given]:
    """Return what each of them said last about each thing, the newest first."""
    newest = (
        select(func.max(opt_in.c.id))
        .where(opt_in.c.person_id.in_(persons))
        .group_by(opt_in.c.person_id, opt_in.c.what, opt_in.c.contribution_id)
    )
    rows = await db.execute(
        select(opt_in).where(opt_in.c.id.in_(newest)).order_by(opt_in.c.id.desc())
    )
    return [record_of(opt_in, Given, row) for row in rows]


async def notices_of(db: Db, persons: Sequence[int]) -> dict[int, datetime]:
    """Return when each of them saw the privacy notice last."""
    rows = await db.execute(
        select(notice.c.person_id, func.max(notice.c.shown_at))
        .where(notice.c.person_id.in_(persons))
        .group_by(notice.c.person_id)
    )
    return {row[0]: row[1] for row in rows}


async def in_force(db: Db, persons: Sequence[int]) -> list[tuple[int, str, int | None]]:
    """Return what they said yes to and did not take back, as (person, what, contribution)."""
    given = await latest(db, persons)
    return [(one.person, one.what, one.contribution) for one in given if one.yes]


async def show_notice(db: Db, rows: Sequence[tuple[int, str, str]], now: datetime) -> None:
    """Note that a notice was shown, as (person, version, language); the first time counts."""
    values = [
        {"person_id": p, "version": version, "language": language, "shown_at": now}
        for p, version, language in rows
    ]
    await insert_ignoring(db, notice, values, ("person_id", "version"))


async def understand_notice(db: Db, rows: Sequence[tuple[int, str]], now: datetime) -> None:
    """Note that a notice was understood, as (person, version); the first time counts."""
    if not rows:
        return
    await db.execute(
        update(notice)
        .where(notice.c.person_id == bindparam("person"))
        .where(notice.c.version == bindparam("which"))
        .where(notice.c.understood_at.is_(None))
        .values(understood_at=now),
        [{"person": person, "which": version} for person, version in rows],
    )
