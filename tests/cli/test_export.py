"""`buurtstem export`: a spreadsheet that an archivist can open, with words that stay words."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.export import LONGEST_CELL, write
from conversations.effects import SetTheme, SubmitContribution
from conversations.parts import Part
from conversations.views import Me
from storage.models import accounts
from tests.cli.conftest import Buurtstem
from tests.cli.contents import REASON, a_contribution
from tests.house import House

pytestmark = pytest.mark.one_database
COLUMNS = (
    "number", "kind", "status", "story", "theme", "wijk", "needs", "language", "channel",
    "received_at", "answer_by", "answered_at", "outcome", "reason",
)  # fmt: skip
TEN_IN_ARNHEM = datetime.combine(date(2026, 11, 24), time(10))  # a cell has no zone
STORIES = ("=1+1", "+31 26 123", "-5 graden", "@Samira kijk", "https://example.org/kaart", "1234")


def sheet(name: str = "all.xlsx") -> Any:
    book = openpyxl.load_workbook(name)
    assert book.sheetnames == ["contributions"]
    return book["contributions"]


def row(found: Any, number: int) -> dict[str, Any]:
    return dict(zip(COLUMNS, (cell.value for cell in found[number + 1]), strict=True))


def test_it_has_these_columns_codes_and_local_times(buurtstem: Buurtstem) -> None:
    a_contribution("meer <bankjes> & zo 🌳", "nog een idee")
    said = buurtstem("export", "all.xlsx")
    assert (said.code, said.out) == (0, "2 contributions in all.xlsx\n")
    found = sheet()
    assert tuple(cell.value for cell in found[1]) == COLUMNS
    # The newest card was decided on; it is 10:00 in Arnhem when UTC says 9:00
    assert row(found, 1) == {
        "number": "1", "kind": "idea", "status": "received", "story": "meer <bankjes> & zo 🌳",
        "theme": None, "wijk": "presikhaaf", "needs": None, "language": "nl", "channel": "fake",
        "received_at": TEN_IN_ARNHEM, "answer_by": datetime.combine(date(2026, 12, 15), time()),
        "answered_at": None, "outcome": None, "reason": None,
    }  # fmt: skip
    decided = row(found, 2)
    assert decided["answered_at"] == TEN_IN_ARNHEM
    assert (decided["outcome"], decided["reason"]) == ("yes_differently", REASON)
    assert decided["status"] in ("decided", "in_progress")


def test_words_are_text_whatever_they_begin_with(buurtstem: Buurtstem) -> None:
    a_contribution(*STORIES)
    assert buurtstem("export", "all.xlsx").code == 0
    found = sheet()
    for number, story in enumerate(STORIES, start=1):
        cell = found.cell(number + 1, COLUMNS.index("story") + 1)
        assert (cell.value, cell.data_type, cell.hyperlink) == (story, "s", None)
    reason = found.cell(len(STORIES) + 1, COLUMNS.index("reason") + 1)
    assert (reason.value, reason.data_type) == (REASON, "s")


@pytest.mark.parametrize(
    ("reason", "read"),
    [
        ("a\x00b\x0bc\x1fd\ufffee", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("_x0041_ is geen A", "_x0041_ is geen A"),
        ("twee\nregels\ten een tab", "twee\nregels\ten een tab"),
        ("spaties ", "spaties "),
        ("v" * 40_000, "v" * (LONGEST_CELL - len(REASON))),
        ("🌳" * 20_000, "🌳" * ((LONGEST_CELL - len(REASON)) // 2)),
    ],
    ids=["control", "escape", "lines", "spaces", "long", "long-emoji"],
)
def test_what_a_cell_cannot_hold(buurtstem: Buurtstem, reason: str, read: str) -> None:
    a_contribution()
    with sqlite3.connect("buurtstem.db") as db:
        db.execute("UPDATE decision SET reason = ?", [REASON + reason])
    db.close()
    assert buurtstem("export", "all.xlsx").code == 0
    assert row(sheet(), 1)["reason"] == REASON + read


def test_a_path_that_cannot_be_written(buurtstem: Buurtstem) -> None:
    a_contribution()
    Path("map.xlsx").mkdir()
    for name, why in (("nowhere/all.xlsx", "No such file"), ("map.xlsx", "Is a directory")):
        said = buurtstem("export", name)
        assert said.code == 2
        assert said.err.startswith(f"Cannot write {name}: {why}"), said.err
    said = buurtstem("export", "all.csv")
    assert (said.code, said.err) == (2, "The file's name must end in .xlsx.\n")
    assert not list(Path().glob(".*.part"))


def test_without_a_database(buurtstem: Buurtstem) -> None:
    said = buurtstem("export", "all.xlsx")
    assert said.code == 2
    assert "There is no database at buurtstem.db yet." in said.err
    assert not list(Path().iterdir())


async def test_needs_and_themes_are_codes(tmp_path: Path) -> None:
    """A plan of a resident's own, with what it needs, and the theme that staff gave it."""
    async with House(f"sqlite+aiosqlite:///{tmp_path}/t.db", tmp_path) as house:
        await house.enrol("samira", "Samira")
        me = await _me(house)
        told = SubmitContribution(
            "initiative", (Part("r", "een buurttuin"),), needs=("place", "money")
        )
        async with house.app.database.transaction() as db:
            office = house.app.office.sits(db)
            await office.act([(me, told)])
            await office.act([(me, SetTheme(1, "groen"))])
        zone = house.app.loaded.programme.calendar.zone
        await write(house.app.database, zone, tmp_path / "all.xlsx")
    found = row(openpyxl.load_workbook(tmp_path / "all.xlsx")["contributions"], 1)
    assert (found["needs"], found["theme"], found["kind"]) == ("place,money", "groen", "initiative")


async def _me(house: House) -> Me:
    async with house.app.database.reading() as db:
        found = (await accounts.identities(db, [("fake", "samira")]))["fake", "samira"]
    return Me(found.person, found.account, "fake", "nl", "Samira", found.roles)
