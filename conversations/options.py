"""Options have a button each; they are declared, listed by the programme, or found in facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conversations.messages import Label, Text

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,23}")
_KEY_ENDS = ("ask", "again", "name", "remembered", "own")  # how the keys of a question itself end


@dataclass(frozen=True, slots=True)
class Option:
    """An option's `label` is None where the text key says it (`idea-wijk-<code>`).

    `when`: only offered after certain answers; for the beginnings of a text.
    """

    code: str
    label: Label | Text | None = None
    synonyms: tuple[str, ...] = ()
    guessed: bool = False  # what facts suggest: no longer shown once that was refused
    when: Callable[[Any], bool] | None = None  # a `base.Condition`: of the answers so far

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"an option's code is 1-24 of a-z, 0-9, _ and -: {self.code!r}")
        if self.label is None and self.code in _KEY_ENDS:
            raise ValueError(f"the text of an option {self.code!r} would be that of its question")


@dataclass(frozen=True, slots=True)
class ProgrammeList:
    """`programme.toml` holds these options; they are resolved when the app is wired."""

    name: str


def programme(name: str) -> ProgrammeList:
    return ProgrammeList(name)


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code) for code in codes)
