"""One stretch of a district's day, to be broken off anywhere.

Fatma sends her idea, Samira sends a decision about Karim's, Ali says his first words with a photo;
the three arrive in one poll batch, and the channel repeats one of them later.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text

from bot import inbound
from bot.app import App
from bot.channels.base import Part, RawEvent
from storage.database import Database, Db, metadata
from storage.models import inbox, lead
from tests.house import FakeChannel, House

NUMBER_ON = (
    "SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
    " coalesce((SELECT max(id) FROM {table}), 0) + 1, false)"
)
Snapshot = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Prepared:
    """The database just before the stretch, and the events of it."""

    rows: Snapshot
    events: list[RawEvent]


class RecordingChannel(FakeChannel):
    """What was sent is written outside the process, so that it outlives a kill."""

    record: Path

    async def send(self, to: str, part: Part) -> str:
        await asyncio.sleep(0)  # the call is on its way
        line = json.dumps({"to": to, "text": _plain(part.text)}) + "\n"
        file = os.open(self.record, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, line.encode())
        os.close(file)
        await asyncio.sleep(0)  # the answer is on its way back
        self.calls += 1
        return str(self.calls)


def recording(house: House, record: Path) -> House:
    channel = RecordingChannel(house.clock)
    channel.record = record
    house.app.channels["fake"] = channel  # a dict that all of it shares
    return house


async def prepare(house: House) -> Prepared:
    """Bring everybody to the point just before, and keep the rows."""
    async with house:
        await house.enrol("samira", "Samira")
        for who, idea in (("karim", "een bankje bij de vijver"), ("fatma", "meer licht")):
            await house.does(who, "start")
            await house.taps(who, "💡 Ik heb een idee")
            await house.says(who, idea)
            await house.taps(who, "Presikhaaf")
            await house.taps(who, "Liever niet")
            if who == "karim":
                await house.taps(who, "✅ Ja, verstuur")
                await house.taps(who, "💬 Hier")
                await house.taps(who, "Nee")
        await house.taps("samira", "⚖️ Besluiten")
        await house.taps("samira", "Ja, maar anders")
        await house.says("samira", "We zetten drie bankjes bij de speeltuin, niet bij de vijver.")
        await house.says("samira", "Joost bestelt de bankjes.")
        await house.says("samira", "Joost")
        await house.says("samira", "1 maart")
        await house.taps("samira", "Zeker")
        await house.taps("samira", "Nog geen plan")
        events = [
            _tap(house, "fatma", "✅ Ja, verstuur", "k1"),
            _tap(house, "samira", "✅ Ja, verstuur", "k2"),
            _event("ali", "k3", kind="photo", caption="zoveel afval bij de brug"),
        ]
        async with house.app.database.reading() as db:
            return Prepared(await _rows(db), events)


def _event(who: str, event_id: str, **payload: Any) -> RawEvent:
    return RawEvent(
        "fake",
        event_id,
        f"fake:{who}",
        {"from": who, "message": 900 + int(event_id[1:]), **payload},
    )


def _tap(house: House, who: str, label: str, event_id: str) -> RawEvent:
    shown = house.last(who)
    [action] = [b.action for row in shown.buttons for b in row if b.label == label]
    return _event(who, event_id, kind="tap", action=action, shown=shown.text)


async def _rows(db: Db) -> Snapshot:
    return {
        table.name: [dict(row._mapping) for row in await db.execute(select(table))]
        for table in metadata.sorted_tables
    }


async def restore(database: Database, rows: Snapshot) -> None:
    """Put the rows back as they were."""
    async with database.transaction() as db:
        for table in reversed(metadata.sorted_tables):
            await db.execute(table.delete())
        for table in metadata.sorted_tables:
            if rows[table.name]:
                await db.execute(insert(table), rows[table.name])
            if "id" in table.c and not database.is_sqlite and table.name != "media":
                await db.execute(text(NUMBER_ON.format(table=table.name)))


async def live(app: App, events: Sequence[RawEvent], accepted: Path) -> asyncio.Task[None]:
    """The stretch itself, on the real road; returns the delivery, still running."""
    async with app.database.transaction() as db:
        term = await lead.take(db, "a life", by_force=True)
    assert term is not None
    app.leadership.term = term
    delivering = asyncio.create_task(app.delivery.run(term), name="delivery")
    if events:
        await asyncio.create_task(app.inbound.receive(events), name="inbound")
        accepted.touch()  # noqa: ASYNC240  # a mark that outlives a kill, made at once
    while await _waiting(app.database, "inbox"):
        await asyncio.create_task(app.inbound.handle_waiting(), name="inbound")
    if events:  # the channel did not hear our confirmation, and repeats itself
        await asyncio.create_task(app.inbound.receive(events[:1]), name="inbound")
        await asyncio.create_task(app.inbound.handle_waiting(), name="inbound")
    return delivering


async def quiet(app: App, delivering: asyncio.Task[None]) -> None:
    """Until everything has left, or delivery has stopped."""
    while await _waiting(app.database, "outbox") and not delivering.done():
        await asyncio.sleep(0.005)


async def stop(app: App, delivering: asyncio.Task[None]) -> None:
    app.leadership.term = None
    delivering.cancel()
    await asyncio.gather(delivering, return_exceptions=True)


async def _waiting(database: Database, table: str) -> int:
    states = "'waiting', 'sending'" if table == "outbox" else "'waiting'"
    async with database.reading() as db:
        # `table` is one of two words of our own.
        query = f"SELECT count(*) FROM {table} WHERE state IN ({states})"  # noqa: S608
        return int((await db.execute(text(query))).scalar_one())


async def restart(app: App) -> None:
    """What `App.run` does at a start; claims of a dead process end by their lease."""
    if app.database.is_sqlite:
        async with app.database.transaction() as db:
            await inbox.release_all(db)


async def alone(database: Database) -> None:
    """PostgreSQL notices that a client was killed; wait until it has rolled back for it."""
    if database.is_sqlite:
        return
    others = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    while True:
        async with database.reading() as db:
            if not (await db.execute(others)).scalar_one():
                return
        await asyncio.sleep(0.005)


def short_leases() -> None:
    """So that a restart need not wait ten seconds for the claims of the dead."""
    inbound.CLAIM = 0.05


# What is compared


def _plain(words: str) -> str:
    """Without numbers: a rolled back transaction leaves a gap in PostgreSQL's numbering."""
    return re.sub(r"\d+", "#", words)


