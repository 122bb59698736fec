"""Reading what people type: pure, forgiving, and without a single word of its own.

Words that mean something ("stop", "ja", "morgen") stand in `texts/<locale>/words.ftl` and
arrive through the Wording that the caller hands over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol


class Wording(Protocol):
    """A lookup of texts; rendering.py implements it for one language."""

    def label(self, text: object) -> str:
        """Return a label as the person sees it."""

    def words(self, name: str) -> frozenset[str]:
        """Return normalised words and phrases that mean `name`, in every language with texts."""

    def months(self) -> Mapping[str, int]:
        """Return normalised month names and abbreviations, in every language offered."""


_AS_EMOJI = "\ufe0f"  # a mark without a letter: asks for the coloured form of the sign before it


def normal(text: str) -> str:
    """Return the text in lower case, without signs, emoji or doubled spaces: for comparing only."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    kept = (
        c if unicodedata.category(c)[0] in "LNM" or c in "+'" else " "
        for c in text
        if unicodedata.category(c) != "Cf" and c != _AS_EMOJI
    )
    return " ".join("".join(kept).split())


def folded(text: str) -> str:
    """Return the text for searching in: lower case, no accents, single spaces; signs stay."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def contains_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Return whether any of the (normalised) phrases stands in the text as whole words."""
    padded = f" {normal(text)} "
    return any(f" {phrase} " in padded for phrase in phrases)


def best_option(text: str, labels: Mapping[str, Iterable[str]]) -> str | None:
    """Return the code whose label or synonym the text is; None when none or more than one fits."""
    wanted = normal(text)
    if not wanted:
        return None
    hits = {code for code, names in labels.items() if any(normal(n) == wanted for n in names)}
    return hits.pop() if len(hits) == 1 else None


_NUMBER = re.compile(r"[-+]?\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|[-+]?\d+(?:[.,]\d+)?")


def read_number(text: str) -> int | None:
    """Read one whole number in Dutch notation ("1.500", "€ 250,-", "20 stoelen"), or None."""
    found = _NUMBER.findall(text.replace("\u00a0", " "))
    if len(found) != 1:
        return None
    whole, _, cents = (
        re.sub(r"[.\s](?=\d{3}(?:\D|$))", "", found[0]).replace(",", ".").partition(".")
    )
    return int(whole) if len(whole) <= 12 and not cents.strip("0") else None


_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMERIC = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$")
_NAMED = re.compile(  # a month may be two words: تشرين الثاني
    r"^(?:\D*?\s)?(\d{1,2})(?:e|ste|de|st|nd|rd|th)? ?([^\d\s.]+(?: [^\d\s.]+)?)\.?(?: (\d{4}))?$"
)
_NAMED_FIRST = re.compile(r"^([^\d\s.]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?$")


def read_date(text: str, today: date, wording: Wording) -> date | None:
    """Read a day, or None: "morgen", "12-12", "12 december", "2026-12-12".

    Without a year it is the next such day.
    """
    plain = " ".join(text.casefold().strip().split())
    for name, days in (("today", 0), ("tomorrow", 1), ("day-after", 2), ("next-week", 7)):
        if normal(plain) in wording.words(name):
            return today + timedelta(days=days)
    if match := _ISO.match(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.match(plain):
        return _in_year(int(match[1]), int(match[2]), match[3], today)
    months = wording.months()
    if (match := _NAMED.match(plain)) and (named := months.get(normal(match[2]))):
        return _in_year(int(match[1]), named, match[3], today)
    if (match := _NAMED_FIRST.match(plain)) and (named := months.get(normal(match[1]))):
        return _in_year(int(match[2]), named, match[3], today)
    return None


def _in_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    # 29 February may be up to eight years away.
    candidates = (_day(today.year + n, month, day) for n in range(9))
    return next((found for found in candidates if found and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
