"""Every effect is carried out, by one handler, whose module the door knows."""

from __future__ import annotations

import importlib
import pkgutil
from typing import get_args

import pytest

import bot.office
from bot.office import door
from bot.office.actors import Actor
from bot.office.registry import HANDLED, handles
from bot.office.unit import Unit
from conversations.effects import Effect, Mute


def test_every_effect_has_a_handler() -> None:
    assert set(HANDLED) == set(get_args(Effect))


def test_the_door_knows_all_modules_that_have_handlers() -> None:
    """It also knows those that nobody else has imported."""
    found = [one.name for one in pkgutil.iter_modules(bot.office.__path__, "bot.office.")]
    for name in found:
        importlib.import_module(name)
    known = {module.__name__ for module in door.MODULES}
    assert {handling.run.__module__ for handling in HANDLED.values()} == known
    assert known <= set(found)


def test_a_second_handler_of_an_effect_is_refused() -> None:
    before = HANDLED[Mute]

    def mute_too(unit: Unit, by: Actor, effect: Mute) -> None: ...

    with pytest.raises(ValueError, match="Mute is handled twice"):
        handles(Mute)(mute_too)
    assert HANDLED[Mute] is before
