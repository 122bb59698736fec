"""Messages that must be said, written in the transaction that causes them, sent after the commit.

A row is `waiting`, `sending` (claimed by the leader of `term`), `sent`, `dead`, or `recalled`
before it left. There is no lease per row: a leader's term is the lease, and a newer leader takes up
what an older one left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    or_,
    select,
    update,
)

from conversations.lifecycle import ENDED
from conversations.messages import Message, dump_message, load_message
from storage.database import Db, UtcDateTime, metadata
from storage.models.contributions import contribution
from storage.models.people import Id, account
from storage.ownership import Whose, owned
from storage.upsert import insert_ignoring, insert_numbered

ALARM = -1  # somebody may be in danger: at any hour, before anything else


REPLY = 0  # an answer to the person's own event: leaves at once, even when muted


FOLLOW_UP = 1


WORK = 2  # cards and tasks for staff


BULK = 5


outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("message", JSON, nullable=False),
    Column("dedupe_key", String(80)),
    Column("about_id", ForeignKey("contribution.id", ondelete="SET NULL")),
    Column("on_sent", String(12)),  # what follows when it has left: "answered"
    Column("not_before", UtcDateTime),
    Column("gently", Boolean, nullable=False, server_default=false()),  # a no: see Calendar
    Column("state", String(8), nullable=False),
    Column("term", Integer, nullable=False, default=0),
    Column("attempts", Integer, nullable=False, default=0),
    Column("retry_at", Float, nullable=False, default=0.0),  # database's clock
    Column("parts_sent", Integer, nullable=False, default=0),
    Column("sent_ids", JSON, nullable=False, default=list),
    Column("sent_at", UtcDateTime),
    Column("error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("dedupe_key"),
    info=owned(Whose.ACCOUNT),
)
Index(
    "ix_outbox_waiting",
    outbox.c.account_id,
    outbox.c.priority,
    outbox.c.id,
    sqlite_where=outbox.c.state.in_(("waiting", "sending")),
    postgresql_where=outbox.c.state.in_(("waiting", "sending")),
)


@dataclass(frozen=True, slots=True)
class New:
    """A message to write. `term` is set when this process leads: then it starts as `sending`."""

    account: int
    message: Message
    priority: int
    dedupe_key: str | None = None
    about: int | None = None
    on_sent: str | None = None
    not_before: datetime | None = None
    term: int | None = None
    gently: bool = False  # never on the eve of a free day, however late it is


def _values(new: New, now: datetime) -> dict[str, Any]:
    return {
        "account_id": new.account,
        "priority": new.priority,
        "message": dump_message(new.message),
        "dedupe_key": new.dedupe_key,
        "about_id": new.about,
        "on_sent": new.on_sent,
        "not_before": new.not_before,
        "gently": new.gently,
        "state": "waiting" if new.term is None else "sending",
        "term": new.term or 0,
        "attempts": 0,
        "retry_at": 0.0,
        "parts_sent": 0,
        "sent_ids": [],
        "created_at": now,
    }


async def add(db: Db, rows: Sequence[New], now: datetime) -> list[int]:
    """Write messages without a dedupe key; return their ids, in order."""
    if not rows:
        return []
    return await insert_numbered(db, outbox, [_values(row, now) for row in rows])


async def add_once(db: Db, rows: Sequence[New], now: datetime) -> None:
    """Write messages that have a dedupe key; one that was written before is left alone."""
    await insert_ignoring(db, outbox, [_values(row, now) for row in rows], ("dedupe_key",))


async def messages_to(
    db: Db, persons: Sequence[int], ids: Sequence[int]
) -> dict[tuple[int, int], Message]:
    """Return those of these messages that are to these persons, by (person, id)."""
    rows = await db.execute(
        select(account.c.person_id, outbox.c.id, outbox.c.message)
        .select_from(outbox.join(account))
        .where(account.c.person_id.in_(persons), outbox.c.id.in_(ids))
    )
    return {(row.person_id, row.id): load_message(row.message) for row in rows}


@dataclass(frozen=True, slots=True)
class Letter:
    """A follow-up that was sent, and the contribution it is about."""

    id: int
    about: int | None


async def sent_as(db: Db, messages: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Letter]:
    """Return sent follow-ups, by the account and the channel's id of their last part.

    Reminders of drafts, which are about nothing and may come again, are left out.
    """
    rows = await db.execute(
        select(outbox.c.id, outbox.c.account_id, outbox.c.about_id, outbox.c.sent_ids)
        .where(outbox.c.account_id.in_({account_id for account_id, _ in messages}))
        .where(outbox.c.state == "sent", outbox.c.priority == FOLLOW_UP)
        .where(or_(outbox.c.about_id.is_not(None), outbox.c.dedupe_key.is_not(None)))
    )
    return {
        (row.account_id, row.sent_ids[-1]): Letter(row.id, row.about_id)
        for row in rows
        if row.sent_ids
    }


async def undelivered(db: Db, owners: Sequence[int] | None = None) -> set[int]:
    """Return open contributions, of these owners or of all, whose last letter was not delivered."""
    letters = (
        select(outbox.c.about_id, func.max(outbox.c.id).label("last"))
        .where(outbox.c.about_id.is_not(None), outbox.c.priority == FOLLOW_UP)
        .group_by(outbox.c.about_id)
        .subquery()
    )
    wanted = (
        select(letters.c.about_id)
        .join(outbox, outbox.c.id == letters.c.last)
        .join(contribution, contribution.c.id == letters.c.about_id)
        .where(outbox.c.state == "dead")
        .where(contribution.c.status.not_in([str(s) for s in ENDED]))
    )
    if owners is not None:
        wanted = wanted.where(contribution.c.owner_id.in_(owners))
    return set((await db.execute(wanted)).scalars())


async def recall(db: Db, contributions: Sequence[int]) -> None:
    """Recall the follow-ups about these contributions that did not leave yet."""
    await db.execute(
        update(outbox)
        .where(outbox.c.about_id.in_(contributions), outbox.c.priority == FOLLOW_UP)
        .where(outbox.c.state == "waiting")
        .values(state="recalled")
    )


async def letters(db: Db, keys: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    """Return the letters whose keys begin so, by that beginning, as (id, state).

    They are held until the transaction ends.
    """
    alike = or_(*(outbox.c.dedupe_key.startswith(key, autoescape=True) for key in keys))
    rows = await db.execute(
        select(outbox.c.id, outbox.c.state, outbox.c.dedupe_key)
        .where(alike)
        .order_by(outbox.c.id)
        .with_for_update()
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        for key in keys:
            if row.dedupe_key.startswith(key):
                found.setdefault(key, []).append((row.id, row.state))
    return found


async def recall_these(db: Db, ids: Sequence[int]) -> None:
    """Recall those of these messages that did not leave yet."""
    await db.execute(
        update(outbox)
        .where(outbox.c.id.in_(ids), outbox.c.state == "waiting")
        .values(state="recalled")
    )


async def recall_work(db: Db, persons: Sequence[int]) -> None:
    """Recall the cards, tasks and summaries for these persons that did not leave yet."""
    theirs = select(account.c.id).where(account.c.person_id.in_(persons))
    await db.execute(
        update(outbox)
        .where(outbox.c.account_id.in_(theirs), outbox.c.priority == WORK)
        .where(outbox.c.state == "waiting")
        .values(state="recalled")
    )
