"""Outside its own package nothing asks which channel it has before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import ROOT

ROOMS = ("bot", "conversations", "storage")
PACKAGES = ROOT / "bot" / "channels"
NAMES = {"telegram", "web"}
CLASSES = {"TelegramChat", "WebChat"}
# Where one may be named all the same, and why.
MAY = {
    "bot/app.py": "the app makes the channels",
    "bot/logs.py": "a library's logger bears the name",
    "storage/models/__init__.py": "a module of tables bears the name",
    "storage/models/web.py": "the name stands in these rows",
}


def modules() -> list[Path]:
    """Every module outside the packages of the channels; a migration says what tables were."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    own = [path for path in PACKAGES.iterdir() if path.is_dir()]
    return [
        path
        for path in found
        if "migrations" not in path.parts and not any(path.is_relative_to(one) for one in own)
    ]


def named(code: str) -> Iterator[str]:
    """The names of channels in it: of the channel itself, or of its class."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Constant(value=str(name)) if name in NAMES:
                yield name
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in CLASSES:
                yield name
            case ast.alias(name=name) if name in CLASSES:
                yield name


def test_no_module_names_a_channel() -> None:
    found = {
        str(path.relative_to(ROOT)): sorted(set(named(path.read_text(encoding="utf-8"))))
        for path in modules()
    }
    assert {path: names for path, names in found.items() if names and path not in MAY} == {}


@pytest.mark.parametrize("path", MAY)
def test_who_may_name_one_does(path: str) -> None:
    assert list(named((ROOT / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "code",
    [
        'if channel == "telegram": pass',
        'PLACES = {"web": 1}',
        "from bot.channels.web.chat import WebChat",
        "isinstance(channel, chat.TelegramChat)",
        'match channel:\n    case "web": pass',
    ],
)
def test_a_name_is_seen(code: str) -> None:
    assert list(named(code))


def test_each_package_of_a_channel_is_looked_for() -> None:
    packages = {path.parent.name for path in PACKAGES.glob("*/__init__.py")}
    assert packages == NAMES
