"""No token, no name and no word of anybody ever stands in the log, whatever goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, of_telegram, until
from tests.telegram.people import PNG, decides, enrols, sends_idea

NAMES = ("Samira", "Fatma", "Joost")
WORDS = ("bankjes", "vijver", "zwijgzaam", "gedachte")


@pytest.mark.parametrize("form", [pytest.param("text", marks=pytest.mark.soak), "json"])
async def test_a_story_with_failures_leaves_nothing_in_the_log(
    api: StrictBotApi, tmp_path: Path, form: str
) -> None:
    settings = of_telegram(api) | {"LOG_LEVEL": "debug", "LOG_FORMAT": form}
    async with RunningBot(tmp_path, **settings) as bot:
        samira = await enrols(api, tmp_path)
        fatma = api.phone(1001, "Fatma")
        await sends_idea(fatma, "meer bankjes")
        await samira.sees("Nieuw bericht")

        # Garbage in which people's words stand, dropped connections, a file that is not there
        api.break_next("sendMessage", "garbage")
        fatma.says("en bij de vijver")
        await until(lambda: "sendMessage" not in api._faults)
        for how in ("drop_before", "500", "502_html"):
            api.break_next("getUpdates", how)  # asked only where it polls
            fatma.start()
        api.break_next("file", "drop_before", 2)
        fatma.sends_photo(PNG, "de zwijgzame vijver")

        # Words where nobody expects them
        number = api.updates.next_number
        api.updates.next_number += 2
        user = {"id": 1001, "is_bot": False, "first_name": "Fatma"}
        chat = {"id": 1001, "type": "private"}
        odd = {"message_id": ["gedachte"], "text": "zwijgzaam", "from": user, "chat": chat}
        api.push_raw({"update_id": number, "message": odd})
        api.push_raw({"update_id": number + 1, "telepathy": {"gedachte": "zwijgzaam"}})
        api.push_raw("gedachte")
        await until(lambda: "attempt 3" in bot.log, 15)
        await fatma.sees("Dat ging mis", 10)
        await until(lambda: "was not fetched" in bot.log, 10)
        await decides(samira, "Bankjes passen er, zegt Joost.")
        await fatma.sees("Nieuws over")

    if api.bot_listens is None:
        assert "polling failed" in bot.log
    hidden = [value for name, value in settings.items() if name.endswith("_SECRET")]
    for secret in (*hidden, api.token, api.token.partition(":")[2], *NAMES, *WORDS):
        assert secret.lower() not in bot.log.lower(), secret
    assert "Traceback" not in bot.log
    if form == "json":
        for line in bot.log.splitlines():
            assert {"at", "level", "logger", "message"} <= json.loads(line).keys()
