"""`make try`: three phones on one page, an example neighbourhood, and a clock to put forward."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import ViewportSize, expect

from bot.try_out import _example
from conversations.progress import Draft
from tests.running import RunningBot
from tests.web.browser import WITHIN, Screen, chromium

DESK: ViewportSize = {"width": 1280, "height": 860}


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    async with RunningBot(tmp_path, "try", LOG_LEVEL="info") as found:
        yield found


async def test_a_visitor_tells_decides_and_reads_the_answer(bot: RunningBot) -> None:
    begun = time.monotonic()
    async with chromium() as browser:
        context = await browser.new_context(viewport=DESK, locale="nl-NL")
        page = await Screen.opened(context, f"http://127.0.0.1:{bot.port}/")
        assert "voorbeeld" in await page.page.locator("header").inner_text()
        await expect(page.page.locator("#now")).to_contain_text("dinsdag")
        await expect(page.page.locator("#now")).to_contain_text("10:00")
        resident, staff, _ = (
            Screen(page.page, page.page.frame_locator("iframe").nth(n)) for n in range(3)
        )
        steps = page.page.locator(".steps li")
        await expect(steps.nth(0)).to_have_attribute("aria-current", "step", timeout=WITHIN)
        await expect(resident.button("💡 Ik heb een idee")).to_be_in_viewport()
        await page.picture("try-begin")
        await resident.taps("💡 Ik heb een idee", "Wat is je idee?")
        await fills_in(page, "resident", resident)
        await resident.taps("Presikhaaf", "Hoe mogen we je noemen?")
        await resident.taps("Liever niet", "Klopt dit?")
        await resident.taps("✅ Ja, verstuur", "Het nummer is 2")
        await staff.sees("Meer bankjes in het park")
        await expect(steps.nth(1)).to_have_attribute("aria-current", "step", timeout=WITHIN)
        await page.picture("try")
        await staff.taps("⚖️ Besluiten", "Wat is het antwoord op nummer 2?")
        await staff.taps("We proberen het", "Waarom?")
        await fills_in(page, "staff", staff)
        await staff.sees("Wat gebeurt er nu?")
        await fills_in(page, "staff", staff)
        await staff.sees("Wie doet dat?")
        await staff.taps("Ikzelf", "Vóór welke dag?")
        await staff.taps("Geen datum", "Wat deed dit bericht")
        await staff.taps("Nog geen plan", "Dit krijgt de bewoner")
        await staff.taps("✅ Ja, verstuur", "gaat zo weg")
        await resident.sees("we gaan het PROBEREN")
        print(f"a visitor's whole story took {time.monotonic() - begun:.0f} s, by machine")
        await expect(steps.nth(2)).to_have_attribute("aria-current", "step", timeout=WITHIN)
        await expect(page.page.locator("#phone-resident")).to_have_class("turn")
        await page.picture("try-answered")
        await page.page.get_by_role("button", name="Een week verder").click()
        await expect(page.page.locator("#now")).to_contain_text("dinsdag", timeout=WITHIN)
        await expect(page.page.locator("#now")).not_to_contain_text("loopt", timeout=WITHIN)
        await page.is_accessible()
        assert page.troubles == []


async def fills_in(page: Screen, who: str, phone: Screen) -> None:
    """Tap the example under a phone, and then Send in it."""
    example = page.page.locator(f"#phone-{who} .example")
    await expect(example).to_be_visible(timeout=WITHIN)
    assert "Voorbeeld" in await example.inner_text()
    before = await example.locator("q").inner_text()
    await example.click()
    await expect(phone.on.locator("#words")).to_have_value(before)
    await phone.on.locator("#send").click()
    await phone.sees(before)
    await expect(example.locator("q")).not_to_have_text(before, timeout=WITHIN)


async def test_the_example_fits_the_decision(bot: RunningBot) -> None:
    """A no is not explained by what speaks for it, and the clock is the programme's."""
    async with (
        aiohttp.ClientSession(headers={"Accept-Language": "nl"}) as http,
        http.get(f"http://127.0.0.1:{bot.port}/try/now") as answer,
    ):
        found = await answer.json()
    assert found["step"] == 1
    assert found["examples"] == {}
    assert found["now"].startswith("Het is nu dinsdag")
    told = Draft("decide", "1", answers={"outcome": {"value": "no"}})
    assert _example(told) == "try-example-reason-no"
    assert _example(Draft("decide", "1", answers={"outcome": {"value": "yes"}})) == (
        "try-example-reason"
    )
    assert _example(Draft("decide", "1")) is None


async def test_the_clock_goes_forward_and_only_here(bot: RunningBot, tmp_path: Path) -> None:
    async with aiohttp.ClientSession(headers={"Accept-Language": "en"}) as http:
        here = f"http://127.0.0.1:{bot.port}"
        headers = {"Origin": here}
        async with http.get(f"{here}/") as answer:
            page = await answer.text()
            assert "Everything is made up" in page
            assert "'self'" in answer.headers["Content-Security-Policy"].split("ancestors")[1]
            paths = {cookie["path"] for cookie in answer.cookies.values()}
            assert paths <= {f"/chat/{who}/" for who in ("resident", "key-person", "staff")}
        before = page.partition("It is now ")[2].partition("<")[0]
        async with http.post(f"{here}/try/forward", data="1", headers=headers) as answer:
            after = (await answer.json())["now"]
        assert before.startswith("Tuesday")
        assert after.startswith("It is now Wednesday")
        for odd in ("0", "8", "-1", "x", ""):
            async with http.post(f"{here}/try/forward", data=odd, headers=headers) as answer:
                assert answer.status == 400
        async with http.post(f"{here}/try/forward", data="1") as answer:
            assert answer.status == 403
    other = tmp_path / "run"
    other.mkdir()
    async with RunningBot(other) as running:
        assert (await running.get("/try/forward"))[0] == 404


async def test_a_neighbour_without_a_phone_on_the_page_is_not_unreachable(bot: RunningBot) -> None:
    here = f"http://127.0.0.1:{bot.port}"
    jar = aiohttp.CookieJar(unsafe=True)  # an address, no name
    async with aiohttp.ClientSession(headers={"Origin": here}, cookie_jar=jar) as http:
        async with http.get(f"{here}/"):
            pass
        for _ in range(2):
            async with http.post(f"{here}/try/forward", data="7") as answer:
                assert answer.status == 200
        async with http.get(f"{here}/chat/staff/state") as answer:
            said = [message["text"] for message in (await answer.json())["messages"]]
    assert any("Wat is hier beloofd?" in text for text in said), said
    assert not any("niet meer bereikbaar" in text for text in said)


async def test_what_was_tried_is_kept_where_a_folder_is_named(tmp_path: Path) -> None:
    for _ in range(2):  # the second finds what the first left, and goes on after it
        async with RunningBot(tmp_path, "try", LOG_LEVEL="info", DATA_DIR="mine") as bot:
            status, _ = await bot.get("/ready")
            assert status == 200
    assert (tmp_path / "mine" / "try.db").exists()
