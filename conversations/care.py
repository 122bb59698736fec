"""Pure judgements tell what words ask of us before anything else; they give no answers.

Danger, heavy words, anger, a young age and citizen service numbers. Word lists err, so what
follows from them offers and never blocks; the one thing that is rewritten is a number that passes
the BSN check. The lists stand in `texts/<locale>/words.ftl`: `words-<kind>` names phrases, and
`words-<kind>-not` the phrases in which they mean something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from conversations.events import Edited, Event, Said
from conversations.parsing import Wording, normal
from conversations.parts import Part

DANGERS = ("danger", "suicide", "home")  # the first that is found counts
HEAVY = ("grief", "illness", "hunger", "fear")
YOUNG = range(4, 16)  # under 16 (GDPR art. 8, UAVG art. 5)


# Citizen service numbers

MASK = "•••••••••"
# Digits in groups, a telephone's or money's sign before them; no part of a word or a fraction.
_NUMBERS = re.compile(
    r"(?:(?<![^\W_])|(?<=BSN)|(?<=bsn))(?<!\d,)(?P<sign>[+€$] ?)?"
    r"(?P<groups>\d+(?:[ .\u00a0()/-]{1,3}\d+)*)"
    r"(?![^\W_])(?! ?(?:€|euro|EUR)\b)"
)
_BETWEEN = re.compile(r"(\D+)")
_LISTED = {(2, 2, 2, 2), (2, 2, 4), (4, 2, 2)}  # house numbers and dates
_MOST_GROUPS = 4


def is_bsn(digits: str) -> bool:
    """Return whether eight or nine digits pass the "elfproef".

    Source: Besluit BSN, weights 9 to 2 and -1, the sum divisible by 11; eight have a zero before.
    """
    if len(digits) not in (8, 9):
        return False
    values = [int(digit) for digit in digits.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(values) and sum(w * v for w, v in zip(weights, values, strict=True)) % 11 == 0


def without_bsn(text: str) -> str:
    """Return the text with a sign in the place of each citizen service number."""
    return _NUMBERS.sub(_masked, text)


_TELEPHONE = re.compile(r"(?<!\w)(?:\+|00)?\d[\d ()/-]{6,}\d(?!\w)")


def without_numbers(text: str) -> str:
    """Return the text without telephone numbers, for others than its author's readers."""
    return _TELEPHONE.sub("•••", text)


