"""Small things that several of these tests need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, text

from bot.channels.base import RawEvent
from tests.house import House


async def rows(house: House, sql: str) -> list[Any]:
    async with house.app.database.reading() as db:
        return list((await db.execute(text(sql))).all())


async def change(house: House, sql: str) -> None:
    async with house.app.database.transaction() as db:
        await db.execute(text(sql))


async def value(house: House, sql: str) -> Any:
    return (await rows(house, sql))[0][0]


def raw(number: str, who: str, words: str) -> RawEvent:
    payload = {"from": who, "kind": "text", "text": words, "message": number}
    return RawEvent("fake", number, f"fake:{who}", payload)


@contextmanager
def counted(house: House) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    seen: list[str] = []
    engine = house.app.database.engine.sync_engine

    def note(_c: Any, _k: Any, statement: str, _p: Any, _x: Any, _m: bool) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def idea(house: House, who: str, words: str = "meer bankjes") -> None:
    """A whole idea, sent."""
    await unsent_idea(house, who, words)
    await house.taps(who, "✅ Ja, verstuur")


async def unsent_idea(house: House, who: str, words: str = "meer bankjes") -> None:
    """An idea that only waits for the last tap."""
    await house.does(who, "start")
    await house.taps(who, "💡 Ik heb een idee")
    await house.says(who, words)
    await house.taps(who, "Presikhaaf")
    await house.taps(who, "Liever niet")


def action(house: House, who: str, label: str) -> str:
    """What the newest button with that label carries."""
    for seen in reversed(house.screen(who)):
        for row in seen.buttons:
            for button in row:
                if button.label == label:
                    return button.action
    raise AssertionError(f"{who} sees no button {label!r}")
