"""Some sentences are written, perhaps from a common beginning on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conversations.events import Located, Said, plain_text
from conversations.messages import Rows, Text
from conversations.options import Option
from conversations.parsing import normal
from conversations.questions.base import (
    Answers,
    Asking,
    Condition,
    Full,
    Reading,
    Taken,
    option_rows,
)
from conversations.questions.short_text import ShortText

if TYPE_CHECKING:
    from conversations.progress import Draft


@dataclass(frozen=True, kw_only=True)
class LongText(ShortText):
    """Somebody who works here writes some sentences, with their line breaks.

    `beginnings` get a button: common sentences, to which at least one of their own is added.
    While that is to come, the record is open and names the beginning.
    """

    longest: int = 4_096
    beginnings: tuple[Option, ...] = ()

    def conditions(self) -> tuple[Condition, ...]:
        return (*super().conditions(), *(o.when for o in self.beginnings if o.when))

    def begins(self, answers: Answers) -> tuple[Option, ...]:
        """These beginnings go with the answers so far."""
        return tuple(o for o in self.beginnings if o.when is None or o.when(answers))

    def completed(self, beginning: str, own: str) -> str | None:
        """The beginning is completed; None when too little of it is theirs, or it is too long."""
        theirs = self.fit(own.strip())
        return self.fit(f"{beginning} {theirs}") if theirs else None

    def read(self, text: str, using: Reading) -> str | None:
        return self.fit(text.strip())

    def hear(self, event: Said | Located, asking: Asking) -> Taken | Full | None:
        """It hears the rest of what was begun, a beginning by its name, or the text at once."""
        text = plain_text(event) if isinstance(event, Said) else None
        begun = self._begun(asking)
        if begun is None:
            named = None if text is None else self._named(text, asking)
            return self._begin(named, asking) if named else super().hear(event, asking)
        whole = None if text is None else self.completed(self._said(begun, asking), text)
        return None if whole is None else Taken({**self.record(whole), "begun": begun})

    def tapped(self, code: str, asking: Asking) -> Taken | None:
        """A beginning counts only while the text is open, so that nothing written is lost."""
        found = self.begins(asking.answers) if asking.is_open else ()
        beginning = next((option for option in found if option.code == code), None)
        return self._begin(beginning, asking) if beginning else None

    def rows(self, asking: Asking) -> Rows:
        """It shows the beginnings, until one was chosen."""
        if self._begun(asking) is not None:
            return ()
        return option_rows(self, self.begins(asking.answers), asking)

    def prompt(self, how: str, asking: Asking, args: Any) -> Text:
        begun = self._begun(asking)
        if begun is None:
            return super().prompt(how, asking, args)
        return Text(f"{asking.key}-own", {"said": Text(f"{asking.key}-{begun}-said")})

    def back(self, asking: Asking) -> Draft | None:
        if self.late or self._begun(asking) is None:
            return super().back(asking)
        return asking.draft.without_answer(self.id)

    def _begin(self, beginning: Option, asking: Asking) -> Taken:
        label = self.option_label(beginning, asking.key)
        return Taken({"begun": beginning.code, "open": True}, label=label)

    def _begun(self, asking: Asking) -> str | None:
        """A beginning of this code was chosen, while the rest is not there."""
        begun = asking.record.get("begun") if asking.record.get("open") else None
        known = self.begins(asking.answers)
        return next((option.code for option in known if option.code == begun), None)

    def _named(self, text: str, asking: Asking) -> Option | None:
        """A text may name a beginning, as its button does."""
        said, label = normal(text), asking.facts.wording.label
        for option in self.begins(asking.answers):
            if normal(label(self.option_label(option, asking.key))) == said:
                return option
        return None

    def _said(self, begun: str, asking: Asking) -> str:
        """The beginning is written out."""
        return asking.facts.wording.label(Text(f"{asking.key}-{begun}-said"))
