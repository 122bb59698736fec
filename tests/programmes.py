"""Programmes for tests, made from the example of the project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.programme import LoadedProgramme, load

EXAMPLE = Path(__file__).parents[1] / "programme.toml"


def loaded(file: Path = EXAMPLE, *, undo: int = 0) -> LoadedProgramme:
    """Load a programme; `undo`: seconds in which an answer can be taken back, mostly none here."""
    found = load(file)
    calendar = found.programme.calendar
    patient = replace(calendar, clocks=replace(calendar.clocks, undo=undo))
    return replace(found, programme=replace(found.programme, calendar=patient))
