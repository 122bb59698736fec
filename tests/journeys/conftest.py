"""A house whose programme is the journey's, and what is met in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.house import ROOT, House
from tests.journeys import kinds
from tests.journeys.replay import programme_of, undo_of


@pytest.fixture
def met() -> Iterator[kinds.Met]:
    """The kinds that are met from here on."""
    with pytest.MonkeyPatch.context() as patch:
        listening = kinds.Met()
        listening.listen(patch)
        yield listening


@pytest.fixture
async def house(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, met: kinds.Met
) -> AsyncIterator[House]:
    """Made while somebody listens: what it is wired with is heard."""
    path = request.node.callspec.params.get("path")
    programme = programme_of(path, tmp_path) if path else ROOT / "programme.toml"
    undo = undo_of(path) if path else 0
    async with House(database_url, tmp_path, programme_file=programme, undo=undo) as found:
        yield found
