"""Nobody is forgotten in a year, and whoever waits is told in time (promise 4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.simulated_year.expected import counted, missing, table
from tests.simulated_year.hours import live
from tests.simulated_year.world import Year


@pytest.mark.soak
async def test_a_year(
    database_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    year = Year(database_url, tmp_path)
    with counted(year.seen):
        async with year.open():
            await live(year, days=365)
    record_property("figures", "\n" + table(year.seen))
    assert not missing(year.seen)
