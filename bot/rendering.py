"""Keys become words here, the only importer of Fluent. Lists and dates are Babel's.

Isolation marks stand only round people's words and names, so that a name in another script cannot
turn the sentence around it; never round codes, numbers or links, and never in buttons.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_month_names
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType
from fluent.syntax.ast import Resource

from bot.locales import TEXTS, all_locales, offerable
from conversations.care import without_emoji
from conversations.messages import Arg, Label, Message, Text, Words
from conversations.parsing import normal

DEFAULT = "nl"
TELEGRAM_TEXT = 4096  # UTF-16 units (Bot API, sendMessage); the shortest limit of any channel
LONG = 500  # characters of an argument that goes round Fluent
FSI, PDI = "\u2068", "\u2069"
_ISOLATED = re.compile(f"({FSI}[^{PDI}]*{PDI})")
_GROUPED = re.compile(r"\d[ \u00a0]\d")  # a telephone number


class MissingText(Exception):
    """A key or argument that no locale can render: a bug, named by its key."""


@dataclass(frozen=True)
class ShownButton:
    """A button that has an action, or a link."""

    label: str
    action: str = ""
    link: str | None = None


@dataclass(frozen=True)
class Shown:
    """A message in somebody's language: texts of at most one message each, and buttons."""

    texts: tuple[str, ...]
    buttons: tuple[tuple[ShownButton, ...], ...]
    media: str | None


class _Items(FluentType):
    """Several rendered arguments: lines, unless LIST() makes them one sentence."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = list(items)

    def format(self, locale: Locale) -> str:
        return "\n".join(self.items)


class _Day(FluentType):
    """A day in words; SHORT() makes it fit a button."""

    def __init__(self, day: date, locale: str) -> None:
        self.day = day
        self.language = locale

    def format(self, locale: Locale) -> str:
        return format_date(self.day, "EEEE d MMMM", locale=self.language)


def _short(day: _Day) -> str:
    return format_date(day.day, "d MMM", locale=day.language)


def _list_function(locale: str) -> Callable[..., str]:
    def as_list(items: _Items | str, style: str = "standard") -> str:
        if isinstance(items, str):  # too long for a sentence: it stays in lines
            return items
        return format_list(items.items, style="or" if style == "or" else "standard", locale=locale)

    return as_list


class Rendering:
    """All locales of `texts/`, in a programme's time zone.

    `more`: folders of the same shape, with the texts of an operator's own conversations.
    """

    def __init__(self, zone: ZoneInfo, languages: Sequence[str], more: Sequence[Path] = ()) -> None:
        self._zone = zone
        codes = dict.fromkeys((*languages, DEFAULT))
        if unknown := sorted(set(codes) - offerable()):
            raise MissingText(f"there are no texts for the language {unknown[0]!r}")
        folders = tuple(more)
        self._bundles = {code: _bundle(code, folders) for code in codes}
        self._wordings = {code: Worded(self, code) for code in self._bundles}
        self._unspoken = tuple(
            _bundle(code, folders) for code in all_locales() if code not in codes
        )
        self._words: dict[str, frozenset[str]] = {}

    @staticmethod
    def direction(language: str) -> str:
        """Return how the language is written: "ltr" or "rtl"."""
        return all_locales()[language].direction

    def wording(self, language: str) -> Worded:
        return self._wordings.get(language, self._wordings[DEFAULT])

    def message(self, message: Message, language: str) -> Shown:
        """Render in one language: if any text of it is missing there, all of it in Dutch.

        Raises MissingText when Dutch lacks it too.
        """
        language = message.language or language
        try:
            return self._message(message, language if language in self._bundles else DEFAULT)
        except MissingText:
            if language == DEFAULT:
                raise
            return self._message(message, DEFAULT)

    def _message(self, message: Message, language: str) -> Shown:
        tidy = _without_emoji if message.plain else str
        paragraphs = [
            tidy(self.text(part, language)) if isinstance(part, Text) else part.text
            for part in message.body
        ]
        rows = tuple(
            tuple(ShownButton(tidy(self.label(b.label, language)), b.action, b.link) for b in row)
            for row in message.buttons
        )
        texts = tuple(split("\n\n".join(paragraphs)))
        return Shown(texts, rows, message.media)

    def text(self, text: Text | Words, language: str) -> str:
        if isinstance(text, Words):
            return text.text
        return self._format(text, language, isolate=True)

    def label(self, label: Text | Label | Words, language: str) -> str:
        """Render a button: no isolation marks in it."""
        if isinstance(label, Words):
            return label.text
        if isinstance(label, Label):
            return _named(label, language)
        return self._format(label, language, isolate=False)

    def text_of_page(self, text: Text | Words, language: str) -> str:
        """Render a text outside any message: by itself in Dutch when that language lacks it."""
        return _or_in_dutch(self.text, text, language)

    def label_of_page(self, label: Text | Label | Words, language: str) -> str:
        return _or_in_dutch(self.label, label, language)

    def words(self, name: str) -> frozenset[str]:
        """Return all normalised words of that meaning, in every language there are texts in.

        Somebody in danger, or who wants silence, does not first look which are offered.
        """
        if name not in self._words:
            bundles = (*self._bundles.values(), *self._unspoken)
            lists = (_plain(bundle, f"words-{name}") for bundle in bundles)
            self._words[name] = frozenset(
                normal(word) for found in lists if found for word in found.split(",")
            )
        return self._words[name]

    @functools.cached_property
    def months(self) -> Mapping[str, int]:
        return {
            normal(name).rstrip("."): number
            for code in self._bundles
            for names in (code, all_locales()[code].dates)
            for width in ("wide", "abbreviated")
            for number, name in get_month_names(width, locale=names).items()
        }

    def _format(self, text: Text, language: str, *, isolate: bool) -> str:
        bundle = self._bundles[language]
        if not bundle.has_message(text.key):
            raise MissingText(text.key)
        pattern: Any = bundle.get_message(text.key).value
        args = {name: self._arg(value, language, isolate) for name, value in text.args.items()}
        held = _hold_long(args, Locale(language))
        rendered, errors = bundle.format_pattern(pattern, args)
        if errors:
            raise MissingText(f"{text.key}: {errors[0]}")
        whole = str(rendered)
        for sign, words in held.items():
            whole = whole.replace(sign, words)
        return whole

    def _arg(self, arg: Arg, language: str, isolate: bool) -> Any:
        match arg:
            case Words(text):
                return f"{FSI}{text}{PDI}" if isolate else text
            case Label():
                return _named(arg, language)
            case Text():
                return self._format(arg, language, isolate=isolate)
            case tuple():
                return _Items([self._line(item, language, isolate) for item in arg])
            case datetime():
                local = arg.astimezone(self._zone)
                dates = all_locales()[language].dates
                return format_datetime(local, "EEEE d MMMM HH:mm", locale=dates)
            case date():
                return _Day(arg, all_locales()[language].dates)
            case str() if isolate and _GROUPED.search(arg) and self.direction(language) == "rtl":
                return f"{FSI}{arg}{PDI}"  # else its groups of digits stand in reversed order
            case _:
                return arg

    def _line(self, item: Arg, language: str, isolate: bool) -> str:
        found = self._arg(item, language, isolate)
        return found.format(Locale(language)) if isinstance(found, FluentType) else str(found)


T = TypeVar("T")


def _or_in_dutch(render: Callable[[T, str], str], what: T, language: str) -> str:
    try:
        return render(what, language)
    except MissingText:
        return render(what, DEFAULT)


def _hold_long(args: dict[str, Any], locale: Locale) -> dict[str, str]:
    """Put a sign in the place of each long argument; return sign -> words.

    Fluent refuses a placeable of more than 2,500 characters (fluent.runtime.resolver,
    MAX_PART_LENGTH), and a story or a decision may well be longer.
    """
    held: dict[str, str] = {}
    for name, value in args.items():
        words = value.format(locale) if isinstance(value, _Items) else value
        if isinstance(words, str) and len(words) > LONG:
            held[sign := f"\x00{name}\x00"] = words
            args[name] = sign
    return held


class Worded:
    """The Wording of one language (see conversations/reading.py)."""

    def __init__(self, rendering: Rendering, language: str) -> None:
        self._rendering = rendering
        self._language = language
        self._plain: dict[str, str] = {}  # labels without arguments: compared with every message

    def label(self, text: object) -> str:
        if not isinstance(text, Text | Label | Words):
            raise TypeError(f"{type(text).__name__} is no label")
        if not isinstance(text, Text) or text.args:
            return self._rendering.label_of_page(text, self._language)
        if text.key not in self._plain:
            self._plain[text.key] = self._rendering.label_of_page(text, self._language)
        return self._plain[text.key]

    def words(self, name: str) -> frozenset[str]:
        return self._rendering.words(name)

    def months(self) -> Mapping[str, int]:
        return self._rendering.months


def _without_emoji(text: str) -> str:
    """Our own signs go; people's words, between isolation marks, stay as they are."""
    pieces = _ISOLATED.split(text)
    return "".join(p if n % 2 else without_emoji(p) for n, p in enumerate(pieces))


