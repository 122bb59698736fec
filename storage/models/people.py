"""Persons, their accounts and their roles. Dropping an account leaves what was said without a
person.

`person.role`, `wijk`, `theme` and `access_from` are written along for one minor version, so that
an older program beside this one still knows who works here. Roles are read from `role_grant`;
what the older one writes is heard too: an access that it ended at once, a role that it gave at the
next start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    String,
    Table,
    UniqueConstraint,
    false,
    select,
)

from conversations.roles import Role
from storage.database import Db, UtcDateTime, metadata
from storage.database import Id as Id
from storage.ownership import Whose, owned
from storage.upsert import update_each

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(60)),
    Column("language", String(16), nullable=False),
    Column("role", String(20), nullable=False, server_default=Role.RESIDENT),
    Column("wijk", String(24)),
    Column("theme", String(24)),
    Column("away_until", Date),  # the day on which they are back
    Column("muted", Boolean, nullable=False, default=False),
    Column("young", Boolean, nullable=False, server_default=false()),  # said to be under 16
    Column("discreet", Boolean),  # pushes say only that there is something; None: never said
    Column("remembered", JSON, nullable=False, default=dict),
    Column("access_from", UtcDateTime),
    Column("summary", String(8)),  # when they want it (summaries.py); None: never chosen
    Column("summary_at", UtcDateTime),  # the next one; the row is the schedule
    Column("created_at", UtcDateTime, nullable=False),
    info=owned(Whose.PERSON),
)


account = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True),
    # None: a room, where no single person is; such a row is nobody's data.
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("channel", String(20), nullable=False),
    Column("external_id", String(64), nullable=False),
    Column("reachable", String(12), nullable=False, default="yes"),  # yes, blocked, gone
    Column("last_seen_at", UtcDateTime, nullable=False),
    UniqueConstraint("channel", "external_id"),
    info=owned(Whose.PERSON),
)


class Keep(Enum):
    """Stands for what does not change."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A change of a person; a field that is KEEP stays as it is."""

    person: int
    name: str | Keep = KEEP
    language: str | Keep = KEEP
    muted: bool | Keep = KEEP
    young: bool | Keep = KEEP
    discreet: bool | Keep = KEEP  # whether what is pushed says only that there is something
    remembered: Mapping[str, Any] | Keep = KEEP
    away_until: date | Keep | None = KEEP  # the day on which they are back; None: they are here
    summary: str | Keep = KEEP  # when they want it
    summary_at: datetime | Keep | None = KEEP  # the next one; None: there is none


async def change(db: Db, changes: Sequence[PersonChange]) -> None:
    """Change persons, each to its own values; of one person the later change counts."""
    values: dict[int, dict[str, Any]] = {}
    for one in changes:
        named = {f.name: getattr(one, f.name) for f in fields(one) if f.name != "person"}
        new = {name: value for name, value in named.items() if value is not KEEP}
        values.setdefault(one.person, {}).update(new)
    await _change(db, [(person_id, new) for person_id, new in values.items() if new])


async def _change(db: Db, persons: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Change persons, each to its own values."""
    await update_each(db, person, persons)


async def set_names(db: Db, names: Sequence[tuple[int, str]]) -> None:
    """Set what each person is called from now on, as (person, name)."""
    await change(db, [PersonChange(person_id, name=name) for person_id, name in names])


async def remembered(db: Db, persons: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what is offered to each person next time, held until the transaction ends."""
    rows = await db.execute(
        select(person.c.id, person.c.remembered)
        .where(person.c.id.in_(set(persons)))
        .order_by(person.c.id)
        .with_for_update()
    )
    return {row.id: dict(row.remembered or {}) for row in rows}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose summary is due, and when they want it."""

    person: int
    summary: str | None
    at: datetime


async def awaiting_summary(db: Db, now: datetime, limit: int) -> list[Waiting]:
    """Return those whose summary is due, the earliest first, held until the transaction ends.

    What another transaction holds is left to it.
    """
    rows = await db.execute(
        select(person.c.id, person.c.summary, person.c.summary_at)
        .where(person.c.summary_at <= now)
        .order_by(person.c.summary_at, person.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [Waiting(row.id, row.summary, row.summary_at) for row in rows]


async def names(db: Db, persons: Sequence[int]) -> dict[int, str]:
    rows = await db.execute(select(person.c.id, person.c.name).where(person.c.id.in_(set(persons))))
    return {row.id: row.name or "" for row in rows}
