"""Some effects have in common that they are about one contribution, perhaps as it was seen."""

from __future__ import annotations

from typing import Protocol


class AboutOne(Protocol):
    """An effect about one contribution."""

    @property
    def contribution(self) -> int: ...


class AsSeen(AboutOne, Protocol):
    """An effect about one contribution in the version that was seen; None: in any."""

    @property
    def seen(self) -> int | None: ...
