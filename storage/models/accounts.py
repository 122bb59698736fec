"""Accounts, and the person behind each: who it is, how to reach them, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Integer,
    String,
    case,
    insert,
    literal_column,
    null,
    select,
    tuple_,
    update,
)

from conversations.roles import Role
from storage.database import Db
from storage.database import Id as Id
from storage.models import grants
from storage.models.people import account, person
from storage.upsert import insert_numbered, update_each


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
    """Return accounts by (channel, external id), with their persons."""
    rows = await db.execute(
        _IDENTITY.where(tuple_(account.c.channel, account.c.external_id).in_(keys))
    )
    found = [_identity(row) for row in rows]
    return {(i.channel, i.external_id): i for i in found}


async def of_accounts(db: Db, accounts: Sequence[int]) -> dict[int, Identity]:
    """Return accounts by their ids, with their persons."""
    rows = await db.execute(_IDENTITY.where(account.c.id.in_(accounts)))
    return {row.id: _identity(row) for row in rows}


async def identities_of(db: Db, persons: Sequence[int]) -> dict[int, Identity]:
    """Return the account by which each person was seen last, a reachable one if there is any."""
    rows = await db.execute(
        _IDENTITY.where(account.c.person_id.in_(persons)).order_by(
            (account.c.reachable == "yes"), account.c.last_seen_at
        )
    )
    return {row.person_id: _identity(row) for row in rows}


async def languages(db: Db, persons: Sequence[int]) -> dict[int, str]:
    """Return the language in which each person is spoken to, by person."""
    if not persons:
        return {}
    rows = await db.execute(
        select(person.c.id, person.c.language).where(person.c.id.in_(set(persons)))
    )
    return {row.id: row.language for row in rows}


async def quiet(db: Db, persons: Sequence[int]) -> set[int]:
    """Return those to whom nothing is pushed now.

    They said stop, or no account of theirs is reachable.
    """
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
    """Return the accounts of each person as (account, whether reachable), those seen last first."""
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
    """Return the channel of each account of each person, in the order in which they came."""
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
    """Return the (channel, external id) of accounts, by account."""
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
    """Note that they acted just now, so that they can be reached."""
    seen = {"last_seen_at": now, "reachable": "yes"}
    await db.execute(update(account).where(account.c.id.in_(accounts)).values(seen))


async def readdress(db: Db, account_id: int, external_id: str) -> None:
    """Note that the channel knows the account by another id now."""
    await update_each(db, account, [(account_id, {"external_id": external_id})])


async def mark_reachable(db: Db, account_id: int, how: str) -> None:
    await mark_each_reachable(db, [(account_id, how)])


async def mark_each_reachable(db: Db, accounts: Sequence[tuple[int, str]]) -> None:
    """Mark accounts as (account, "yes", "blocked" or "gone")."""
    await update_each(db, account, [(a, {"reachable": how}) for a, how in accounts])


async def room_account(db: Db, channel: str, trail: Sequence[str], now: datetime) -> int:
    """Return the account of a room that has had these ids, the last of which it has now.

    It is made when there is none, and goes along when the room has moved.
    """
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
