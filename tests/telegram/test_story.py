"""The thin road over real HTTP: a resident says it, staff decide, the resident hears it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, of_telegram, until
from tests.telegram.people import OGG, PNG, decides, enrols, finishes_idea, taps

WORDS = "meer <b>bankjes</b> in het_park & zo 🌳 שלום"


async def test_a_resident_says_it_and_hears_back(
    api: StrictBotApi, tmp_path: Path, database_url: str
) -> None:
    settings = of_telegram(api) | {"DATABASE_URL": database_url}
    async with RunningBot(tmp_path, **settings) as bot:
        status, body = await bot.get("/ready")
        assert status == 200
        assert "no staff are enrolled" in json.loads(body)["warnings"][0]
        samira = await enrols(api, tmp_path, DATABASE_URL=database_url)
        fatma = api.phone(1001, "Fatma")

        # An idea, one message of it changed afterwards
        fatma.start()
        await fatma.sees("Ik ben Buurtstem")
        await taps(fatma, "💡 Ik heb een idee", "Wat is je idee?")
        first = fatma.says("meer bankjes")
        await fatma.sees("In welke wijk")
        fatma.edits(first, WORDS)
        await finishes_idea(fatma)
        card = await samira.sees("Nieuw bericht")
        assert WORDS in card.text
        assert "Presikhaaf" in card.text

        # A decision, its follow-up, and what the resident says of it
        await decides(samira, "We zetten drie bankjes bij de vijver.", "Ja, maar anders")
        heard = await fatma.sees("Nieuws over je idee 1")
        assert WORDS in heard.text
        assert "Wie besloot dit? \u2068Samira\u2069" in heard.text
        await taps(fatma, "Gelezen", "dat je het las")
        await samira.sees("heeft het antwoord gelezen")
        await taps(fatma, "❓ Een vraag", "Wat is je vraag")
        fatma.says("Komen er ook prullenbakken?")
        await fatma.sees("Klopt dit?")
        await taps(fatma, "✅ Ja, verstuur", "doorgegeven")
        await samira.sees("Komen er ook prullenbakken?")
        await taps(fatma, "✋ Niet mee eens", "klopt er niet")
        fatma.says("Ik wil juist tien bankjes.")
        await fatma.sees("Klopt dit?")
        await taps(fatma, "✅ Ja, verstuur", "kijken opnieuw")
        await samira.sees("niet eens")

        # Blocked: the answer waits, and arrives when the bot may write again
        fatma.blocks_bot()
        await decides(samira, "Tien bankjes passen er echt niet.", "Nu niet")
        await fatma.quiet(1.5)
        fatma.unblocks_bot()
        assert "Tien bankjes passen er echt niet." in (await fatma.sees("Nieuws over")).text

        status, body = await bot.get("/ready")
        assert status == 200
        ready = json.loads(body)
        assert ready["warnings"] == []
        assert ready["events_waiting"] == ready["messages_waiting"] == 0
    assert "Fatma" not in bot.log
    assert "bankjes" not in bot.log


async def test_voice_and_photos_reach_staff_as_they_came(api: StrictBotApi, tmp_path: Path) -> None:
    async with RunningBot(tmp_path, **of_telegram(api)):
        samira = await enrols(api, tmp_path)
        fatma = api.phone(1001, "Fatma")
        fatma.start()
        await fatma.sees("Ik ben Buurtstem")
        await taps(fatma, "💡 Ik heb een idee", "Wat is je idee?")
        fatma.sends_voice(14, OGG)
        fatma.sends_album([PNG + b"1", PNG + b"2"], "zo ziet het eruit bij de vijver")
        fatma.sends_audio(200, b"ID3")
        fatma.sends_video(9, b"mp4")
        fatma.sends_document("plan.pdf", b"%PDF", caption="mijn plan")
        await fatma.sees("In welke wijk")
        await fatma.sees("In welke wijk")  # once more, because something was added
        await finishes_idea(fatma)
        card = await samira.sees("Nieuw bericht")
        assert "zo ziet het eruit bij de vijver" in card.text
        assert "mijn plan" in card.text
        for _ in range(6):
            await samira.sees("Bij ")
        shown = [seen.media for seen in samira.screen if seen.by_bot][-6:]
        assert shown == ["voice", "photo", "photo", "audio", "video", "document"]
        await until(lambda: len(list((tmp_path / "data/media").rglob("*"))) >= 12)
    kept = [f.read_bytes() for f in (tmp_path / "data/media").rglob("*") if f.is_file()]
    assert sorted(kept) == sorted([OGG, PNG + b"1", PNG + b"2", b"ID3", b"mp4", b"%PDF"])
