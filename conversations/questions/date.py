"""A day is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from conversations import parsing
from conversations.messages import Arg, Rows, Text, column
from conversations.questions.base import Asking, Question, Reading, Taken, answer_button

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Date(Question[date]):
    """A day is not in the past. `suggest`: days from today that get a button."""

    suggest: tuple[int, ...] = ()
    may_be_past: bool = False
    not_today: bool = False  # a day before which something comes

    def read(self, text: str, using: Reading) -> date | None:
        found = parsing.read_date(text, using.today, using.wording)
        if found is None or (found < using.today and not self.may_be_past):
            return None
        if self.not_today and found == using.today:
            return None
        return found if found.year <= using.today.year + 10 else None

    def load(self, data: Any) -> date:
        return date.fromisoformat(data)

    def dump(self, value: date) -> Any:
        return value.isoformat()

    def show(self, value: date, key: str) -> Arg:
        return value

    def tapped(self, code: str, asking: Asking) -> Taken | None:
        """A day on a button is read as a typed one: an old button may name one that has passed."""
        if not self.suggest or not _DAY.fullmatch(code):
            return None
        day = self.read(code, self.using(asking))
        return None if day is None else Taken(self.record(day), label=_label(day))

    def rows(self, asking: Asking) -> Rows:
        today, calendar = asking.facts.today, asking.facts.programme.calendar
        days = (calendar.next_working(today + timedelta(days=n)) for n in self.suggest)
        return column(*(answer_button(self, d.isoformat(), _label(d), asking) for d in days))


def _label(day: date) -> Text:
    return Text("button-date", {"date": day})
