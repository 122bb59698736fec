"""Houses over databases of the past."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot import rendering
from tests.house import FakeClock
from tests.saved import kept
from tests.saved.street import Street


@pytest.fixture(autouse=True, scope="session")
def texts_are_parsed_once() -> Iterator[None]:
    """They do not change between two houses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_bundle", functools.cache(rendering._bundle))
        yield


@pytest.fixture(params=kept.saved())
async def street(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Street]:
    """The street as it was saved, opened by the program of today: from every revision."""
    async with opened(request.param, tmp_path) as found:
        yield found


@pytest.fixture
async def latest(tmp_path: Path) -> AsyncIterator[Street]:
    """The same, from the newest revision alone."""
    async with opened(kept.saved()[-1], tmp_path) as found:
        yield found


def opened(revision: str, folder: Path) -> Street:
    url = kept.open_sqlite(kept.dump(revision, "sqlite.sql"), folder / "test.db")
    clock = FakeClock(datetime.fromisoformat(kept.moment_of(revision)))
    return Street(url, folder, clock=clock, again=True)
