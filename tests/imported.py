"""What a forked `buurtstem` finds done: its modules imported, its texts parsed."""

from __future__ import annotations

import functools

from bot import cli, rendering
from bot.locales import all_locales

__all__ = ["cli"]

rendering._bundle = functools.cache(rendering._bundle)
for code in all_locales():
    rendering._bundle(code, ())