def _named(label: Label, language: str) -> str:
    return label.labels.get(language) or next(iter(label.labels.values()))


def _bundle(code: str, more: Sequence[Path]) -> FluentBundle:
    functions: dict[str, Any] = {"LIST": _list_function(code), "SHORT": _short}
    bundle = FluentBundle([code], functions=functions, use_isolating=False)
    files = [file for folder in (TEXTS, *more) for file in sorted((folder / code).glob("*.ftl"))]
    for file in files:
        bundle.add_resource(parsed(file.read_text(encoding="utf-8")))
    return bundle


@functools.cache
def parsed(texts: str) -> Resource:
    """Parse a file of texts; parsing all of ours takes half a second, so each is once."""
    return FluentResource(texts)


def _plain(bundle: FluentBundle, key: str) -> str | None:
    if not bundle.has_message(key):
        return None
    pattern: Any = bundle.get_message(key).value
    rendered, _ = bundle.format_pattern(pattern)
    return str(rendered)


def units(text: str) -> int:
    """Return the length as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int = TELEGRAM_TEXT) -> list[str]:
    """Split a text in messages of at most `limit` units, between sentences where it can be."""
    pieces: list[str] = []
    while units(text) > limit:
        cut = _cut(text, limit)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [piece for piece in (*pieces, text) if piece] or [text]


def _cut(text: str, limit: int) -> int:
    end, used = 0, 0
    for character in text:
        used += units(character)
        if used > limit:
            break
        end += 1
    head = text[:end]
    for mark in ("\n\n", "\n", ". ", "! ", "? ", "؟ ", "。", " "):
        place = head.rfind(mark)
        if place > end // 2:
            return place + len(mark)
    return end
