"""Work that a forked `buurtstem` finds done: its modules, its programme and its texts are read."""

from __future__ import annotations

import aiosqlite
import uvloop

from bot import cli
from bot.locales import offerable
from bot.rendering import Rendering
from tests.programmes import loaded

__all__ = ["aiosqlite", "cli", "uvloop"]

Rendering(loaded().programme.calendar.zone, sorted(offerable()))
