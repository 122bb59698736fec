"""Houses over databases of the past."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.at_once import sqlite_at_once
from tests.house import FakeClock
from tests.saved import kept
from tests.saved.street import Street

# The oldest goes through every migration there is; the others too, in the soak.
OLDEST, *LATER = kept.saved()
REVISIONS = [OLDEST, *(pytest.param(one, marks=pytest.mark.soak) for one in LATER)]


@pytest.fixture(params=REVISIONS)
async def street(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Street]:
    """The street as it was saved, opened by the program of today."""
    sqlite_at_once(monkeypatch)
    async with opened(request.param, tmp_path) as found:
        yield found


@pytest.fixture
async def oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Street]:
    """The same, from the first revision alone."""
    sqlite_at_once(monkeypatch)
    async with opened(OLDEST, tmp_path) as found:
        yield found


def opened(revision: str, folder: Path) -> Street:
    url = kept.open_sqlite(kept.dump(revision, "sqlite.sql"), folder / "test.db")
    clock = FakeClock(datetime.fromisoformat(kept.moment_of(revision)))
    return Street(url, folder, clock=clock, again=True)
