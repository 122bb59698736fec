"""Each folder of `texts/` is a language and says so itself, in `locale.toml`.

state   "complete": every text is there; "draft": every text for residents, and the rest is
        said in Dutch; "words": only words that people type, so that *stop* and danger count
        from whoever writes them. That is no language to offer.
mark    what an operator should know before offering it
dates   whose names of days and months are used (a CLDR locale), if not the language's own
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from babel import Locale as BabelLocale
from pydantic import TypeAdapter

import conversations

TEXTS = Path(conversations.__file__).parent / "texts"
State = Literal["complete", "draft", "words"]


@dataclass(frozen=True)
class Locale:
    """The facts of one language."""

    code: str
    state: State
    mark: str | None = None
    dates: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "dates", self.dates or self.code)

    @property
    def direction(self) -> str:
        """Return how it is written: "ltr" or "rtl"."""
        return BabelLocale.parse(self.code).text_direction

    @property
    def warning(self) -> str | None:
        """Return what `buurtstem check` says when it is offered."""
        missing = "; what it lacks is said in Dutch" if self.state == "draft" else ""
        return f"{self.mark}{missing}" if self.mark else None


_LOCALE = TypeAdapter(Locale)


@functools.cache
def all_locales() -> dict[str, Locale]:
    """Return every folder of `texts/` by its code, whether it can be offered or not."""
    return {folder.name: _read(folder) for folder in sorted(TEXTS.iterdir()) if folder.is_dir()}


def _read(folder: Path) -> Locale:
    facts = tomllib.loads((folder / "locale.toml").read_text(encoding="utf-8"))
    return _LOCALE.validate_python({"code": folder.name, **facts})


def offerable() -> frozenset[str]:
    """Return the languages that a programme may name."""
    return frozenset(code for code, locale in all_locales().items() if locale.state != "words")
