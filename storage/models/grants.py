"""Roles that somebody has, where and on what, since when. Everybody is a resident without one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Exists,
    ForeignKey,
    Index,
    ScalarSelect,
    String,
    Table,
    Text,
    exists,
    func,
    select,
)

from conversations.roles import Role
from storage.database import Id, UtcDateTime, metadata
from storage.ownership import Whose, owned

role_grant = Table(
    "role_grant",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    # Where they work in it, and on what: see conversations/routing.py. Empty rather than NULL, of
    # which an index would let two be alike.
    Column("wijk", String(24), nullable=False, server_default=""),
    Column("theme", String(24), nullable=False, server_default=""),
    Column("employer", String(60)),
    Column("intro", Text),
    Column("hours", String(60)),
    Column("from_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    info=owned(Whose.PERSON),
)

OPEN = role_grant.c.ended_at.is_(None)
ONCE = ("person_id", "role", "wijk", "theme")  # while it is open

Index(
    "uq_role_grant_open",
    *(role_grant.c[name] for name in ONCE),
    unique=True,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody is given."""

    person: int
    role: Role
    wijk: str | None = None
    theme: str | None = None


def roles_of(person_id: ColumnElement[int]) -> ScalarSelect[str]:
    """Return a subquery for the roles that a person has now, for `read`."""
    return (
        select(func.aggregate_strings(role_grant.c.role, ","))
        .where(role_grant.c.person_id == person_id, OPEN)
        .scalar_subquery()
    )


def read(roles: str | None) -> frozenset[Role]:
    """Return the roles that `roles_of` found, and that of a resident, which everybody has.

    A role that only a later version knows permits nothing in this one.
    """
    known = (role for role in Role if roles and role in roles.split(","))
    return frozenset({Role.RESIDENT, *known})


def has_one(person_id: ColumnElement[Any], roles: Collection[Role] = tuple(Role)) -> Exists:
    """Return the condition that a person has one of these roles now."""
    return exists().where(role_grant.c.person_id == person_id, OPEN, role_grant.c.role.in_(roles))
