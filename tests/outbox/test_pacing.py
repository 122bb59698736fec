"""What nobody waits for keeps to the limits; replies are counted in but never held."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.base import Pace
from bot.channels.telegram.chat import gap
from bot.pacing import Pacing


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds + 1e-9


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(asyncio, "sleep", found.sleep)
    return found


def paced(per_second: float, time: Time) -> Pacing:
    """Telegram has a pace, the web has none."""
    paces = {"telegram": Pace(gap, per_second)}
    return Pacing(paces.get, time)


@pytest.mark.parametrize(("to", "seconds"), [("1", 1.0), ("-1", 3.0)])
async def test_a_chat_and_a_group_have_their_own_pace(time: Time, to: str, seconds: float) -> None:
    pacing = paced(0, time)
    began = time.now
    for _ in range(5):
        await pacing.turn("telegram", to)
    assert time.now - began == pytest.approx(4 * seconds)


async def test_so_many_a_second_over_all_with_replies_counted_in(time: Time) -> None:
    pacing = paced(10, time)
    began = time.now
    for chat in range(31):
        await pacing.turn("telegram", str(chat))
    assert time.now - began == pytest.approx(3.0)
    time.now += 5
    for chat in range(10):
        pacing.note("telegram", f"r{chat}")
    began = time.now
    await pacing.turn("telegram", "p")
    assert time.now - began == pytest.approx(1.0)


async def test_zero_is_no_limit_over_all(time: Time) -> None:
    pacing = paced(0, time)
    began = time.now
    for chat in range(500):
        await pacing.turn("telegram", str(chat))
    assert time.now == began


@pytest.mark.parametrize(("chats", "held"), [(2, 0.0), (3, 7.0)])
async def test_three_chats_refused_within_a_second_hold_all(
    time: Time, chats: int, held: float
) -> None:
    pacing = paced(0, time)
    for chat in range(chats):
        pacing.hold("telegram", str(chat), 7.0)
    began = time.now
    await pacing.when_free("web", "other")
    assert time.now == began
    await pacing.when_free("telegram", "other")
    assert time.now - began == pytest.approx(held)
    await pacing.when_free("telegram", "0")
    assert time.now - began == pytest.approx(7.0)
