"""What must be said, written in the transaction that causes it and sent after the commit.

A row is `waiting`, `sending` (claimed by the leader of `term`), `sent`, `dead`, or `recalled`
before it left. There is no
lease per row: a leader's term is the lease, and a newer leader takes up what an older one left.
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
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    false,
    func,
    literal_column,
    or_,
    select,
    update,
)

from conversations.lifecycle import ENDED
from conversations.messages import Message, dump_message, load_message
from storage.database import Db, UtcDateTime, epoch_now, metadata
from storage.models.contributions import contribution
from storage.models.lead import lead
from storage.models.people import Id, account, person
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
class Outgoing:
    """A message with all that is needed to say it. `language` is that of this moment."""

    id: int
    account: int
    person: int | None  # None: to a room
    channel: str
    external_id: str
    language: str
    priority: int
    message: Message
    attempts: int
    parts_sent: int
    about: int | None
    on_sent: str | None
    sent_ids: tuple[str, ...] = ()
    term: int = 0  # of the leader that claimed it, or under which it was born; 0: not known
    discreet: bool = False  # somebody else may read along


@dataclass(frozen=True, slots=True)
class New:
    """A message to write. `term` is set when this process leads: then it is born `sending`."""

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
    """Write messages without a dedupe key; their ids, in order."""
    if not rows:
        return []
    return await insert_numbered(db, outbox, [_values(row, now) for row in rows])


async def add_once(db: Db, rows: Sequence[New], now: datetime) -> None:
    """Write messages that have a dedupe key; one that was written before is left alone."""
    await insert_ignoring(db, outbox, [_values(row, now) for row in rows], ("dedupe_key",))


_OUTGOING = select(
    outbox.c.id,
    outbox.c.account_id,
    outbox.c.priority,
    outbox.c.message,
    outbox.c.attempts,
    outbox.c.parts_sent,
    outbox.c.about_id,
    outbox.c.on_sent,
    outbox.c.sent_ids,
    outbox.c.term,
    account.c.person_id,
    account.c.channel,
    account.c.external_id,
    person.c.language,
    person.c.discreet,
).select_from(outbox.join(account).outerjoin(person))  # a room has no person


def _outgoing(row: Any) -> Outgoing:
    return Outgoing(
        id=row.id,
        account=row.account_id,
        person=row.person_id,
        channel=row.channel,
        external_id=row.external_id,
        language=row.language or "",
        priority=row.priority,
        message=load_message(row.message),
        attempts=row.attempts,
        parts_sent=row.parts_sent,
        about=row.about_id,
        on_sent=row.on_sent,
        sent_ids=tuple(row.sent_ids),
        term=row.term,
        discreet=bool(row.discreet),
    )


async def claim(
    db: Db,
    channels: Sequence[str],
    term: int,
    now: datetime,
    limit: int,
    *,
    only_replies: bool = False,
    gently: bool = True,
) -> list[Outgoing]:
    """Take the first message of each account that may have one now.

    Nothing for an account that has one in flight, is blocked or gone; only replies for a person
    who said stop, and alarms. One whose retry is not due holds the later ones of its account.
    `gently`: whether today is a day for a no.
    """
    other = outbox.alias("other")
    # Written out, not bound: else SQLite does not see that its index holds just these.
    unsent: list[ColumnElement[str]] = [
        literal_column(f"'{state}'") for state in ("waiting", "sending")
    ]
    before = (
        select(other.c.id)
        .where(other.c.account_id == outbox.c.account_id)
        .where(other.c.state.in_(unsent))
        .where(other.c.id != outbox.c.id)
        .where(or_(other.c.not_before.is_(None), other.c.not_before <= now))
        .where(
            or_(
                other.c.state == "sending",
                other.c.priority < outbox.c.priority,
                and_(other.c.priority == outbox.c.priority, other.c.id < outbox.c.id),
            )
        )
    )
    if not gently:  # what waits for another day holds nothing
        before = before.where(or_(other.c.state == "sending", ~other.c.gently))
    free = (
        select(outbox.c.id)
        .select_from(outbox.join(account).outerjoin(person))
        .where(outbox.c.state.in_(unsent), outbox.c.state == "waiting")
        .where(outbox.c.retry_at <= epoch_now())
        .where(or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now))
        .where(account.c.channel.in_(channels), account.c.reachable == "yes")
        .where(or_(person.c.muted.is_not(True), outbox.c.priority.in_((ALARM, REPLY, WORK))))
        .where(~before.exists())
        .where(func.coalesce(select(func.max(lead.c.term)).scalar_subquery(), 0) <= term)
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(limit)
    )
    if not gently:
        free = free.where(~outbox.c.gently)
    if only_replies:
        free = free.where(outbox.c.priority <= REPLY)
    claimed = await db.execute(
        update(outbox)
        .where(outbox.c.id.in_(free), outbox.c.state == "waiting")
        .values(state="sending", term=term)
        .returning(outbox.c.id)
    )
    ids = list(claimed.scalars())
    if not ids:
        return []
    rows = await db.execute(
        _OUTGOING.where(outbox.c.id.in_(ids)).order_by(outbox.c.priority, outbox.c.id)
    )
    return await _readable(db, rows.all())


async def _readable(db: Db, rows: Sequence[Any]) -> list[Outgoing]:
    """One message that nobody can read any more must not keep all others waiting."""
    found: list[Outgoing] = []
    for row in rows:
        try:
            found.append(_outgoing(row))
        except (ValueError, KeyError, TypeError):
            buried = update(outbox).where(outbox.c.id == row.id)
            await db.execute(buried.values(state="dead", error="unreadable"))
    return found


async def messages_to(
    db: Db, persons: Sequence[int], ids: Sequence[int]
) -> dict[tuple[int, int], Message]:
    """Messages by (person, id), of those to these persons."""
    rows = await db.execute(
        select(account.c.person_id, outbox.c.id, outbox.c.message)
        .select_from(outbox.join(account))
        .where(account.c.person_id.in_(persons), outbox.c.id.in_(ids))
    )
    return {(row.person_id, row.id): load_message(row.message) for row in rows}


async def take_over(db: Db, term: int) -> int:
    """What an earlier life left `sending` waits again; how many that were."""
    result = await db.execute(
        update(outbox)
        .where(outbox.c.state == "sending", outbox.c.term < term)
        .values(state="waiting")
    )
    return result.rowcount


async def waiting_replies(db: Db) -> dict[int, set[int]]:
    """Per reachable account the replies that wait: later ones must not overtake them."""
    rows = await db.execute(
        select(outbox.c.account_id, outbox.c.id)
        .join(account)
        .where(outbox.c.state == "waiting", outbox.c.priority == REPLY)
        .where(account.c.reachable == "yes")
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row.account_id, set()).add(row.id)
    return found


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one message.

    state `sent`, `waiting` (again after `wait` seconds) or `dead`. `counted`: whether it cost
    an attempt.
    """

    id: int
    state: str
    parts_sent: int = 0
    sent_ids: tuple[str, ...] = ()
    wait: float = 0.0
    counted: bool = True
    error: str | None = None
    moved_to: str | None = None  # the chat has this id now


