"""Telegram stumbles: nothing is lost, and only what was in flight comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.botapi.limits import Limits
from tests.botapi.phones import Phone
from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, of_telegram, until
from tests.telegram.people import enrols, finishes_idea, sends_idea, taps


def said_by_bot(phone: Phone) -> Counter[str]:
    return Counter(seen.text for seen in phone.screen if seen.by_bot)


async def test_failures_of_every_kind(api: StrictBotApi, tmp_path: Path) -> None:
    async with RunningBot(tmp_path, **of_telegram(api)) as bot:
        fatma = api.phone(1001, "Fatma")
        fatma.start()
        await fatma.sees("Ik ben Buurtstem")
        if api.bot_listens is None:
            for how in ("500", "502_html", "garbage", "drop_before", "drop_after", "429:1"):
                api.break_next("getUpdates", how)
                fatma.start()  # wakes the poll that is open, so that the next one fails
                await fatma.sees("Ik ben Buurtstem")
            await until(lambda: "getUpdates" not in api._faults)
            assert "polling failed" in bot.log
        await taps(fatma, "💡 Ik heb een idee", "Wat is je idee?")

        # Refused without having been shown: once more, and it is shown once
        for number, how in enumerate(("500", "502_html", "drop_before", "429:1")):
            api.break_next("sendMessage", how)
            fatma.says(f"meer bankjes {number}")
            await fatma.sees("In welke wijk")
            await taps(fatma, "⬅️ Terug", "Wat is je idee?")
        shown = said_by_bot(fatma)
        # Shown, and the answer lost: nobody can know, so it may come twice, and nothing else may
        for how in ("drop_after", "garbage"):
            api.break_next("sendMessage", how)
            fatma.says(f"en een bankje erbij, {how}")
            await fatma.sees("In welke wijk", 10)
            await until(lambda: "sendMessage" not in api._faults)
            await taps(fatma, "⬅️ Terug", "Wat is je idee?")
        more = said_by_bot(fatma) - shown
        assert sum(more.values()) <= 2 * 2 + 1, more
        fatma.says("klaar")
        await fatma.sees("In welke wijk")
        await finishes_idea(fatma)


@pytest.fixture
async def strict(listens: int | None) -> AsyncIterator[StrictBotApi]:
    """With Telegram's own limits, and bursts of three."""
    async with StrictBotApi(limits=Limits(private_burst=3), seed=2) as found:
        found.bot_listens = listens
        yield found
    assert found.refused == []


@pytest.mark.soak
async def test_a_storm_of_429(strict: StrictBotApi, tmp_path: Path) -> None:
    async with RunningBot(tmp_path, **of_telegram(strict)) as bot:
        samira = await enrols(strict, tmp_path)
        strict.break_next("sendMessage", "429:2", 6)
        people = [strict.phone(2000 + number, f"P{number}") for number in range(8)]
        for phone in people:
            phone.start()
        for phone in people:
            await phone.sees("Ik ben Buurtstem", 15)
        for phone in people:
            assert sum(said_by_bot(phone).values()) == 1
        await sends_idea(people[0], "meer bankjes")
        await samira.sees("meer bankjes")
        asked = [call for call in strict.calls_of("sendMessage") if call.error]
        assert asked, "no 429 was met"
        assert "ERROR" not in bot.log


async def test_more_people_than_connections_and_the_poll_goes_on(
    api: StrictBotApi, tmp_path: Path
) -> None:
    """Fifty sends that hang keep neither the poll nor /ready waiting."""
    async with RunningBot(tmp_path, **of_telegram(api)) as bot:
        people = [api.phone(3000 + number, f"P{number}") for number in range(120)]
        api.break_next("sendMessage", "delay:3", 50)
        for phone in people:
            phone.start()
        await until(lambda: len(api.updates) == 0, 3)
        status, _ = await bot.get("/ready")
        assert status == 200
        for phone in people:
            await phone.sees("Ik ben Buurtstem", 15)
        assert all(sum(said_by_bot(phone).values()) == 1 for phone in people)
