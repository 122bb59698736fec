"""The web chat in a real browser: by keyboard, in several tabs, over a network that breaks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Route, expect

from tests.bot_media.material import halves, saved
from tests.botapi.limits import Limits
from tests.botapi.server import StrictBotApi
from tests.running import ROOT, RunningBot, command, of_telegram
from tests.telegram.people import taps
from tests.web.browser import PHONE, WITHIN, Screen, chromium

WIDER = (
    "[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()"
    " && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)"
    " && !e.closest('.hear')).map(e => e.outerHTML)"
)
IDEA = "Meer bankjes in het <park> & voor opa 🌳"


pytestmark = pytest.mark.asyncio(loop_scope="session")  # that of the one browser


@pytest_asyncio.fixture(loop_scope="session")
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    async with RunningBot(tmp_path) as found:
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running_browser() -> AsyncIterator[Chromium]:
    async with chromium() as found:
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def browser(running_browser: Chromium) -> AsyncIterator[Chromium]:
    """Started once; every device is a context of its own in it, which knows nothing of others."""
    yield running_browser
    for device in running_browser.contexts:
        await device.close()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Chromium) -> BrowserContext:
    return await browser.new_context(viewport=PHONE, locale="nl-NL")


def address(bot: RunningBot, path: str = "/") -> str:
    return f"http://127.0.0.1:{bot.port}{path}"


async def test_the_whole_story_by_keyboard_alone(
    bot: RunningBot, phone: BrowserContext, browser: Chromium, tmp_path: Path
) -> None:
    """A resident tells an idea, staff enrol by their link and decide, the resident reads it."""
    resident = await Screen.opened(phone, address(bot))
    await resident.sees("Ik ben Buurtstem")
    await by_keyboard(resident, "💡 Ik heb een idee", "Wat is je idee?")
    await typed(resident, IDEA, "In welke wijk")
    await by_keyboard(resident, "Presikhaaf", "Hoe mogen we je noemen?")
    await typed(resident, "Fatma", "Klopt dit?")
    await resident.picture("summary")
    await by_keyboard(resident, "✅ Ja, verstuur", "Het nummer is 1")
    await by_keyboard(resident, "💬 Hier", "Mogen buren")
    await by_keyboard(resident, "Nee", "Deze pagina kan niet bellen")

    invitation = await command(
        tmp_path, "invite", "staff", "--name", "Samira", WEB_PORT=str(bot.port)
    )
    link = re.search(r"http://\S+/enter/\S+", invitation.out)
    assert link, invitation.out + invitation.err
    desk = await browser.new_context(viewport=PHONE, locale="nl-NL")
    staff = await Screen.opened(desk, link[0])
    assert staff.page.url == address(bot, "/enter/")
    await staff.page.keyboard.press("Tab")
    await staff.page.keyboard.press("Enter")
    await staff.sees("Je bent nu medewerker")
    await by_keyboard(staff, "📋 Wat ligt er?", "Eén bericht wacht")
    await by_keyboard(staff, re.compile("^1 ·"), IDEA)
    await by_keyboard(staff, "⚖️ Besluiten", "Wat is het antwoord op nummer 1?")
    await by_keyboard(staff, "Ja, maar anders", "Waarom?")
    await typed(staff, "Bij de vijver ligt een leiding in de grond.", "Wat gebeurt er nu?")
    await typed(staff, "We zetten drie bankjes bij de speeltuin.", "Wie doet dat?")
    await by_keyboard(staff, "Ikzelf", "Vóór welke dag?")
    await by_keyboard(staff, "Geen datum", "Wat deed dit bericht")
    await by_keyboard(staff, "Nog geen plan", "Dit krijgt de bewoner")
    await by_keyboard(staff, "✅ Ja, verstuur", "Verstuurd.")

    await resident.sees("JA, maar iets anders")
    assert IDEA in await resident.transcript()
    await resident.picture("answer")
    await by_keyboard(resident, "Gelezen", "Ik weet nu dat je het las")
    assert resident.troubles + staff.troubles == []


async def by_keyboard(screen: Screen, label: str | re.Pattern[str], then: str) -> None:
    """Reach a button with Tab, as anybody without a mouse does, and press it."""
    wanted = screen.on.locator("#messages button").filter(
        has_text=label if isinstance(label, re.Pattern) else re.compile(rf"^{re.escape(label)}$")
    )
    await wanted.last.wait_for(timeout=WITHIN)
    keyboard = screen.page.keyboard
    await screen.page.locator("#words").focus()
    for _ in range(60):
        if await wanted.last.evaluate("e => e === document.activeElement"):
            break
        await keyboard.press("Shift+Tab")
    else:
        raise AssertionError(f"{label} cannot be reached by Tab")
    await keyboard.press("Enter")
    await screen.on.locator("#messages li").filter(has_text=then).last.wait_for(timeout=WITHIN)


async def typed(screen: Screen, text: str, then: str) -> None:
    await screen.page.locator("#words").focus()
    await screen.page.keyboard.type(text)
    await screen.page.keyboard.press("Enter")
    await screen.on.locator("#messages li").filter(has_text=then).last.wait_for(timeout=WITHIN)


async def test_three_tabs_and_a_post_still_gets_through(
    bot: RunningBot, phone: BrowserContext
) -> None:
    tabs = [await Screen.opened(phone, address(bot)) for _ in range(3)]
    for tab in tabs:
        await tab.sees("Ik ben Buurtstem")
    for number, tab in enumerate(tabs):
        await tab.page.bring_to_front()
        await tab.says(f"bericht {number}")
    for tab in tabs:
        await tab.page.bring_to_front()
        for number in range(3):
            await tab.sees(f"bericht {number}")
        assert tab.troubles == []


async def test_pages_opened_at_once_are_one_conversation(
    bot: RunningBot, phone: BrowserContext
) -> None:
    tabs = await asyncio.gather(*(Screen.opened(phone, address(bot)) for _ in range(4)))
    for tab in tabs:
        await tab.page.bring_to_front()
        await tab.sees("Ik ben Buurtstem")
    await tabs[0].page.bring_to_front()
    await tabs[0].says(IDEA)
    for tab in tabs:
        await tab.page.bring_to_front()
        await tab.sees(IDEA)
        await tab.sees("Ik ben Buurtstem")  # once


async def test_the_network_is_cut_in_the_middle_of_a_message(
    bot: RunningBot, phone: BrowserContext
) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    await phone.set_offline(True)
    await screen.says(IDEA)
    await screen.sees("wordt verstuurd")
    await expect(screen.page.locator("#offline")).to_have_text(
        "Geen verbinding. Ik probeer het steeds opnieuw.", timeout=WITHIN
    )
    await screen.picture("offline")
    await screen.page.wait_for_timeout(500)
    await phone.set_offline(False)
    await screen.sees("In welke wijk")
    await expect(screen.page.locator("#offline")).to_be_empty(timeout=WITHIN)
    assert (await screen.transcript()).count("bankjes") == 1


async def test_an_answer_lost_on_the_way_makes_nothing_twice(
    bot: RunningBot, phone: BrowserContext
) -> None:
    """The post arrived, its answer did not: the page posts again, and it counts once."""
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    lost = 0

    async def lose(route: object) -> None:
        nonlocal lost
        lost += 1
        await route.fetch()  # type: ignore[attr-defined]  # playwright's Route
        await route.abort()  # type: ignore[attr-defined]
        await screen.page.unroute("**/events")

    await screen.page.route("**/events", lose)
    await screen.says(IDEA)
    await screen.sees("In welke wijk")
    assert lost == 1
    await screen.page.reload()
    await screen.sees("In welke wijk")
    assert (await screen.transcript()).count("bankjes") == 1


async def test_a_bot_that_restarts_is_found_again(bot: RunningBot, phone: BrowserContext) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    port = str(bot.port)
    await bot.stop()
    await screen.says(IDEA)
    bot._settings["WEB_PORT"] = port
    await bot.start()
    await screen.sees("In welke wijk")


async def test_history_is_there_after_a_reload(bot: RunningBot, phone: BrowserContext) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    await screen.says(IDEA)
    await screen.taps("Presikhaaf", "Hoe mogen we je noemen?")
    before = await screen.transcript()
    await screen.page.reload()
    await screen.sees("Hoe mogen we je noemen?")
    assert await screen.transcript() == before
    await screen.taps("Liever niet", "Klopt dit?")
    assert screen.troubles == []


async def test_a_code_brings_one_back_in_a_second_browser(
    bot: RunningBot, phone: BrowserContext, browser: Chromium
) -> None:
    first = await Screen.opened(phone, address(bot))
    await first.sees("Ik ben Buurtstem")
    await first.says(IDEA)
    await first.sees("Wat is het?")
    await first.page.locator("#open-menu").click()
    await first.page.get_by_text("Mijn code").first.click()
    await first.page.locator("#show-code").click()
    words = first.page.locator("#code-words")
    await expect(words).to_have_text(re.compile(r"\w+ \w+ \w+"), timeout=WITHIN)
    await first.picture("code")
    code = await words.inner_text()

    library = await browser.new_context(viewport=PHONE, locale="nl-NL")
    second = await Screen.opened(library, address(bot))
    await second.sees("Ik ben Buurtstem")
    await second.page.locator("#open-menu").click()
    await second.page.get_by_text("Ik heb een code").click()
    await second.page.locator("#code").fill("aap noot mies")
    await second.page.locator("#code-form button").click()
    await expect(second.page.locator("#code-say")).to_contain_text("Deze woorden ken ik niet")
    await second.page.locator("#code").fill(code.upper())
    await second.page.locator("#code-form button").click()
    await second.sees("Fijn dat je er weer bent")
    assert IDEA in await second.transcript()


async def test_forgetting_and_beginning_again(bot: RunningBot, phone: BrowserContext) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.sees("Ik ben Buurtstem")
    await screen.says(IDEA)
    await screen.page.locator("#open-menu").click()
    await screen.page.locator("summary").filter(has_text="Dit toestel vergeten").click()
    await screen.page.locator("#forget").click()
    await expect(screen.page.locator("#begin")).to_be_visible(timeout=WITHIN)
    assert IDEA not in await screen.transcript()
    await screen.page.locator("#begin-again").click()
    await screen.sees("Ik ben Buurtstem")


async def test_a_photo_and_a_voice_note(
    bot: RunningBot, phone: BrowserContext, tmp_path: Path
) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    photo = tmp_path / "foto.png"
    photo.write_bytes(saved(halves((1200, 800)), "PNG"))
    await screen.page.locator("#photo-file").set_input_files(photo)
    await screen.page.locator("#send").click()
    await screen.sees("In welke wijk")
    await screen.page.locator("#record").click()
    await screen.page.wait_for_timeout(1800)
    await screen.picture("recording")
    await screen.page.locator("#stop-recording").click()
    await screen.page.locator("li.me audio").wait_for(timeout=WITHIN)
    await expect(screen.page.locator("li.sending")).to_have_count(0, timeout=WITHIN)
    await screen.page.reload()
    image = screen.page.locator("li.me img")
    await image.wait_for(timeout=WITHIN)
    await expect(image).to_have_js_property("naturalWidth", 1200, timeout=WITHIN)
    played = await screen.page.locator("li.me audio").evaluate(
        "async (e) => { const a = await fetch(e.src); return a.headers.get('content-type'); }"
    )
    assert played == "audio/mpeg"
    assert screen.troubles == []


async def test_narrow_dark_and_large_nothing_is_cut_off(bot: RunningBot, browser: Chromium) -> None:
    for name, options in {
        "narrow": {"viewport": {"width": 320, "height": 640}},
        "dark": {"viewport": PHONE, "color_scheme": "dark"},
    }.items():
        context = await browser.new_context(locale="nl-NL", **options)  # type: ignore[arg-type]
        screen = await Screen.opened(context, address(bot))
        await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
        await screen.says(IDEA)
        await screen.sees("In welke wijk")
        for size in ("A", "A++"):
            await screen.page.locator("#open-menu").click()
            await screen.page.locator("#sizes").get_by_text(size, exact=True).click()
            await screen.is_accessible()
            await screen.page.locator("#menu .close").first.click()
            await screen.picture(f"{name}-{size}")
            await screen.is_accessible()
            wide = await screen.page.evaluate(WIDER)
            assert wide == []
        await context.close()


async def test_right_to_left(tmp_path: Path, browser: Chromium) -> None:
    """In Arabic the page reads the other way, names and numbers keep theirs, nothing is cut off."""
    programme = (ROOT / "programme.toml").read_text(encoding="utf-8")
    file = tmp_path / "programme.toml"
    file.write_text(programme.replace('en = "English"', 'en = "English"\nar = "العربية"'), "utf-8")
    async with RunningBot(tmp_path, PROGRAMME_FILE=str(file)) as bot:
        context = await browser.new_context(viewport={"width": 320, "height": 700}, locale="nl-NL")
        screen = await Screen.opened(context, address(bot))
        await screen.taps("العربية", "أنا كمبيوتر")
        html = screen.page.locator("html")
        await expect(html).to_have_attribute("dir", "rtl", timeout=WITHIN)
        await expect(html).to_have_attribute("lang", "ar")
        await screen.taps("💡 لدي فكرة", "ما هي فكرتك")
        await screen.says("مقاعد أكثر في Presikhaaf")
        await screen.button("Presikhaaf").wait_for(timeout=WITHIN)
        mine = await screen.page.locator("li.me .bubble").last.bounding_box()
        bots = await screen.page.locator("li.bot .bubble").last.bounding_box()
        assert mine
        assert bots
        assert mine["x"] < bots["x"] + 1, "one's own words stand at the left"
        await screen.picture("right-to-left")
        await screen.is_accessible()
        wide = await screen.page.evaluate(WIDER)
        assert wide == []
        assert screen.troubles == []


async def test_from_the_web_to_telegram_in_the_middle_of_an_idea(
    tmp_path: Path, phone: BrowserContext
) -> None:
    async with (
        StrictBotApi(limits=Limits.off(), seed=1) as api,
        RunningBot(tmp_path, **of_telegram(api)) as bot,
    ):
        screen = await Screen.opened(phone, address(bot))
        await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
        await screen.says(IDEA)
        await screen.sees("In welke wijk")
        await screen.page.reload()
        await screen.sees("In welke wijk")
        await screen.page.locator("#open-menu").click()
        await screen.page.locator("#move").click()
        await screen.sees("https://t.me/")
        link = re.search(r"https://t\.me/\S+", await screen.transcript())
        assert link
        fatma = api.phone(701, "Fatma")
        fatma.opens(link[0])
        await fatma.sees("Wil je hier verder met je gesprek?")
        await taps(fatma, "Ja, verder hier", "In welke wijk")
        await taps(fatma, "Presikhaaf", "Hoe mogen we je noemen?")
        await taps(fatma, "Liever niet", "Klopt dit?")
        assert any(
            IDEA in seen.text.replace("\u2068", "").replace("\u2069", "") for seen in fatma.screen
        )
        await taps(fatma, "✅ Ja, verstuur", "Hoe wil je het antwoord horen?")
        # … and back, to look at it on the web.
        await taps(fatma, "💬 Hier", "Mogen buren")
        await screen.says("mijn berichten")
        await screen.sees("Nummer 1")
        assert screen.troubles == []
        assert api.refused == []


async def test_the_first_look_begins_at_the_beginning(bot: RunningBot, browser: Chromium) -> None:
    low = await browser.new_context(viewport={"width": 320, "height": 560}, locale="nl-NL")
    screen = await Screen.opened(low, address(bot))
    await screen.sees("Ik ben Buurtstem")
    await expect(screen.button("💡 Ik heb een idee")).to_be_in_viewport()


async def test_who_scrolled_up_is_not_moved(bot: RunningBot, phone: BrowserContext) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    await screen.says(IDEA)
    await screen.sees("In welke wijk")
    await expect(screen.button("Presikhaaf")).to_be_in_viewport()
    log = screen.page.locator("#log")
    await screen.page.route("**/events", lambda route: delayed(screen, route))
    await screen.taps("Presikhaaf")
    await log.evaluate("e => { e.scrollTop = 0; }")
    await screen.sees("Hoe mogen we je noemen?")
    await expect(screen.page.locator("#newer")).to_have_text("Nieuw bericht ↓")
    assert await log.evaluate("e => e.scrollTop") == 0
    await screen.page.locator("#newer").click()
    await expect(screen.button("Liever niet")).to_be_in_viewport()


async def delayed(screen: Screen, route: Route) -> None:
    await screen.page.wait_for_timeout(700)
    await route.continue_()


async def test_a_second_tap_presses_nothing_of_the_next_question(
    bot: RunningBot, phone: BrowserContext
) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    # At the moment in which new buttons are put there, a finger presses each of them.
    await screen.page.evaluate(PRESSES)
    await screen.says(IDEA)
    await screen.sees("In welke wijk")
    await screen.page.wait_for_function("window.pressed.length")
    assert await screen.page.evaluate("window.pressed") == [False]
    await screen.taps("Presikhaaf", "Hoe mogen we je noemen?")
    await screen.page.reload()
    answered = screen.page.locator("li").filter(has_text="Presikhaaf").locator("button:enabled")
    await screen.sees("Hoe mogen we je noemen?")
    assert await answered.filter(has_text="Klarendal").count() == 0


PRESSES = """() => {
  window.pressed = [];
  new MutationObserver(() => {
    for (const b of document.querySelectorAll(".row button")) {
      if (!b.textContent.includes("Klarendal")) continue;
      const r = b.getBoundingClientRect();
      const hit = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
      if (window.pressed.length < 1) window.pressed.push(hit === b);
    }
  }).observe(document.getElementById("messages"), { childList: true, subtree: true });
}"""


async def test_on_a_touch_screen_no_keyboard_comes_up_by_itself(
    bot: RunningBot, browser: Chromium
) -> None:
    for touch in (True, False):
        context = await browser.new_context(
            viewport=PHONE, locale="nl-NL", has_touch=touch, is_mobile=touch
        )
        screen = await Screen.opened(context, address(bot))
        await screen.button("💡 Ik heb een idee").click(timeout=WITHIN)
        await screen.sees("Wat is je idee?")
        await screen.page.wait_for_timeout(200)
        typing = await screen.page.evaluate("document.activeElement.id === 'words'")
        assert typing is not touch
        await context.close()


async def test_a_long_text_is_never_cut(bot: RunningBot, phone: BrowserContext) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    words, room = screen.page.locator("#words"), screen.page.locator("#room")
    await words.fill("a" * 7_900)
    await expect(room).to_have_text("Tekens over: 100")
    await words.fill("a" * 8_120)
    await expect(room).to_contain_text("Haal dit aantal tekens weg: 120")
    await screen.page.locator("#send").click()
    assert len(await words.input_value()) == 8_120
    await screen.picture("too-long")
    await words.fill("a" * 8_000)
    await screen.page.locator("#send").click()
    await screen.sees("In welke wijk")


async def test_a_file_that_cannot_go_is_told_before_it_is_sent(
    bot: RunningBot, phone: BrowserContext, tmp_path: Path
) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.sees("Ik ben Buurtstem")
    notes = tmp_path / "notes.txt"
    notes.write_text("no photo")
    await screen.page.locator("#photo-file").set_input_files(notes)
    await expect(screen.page.locator("#kind-word")).to_contain_text("lijkt geen foto")
    huge = tmp_path / "huge.png"
    huge.write_bytes(b"\x89PNG" + b"0" * (21 * 1024 * 1024))
    await screen.page.locator("#photo-file").set_input_files(huge)
    await expect(screen.page.locator("#kind-word")).to_contain_text("te groot")
    await expect(screen.page.locator("#attached")).to_be_hidden()


async def test_words_do_not_wait_for_a_photo_too_many(
    bot: RunningBot, phone: BrowserContext, tmp_path: Path
) -> None:
    screen = await Screen.opened(phone, address(bot))
    await screen.taps("💡 Ik heb een idee", "Wat is je idee?")
    await screen.page.route(
        "**/upload?*",
        lambda route: route.fulfill(
            status=429, headers={"Retry-After": "600"}, json={"say": "Wacht even."}
        ),
    )
    photo = tmp_path / "foto.png"
    photo.write_bytes(saved(halves((120, 80)), "PNG"))
    await screen.page.locator("#photo-file").set_input_files(photo)
    await screen.page.locator("#send").click()
    await screen.sees("Wacht even.")
    await screen.says(IDEA)
    await screen.sees("In welke wijk")


async def test_without_javascript_it_is_said_what_to_do(
    bot: RunningBot, browser: Chromium, tmp_path: Path
) -> None:
    context = await browser.new_context(
        viewport=PHONE, locale="nl-NL", java_script_enabled=False, color_scheme="dark"
    )
    page = await context.new_page()
    await page.goto(address(bot))
    for language in ("nl", "en"):  # by its place: playwright does not look for words in noscript
        await expect(page.locator(f"noscript p[lang={language}]")).to_be_visible()
    await expect(page.locator(".dots")).to_be_hidden()
    await Screen(page, page).picture("without-javascript")
    said = await command(tmp_path, "invite", "staff", "--name", "Samira", WEB_PORT=str(bot.port))
    link = re.search(r"http://\S+/enter/\S+", said.out)
    assert link, said.out + said.err
    await page.goto(link[0])
    await expect(page.get_by_text("Je bent gevraagd als medewerker")).to_be_visible()
    await page.get_by_role("button", name="Ja, ga verder").click()
    await expect(page).to_have_url(address(bot, "/chat/me/"))


async def test_the_sheets_and_the_page_behind_a_link_are_accessible(
    bot: RunningBot, phone: BrowserContext
) -> None:
    screen = await Screen.opened(phone, address(bot, "/enter/"))
    await screen.is_accessible()
    await screen.page.goto(address(bot))
    await screen.sees("Ik ben Buurtstem")
    await screen.page.locator("#open-languages").click()
    await screen.is_accessible()
    await screen.page.locator("#languages .close").click()
    await screen.page.locator("#open-menu").click()
    await screen.page.locator("summary").filter(has_text="Dit toestel vergeten").click()
    await screen.is_accessible()
    await screen.picture("forget")
