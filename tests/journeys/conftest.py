"""What makes a hundred replays affordable."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pytest

from bot import rendering


@pytest.fixture(autouse=True, scope="session")
def texts_are_parsed_once() -> Iterator[None]:
    """A house reads all texts when it opens; they do not change between two journeys."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_bundle", functools.cache(rendering._bundle))
        yield
