"""Buttons carry actions back: short, versioned by their letters, checked on return.

A payload is public and can be forged or forwarded: it names things, it proves nothing. Who may
do it is decided on arrival, by the views and roles. Limit: 64 bytes (Bot API, callback_data).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Literal, get_args

LIMIT = 64
_CODE = re.compile("[a-z0-9_-]{1,24}")  # of the programme's lists

CommandName = Literal[
    "back", "skip", "keep", "add", "other", "done", "submit", "edit", "change", "discard",
    "pause", "resume", "restart", "as_is", "help", "take_over",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An option of a question of one draft."""

    run: str
    question: str
    code: str


@dataclass(frozen=True, slots=True)
class Command:
    """Something done to a draft. `detail`: a question id, or the draft's version at submit."""

    run: str
    name: CommandName
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """Start a conversation, perhaps about a contribution as seen in a version."""

    conversation: str
    about: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """Look at a screen, perhaps of one contribution or page, and narrowed to a code."""

    screen: str
    about: int | None = None
    only: str = ""


@dataclass(frozen=True, slots=True)
class React:
    """One tap that says something about a contribution: read, heard right, no danger.

    `which` is the mark of the words that stood above the button: what was said later is not meant.
    """

    what: str
    about: int | None = None
    which: int | None = None


def mark(words: str) -> int:
    """Return a short name of some words (their CRC-32), to tell them from others."""
    return zlib.crc32(words.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Speak:
    """Choose a language by its code."""

    language: str


@dataclass(frozen=True, slots=True)
class Take:
    """Go on here with the talk behind a link's token."""

    token: str


Action = Answer | Command | Open | Show | React | Speak | Take


def encode(action: Action) -> str:
    """Return the payload of a button. Raises ValueError when it would not fit."""
    fields: tuple[str, ...]
    match action:
        case Answer(run, question, code):
            fields = ("a", run, question, code)
        case Command(run, name, detail):
            fields = ("c", run, name, detail)
        case Open(conversation, about, seen):
            fields = ("o", conversation, _number(about), _number(seen))
        case Show(screen, about, only):
            fields = ("s", screen, _number(about), *((only,) if only else ()))
        case React(what, about, None):
            fields = ("r", what, _number(about))
        case React(what, about, which):
            fields = ("r", what, _number(about), _number(which))
        case Speak(language):
            fields = ("l", language)
        case Take(token):
            fields = ("t", token)
    payload = ":".join(fields)
    if len(payload.encode()) > LIMIT:
        raise ValueError(f"a button's payload is longer than {LIMIT} bytes: {payload}")
    return payload


def decode(payload: str) -> Action | None:
    """Return the action of a payload, or None for what no button of ours carries."""
    match payload.split(":"):
        case ["a", run, question, code]:
            return Answer(run, question, code)
        case ["c", run, name, detail] if name in get_args(CommandName):
            return Command(run, name, detail)  # type: ignore[arg-type]  # checked by the guard
        case ["o", conversation, about, seen] if _numbers(about, seen):
            return Open(conversation, _read(about), _read(seen))
        case ["s", screen, about] if _numbers(about):
            return Show(screen, _read(about))
        case ["s", screen, about, only] if _numbers(about) and _CODE.fullmatch(only):
            return Show(screen, _read(about), only)
        case ["r", what, about] if _numbers(about):
            return React(what, _read(about))
        case ["r", what, about, which] if _numbers(about, which):
            return React(what, _read(about), _read(which))
        case ["l", language]:
            return Speak(language)
        case ["t", token]:
            return Take(token)
        case _:
            return None


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _read(text: str) -> int | None:
    return int(text) if text else None


def _numbers(*texts: str) -> bool:
    # Up to 15 digits: a forged longer one would overflow a database's integer.
    return all(t == "" or (t.isascii() and t.isdigit() and len(t) <= 15) for t in texts)