async def record(
    db: Db, results: Sequence[tuple[Outgoing, Sent]], term: int, now: datetime
) -> list[int]:
    """Write down what became of messages this leader claimed; the ids that were still its own."""
    ours: list[int] = []
    for outgoing, result in results:
        changed = await db.execute(
            update(outbox)
            .where(outbox.c.id == result.id, outbox.c.account_id == outgoing.account)
            .where(outbox.c.state == "sending", outbox.c.term == term)
            .values(
                state=result.state,
                parts_sent=result.parts_sent,
                sent_ids=list(result.sent_ids),
                sent_at=now if result.state == "sent" else None,
                attempts=outbox.c.attempts + (1 if result.counted else 0),
                retry_at=(epoch_now() + result.wait) if result.wait else 0.0,
                error=result.error,
            )
        )
        if changed.rowcount == 1:
            ours.append(result.id)
    return ours


async def record_sent(db: Db, results: Sequence[Sent], term: int, now: datetime) -> None:
    """The ordinary case, many at once: all were sent, in one statement."""
    await db.execute(
        update(outbox)
        .where(outbox.c.id == bindparam("the_id"))
        .where(outbox.c.state == "sending", outbox.c.term == term)
        .values(
            state="sent",
            parts_sent=bindparam("parts"),
            sent_ids=bindparam("ids"),
            sent_at=now,
            attempts=outbox.c.attempts + 1,
            error=None,
        ),
        [{"the_id": r.id, "ids": list(r.sent_ids), "parts": r.parts_sent} for r in results],
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """A follow-up that was sent, and the contribution it is about."""

    id: int
    about: int | None


async def sent_as(db: Db, messages: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Letter]:
    """Follow-ups by the account and the channel's id of their last part.

    Reminders of drafts, which are about nothing and may come again, are none.
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
    """Open contributions, of these owners or of all, whose last letter could not be brought."""
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


# In another chat nothing of it has been seen yet.
_AFRESH: dict[str, Any] = {
    "state": "waiting",
    "attempts": 0,
    "retry_at": 0.0,
    "parts_sent": 0,
    "sent_ids": [],
    "error": None,
}


async def move(db: Db, accounts: Sequence[tuple[int, int]]) -> None:
    """Unsent messages go to another account of the same person, as (from, to)."""
    if accounts:
        await db.execute(
            update(outbox)
            .where(outbox.c.account_id == bindparam("from_account"))
            .where((outbox.c.state == "waiting") | (outbox.c.state == "sending"))
            .values(account_id=bindparam("to_account"), **_AFRESH),
            [{"from_account": here, "to_account": there} for here, there in accounts],
        )


async def send_again(db: Db, message_id: int, account_id: int) -> None:
    """A message that one account could not have, to another of the same person."""
    await db.execute(
        update(outbox).where(outbox.c.id == message_id).values(account_id=account_id, **_AFRESH)
    )


async def recall(db: Db, contributions: Sequence[int]) -> None:
    """Follow-ups about these that did not leave yet never do."""
    await db.execute(
        update(outbox)
        .where(outbox.c.about_id.in_(contributions), outbox.c.priority == FOLLOW_UP)
        .where(outbox.c.state == "waiting")
        .values(state="recalled")
    )


async def letters(db: Db, keys: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    """By the beginning of their keys: the letters, as (id, state), held until the transaction
    ends."""
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
    """Of these, what did not leave yet never does."""
    await db.execute(
        update(outbox)
        .where(outbox.c.id.in_(ids), outbox.c.state == "waiting")
        .values(state="recalled")
    )


async def recall_work(db: Db, persons: Sequence[int]) -> None:
    """Cards, tasks and summaries that did not leave yet never do."""
    theirs = select(account.c.id).where(account.c.person_id.in_(persons))
    await db.execute(
        update(outbox)
        .where(outbox.c.account_id.in_(theirs), outbox.c.priority == WORK)
        .where(outbox.c.state == "waiting")
        .values(state="recalled")
    )


async def bury(db: Db, account_id: int, error: str) -> None:
    """Nothing unsent can ever reach that account."""
    await db.execute(
        update(outbox)
        .where(outbox.c.account_id == account_id)
        .where(outbox.c.state.in_(("waiting", "sending")))
        .values(state="dead", error=error)
    )


async def counts(db: Db) -> dict[str, int]:
    rows = await db.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {row[0]: row[1] for row in rows}


async def oldest_waiting(db: Db) -> datetime | None:
    found = await db.execute(
        select(func.min(outbox.c.created_at)).where(outbox.c.state == "waiting")
    )
    moment: datetime | None = found.scalar_one()
    return moment
