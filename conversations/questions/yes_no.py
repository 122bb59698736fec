"""Yes or no is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from conversations import parsing
from conversations.messages import Arg, Label, Text
from conversations.options import Option, options
from conversations.questions.base import Among, Question, Reading


@dataclass(frozen=True, kw_only=True)
class YesNo(Question[bool]):
    """Two buttons are shown, and any word counts that means one of them."""

    closed: ClassVar[bool] = True

    def offered(self) -> tuple[Option, ...]:
        return options("yes", "no")

    def option_label(self, option: Option, key: str) -> Text | Label:
        return Text(f"button-{option.code}")

    def is_yes(self) -> Among:
        return Among(self, (True,))

    def read(self, text: str, using: Reading) -> bool | None:
        found = parsing.best_option(text, using.labels)
        if found is None:
            said = parsing.normal(text)
            yes, no = said in using.wording.words("yes"), said in using.wording.words("no")
            return yes if yes != no else None
        return found == "yes"

    def load(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise ValueError("neither yes nor no")
        return data

    def show(self, value: bool, key: str) -> Arg:
        return Text("button-yes" if value else "button-no")

    def chosen(self, code: str) -> bool:
        return code == "yes"
