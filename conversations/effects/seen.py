"""Some effects have in common that they are about one contribution."""

from __future__ import annotations

from typing import Protocol


class AboutOne(Protocol):
    """An effect about one contribution."""

    @property
    def contribution(self) -> int: ...
