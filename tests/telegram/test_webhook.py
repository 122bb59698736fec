"""The webhook of a running bot: whom it lets in, what it keeps, and how one changes over."""

from __future__ import annotations

import asyncio
import functools
import json
from pathlib import Path

import aiohttp
import pytest

from tests.botapi.phones import Phone
from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, free_port, of_telegram, until
from tests.telegram.people import taps


@pytest.fixture
def listens() -> int:
    return free_port()


async def post(api: StrictBotApi, update: object, *, host: str = "", secret: str = "") -> int:
    """As Telegram does, or as somebody who would like to be Telegram."""
    settings = of_telegram(api)
    headers = {
        "X-Telegram-Bot-Api-Secret-Token": secret or settings["TELEGRAM_WEBHOOK_SECRET"],
        "Host": host or "127.0.0.1",
    }
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    async with (
        aiohttp.ClientSession() as client,
        client.post(settings["TELEGRAM_WEBHOOK_URL"], data=body, headers=headers) as answer,
    ):
        return answer.status


def said(phone: Phone, number: int, text: str) -> dict[str, object]:
    message = {
        "message_id": 1000 + number,
        "date": 1,
        "chat": {"id": phone.chat_id, "type": "private"},
        "from": phone.user,
        "text": text,
    }
    return {"update_id": number, "message": message}


async def test_what_comes_twice_counts_once_and_strangers_are_sent_away(
    api: StrictBotApi, tmp_path: Path, database_url: str
) -> None:
    settings = of_telegram(api) | {"DATABASE_URL": database_url}
    async with RunningBot(tmp_path, **settings) as bot:
        fatma = api.phone(1001, "Fatma")
        fatma.start()
        await fatma.sees("Ik ben Buurtstem")
        await taps(fatma, "💡 Ik heb een idee", "Wat is je idee?")
        assert await post(api, said(fatma, 7, "hallo"), secret="wrong") == 403
        assert await post(api, said(fatma, 8, "hallo"), host="elsewhere.example.org") == 400
        for _ in range(3):
            assert await post(api, said(fatma, 9, "meer bankjes")) == 200
        await fatma.sees("In welke wijk")
        await fatma.quiet(1)
        assert sum("In welke wijk" in seen.text for seen in fatma.screen) == 1
        for odd in (b"", b"{", b"[" * 100_000, b'"\\ud83d \\u0000"', b"7"):
            assert await post(api, odd) == 200
        await until_parked(bot, 5)
        assert await post(api, said(fatma, 10, "terug")) == 200
        await fatma.sees("Wat is je idee?")


def _is_set(api: StrictBotApi, hooked: bool) -> bool:
    return (api.webhook is not None) == hooked


async def until_parked(bot: RunningBot, count: int) -> None:
    warnings: list[str] = []
    for _ in range(100):
        warnings = json.loads((await bot.get("/ready"))[1])["warnings"]
        if any(f"{count} events are parked" in warning for warning in warnings):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(warnings)


async def test_from_polling_to_the_webhook_and_back(api: StrictBotApi, tmp_path: Path) -> None:
    polling = {name: of_telegram(api)[name] for name in ("TELEGRAM_TOKEN", "TELEGRAM_API_URL")}
    fatma = api.phone(1001, "Fatma")
    for settings in (polling, of_telegram(api), polling):
        # What comes in while nobody is there waits at Telegram
        fatma.start()
        async with RunningBot(tmp_path, **settings) as bot:
            await fatma.sees("Ik ben Buurtstem", 15)
            hooked = settings is not polling
            await until(functools.partial(_is_set, api, hooked))
            ready = json.loads((await bot.get("/ready"))[1])
            assert ("updates_waiting" in ready, "seconds_since_poll" in ready) == (
                hooked,
                not hooked,
            )