async def recorded(database: Database) -> dict[str, int]:
    """How many messages are written down as sent, per account."""
    async with database.reading() as db:
        rows = await db.execute(
            text(
                "SELECT a.external_id, count(*) FROM outbox o JOIN account a ON a.id = o.account_id"
                " WHERE o.state = 'sent' GROUP BY a.external_id"
            )
        )
        return {row[0]: row[1] for row in rows}


def recorded_in(rows: Snapshot) -> dict[str, int]:
    """The same, of rows that were kept."""
    accounts = {row["id"]: row["external_id"] for row in rows["account"]}
    return Counter(accounts[row["account_id"]] for row in rows["outbox"] if row["state"] == "sent")


async def outcome(database: Database) -> dict[str, list[str]]:
    """Everything that matters, without what may differ between two lives."""
    async with database.reading() as db:
        rows = await _rows(db)
    people = {row["person_id"]: row["external_id"] for row in rows["account"]}
    accounts = {row["id"]: row["external_id"] for row in rows["account"]}
    authors = {row["id"]: people[row["author_id"]] for row in rows["contribution"]}
    keys = {"id", "term", "claimed_until", "attempts", "sent_ids", "until", "holder", "dedupe_key"}
    names = {"person_id": people, "author_id": people, "owner_id": people, "account_id": accounts}
    names |= {"decided_by_id": people, "contribution_id": authors, "about_id": authors}

    def shown(row: dict[str, Any]) -> str:
        kept = {
            key: names[key].get(value, value) if key in names else value
            for key, value in row.items()
            if key not in keys
        }
        return _plain(json.dumps(kept, default=str, sort_keys=True))

    return {table: sorted(shown(row) for row in found) for table, found in rows.items()}
