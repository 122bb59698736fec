"""Several of some options are chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from conversations import parsing
from conversations.actions import Command, encode
from conversations.events import Located, Said
from conversations.messages import Arg, Rows, Text, button, column
from conversations.questions.base import Asking, Full, Includes, Reading, Record, Taken, option_rows
from conversations.questions.offering import Offering


@dataclass(frozen=True, kw_only=True)
class Choices(Offering[tuple[str, ...]]):
    """Several may be tapped, then "done"; until then the record is open."""

    closed: ClassVar[bool] = True

    def including(self, code: str) -> Includes:
        """It makes a condition for `when=`. Raises ValueError for an option that is not there."""
        if code not in {option.code for option in self.offered()}:
            raise ValueError(f"{self.id} has no option {code!r}")
        return Includes(self, code)

    def read(self, text: str, using: Reading) -> tuple[str, ...] | None:
        if (one := parsing.best_option(text, using.labels)) is not None:
            return (one,)
        pieces = [p for p in re.split(r"[,;\n/]|\s(?:en|and|ve|i|و)\s", text) if p.strip()]
        found = [parsing.best_option(piece, using.labels) for piece in pieces]
        if not found or None in found:
            return None
        return tuple(dict.fromkeys(code for code in found if code))

    def load(self, data: Any) -> tuple[str, ...]:
        if not isinstance(data, list | tuple):
            raise TypeError("not a list of options")
        known = {option.code for option in self.offered()}
        if not data or any(code not in known for code in data):
            raise ValueError("nothing chosen, or an option that is no longer there")
        return tuple(data)

    def dump(self, value: tuple[str, ...]) -> Any:
        return list(value)

    def show(self, value: tuple[str, ...], key: str) -> Arg:
        by_code = {option.code: option for option in self.offered()}
        items = tuple(self.option_label(by_code[code], key) for code in value)
        return Text("list", {"items": items})

    def hear(self, event: Said | Located, asking: Asking) -> Taken | Full | None:
        """Options named in words are added to those that were tapped, and end the choosing."""
        taken = super().hear(event, asking)
        if not isinstance(taken, Taken):
            return taken
        return Taken(self._with(taken.record["value"], asking))

    def tapped(self, code: str, asking: Asking) -> Taken | None:
        option = self.option(code)
        if option is None:
            return None
        record = {**self._with((code,), asking), "open": True}
        return Taken(record, "more", label=self.option_label(option, asking.key))

    def finished(self, asking: Asking) -> Taken | None:
        picked = _picked(asking)
        return Taken(self.record(picked)) if picked else None

    def rows(self, asking: Asking) -> Rows:
        picked = _picked(asking)
        rows = option_rows(self, (o for o in self.offered() if o.code not in picked), asking)
        done = button("button-done", encode(Command(asking.draft.run, "done", self.id)))
        return rows + column(done) if picked else rows

    def prompt(self, how: str, asking: Asking, args: Any) -> Text:
        if how != "more":
            return super().prompt(how, asking, args)
        return Text("choose-more", {"chosen": self.show(asking.answers[self], asking.key)})

    def _with(self, codes: Any, asking: Asking) -> Record:
        return self.record(tuple(dict.fromkeys((*_picked(asking), *codes))))


def _picked(asking: Asking) -> tuple[str, ...]:
    """These options were tapped while the choosing is not done."""
    return tuple(asking.record["value"]) if asking.record.get("open") else ()
