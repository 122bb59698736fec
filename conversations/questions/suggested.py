"""A line of one's own is written, or one of some options is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from conversations import parsing
from conversations.messages import Arg, Words
from conversations.questions.base import Reading
from conversations.questions.offering import Offering, Options
from conversations.questions.short_text import ShortText


@dataclass(frozen=True, kw_only=True)
class Suggested(Offering[str], ShortText):
    """A line of one's own is the answer, or the code of an option."""

    options: Options = ()

    def read(self, text: str, using: Reading) -> str | None:
        return parsing.best_option(text, using.labels) or super().read(text, using)

    def show(self, value: str, key: str) -> Arg:
        known = self.option(value)
        return self.option_label(known, key) if known else Words(value)

    def chosen(self, code: str) -> str:
        return code
