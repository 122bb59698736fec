"""Fingerprints of what a channel was last told to show of the bot: menus of commands, the profile.

Each is kept so that a start says nothing that was said before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, ForeignKey, String, Table, delete, select

from conversations.roles import Role
from storage.database import Db, metadata
from storage.models.grants import has_one
from storage.models.people import account, person
from storage.ownership import Whose, owned
from storage.upsert import upsert

shown = Table(
    "shown",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    info=owned(Whose.NOBODY),
)

menu = Table(
    "menu",
    metadata,
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    info=owned(Whose.ACCOUNT),
)


async def everywhere(db: Db, channel: str) -> dict[str, str]:
    """Return the fingerprints of what everybody sees, by what it is."""
    rows = await db.execute(
        select(shown.c.what, shown.c.fingerprint).where(shown.c.channel == channel)
    )
    return {row.what: row.fingerprint for row in rows}


async def note(db: Db, channel: str, what: str, fingerprint: str | None) -> None:
    """Note the fingerprint of what is shown; None: it is shown no longer."""
    if fingerprint is None:
        await db.execute(delete(shown).where(shown.c.channel == channel, shown.c.what == what))
    else:
        await upsert(db, shown, [{"channel": channel, "what": what, "fingerprint": fingerprint}])


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat with somebody who has, or had, a menu of their own."""

    account: int
    external_id: str
    language: str
    works: bool  # they have one of the roles that were asked for
    fingerprint: str | None


async def chats(db: Db, channel: str, roles: Sequence[Role]) -> list[Chat]:
    """Return the chats of everybody with one of these roles, and of whom a menu is still shown.

    Those that cannot be reached are left out.
    """
    works = has_one(person.c.id, roles)
    rows = await db.execute(
        select(
            account.c.id,
            account.c.external_id,
            person.c.language,
            works.label("works"),
            menu.c.fingerprint,
        )
        .join_from(account, person)
        .outerjoin(menu, menu.c.account_id == account.c.id)
        .where(account.c.channel == channel, account.c.reachable == "yes")
        .where(works | menu.c.fingerprint.is_not(None))
        .order_by(account.c.id)
    )
    return [Chat(row.id, row.external_id, row.language, row.works, row.fingerprint) for row in rows]


async def note_menu(db: Db, account_id: int, fingerprint: str | None) -> None:
    if fingerprint is None:
        await db.execute(delete(menu).where(menu.c.account_id == account_id))
    else:
        await upsert(db, menu, [{"account_id": account_id, "fingerprint": fingerprint}])
