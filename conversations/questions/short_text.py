"""A line of one's own is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conversations.questions.base import Question, Reading


@dataclass(frozen=True, kw_only=True)
class ShortText(Question[str]):
    """A line is a name, a telephone number. `shape` may refuse and tidy: it gives None or text."""

    longest: int = 60  # characters
    shortest: int = 1
    shape: Callable[[str], str | None] | None = None

    def read(self, text: str, using: Reading) -> str | None:
        return self.fit(" ".join(text.split()))

    def load(self, data: Any) -> str:
        fitting = self.fit(data) if isinstance(data, str) else None
        if fitting is None:
            raise ValueError("too long, too short, or of another shape")
        return fitting

    def fit(self, text: str) -> str | None:
        """The text is brought within its bounds and in its shape; None when it cannot be."""
        if not self.shortest <= len(text) <= self.longest:
            return None
        return self.shape(text) if self.shape else text
