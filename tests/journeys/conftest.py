"""What makes a hundred replays affordable, and a house whose programme is the journey's."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot import rendering
from tests.house import ROOT, House
from tests.journeys.replay import ON_BOTH, programme_of, undo_of


@pytest.fixture(autouse=True, scope="session")
def texts_are_parsed_once() -> Iterator[None]:
    """A house reads all texts when it opens; they do not change between two journeys."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_bundle", functools.cache(rendering._bundle))
        yield


@pytest.fixture
async def house(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> AsyncIterator[House]:
    path = request.node.callspec.params.get("path")
    programme = programme_of(path, tmp_path) if path else ROOT / "programme.toml"
    undo = undo_of(path) if path else 0
    async with House(database_url, tmp_path, programme_file=programme, undo=undo) as found:
        yield found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey on SQLite; on PostgreSQL some, all of them in `make soak`."""
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        path, database = parameters.get("path"), parameters.get("database_url")
        told = isinstance(path, Path) and path.stem in ON_BOTH
        if database == "postgresql" and isinstance(path, Path) and not told:
            item.add_marker(pytest.mark.soak)
