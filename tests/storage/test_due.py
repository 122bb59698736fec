"""What falls due is found at once, however much has been closed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from sqlalchemy import insert

from conversations.lifecycle import Status
from conversations.promises import Timeline, answer_by, next_due
from storage.database import Db
from storage.models import contributions
from storage.models.contributions import contribution
from tests.conversations.world import PROGRAMME
from tests.house import START, House

OPEN, CLOSED = 10_000, 100_000
BATCH = 50


async def _many(db: Db, count: int, status: Status) -> None:
    """Received over a year, one after the other."""
    calendar = PROGRAMME.calendar
    rows: list[dict[str, Any]] = []
    days: dict[int, dict[str, Any]] = {}
    for number in range(count):
        day = number * 365 // count
        if day not in days:
            at = START + timedelta(days=day)
            by = answer_by(at, calendar)
            due = next_due(Timeline(status, at, at, by, told=at), calendar, at)
            days[day] = {
                "received_at": at,
                "since": at,
                "told_at": at,
                "answer_by": by,
                "next_due_at": due.at if due else None,
                "next_due_what": due.what if due else None,
                "next_due_to": due.to if due else None,
            }
        idea = {"kind": "idea", "status": status, "language": "nl", "channel": "web"}
        rows.append({**idea, "office": True, **days[day]})
    for begin in range(0, count, 1000):
        await db.execute(insert(contribution), rows[begin : begin + 1000])


async def _look(house: House) -> float:
    """Milliseconds of finding a batch that is due, with its words; the median of nine."""
    now, took = START + timedelta(days=60), []
    for _ in range(9):
        begun = time.perf_counter()
        async with house.app.database.transaction() as db:
            found = await contributions.due(db, now, BATCH)
        took.append(1000 * (time.perf_counter() - begun))
        assert len(found) == BATCH
    return median(took)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_tick_does_not_grow_with_what_is_closed(
    house: House, record_property: Callable[[str, object], None]
) -> None:
    async with house.app.database.transaction() as db:
        await _many(db, OPEN, Status.BEING_READ)
    before = await _look(house)
    async with house.app.database.transaction() as db:
        await _many(db, CLOSED, Status.CLOSED)
    after = await _look(house)
    figures = f"{after:.1f} ms, ×{after / before:.2f} of without {CLOSED} closed ones"
    record_property("figures", f"{BATCH} of {OPEN} open ones that are due are found in {figures}")
    assert after < 100
    assert after < 3 * before + 5
