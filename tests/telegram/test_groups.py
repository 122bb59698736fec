"""Groups: one sentence and gone, but for the staff group, where it stays and is silent."""

from __future__ import annotations

import json
from pathlib import Path

from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, of_telegram, until

STAFF = -1001234


async def test_it_stays_in_the_staff_group_alone(api: StrictBotApi, tmp_path: Path) -> None:
    joost, mallory = api.phone(700, "Joost"), api.phone(701, "Mallory")
    staff, strange = api.group(STAFF, "Team Oost", "group"), api.group(-1009999, "Buurtapp")
    moved = -1005678
    async with RunningBot(tmp_path, **of_telegram(api), STAFF_CHAT_ID=str(STAFF)) as bot:
        staff.adds_bot(joost)
        staff.says(joost, "/start")

        # Added to a strange group: two updates, one sentence
        strange.adds_bot(mallory)
        await strange.sees("Ik ga nu uit deze groep")
        await until(lambda: len(api.calls_of("leaveChat")) >= 1)
        await strange.quiet(1)
        assert len([seen for seen in strange.screen if seen.by_bot]) == 1

        # Added again: gone again
        before = len(api.calls_of("leaveChat"))
        strange.adds_bot(mallory, admin=True)
        await until(lambda: len(api.calls_of("leaveChat")) > before)

        # The staff group becomes a supergroup: it is still ours
        assert staff.migrates(joost, moved) == moved
        staff.says(joost, "/start@strict_test_bot")
        await staff.quiet(1)
        assert not [seen for seen in staff.screen if seen.by_bot]
        await until(lambda: "moved to -1005678" in bot.log)
        assert {call.params["chat_id"] for call in api.calls_of("leaveChat")} == {strange.chat_id}
        assert json.loads((await bot.get("/ready"))[1])["events_waiting"] == 0

    # With the setting as it was, and after a restart
    async with RunningBot(tmp_path, **of_telegram(api), STAFF_CHAT_ID=str(STAFF)) as bot:
        staff.says(joost, "/help@strict_test_bot")
        staff.says(joost, "/start@strict_test_bot")
        await staff.quiet(1)
        assert {call.params["chat_id"] for call in api.calls_of("leaveChat")} == {strange.chat_id}
        assert json.loads((await bot.get("/ready"))[1])["events_waiting"] == 0
