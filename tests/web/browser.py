"""A real browser in front of the running bot: Debian's Chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser as Chromium
from playwright.async_api import (
    BrowserContext,
    FrameLocator,
    Locator,
    Page,
    ViewportSize,
    async_playwright,
)

PHONE: ViewportSize = {"width": 360, "height": 740}
# Without these Chromium asks hosts of its maker for all sorts of things.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
WITHIN = 15_000  # milliseconds that something may take to appear


def chromium_path() -> str:
    """Where the browser is. With CI set, a missing one is a failure."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and "CI" in os.environ:
        pytest.fail("Chromium is missing: apt-get install chromium")
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


@asynccontextmanager
async def chromium() -> AsyncIterator[Chromium]:
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Screen:
    """A page (or one phone on it) that shows a chat, as somebody uses it."""

    page: Page
    on: Page | FrameLocator
    troubles: list[str] = field(default_factory=list)

    @classmethod
    async def opened(cls, context: BrowserContext, address: str) -> Screen:
        page = await context.new_page()
        screen = cls(page, page)
        screen.listen()
        await page.goto(address)
        return screen

    def listen(self) -> None:
        """Errors of the page and words of its console are troubles."""
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda said: self._heard(said))

    def _heard(self, said: Any) -> None:
        # A refused post and a cut network are told by the browser itself.
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.troubles.append(said.text)

    def button(self, label: str) -> Locator:
        return self.on.get_by_role("button", name=label, exact=True).last

    async def sees(self, text: str, times: int = 1) -> None:
        """Until the transcript says it so often."""
        found = self.on.locator("#messages li").filter(has_text=text)
        await found.nth(times - 1).wait_for(timeout=WITHIN)
        assert await found.count() == times, await self.transcript()

    async def taps(self, label: str, then: str | None = None) -> None:
        await self.button(label).click(timeout=WITHIN)
        if then:
            await self.sees(then)

    async def says(self, text: str) -> None:
        await self.on.locator("#words").fill(text)
        await self.on.locator("#send").click()

    async def transcript(self) -> str:
        return await self.on.locator("#messages").inner_text()

    async def picture(self, name: str) -> None:
        """Kept as an artefact where SCREENSHOTS names a folder."""
        if folder := os.environ.get("SCREENSHOTS"):
            await self.page.wait_for_timeout(400)
            await self.page.screenshot(path=str(Path(folder) / f"{name}.png"))

    async def is_accessible(self) -> None:
        """No violation that axe can find (WCAG 2.2 AA)."""
        found = await Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()
