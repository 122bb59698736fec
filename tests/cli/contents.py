"""A database with something in it, made as residents and staff make it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from tests.house import House

REASON = "=We zetten drie bankjes bij de vijver."


def a_contribution(*stories: str) -> None:
    """In the working directory, where `buurtstem` looks for it."""
    asyncio.run(a_contribution_in(Path.cwd(), stories or ["meer bankjes"]))


async def a_contribution_in(folder: Path, stories: Sequence[str] = ("meer bankjes",)) -> None:
    """An idea per story, all from Presikhaaf; the first is answered."""
    async with House(f"sqlite+aiosqlite:///{folder}/buurtstem.db", folder) as house:
        await house.enrol("samira", "Samira")
        for number, story in enumerate(stories, start=1):
            await _sends(house, f"bewoner {number}", story)
        await house.taps("samira", "⚖️ Besluiten")
        await house.taps("samira", "Ja, maar anders")
        said = (REASON, "Joost bestelt ze.", "Joost", "1 maart", "Zeker", "Nog geen plan")
        for words in said:
            await house.says("samira", words)
        await house.taps("samira", "✅ Ja, verstuur")


def a_team(*colleagues: tuple[str, str, str | None]) -> None:
    """Who was invited, as (name, role, wijk); the first gets an idea."""
    asyncio.run(_a_team(colleagues))


async def _a_team(colleagues: Sequence[tuple[str, str, str | None]]) -> None:
    folder = Path.cwd()
    async with House(f"sqlite+aiosqlite:///{folder}/buurtstem.db", folder) as house:
        for number, (name, role, wijk) in enumerate(colleagues):
            await house.enrol(f"p{number}", name, role, wijk=wijk)
            if not number:
                await _sends(house, "bewoner 1", "meer bankjes")


async def _sends(house: House, who: str, story: str) -> None:
    await house.does(who, "start")
    await house.taps(who, "💡 Ik heb een idee")
    await house.says(who, story)
    await house.taps(who, "Presikhaaf")
    await house.taps(who, "Liever niet")
    await house.taps(who, "✅ Ja, verstuur")
    await house.taps(who, "💬 Hier")
    await house.taps(who, "Nee")
