"""/ready: 200 with warnings, 503 with problems; whoever looks gets an answer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import health
from bot.report import Report
from tests.house import FakeChannel, House


class Polled(FakeChannel):
    """A channel that last heard from its other side so many seconds ago."""

    since: float | None = None

    def report(self) -> Report:
        if self.since is None:
            return Report()
        overdue = [f"{self.name} is silent"] if self.since > 90 else []
        return Report(problems=overdue, figures={"seconds_since_poll": self.since})


@pytest.fixture
async def polled(sqlite_url: str, tmp_path: Path) -> AsyncIterator[tuple[House, Polled]]:
    async with House(sqlite_url, tmp_path) as house:
        channel = Polled(house.clock, name="telegram")
        house.app.channels["telegram"] = channel
        house.app.settings.web_port = 0
        async with house.app.web.serving():
            yield house, channel


async def ready(house: House) -> tuple[int, dict[str, Any]]:
    url = f"http://127.0.0.1:{house.app.web.port}/ready"
    async with aiohttp.ClientSession() as client, client.get(url) as answer:
        return answer.status, json.loads(await answer.text())


async def test_a_warning_does_not_make_it_unready(polled: tuple[House, Polled]) -> None:
    house, _ = polled
    status, said = await ready(house)
    assert (status, said["ready"], said["problems"]) == (200, True, [])
    assert said["warnings"] == [
        "no staff are enrolled: receipts name het programmabureau."
        " Run: buurtstem invite staff --name NAME"
    ]
    await house.enrol("samira", "Samira")
    assert (await ready(house))[1]["warnings"] == []


async def test_a_channel_that_reports_a_problem(polled: tuple[House, Polled]) -> None:
    house, channel = polled
    house.app.leadership.term = 1
    for since, status in ((None, 200), (30.0, 200), (91.0, 503)):
        channel.since = since
        found, said = await ready(house)
        assert found == status
    assert said["problems"] == ["telegram is silent"]
    house.app.leadership.term = None  # another replica polls
    assert (await ready(house))[0] == 200


def lose(folder: Path) -> None:
    for file in folder.glob("test.db*"):
        file.unlink()


async def test_a_database_that_is_gone(polled: tuple[House, Polled], tmp_path: Path) -> None:
    house, _ = polled
    await house.app.database.close()
    lose(tmp_path)
    status, said = await ready(house)  # SQLite makes an empty one
    assert (status, said["problems"]) == (503, ["the database does not answer (OperationalError)"])
    await house.app.database.close()
    lose(tmp_path)
    (tmp_path / "test.db").mkdir()
    status, said = await ready(house)
    assert (status, said["problems"]) == (
        503,
        ["the database does not answer (DatabaseUnavailable)"],
    )


async def test_a_database_that_hangs(
    polled: tuple[House, Polled], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, _ = polled
    monkeypatch.setattr(health, "DATABASE_WITHIN", 0.0)
    status, said = await ready(house)
    assert (status, said["problems"]) == (503, ["the database does not answer (TimeoutError)"])
