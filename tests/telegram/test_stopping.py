"""Stopped, killed and started again: nothing is lost, and only what was in flight comes twice."""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path

import pytest

from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, command, of_telegram, until
from tests.telegram.people import enrols, sends_idea

IN_FLIGHT = 50  # DELIVERY_IN_FLIGHT


@pytest.mark.parametrize(("number", "forked"), [(signal.SIGTERM, False), (signal.SIGINT, True)])
async def test_it_stops_with_a_long_poll_open_and_goes_on_after(
    api: StrictBotApi, tmp_path: Path, number: signal.Signals, forked: bool
) -> None:
    bot = RunningBot(tmp_path, **of_telegram(api))
    bot.forked = forked  # once as the command is typed
    await bot.start()
    fatma = api.phone(1001, "Fatma")
    await sends_idea(fatma, "meer bankjes")
    assert await bot.stop(number) == 0
    assert "Traceback" not in bot.log
    assert "ERROR" not in bot.log

    # What is sent meanwhile waits at Telegram, and what was handled does not come again
    fatma.says("en een prullenbak")
    shown = len(fatma.screen)
    bot.forked = True
    await bot.start()
    await fatma.sees("Hoort dit bij nummer 1")
    assert len(fatma.screen) == shown + 1
    assert await bot.stop() == 0


async def test_it_stops_in_the_middle_of_sending_to_fifty(
    api: StrictBotApi, tmp_path: Path
) -> None:
    bot = RunningBot(tmp_path, **of_telegram(api))
    await bot.start()
    people = [api.phone(2000 + number, f"P{number}") for number in range(60)]
    api.break_next("sendMessage", "delay:3", 1000)
    for phone in people:
        phone.start()
    await until(lambda: api._faults["sendMessage"].left <= 1000 - IN_FLIGHT)
    assert await bot.stop() == 0
    del api._faults["sendMessage"]
    await bot.start()
    for phone in people:
        await phone.sees("Ik ben Buurtstem")
    assert await bot.stop() == 0
    shown = [sum(seen.by_bot for seen in phone.screen) for phone in people]
    assert min(shown) == 1
    assert sum(shown) <= len(people) + IN_FLIGHT
    assert sum(shown) == len(people), "there was time enough for what was in flight"


async def test_it_stops_when_telegram_does_not_answer(api: StrictBotApi, tmp_path: Path) -> None:
    bot = RunningBot(tmp_path, **of_telegram(api))
    await bot.start()
    fatma = api.phone(1001, "Fatma")
    api.break_next("sendMessage", "delay:30", 5)
    fatma.start()
    await until(lambda: "sendMessage" in api._faults and api._faults["sendMessage"].left < 5)
    assert await bot.stop() == 0
    del api._faults["sendMessage"]
    await bot.start()
    await fatma.sees("Ik ben Buurtstem")
    assert await bot.stop() == 0


async def test_killed_in_the_middle_it_takes_up_what_it_had(
    api: StrictBotApi, tmp_path: Path
) -> None:
    bot = RunningBot(tmp_path, **of_telegram(api))
    await bot.start()
    people = [api.phone(2000 + number, f"P{number}") for number in range(30)]
    for phone in people:
        phone.start()
    await until(lambda: api.calls_of("sendMessage"))
    await bot.kill()
    async with bot:
        for phone in people:
            await phone.sees("Ik ben Buurtstem")
        await at_rest(bot)
    shown = [sum(seen.by_bot for seen in phone.screen) for phone in people]
    assert min(shown) >= 1
    assert sum(shown) <= len(people) + IN_FLIGHT


async def at_rest(bot: RunningBot) -> None:
    """Wait until everything is handled and sent."""
    async with asyncio.timeout(10):
        while True:
            ready = json.loads((await bot.get("/ready"))[1])
            if ready["events_waiting"] == ready["messages_waiting"] == 0:
                return
            await asyncio.sleep(0.1)


async def test_a_second_one_on_the_same_file_refuses(api: StrictBotApi, tmp_path: Path) -> None:
    async with RunningBot(tmp_path, **of_telegram(api)) as bot:
        other = tmp_path / "other"
        other.mkdir()
        telegram, port = of_telegram(api), str(bot.port)
        telegram.pop("WEB_PORT", None)
        second, elsewhere, checked, exported, _ = await asyncio.gather(
            command(tmp_path, "run", WEB_PORT="0", **telegram),
            command(other, "run", WEB_PORT=port, **telegram),  # on a port that is taken
            command(tmp_path, "check", **telegram),
            command(tmp_path, "export", "all.xlsx", **telegram),
            enrols(api, tmp_path),
        )
        assert (second.code, elsewhere.code) == (2, 2)
        assert "Another buurtstem already runs on buurtstem.db" in second.err
        assert f"port {port}: Address already in use" in elsewhere.err
        assert "Traceback" not in second.err + elsewhere.err
        assert (checked.code, exported.code) == (0, 0), checked.err + exported.err
        status, body = await bot.get("/ready")
        assert (status, json.loads(body)["ready"]) == (200, True)
        assert await bot.get("/health") == (200, '{"status":"ok"}')
        status, body = await bot.get("/nothing")
        assert status == 404
        assert "Hier is geen pagina." in body
