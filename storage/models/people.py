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
    Integer,
    String,
    Table,
    UniqueConstraint,
    case,
    exists,
    false,
    func,
    insert,
    literal_column,
    null,
    select,
    tuple_,
    update,
)

from conversations.roles import May, Role, roles_that
from conversations.routing import Post, Reader
from storage.database import Db, UtcDateTime, metadata
from storage.database import Id as Id
from storage.models import grants
from storage.models.grants import ONCE, OPEN, Grant, role_grant
from storage.ownership import Whose, owned
from storage.upsert import insert_ignoring, insert_numbered, update_each

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


@dataclass(frozen=True, slots=True)
class Identity:
    """An account with its person."""

    account: int
    person: int
    channel: str
    external_id: str
    language: str
    name: str | None
    roles: frozenset[Role]
    muted: bool
    young: bool
    discreet: bool | None
    away_until: date | None
    summary: str | None
    reachable: str
    last_seen_at: datetime
    remembered: dict[str, Any]
    notice: str | None  # the newest privacy notice that was shown
    contributions: int


_IDENTITY = select(
    account.c.id,
    account.c.person_id,
    account.c.channel,
    account.c.external_id,
    person.c.language,
    person.c.name,
    # An older program beside this one ends somebody's access in `person` alone: that counts.
    case((person.c.role == Role.RESIDENT, null()), else_=grants.roles_of(person.c.id)).label(
        "roles"
    ),
    person.c.muted,
    person.c.young,
    person.c.discreet,
    person.c.away_until,
    person.c.summary,
    account.c.reachable,
    account.c.last_seen_at,
    person.c.remembered,
    literal_column(
        "(SELECT n.version FROM notice n WHERE n.person_id = person.id ORDER BY n.id DESC LIMIT 1)",
        String,
    ).label("notice"),
    literal_column(
        "(SELECT count(*) FROM contribution c WHERE c.author_id = person.id)", Integer
    ).label("contributions"),
).join_from(account, person)


async def identities(db: Db, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Identity]:
    """Accounts by (channel, external id), with their persons."""
    rows = await db.execute(
        _IDENTITY.where(tuple_(account.c.channel, account.c.external_id).in_(keys))
    )
    found = [_identity(row) for row in rows]
    return {(i.channel, i.external_id): i for i in found}


async def of_accounts(db: Db, accounts: Sequence[int]) -> dict[int, Identity]:
    """Accounts by their ids, with their persons."""
    rows = await db.execute(_IDENTITY.where(account.c.id.in_(accounts)))
    return {row.id: _identity(row) for row in rows}


async def identities_of(db: Db, persons: Sequence[int]) -> dict[int, Identity]:
    """The account by which each person was seen last, reachable ones first."""
    rows = await db.execute(
        _IDENTITY.where(account.c.person_id.in_(persons)).order_by(
            (account.c.reachable == "yes"), account.c.last_seen_at
        )
    )
    return {row.person_id: _identity(row) for row in rows}


async def languages(db: Db, persons: Sequence[int]) -> dict[int, str]:
    """In which each is spoken to."""
    if not persons:
        return {}
    rows = await db.execute(
        select(person.c.id, person.c.language).where(person.c.id.in_(set(persons)))
    )
    return {row.id: row.language for row in rows}


async def quiet(db: Db, persons: Sequence[int]) -> set[int]:
    """Those to whom nothing is pushed now: they said stop, or no account of theirs is reachable."""
    if not persons:
        return set()
    reachable = (
        select(account.c.id)
        .where(account.c.person_id == person.c.id, account.c.reachable == "yes")
        .exists()
    )
    rows = await db.execute(
        select(person.c.id)
        .where(person.c.id.in_(set(persons)))
        .where(person.c.muted.is_(True) | ~reachable)
    )
    return set(rows.scalars())


