"""A whole number is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conversations import parsing
from conversations.messages import Arg
from conversations.questions.base import Question, Reading


@dataclass(frozen=True, kw_only=True)
class Number(Question[int]):
    """A number is whole; an amount is in euros."""

    least: int = 0
    most: int = 10**9

    def read(self, text: str, using: Reading) -> int | None:
        found = parsing.read_number(text)
        return found if found is not None and self.least <= found <= self.most else None

    def load(self, data: Any) -> int:
        if type(data) is not int or not self.least <= data <= self.most:
            raise ValueError("not a number within its bounds")
        return data

    def show(self, value: int, key: str) -> Arg:
        return value
