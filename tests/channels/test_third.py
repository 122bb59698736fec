"""A third channel is one package and one line: the rest goes by what it says of itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot import app, checking, cli, health
from bot.channels.base import Channel
from bot.report import Report
from conversations.actions import Show, encode
from storage.models.outbox import FOLLOW_UP
from tests.channels.contract import NOW, Contract, Side
from tests.channels.printing import Printer
from tests.house import House
from tests.outbox.test_announced import KNOCK, sent


class PrinterSide(Side):
    """Somebody with a tray."""

    to = "ria"
    lacks = frozenset({"too_fast", "blocked", "edit", "block"})

    def __init__(self) -> None:
        self.printer = Printer(lambda: NOW)
        self.channel: Channel = self.printer

    def shown(self) -> list[tuple[str, list[str], str | None]]:
        return [
            (sheet.text, [button.label for row in sheet.buttons for button in row], sheet.media)
            for sheet in self.printer.sheets
        ]

    def fails(self, how: str) -> None:
        if how == "gone":
            self.printer.without_tray.add(self.to)
        else:
            self.printer.jammed = True

    def does(self, what: str, **details: Any) -> None:
        match what:
            case "voice" | "photo":
                file = f"file-{len(self.printer.files)}"
                self.printer.files[file] = details["data"]
                self.printer.put_in(self.to, what, file=file)
            case "tap":
                self._taps(details["label"])
            case _:
                self.printer.put_in(self.to, what, **details)

    def _taps(self, label: str) -> None:
        for number, sheet in enumerate(self.printer.sheets, 1):
            for button in (button for row in sheet.buttons for button in row):
                if button.label == label:
                    tapped = {"action": button.action, "message": str(number), "shown": sheet.text}
                    self.printer.put_in(self.to, "tap", **tapped)

    def junk(self) -> Sequence[Any]:
        return ["hello", 7, None, [], {}, {"from": "ria", "id": "1", "kind": "dance"}]


class TestPrinter(Contract):
    @pytest.fixture
    def side(self) -> PrinterSide:
        return PrinterSide()


@pytest.fixture
async def house(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    monkeypatch.setattr(app, "BESIDE", (*app.BESIDE, Printer))
    async with House(sqlite_url, tmp_path, web=True) as found:
        yield found


def printer_of(house: House) -> Printer:
    found = house.app.channels["printer"]
    assert isinstance(found, Printer)
    return found


async def test_one_line_in_the_app_and_people_talk_there(house: House) -> None:
    await house.put("ria", "text", text="hoi", channel="printer", id="1")
    await house.settle()
    asked = {"action": encode(Show("readers")), "message": "1", "shown": "?", "id": "2"}
    await house.put("ria", "tap", channel="printer", **asked)
    await house.settle()
    hello, readers = printer_of(house).sheets
    assert hello.text.startswith("👋 Hoi")
    assert "Telegram is een bedrijf" in readers.text  # as its traits ask for


async def test_it_answers_on_the_web_port_and_is_heard_of(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.app.leadership.term = 1
    assert (await health.ready(house.app)).figures["sheets"] == 0
    transport = httpx2.ASGITransport(house.app.web.routes())
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as http:
        assert (await http.get("/printer")).text == "0 sheets"
    await checking.check_channels(house.app, Report())
    assert capsys.readouterr().out == (
        "Printer     has paper\nTelegram    not configured (TELEGRAM_TOKEN)\n"
    )
    assert (await cli._links(house.app, "i-x"))["On paper:"] == "printer:i-x"


async def test_its_traits_are_gone_by(house: House) -> None:
    delivery = house.app.delivery
    delivery._programme = replace(delivery._programme, push_detail="notice")
    await sent(house, "printer", FOLLOW_UP)
    assert [sheet.text for sheet in printer_of(house).sheets] == [KNOCK]
