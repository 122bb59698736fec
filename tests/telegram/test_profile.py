"""What is seen of the bot before anybody speaks: commands per role and language, the profile."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import ChannelError, Introduction, Menu, Refused, TooFast, Unreached
from bot.locales import offerable
from bot.profile import RESIDENTS, STAFF
from conversations.messages import Text, Words
from conversations.parsing import normal
from tests.botapi.phones import Phone
from tests.botapi.server import StrictBotApi
from tests.conversations.world import PROGRAMME, RENDERING
from tests.house import FakeChannel, FakeClock, House
from tests.running import RunningBot, of_telegram, until
from tests.telegram.people import enrols, taps

SETTING = ("setMyCommands", "deleteMyCommands", "setMyDescription", "setMyShortDescription")
NL = ["start", "mijn", "help", "taal", "stop"]
EN = ["start", "mine", "help", "language", "stop"]
STAFF_NL = ["werk", "mijn", "help", "taal", "stop"]
STAFF_EN = ["work", "mine", "help", "language", "stop"]


@pytest.fixture
def listens() -> None:
    """What is shown has nothing to do with how things come in."""


def menu(api: StrictBotApi, language: str = "", phone: Phone | None = None) -> list[str]:
    """As the server keeps it for that scope alone."""
    scope: dict[str, Any] = {"type": "default"}
    if phone is not None:
        scope = {"type": "chat", "chat_id": phone.chat_id}
    found = api.commands.get((repr(sorted(scope.items())), language), [])
    return [command["command"] for command in found]


async def test_menus_and_profile_are_set_once(api: StrictBotApi, tmp_path: Path) -> None:
    async with RunningBot(tmp_path, **of_telegram(api)):
        await until(lambda: len(api.calls_of(*SETTING)) >= 9, 15)
        assert (menu(api), menu(api, "nl"), menu(api, "en")) == (NL, NL, EN)
        assert "Arnhem-Oost" in api.profile["description", ""]
        assert "Arnhem-Oost" in api.profile["short_description", "en"]
        samira = await enrols(api, tmp_path)
        await until(lambda: menu(api, phone=samira) == STAFF_NL, 15)
        await taps(samira, "📋 Wat ligt er?", "Er ligt niets voor jou.")
        samira.says("/taal")
        await samira.sees("Welke taal wil je?")
        await taps(samira, "English", "Hi")
        await until(lambda: menu(api, phone=samira) == STAFF_EN, 15)
        fatma = api.phone(1001, "Fatma")
        fatma.start()
        await fatma.sees("Ik ben Buurtstem")
        assert menu(api, phone=fatma) == []
        said = len(api.calls_of(*SETTING))

    # She works here no longer; nothing else is said again, by the same bot
    with closing(sqlite3.connect(tmp_path / "buurtstem.db")) as db:
        db.execute("UPDATE person SET role = 'resident'")
        db.commit()
    async with RunningBot(tmp_path, **of_telegram(api)):
        await until(lambda: menu(api, phone=samira) == [], 15)
    assert len(api.calls_of(*SETTING)) == said + 1


class Showing(FakeChannel):
    """A channel that can be made to refuse."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock, name="showing")
        self.told: list[Menu | Introduction] = []
        self.fails: ChannelError | None = None

    async def show(self, what: Menu | Introduction) -> None:
        self.told.append(what)
        if self.fails:
            raise self.fails


async def test_what_is_refused_or_too_fast_is_not_insisted_on(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    channel = Showing(clock)
    async with House(sqlite_url, tmp_path, clock=clock, channels=[channel]) as house:
        once = house.app.profile.once
        channel.fails = Unreached("502")
        assert (await once(), await once(), len(channel.told)) == (0, 0, 2)
        channel.fails = Refused("BOT_COMMAND_INVALID")
        assert (await once(), await once()) == (6, 0)

        # English is spoken no longer
        programme = replace(house.app.loaded.programme, languages={"nl": "Nederlands"})
        monkeypatch.setattr(house.app.profile, "_programme", programme)
        channel.fails = TooFast(3600)
        assert (await once(), await once(), len(channel.told)) == (0, 0, 9)
        monkeypatch.setattr(house.app.profile, "_not_before", 0.0)
        channel.fails = None
        assert await once() == 2
        assert set(channel.told[-2:]) == {Menu((), "en"), Introduction("", "", "en")}


# Within what the Bot API takes (BotCommand, setMyDescription, setMyShortDescription)

LOCALES = sorted(offerable())


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", sorted({*RESIDENTS, *STAFF}))
def test_a_command_can_be_one_and_means_what_it_says(language: str, name: str) -> None:
    command = RENDERING.label(Text(f"command-{name}"), language)
    assert re.fullmatch(r"[a-z0-9_]{1,32}", command)
    assert 3 <= len(RENDERING.label(Text(f"command-{name}-what"), language)) <= 256
    if name != "start":  # the Bot API's own
        assert normal(command) in RENDERING.words(name)


@pytest.mark.parametrize("language", LOCALES)
def test_a_profile_is_short_enough(language: str) -> None:
    args = {"programme": Words("Stadsdeel " + PROGRAMME.name)}
    assert len(RENDERING.label(Text("profile-description", args), language)) <= 512
    assert len(RENDERING.label(Text("profile-short", args), language)) <= 120
