"""One leads at a time, and lets go before another can."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update
from sqlalchemy.pool import QueuePool

from bot import lead as leading
from bot.lead import LET_GO, Leadership
from storage.database import Database
from storage.models import lead
from tests.house import House


async def _pass(database: Database) -> None:
    async with database.transaction() as db:
        await db.execute(update(lead.lead).values(until=1.0))


async def test_the_row_is_taken_renewed_given_up_and_passes_when_its_time_is_over(
    house: House,
) -> None:
    database = house.app.database
    async with database.transaction() as db:
        assert await lead.take(db, "a") == 1
        assert await lead.take(db, "b") is None
        assert await lead.renew(db, "a", 1)
        assert not await lead.renew(db, "b", 1)
    await _pass(database)
    async with database.transaction() as db:
        assert await lead.take(db, "b") == 2
        assert not await lead.renew(db, "a", 1)
        await lead.give_up(db, "a", 1)  # not a's to give
        assert await lead.take(db, "a") is None
        assert await lead.take(db, "a", by_force=True) == 3
        await lead.give_up(db, "a", 3)
        assert await lead.take(db, "b") == 4


async def test_two_never_work_at_the_same_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "RENEW", 0.02)
    monkeypatch.setattr(house.app.database, "is_sqlite", False)  # no force
    working = most = 0
    terms: list[int] = []

    async def work(term: int) -> None:
        nonlocal working, most
        working, terms[:] = working + 1, [*terms, term]
        most = max(most, working)
        try:
            await asyncio.sleep(0.1)
        finally:
            working -= 1

    both = [asyncio.create_task(Leadership(house.app.database, h).run(work)) for h in "ab"]
    await asyncio.sleep(0.8)
    for task in both:
        task.cancel()
    async with asyncio.timeout(3):
        await asyncio.gather(*both, return_exceptions=True)
    assert most == 1
    assert len(terms) >= 3


@pytest.mark.parametrize("how", ["hangs", "is lost"])
async def test_work_stops_when_the_lead_is_not_renewed(
    house: House, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(leading, "RENEW", 0.05)
    monkeypatch.setattr(leading, "LET_GO", 0.3)
    stopped = asyncio.Event()

    async def renew(*_: object) -> bool:
        if how == "hangs":
            await asyncio.Event().wait()
        return False

    async def work(term: int) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    monkeypatch.setattr(lead, "renew", renew)
    running = asyncio.create_task(Leadership(house.app.database, "a").run(work))
    async with asyncio.timeout(1.5):
        await stopped.wait()
    running.cancel()
    async with asyncio.timeout(3):
        await asyncio.gather(running, return_exceptions=True)
    pool = house.app.database.engine.pool
    assert isinstance(pool, QueuePool)
    assert pool.checkedout() == 0  # nothing that nobody will close


def test_a_holder_lets_go_before_the_row_can_pass() -> None:
    assert LET_GO < lead.LEASE
