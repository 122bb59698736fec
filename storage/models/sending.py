"""Messages that the delivery takes from the outbox, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)

from conversations.messages import Message, load_message
from storage.database import Db, epoch_now
from storage.models.lead import lead
from storage.models.outbox import ALARM, REPLY, WORK, outbox
from storage.models.people import account, person


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

    An account that has one in flight, is blocked or gone gets none; a person who said stop gets
    alarms, replies and work only. One whose retry is not due holds the later ones of its account.
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
    """Return those that can be read; mark the rest as dead, as they must not hold up others."""
    found: list[Outgoing] = []
    for row in rows:
        try:
            found.append(_outgoing(row))
        except (ValueError, KeyError, TypeError):
            buried = update(outbox).where(outbox.c.id == row.id)
            await db.execute(buried.values(state="dead", error="unreadable"))
    return found


async def take_over(db: Db, term: int) -> int:
    """Let what an earlier leader left `sending` wait again; return how many that were."""
    result = await db.execute(
        update(outbox)
        .where(outbox.c.state == "sending", outbox.c.term < term)
        .values(state="waiting")
    )
    return result.rowcount


async def waiting_replies(db: Db) -> dict[int, set[int]]:
    """Return, per reachable account, the replies that wait: later ones must not overtake them."""
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
    """The result of sending one message.

    `state` is `sent`, `waiting` (again after `wait` seconds) or `dead`. `counted`: whether it cost
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
    """Note what became of messages that this leader claimed; return the ids still its own."""
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
    """Note in one statement that all these were sent: the ordinary case, many at once."""
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
    """Move unsent messages to another account of the same person, as (from, to)."""
    if accounts:
        await db.execute(
            update(outbox)
            .where(outbox.c.account_id == bindparam("from_account"))
            .where((outbox.c.state == "waiting") | (outbox.c.state == "sending"))
            .values(account_id=bindparam("to_account"), **_AFRESH),
            [{"from_account": here, "to_account": there} for here, there in accounts],
        )


async def send_again(db: Db, message_id: int, account_id: int) -> None:
    """Send a message to this other account of the same person, as the first could not have it."""
    await db.execute(
        update(outbox).where(outbox.c.id == message_id).values(account_id=account_id, **_AFRESH)
    )


async def bury(db: Db, account_id: int, error: str) -> None:
    """Mark all unsent messages of that account as dead: nothing can ever reach it."""
    await db.execute(
        update(outbox)
        .where(outbox.c.account_id == account_id)
        .where(outbox.c.state.in_(("waiting", "sending")))
        .values(state="dead", error=error)
    )


async def counts(db: Db) -> dict[str, int]:
    rows = await db.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {row[0]: row[1] for row in rows}
