"""Those who work here, and in which posts: roles are given and ended here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    exists,
    select,
    update,
)

from conversations.roles import May, Role, roles_that
from conversations.routing import Post, Reader
from storage.database import Db
from storage.database import Id as Id
from storage.models.grants import ONCE, OPEN, Grant, role_grant
from storage.models.people import _change, person
from storage.upsert import insert_ignoring


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with a role, and each post in which they may do what was asked for."""

    person: int
    name: str
    posts: tuple[Post, ...]  # never none
    away_until: date | None

    @property
    def role(self) -> Role:
        return self.posts[0].role

    @property
    def wijk(self) -> str | None:
        return self.posts[0].wijk

    def has(self, role: Role) -> bool:
        return any(post.role is role for post in self.posts)

    def reader(self, load: int, today: date | None = None) -> Reader:
        """Return them as a reader; `today` is None where nothing depends on who is away."""
        away = today is not None and self.away_until is not None and today < self.away_until
        first, *also = self.posts
        return Reader(
            self.person, self.name, first.role, load, first.wijk, first.theme, away, tuple(also)
        )


async def colleagues(db: Db, what: May, *, lock: bool = False) -> list[Colleague]:
    """Return everybody who may do that, in the order of their enrolment.

    First among their posts is the one in which they read: staff before administrators. `lock` holds
    their persons and their roles until the transaction ends.
    """
    wanted = (
        select(
            person.c.id,
            person.c.name,
            person.c.away_until,
            role_grant.c.role,
            role_grant.c.wijk,
            role_grant.c.theme,
        )
        .join_from(role_grant, person)
        .where(OPEN, role_grant.c.role.in_(roles_that(what)), person.c.role != Role.RESIDENT)
        .order_by(role_grant.c.from_at, person.c.id, role_grant.c.id)
    )
    # Their persons too: whoever is given a role meanwhile is held there, before the row is.
    held = wanted.with_for_update(of=[person, role_grant], key_share=True)
    rows = await db.execute(held if lock else wanted)
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return [Colleague(p, r[0].name or "", _posts(r), r[0].away_until) for p, r in found.items()]


def _posts(rows: Sequence[Any]) -> tuple[Post, ...]:
    found = [Post(Role(row.role), row.wijk or None, row.theme or None) for row in rows]
    return tuple(sorted(found, key=lambda post: list(Role).index(post.role)))


async def _hold(db: Db, persons: Sequence[int]) -> None:
    """Hold these persons: else a role given just now would outlive an access that is ended."""
    wanted = select(person.c.id).where(person.c.id.in_(persons)).order_by(person.c.id)
    await db.execute(wanted.with_for_update())


async def give_roles(db: Db, given: Sequence[Grant], now: datetime) -> None:
    """Give roles from now on; one that somebody has already stays as it is."""
    await _hold(db, [grant.person for grant in given])
    rows = [
        {
            "person_id": grant.person,
            "role": grant.role,
            "wijk": grant.wijk or "",
            "theme": grant.theme or "",
            "from_at": now,
        }
        for grant in given
    ]
    await insert_ignoring(db, role_grant, rows, ONCE, where=OPEN)
    await _write_along(db, [grant.person for grant in given])


async def end_access(db: Db, persons: Sequence[int], now: datetime) -> None:
    """Make these persons residents from now on, with nothing of who works here."""
    await _hold(db, persons)
    theirs = update(role_grant).where(role_grant.c.person_id.in_(persons), OPEN)
    await db.execute(theirs.values(ended_at=now))
    await _write_along(db, persons)
    nothing: dict[str, None] = dict.fromkeys(("away_until", "summary", "summary_at"))
    await _change(db, [(person_id, nothing) for person_id in persons])


async def follow_older_program(db: Db, now: datetime) -> None:
    """Make rows of what a program that knows one role per person wrote while both ran."""
    ended = select(person.c.id).where(person.c.role == Role.RESIDENT)
    theirs = update(role_grant).where(OPEN, role_grant.c.person_id.in_(ended))
    await db.execute(theirs.values(ended_at=now))
    there = exists().where(role_grant.c.person_id == person.c.id, OPEN)
    new = await db.execute(
        select(person.c.id, person.c.role, person.c.wijk, person.c.theme).where(
            person.c.role.in_(tuple(set(Role) - {Role.RESIDENT})), ~there
        )
    )
    await give_roles(db, [Grant(row.id, Role(row.role), row.wijk, row.theme) for row in new], now)


async def _write_along(db: Db, persons: Sequence[int]) -> None:
    """Write the one role that an older program knows: that which may most, of those the newest."""
    rows = await db.execute(
        select(role_grant)
        .where(role_grant.c.person_id.in_(persons), OPEN, role_grant.c.role.in_(tuple(Role)))
        .order_by(role_grant.c.from_at, role_grant.c.id)
    )
    nothing = {"role": Role.RESIDENT, "wijk": None, "theme": None, "access_from": None}
    known: dict[int, dict[str, Any]] = dict.fromkeys(persons, nothing)
    for row in rows:
        if list(Role).index(Role(row.role)) >= list(Role).index(known[row.person_id]["role"]):
            known[row.person_id] = {
                "role": Role(row.role),
                "wijk": row.wijk or None,
                "theme": row.theme or None,
                "access_from": row.from_at,
            }
    await _change(db, list(known.items()))