async def accounts_of(db: Db, persons: Sequence[int]) -> dict[int, list[tuple[int, bool]]]:
    """The accounts of each, those seen last first, and whether they can be reached there."""
    rows = await db.execute(
        select(account.c.person_id, account.c.id, account.c.reachable)
        .where(account.c.person_id.in_(set(persons)))
        .order_by(account.c.last_seen_at.desc())
    )
    found: dict[int, list[tuple[int, bool]]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append((row.id, row.reachable == "yes"))
    return found


def _identity(row: Any) -> Identity:
    return Identity(
        account=row.id,
        person=row.person_id,
        channel=row.channel,
        external_id=row.external_id,
        language=row.language,
        name=row.name,
        roles=grants.read(row.roles),
        muted=row.muted,
        young=row.young,
        discreet=row.discreet,
        away_until=row.away_until,
        summary=row.summary,
        reachable=row.reachable,
        last_seen_at=row.last_seen_at,
        remembered=row.remembered or {},
        notice=row.notice,
        contributions=row.contributions,
    )


async def channels_of(db: Db, persons: Sequence[int]) -> dict[int, list[str]]:
    """The channels on which each of them has an account, in the order of their coming."""
    rows = await db.execute(
        select(account.c.person_id, account.c.channel)
        .where(account.c.person_id.in_(persons))
        .order_by(account.c.id)
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row.channel)
    return found


async def addresses(db: Db, accounts: Sequence[int]) -> dict[int, tuple[str, str]]:
    """(channel, external id) of accounts."""
    rows = await db.execute(
        select(account.c.id, account.c.channel, account.c.external_id).where(
            account.c.id.in_(accounts)
        )
    )
    return {row.id: (row.channel, row.external_id) for row in rows}


async def enrol_accounts(db: Db, new: Sequence[tuple[str, str, str]], now: datetime) -> None:
    """Make a person and an account for each (channel, external id, language)."""
    if not new:
        return
    persons = [
        {"language": language, "created_at": now, "muted": False, "remembered": {}}
        for _, _, language in new
    ]
    ids = await insert_numbered(db, person, persons)
    await db.execute(
        insert(account),
        [
            {
                "person_id": person_id,
                "channel": channel,
                "external_id": external_id,
                "last_seen_at": now,
                "reachable": "yes",
            }
            for person_id, (channel, external_id, _) in zip(ids, new, strict=True)
        ],
    )


async def saw(db: Db, accounts: Sequence[int], now: datetime) -> None:
    """They acted just now, so they can be reached."""
    seen = {"last_seen_at": now, "reachable": "yes"}
    await db.execute(update(account).where(account.c.id.in_(accounts)).values(seen))


class Keep(Enum):
    """Stands for what does not change."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What is another from now on about a person."""

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
    """What each is called from now on."""
    await change(db, [PersonChange(person_id, name=name) for person_id, name in names])


async def remembered(db: Db, persons: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What is offered to each next time, held until the transaction ends."""
    rows = await db.execute(
        select(person.c.id, person.c.remembered)
        .where(person.c.id.in_(set(persons)))
        .order_by(person.c.id)
        .with_for_update()
    )
    return {row.id: dict(row.remembered or {}) for row in rows}


async def readdress(db: Db, account_id: int, external_id: str) -> None:
    """The channel knows the account by another id now."""
    await update_each(db, account, [(account_id, {"external_id": external_id})])


async def mark_reachable(db: Db, account_id: int, how: str) -> None:
    await mark_each_reachable(db, [(account_id, how)])


async def mark_each_reachable(db: Db, accounts: Sequence[tuple[int, str]]) -> None:
    """Accounts with "yes", "blocked" or "gone"."""
    await update_each(db, account, [(a, {"reachable": how}) for a, how in accounts])


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
        """`today`: None where nothing depends on who is away."""
        away = today is not None and self.away_until is not None and today < self.away_until
        first, *also = self.posts
        return Reader(
            self.person, self.name, first.role, load, first.wijk, first.theme, away, tuple(also)
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose summary is due, and when they want it."""

    person: int
    summary: str | None
    at: datetime


async def colleagues(db: Db, what: May, *, lock: bool = False) -> list[Colleague]:
    """Everybody who may do that, in the order of their enrolment; `lock` holds who they are.

    As what they read is first among their posts: staff before administrators.
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
    """Roles change one after the other: else one given just now would outlive an ended access."""
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
    """Residents from now on, with nothing of who works here."""
    await _hold(db, persons)
    theirs = update(role_grant).where(role_grant.c.person_id.in_(persons), OPEN)
    await db.execute(theirs.values(ended_at=now))
    await _write_along(db, persons)
    nothing: dict[str, None] = dict.fromkeys(("away_until", "summary", "summary_at"))
    await _change(db, [(person_id, nothing) for person_id in persons])


async def follow_older_program(db: Db, now: datetime) -> None:
    """What a program that knows one role per person wrote while both ran becomes rows."""
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
    """An older program knows one role: that which may most, of those the newest."""
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


async def awaiting_summary(db: Db, now: datetime, limit: int) -> list[Waiting]:
    """Whose summary is due, held until the transaction ends."""
    rows = await db.execute(
        select(person.c.id, person.c.summary, person.c.summary_at)
        .where(person.c.summary_at <= now)
        .order_by(person.c.summary_at, person.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [Waiting(row.id, row.summary, row.summary_at) for row in rows]


async def room_account(db: Db, channel: str, trail: Sequence[str], now: datetime) -> int:
    """The account of a room that has had these ids, the last of which it has now."""
    rows = await db.execute(
        select(account.c.id, account.c.external_id)
        .where(account.c.channel == channel, account.c.external_id.in_(trail))
        .where(account.c.person_id.is_(None))
        .order_by(account.c.id)
    )
    found = {row.external_id: row.id for row in rows}
    here = trail[-1]
    if here in found:
        return int(found[here])
    if found:
        account_id = int(next(iter(found.values())))
        await readdress(db, account_id, here)
        return account_id
    row = {
        "person_id": None,
        "channel": channel,
        "external_id": here,
        "last_seen_at": now,
        "reachable": "yes",
    }
    return (await insert_numbered(db, account, [row]))[0]


async def names(db: Db, persons: Sequence[int]) -> dict[int, str]:
    rows = await db.execute(select(person.c.id, person.c.name).where(person.c.id.in_(set(persons))))
    return {row.id: row.name or "" for row in rows}


async def count_persons(db: Db) -> int:
    return int((await db.execute(select(func.count()).select_from(person))).scalar_one())
