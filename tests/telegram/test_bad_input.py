"""Everything that should not come in: answered kindly, or parked with its error; then on."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from tests.botapi.phones import Phone
from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, of_telegram
from tests.telegram.people import decides, enrols, finishes_idea, sends_idea, taps

MB = 1024 * 1024


def pushes(api: StrictBotApi, update: dict[str, Any]) -> None:
    """A raw update with the next number."""
    number = api.updates.next_number
    api.updates.next_number += 1
    api.push_raw({"update_id": number, **update})


async def figures(bot: RunningBot) -> tuple[list[str], int]:
    """Warnings, and how many events wait."""
    ready = json.loads((await bot.get("/ready"))[1])
    return ready["warnings"], ready["events_waiting"]


async def test_what_a_conversation_cannot_take(api: StrictBotApi, tmp_path: Path) -> None:
    async with RunningBot(tmp_path, **of_telegram(api)) as bot:
        samira = await enrols(api, tmp_path)
        fatma = api.phone(1001, "Fatma")
        fatma.sends_sticker()
        await fatma.sees("sticker")
        fatma.sends_location(51.98, 5.91)
        await fatma.sees("plek")
        fatma.sends_contact()
        await fatma.sees("Een nummer")
        fatma.sends_document("film.mov", size=20 * MB + 1)
        await fatma.sees("te groot")
        fatma.sends_document("precies.pdf", size=20 * MB)  # this much can be fetched
        await fatma.sees("Wat is het?")
        await taps(fatma, "💡 Een idee", "In welke wijk")
        await finishes_idea(fatma)
        await samira.sees("Bij ")

        # A text longer than Telegram takes back, and ten messages in one second
        await taps_idea(fatma)
        fatma.says("lang " * 1000)
        for number in range(10):
            fatma.says(f"en nog iets, nummer {number}")
        await fatma.sees("Is het weer in")
        with contextlib.suppress(AssertionError):
            await fatma.quiet(1)
        await fatma.quiet(1)  # all ten are there, and it was asked once more
        await taps(fatma, "Ja", "Hoe mogen we je noemen?")
        await taps(fatma, "Liever niet", "Klopt dit?")
        await fatma.sees("nummer 9")  # too long for one message: the buttons stand under the last
        await taps(fatma, "✅ Ja, verstuur", "Het nummer is 2.")
        await samira.sees("Nieuw bericht")
        card = await samira.sees("nummer 9")
        told = "".join(seen.text for seen in samira.screen)
        assert all(f"en nog iets, nummer {number}" in told for number in range(10))
        assert told.count("lang") >= 1000
        assert card.rows
        warnings, waiting = await figures(bot)
        assert (warnings, waiting) == ([], 0)


async def taps_idea(phone: Phone) -> None:
    phone.start()
    await phone.sees("Ik ben Buurtstem")
    await taps(phone, "💡 Ik heb een idee", "Wat is je idee?")


async def test_buttons_that_are_old_forged_or_somebody_elses(
    api: StrictBotApi, tmp_path: Path
) -> None:
    async with RunningBot(tmp_path, **of_telegram(api)) as bot:
        samira = await enrols(api, tmp_path)
        fatma, mallory = api.phone(1001, "Fatma"), api.phone(666, "Mallory")
        await taps_idea(fatma)
        fatma.says("meer bankjes")
        asked = await fatma.sees("In welke wijk")
        old = asked.buttons[0]["callback_data"]
        await finishes_idea(fatma)
        card = await samira.sees("Nieuw bericht")

        # A button of a year ago: its message is bare by then
        await fatma.sees_answer(fatma.taps_forged(old, asked.message_id))
        await fatma.sees("van eerder")
        await fatma.sees_answer(fatma.taps_forged(old, 999_999))
        await fatma.sees("van eerder")

        # Staff buttons and the resident's own, in somebody else's hands
        await sends_idea(mallory, "ik wil alles lezen", 2)
        await samira.sees("Nieuw bericht")
        staffs = [button["callback_data"] for button in card.buttons]
        await decides(samira, "We zetten drie bankjes neer.")  # the newest card: number 2
        answer = await mallory.sees("Nieuws over je idee 2")
        own = [button["callback_data"] for button in answer.buttons]
        others = [data.replace("2", "1") for data in own]
        garbage = ["", "x", "o:", "s:card:99999999999999999999", "a:\0:\0", "💥" * 16, ":" * 64]
        for data in [*staffs, *others, *garbage]:
            before = len(samira.screen)
            await mallory.sees_answer(mallory.taps_forged(data, 5))
            assert "meer bankjes" not in mallory.printed(), data
            assert len(samira.screen) == before, data
        warnings, waiting = await figures(bot)
        assert (warnings, waiting) == ([], 0)


TEXT = {"text": "hallo?", "date": 1, "message_id": 70}
CHAT = {"id": 1001, "type": "private", "first_name": "Fatma"}
FROM = {"id": 1001, "is_bot": False, "first_name": "Fatma", "language_code": "nl"}

PARKED: dict[str, dict[str, Any]] = {
    "no chat": {"message": {**TEXT, "from": FROM}},
    "no sender": {"message": {**TEXT, "chat": CHAT}},
    "sender is null": {"message": {**TEXT, "chat": CHAT, "from": None}},
    "message is null": {"message": None},
    "message is a list": {"message": [1, 2]},
    "ids are strings": {"message": {**TEXT, "chat": CHAT, "from": {**FROM, "id": "1001"}}},
    "ids are true": {"message": {**TEXT, "chat": CHAT, "from": {**FROM, "id": True}}},
    "ids beyond 64 bits": {"message": {**TEXT, "chat": CHAT, "from": {**FROM, "id": 10**30}}},
    "text is a number": {"message": {**TEXT, "chat": CHAT, "from": FROM, "text": 7}},
    "photo without sizes": {
        "message": {"date": 1, "message_id": 7, "chat": CHAT, "from": FROM, "photo": [{}]}
    },
    "member of nothing": {"my_chat_member": {"chat": CHAT, "from": FROM}},
}
QUIET: dict[str, dict[str, Any]] = {
    "unknown kind": {"telepathy": {"from": FROM, "thought": "bankjes"}},
    "nothing at all": {},
    "language is a number": {"my_chat_member": {
        "chat": CHAT, "from": {**FROM, "language_code": 7}, "new_chat_member": {"status": "member"},
    }},
}  # fmt: skip
NO_UPDATES: list[Any] = [
    "hello",
    17,
    None,
    [],
    {"message": {**TEXT, "chat": CHAT, "from": FROM}},
    {"update_id": "12", "message": {**TEXT, "chat": CHAT, "from": FROM}},
    {"update_id": True, "message": {}},
    {"update_id": 10**30, "message": {}},
    b'{"update_id": -5, "odd": [NaN, Infinity, 1e999, ' + b"9" * 5000 + b"]}",
]


async def test_json_that_is_no_update_is_parked_and_the_next_goes_on(
    api: StrictBotApi, tmp_path: Path, database_url: str
) -> None:
    settings = of_telegram(api) | {"DATABASE_URL": database_url}
    async with RunningBot(tmp_path, **settings) as bot:
        fatma = api.phone(1001, "Fatma")
        fatma.start()
        await fatma.sees("Ik ben Buurtstem")
        for number, update in enumerate((*PARKED.values(), *QUIET.values())):
            # Each from somebody else, so that they need not wait for one another
            pushes(
                api, json.loads(json.dumps(update).replace('"id": 1001', f'"id": {2000 + number}'))
            )
        for thing in NO_UPDATES:
            api.push_raw(thing)
        pushes(api, {"message": {**TEXT, "chat": CHAT, "from": FROM, "text": "mijn \0 woorden"}})
        await fatma.sees("Wat is het?", 20)
        number = api.updates.next_number
        api.updates.next_number += 1
        half = {**TEXT, "chat": CHAT, "from": FROM, "text": "half \ud83d teken", "message_id": 71}
        api.push_raw(json.dumps({"update_id": number, "message": half}).encode())
        await fatma.sees("Wat is het?", 20)
        await taps(fatma, "💡 Een idee", "In welke wijk")
        await taps(fatma, "Presikhaaf", "Hoe mogen we je noemen?")
        await taps(fatma, "Liever niet", "mijn \ufffd woorden")
        assert "half \ufffd teken" in str(fatma.last)
        warnings, waiting = await figures(bot)
        assert waiting == 0
        assert f"{len(PARKED) + len(NO_UPDATES)} events are parked" in " ".join(warnings)
