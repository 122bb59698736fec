"""What comes at the same time is stored together, and nobody sinks with somebody else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.channels.base import RawEvent
from storage.database import DatabaseUnavailable
from storage.models import inbox
from tests.house import House


def raw(number: int) -> RawEvent:
    payload = {"from": f"p{number}", "kind": "text", "text": "hoi"}
    return RawEvent("fake", f"e{number}", f"fake:p{number}", payload)


async def count(house: House) -> int:
    async with house.app.database.reading() as db:
        return int((await db.execute(select(func.count()).select_from(inbox.inbox))).scalar_one())


class Storing:
    """The real storing, which can hang, or fail with some events; counts its transactions."""

    def __init__(self, house: House, patch: pytest.MonkeyPatch) -> None:
        self.real = inbox.store
        self.sizes: list[int] = []
        self.sinks: dict[str, Exception] = {}
        self.goes = asyncio.Event()
        self.goes.set()
        patch.setattr("bot.arrivals.inbox.store", self)

    async def __call__(self, db: Any, rows: Sequence[inbox.Came]) -> None:
        await self.goes.wait()
        for row in rows:
            if row.event_id in self.sinks:
                raise self.sinks[row.event_id]
        await self.real(db, rows)
        self.sizes.append(len(rows))


@pytest.fixture
def storing(house: House, monkeypatch: pytest.MonkeyPatch) -> Storing:
    return Storing(house, monkeypatch)


async def all_of(house: House, *numbers: int) -> list[BaseException | None]:
    """Each received by itself, all at the same time; what each heard."""
    calls = (house.app.inbound.receive([raw(number)]) for number in numbers)
    return await asyncio.gather(*calls, return_exceptions=True)


async def test_together_and_once(house: House, storing: Storing) -> None:
    assert await all_of(house, *range(40), *range(10)) == [None] * 50
    assert await count(house) == 40
    assert len(storing.sizes) <= 2


async def test_one_that_cannot_be_stored_sinks_alone(house: House, storing: Storing) -> None:
    storing.sinks["e3"] = ValueError("odd")
    heard = await all_of(house, *range(6))
    assert [type(one) for one in heard] == [type(None)] * 3 + [ValueError] + [type(None)] * 2
    assert await count(house) == 5


async def test_a_database_that_is_away_is_away_for_all(house: House, storing: Storing) -> None:
    storing.sinks["e3"] = DatabaseUnavailable("gone")
    heard = await all_of(house, 1, 3, 4)
    # The first is on its way alone before the others come.
    assert [type(one) for one in heard[1:]] == [DatabaseUnavailable] * 2
    storing.sinks.clear()
    assert await all_of(house, 1, 3, 4) == [None] * 3
    assert await count(house) == 3


async def test_who_gives_up_leaves_the_others_in(house: House, storing: Storing) -> None:
    storing.goes.clear()
    calls = [asyncio.create_task(house.app.inbound.receive([raw(n)])) for n in range(4)]
    await asyncio.sleep(0.1)
    calls[0].cancel()  # in the middle of its transaction
    calls[2].cancel()  # while it waits
    await asyncio.sleep(0.1)
    storing.goes.set()
    heard = await asyncio.gather(*calls, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in heard] == [True, False, True, False]
    assert (heard[1], heard[3]) == (None, None)
    assert await count(house) >= 2
    assert await all_of(house, *range(4)) == [None] * 4
    assert await count(house) == 4
