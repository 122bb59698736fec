"""What a forked `buurtstem` finds done: its modules imported, its texts parsed."""

from __future__ import annotations

from bot import cli, rendering
from bot.locales import TEXTS

__all__ = ["cli"]

for file in TEXTS.glob("*/*.ftl"):
    rendering.parsed(file.read_text(encoding="utf-8"))
