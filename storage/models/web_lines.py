"""The lines that stand in a web chat, and which of them nobody has fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    and_,
    delete,
    select,
    update,
)

from storage.database import Db
from storage.models.people import account, person
from storage.models.web import CHANNEL, web_chat, web_message
from storage.upsert import insert_ignoring, insert_numbered


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a transcript, as it stands now."""

    id: int
    seq: int
    mine: bool
    text: str
    buttons: list[list[dict[str, str]]]
    media: dict[str, Any] | None
    chosen: str | None
    event_id: str | None
    at: datetime


async def _next_seq(db: Db, sender: str) -> int | None:
    """Return the next number of this transcript; None when the chat is no more."""
    found = await db.execute(
        update(web_chat)
        .where(web_chat.c.sender == sender)
        .values(last_seq=web_chat.c.last_seq + 1)
        .returning(web_chat.c.last_seq)
    )
    seq: int | None = found.scalar_one_or_none()
    return seq


async def bot_says(
    db: Db,
    sender: str,
    text: str,
    buttons: Sequence[Sequence[dict[str, str]]],
    media: dict[str, Any] | None,
    pushed: bool,
    now: datetime,
) -> int | None:
    """Add a message of the bot's; return its number, None when the chat is no more."""
    seq = await _next_seq(db, sender)
    if seq is None:
        return None
    row: dict[str, Any] = {
        "sender": sender,
        "seq": seq,
        "mine": False,
        "text": text,
        "buttons": [list(row) for row in buttons],
        "media": media,
        "pushed": pushed,
        "created_at": now,
    }
    return (await insert_numbered(db, web_message, [row]))[0]


async def person_says(
    db: Db, sender: str, event_id: str, text: str, media: dict[str, Any] | None, now: datetime
) -> None:
    """Add what the page sent; the same event again changes nothing."""
    known = await db.execute(
        select(web_message.c.id).where(
            web_message.c.sender == sender, web_message.c.event_id == event_id
        )
    )
    if known.scalar_one_or_none() is not None:
        return
    row: dict[str, Any] = {
        "sender": sender,
        "seq": await _next_seq(db, sender),
        "mine": True,
        "text": text,
        "buttons": [],
        "media": media,
        "event_id": event_id,
        "pushed": False,
        "unfetched_told": False,
        "created_at": now,
    }
    await insert_ignoring(db, web_message, [row], ("sender", "event_id"))


async def clear(db: Db, sender: str) -> None:
    """Empty a transcript; the chat and its numbers go on."""
    await db.execute(delete(web_message).where(web_message.c.sender == sender))


async def unsay(db: Db, sender: str, event_id: str) -> None:
    """Remove what was not accepted after all: it does not stand there as said."""
    await db.execute(
        delete(web_message)
        .where(web_message.c.sender == sender, web_message.c.event_id == event_id)
        .where(web_message.c.mine.is_(True))
    )


async def choose(db: Db, sender: str, message: int, chosen: str) -> None:
    """An answered question keeps its text and shows the choice instead of its buttons."""
    there = and_(web_message.c.id == message, web_message.c.sender == sender)
    found = await db.execute(select(web_message.c.buttons, web_message.c.chosen).where(there))
    row = found.one_or_none()
    if row is None or (not row.buttons and row.chosen == (chosen or None)):
        return
    seq = await _next_seq(db, sender)
    changed = update(web_message).where(there)
    # Who tapped has seen it, whatever their page had time to tell.
    await db.execute(changed.values(buttons=[], chosen=chosen or None, seq=seq, pushed=False))


async def after(db: Db, sender: str, seq: int, limit: int = 200) -> list[Line]:
    """Return what is new or changed since then, in the order of the changes."""
    rows = await db.execute(
        select(web_message)
        .where(web_message.c.sender == sender, web_message.c.seq > seq)
        .order_by(web_message.c.seq)
        .limit(limit)
    )
    return [_line(row) for row in rows]


async def newest(db: Db, sender: str, limit: int = 50) -> list[Line]:
    """Return the last messages, in the order in which they were said."""
    rows = await db.execute(
        select(web_message)
        .where(web_message.c.sender == sender)
        .order_by(web_message.c.id.desc())
        .limit(limit)
    )
    return [_line(row) for row in reversed(rows.all())]


async def line(db: Db, sender: str, message: int) -> Line | None:
    """Return one message of this sender's transcript; None: it is not there."""
    found = await db.execute(
        select(web_message).where(web_message.c.id == message, web_message.c.sender == sender)
    )
    row = found.one_or_none()
    return _line(row) if row else None


async def last_seq(db: Db, sender: str) -> int:
    found = await db.execute(select(web_chat.c.last_seq).where(web_chat.c.sender == sender))
    return int(found.scalar_one_or_none() or 0)


async def last_seqs(db: Db, senders: Sequence[str]) -> dict[str, int]:
    rows = await db.execute(
        select(web_chat.c.sender, web_chat.c.last_seq).where(web_chat.c.sender.in_(senders))
    )
    return {row.sender: row.last_seq for row in rows}


async def fetched(db: Db, sender: str, seq: int) -> None:
    """Note that a page has shown everything up to here: that is what delivered means on the web."""
    await db.execute(
        update(web_chat)
        .where(web_chat.c.sender == sender, web_chat.c.fetched_seq < seq)
        .where(web_chat.c.last_seq >= seq)
        .values(fetched_seq=seq)
    )


def _line(row: Any) -> Line:
    return Line(
        row.id,
        row.seq,
        row.mine,
        row.text,
        row.buttons,
        row.media,
        row.chosen,
        row.event_id,
        row.created_at,
    )


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A message that no page has shown."""

    id: int
    account: int
    person: int


async def unfetched(db: Db, before: datetime, limit: int = 50) -> list[Unfetched]:
    """Return pushed messages older than that which nobody has fetched, the oldest first.

    Those about which something was done, and those of people who said stop, are left out.
    """
    rows = await db.execute(
        select(web_message.c.id, account.c.id.label("account_id"), account.c.person_id)
        .join_from(web_message, web_chat)
        .join(
            account,
            and_(
                account.c.channel == CHANNEL,
                web_message.c.sender == CHANNEL + ":" + account.c.external_id,
            ),
        )
        .join(person, person.c.id == account.c.person_id)
        .where(web_message.c.pushed.is_(True), web_message.c.unfetched_told.is_(False))
        .where(web_message.c.seq > web_chat.c.fetched_seq)
        .where(web_message.c.created_at <= before)
        .where(person.c.muted.is_(False))
        .order_by(web_message.c.id)
        .limit(limit)
    )
    return [Unfetched(row.id, row.account_id, row.person_id) for row in rows]


async def mark_told(db: Db, messages: Sequence[int]) -> None:
    await db.execute(
        update(web_message).where(web_message.c.id.in_(messages)).values(unfetched_told=True)
    )