def _masked(found: re.Match[str]) -> str:
    pieces = _BETWEEN.split(found["groups"])
    groups = pieces[::2]
    if found["sign"] or groups[0].startswith("00"):  # money, or a number from abroad
        return found[0]
    if any(len(group) >= 8 for group in groups):  # whole in one group: whatever stands beside it
        before = ["", *groups]
        shown = [_alone(group, before[place]) for place, group in enumerate(groups)]
        return "".join(shown[n // 2] if n % 2 == 0 else piece for n, piece in enumerate(pieces))
    digits = "".join(groups)
    return MASK if is_bsn(digits) and not _something_else(groups) else found[0]


def _alone(group: str, before: str) -> str:
    """Mask a group that is a BSN by itself, unless it ends a telephone number or is a date."""
    telephone = before in ("06", "6") and len(group) == 8
    return MASK if is_bsn(group) and not telephone and not _is_date(group) else group


def _something_else(groups: list[str]) -> bool:
    """Return whether these are a telephone number that lacks a digit, a date or house numbers."""
    sizes = tuple(map(len, groups))
    return groups[0] in ("06", "6") or sizes in _LISTED or len(groups) > _MOST_GROUPS


def _is_date(digits: str) -> bool:
    """Return whether eight digits are a day: 24112026, or 20261124."""
    if len(digits) != 8:
        return False
    days = ((digits[4:], digits[2:4], digits[:2]), (digits[:4], digits[4:6], digits[6:]))
    return any(1900 <= int(year) < 2100 and _a_day(year, month, day) for year, month, day in days)


def _a_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def blanked(data: Any) -> Any:
    """Return JSON with every citizen service number in its texts masked."""
    match data:
        case str():
            return without_bsn(data)
        case list():
            return [blanked(item) for item in data]
        case dict():
            return {name: blanked(value) for name, value in data.items()}
        case _:
            return data


@dataclass(frozen=True, slots=True)
class Judged:
    """The things that a text speaks of."""

    danger: str | None = None
    heavy: str | None = None
    angry: bool = False
    rough: bool = False  # it holds insults, which staff uncover with a tap
    young: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """An event as every conversation sees it; `taken`: a number was taken out of it."""

    event: Event
    taken: bool = False
    judged: Judged = Judged()


def at_the_door(event: Event, wording: Wording) -> Heard:
    """Return the event without citizen service numbers; rough words are marked from here on."""
    if not isinstance(event, Said | Edited):
        return Heard(event)
    part = _part_without_bsn(event.part)
    taken = part != event.part
    if not part.text:
        return Heard(replace(event, part=part), taken)
    judged = judge(part.text, wording)
    return Heard(replace(event, part=replace(part, rough=judged.rough)), taken, judged)


def _part_without_bsn(part: Part) -> Part:
    text = without_bsn(part.text) if part.text else part.text
    media = part.media
    if media and media.name:
        media = replace(media, name=without_bsn(media.name))
    return replace(part, text=text, media=media)


def says_nothing_else(part: Part) -> bool:
    """Return whether only the sign is left of a message."""
    return part.media is None and not re.search(r"\w", part.text or "")


# What words speak of


def judge(text: str, wording: Wording) -> Judged:
    padded = f" {normal(text)} "
    rough = _speaks_of("insult", padded, wording)
    return Judged(
        danger=_first_of(DANGERS, padded, wording),
        heavy=_first_of(HEAVY, padded, wording),
        angry=rough or _speaks_of("anger", padded, wording) or _shouted(text),
        rough=rough,
        young=_young(text, padded, wording),
    )


def _first_of(kinds: Iterable[str], padded: str, wording: Wording) -> str | None:
    return next((kind for kind in kinds if _speaks_of(kind, padded, wording)), None)


def _speaks_of(kind: str, padded: str, wording: Wording) -> bool:
    """Return whether a phrase of that kind stands there, outside those that mean another thing."""
    phrases = [phrase for phrase in wording.words(kind) if f" {phrase} " in padded]
    if not phrases:
        return False
    for other in sorted(wording.words(f"{kind}-not"), key=len, reverse=True):
        padded = padded.replace(f" {other} ", " · ")
    return any(f" {phrase} " in padded for phrase in phrases)


def _shouted(text: str) -> bool:
    """Return whether a text is mostly in capitals.

    Those are at least five words, or three with two exclamation marks.
    """
    words = re.findall(r"[^\W\d_]{2,}", text)
    loud = [word for word in words if word.isupper()]
    enough = 3 if text.count("!") >= 2 else 5
    return len(loud) >= enough and len(loud) * 2 > len(words)


def _young(text: str, padded: str, wording: Wording) -> bool:
    """Return whether somebody says that they are under 16 ("ik ben 14", "ik zit in groep 8")."""
    if _speaks_of("young", padded, wording):
        return True
    if not any(f" {before} " in padded for before in wording.words("age-before")):
        return False
    clauses = (normal(clause) for clause in re.split(r"[.,;:!?()\n]", text))
    return any(_age_in(clause, wording) in YOUNG for clause in clauses)


def _age_in(clause: str, wording: Wording) -> int | None:
    """Return the age that a clause tells: "14", "14 jaar", and then nothing or a new clause.

    It is None for "14 jaar lang", "14 keer" and "14 in het rijtje".
    """
    words = clause.split()
    for place, (before, number) in enumerate(pairwise(words)):
        if not number.isdecimal() or len(number) > 2:
            continue
        said = " ".join(words[max(0, place - 1) : place + 1])
        if not {said, before} & wording.words("age-before"):
            continue
        rest = " ".join(words[place + 2 :])
        if _ends_there(rest, wording.words("age-after"), wording.words("age-then")):
            return int(number)
    return None


def _ends_there(rest: str, after: Iterable[str], then: Iterable[str]) -> bool:
    for unit in sorted(after, key=len, reverse=True):
        if f"{rest} ".startswith(f"{unit} "):
            rest = rest[len(unit) :].strip()
            break
    return not rest or rest.split()[0] in set(then)


# Emoji: signposts, and out of place beside sorrow

_EMOJI = "\u2139\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
_BEFORE = re.compile(rf"(^|\n)[{_EMOJI}]+ ?")
_AFTER = re.compile(rf" ?[{_EMOJI}]+")


def without_emoji(text: str) -> str:
    """Return a text of ours without its signs (emoji)."""
    return _AFTER.sub("", _BEFORE.sub(r"\1", text))


# Language

ENOUGH_WORDS = 3  # for a guess at the language
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "uk": "CYRILLIC", "ru": "CYRILLIC", "bg": "CYRILLIC"}


def in_script_of(text: str, language: str) -> bool:
    """Return whether most letters are of the script in which that language is written."""
    letters = [letter for letter in text if letter.isalpha()]
    wanted = SCRIPTS.get(language, "LATIN")
    fitting = [letter for letter in letters if unicodedata.name(letter, "").startswith(wanted)]
    return len(fitting) * 2 > len(letters)


def has_enough_words(text: str) -> bool:
    return len([word for word in normal(text).split() if word.isalpha()]) >= ENOUGH_WORDS
