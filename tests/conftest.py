"""Fixtures: a house on each database, what a run shares, and what it says at its end."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import compiled, cost, forked, runs
from tests.at_once import sqlite_at_once
from tests.databases import drop_postgresql, new_postgresql
from tests.house import House
from tests.journeys import kinds

DATABASES = ("sqlite", "postgresql")
ONE_DATABASE = "one_database"  # see its line in pyproject.toml


compiled.share()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(runs)
    if not hasattr(config, "workerinput"):  # workers report to the process that began the run
        config.pluginmanager.register(kinds.Judge(config), "every-kind")


def pytest_sessionfinish() -> None:
    forked.end()


@pytest.fixture
def postgresql() -> Iterator[str]:
    """Yield the address of a database with its tables."""
    yield from _postgresql(empty=False)


@pytest.fixture
def empty_postgresql() -> Iterator[str]:
    yield from _postgresql(empty=True)


def _postgresql(*, empty: bool) -> Iterator[str]:
    url = new_postgresql(empty=empty)
    yield url
    drop_postgresql(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/test.db"


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a database of each kind.

    That on PostgreSQL has its tables; that on SQLite is a file to be made.
    """
    return _database(request, "postgresql")


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a database of each kind, without tables."""
    return _database(request, "empty_postgresql")


def _database(request: pytest.FixtureRequest, postgresql: str) -> str:
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else postgresql)
    return url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests about words to the soak on PostgreSQL: both databases treat words alike."""
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        postgresql = parameters.get("database_url") == "postgresql"
        told = item.get_closest_marker("sql")
        if postgresql and item.get_closest_marker(ONE_DATABASE) and not told:
            item.add_marker(pytest.mark.soak)


def pytest_collection_finish() -> None:
    """Freeze what was collected: it stays to the end, so it need not be looked through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def without_threads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker(ONE_DATABASE):
        sqlite_at_once(monkeypatch)


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with House(database_url, tmp_path) as found:
        yield found


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print figures that a test measured (`record_property("figures", …)`), from every process."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")
    cost.said(terminalreporter)
