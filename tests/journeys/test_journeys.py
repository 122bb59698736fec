"""Every journey is replayed; every word and button must be as written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.models.inbox import inbox
from storage.models.outbox import outbox
from tests.house import House
from tests.journeys import kinds
from tests.journeys.replay import (
    ON_BOTH,
    NotUnderstood,
    accept,
    difference,
    journeys,
    opened,
    read,
    replay,
    without_dates,
)

ON_ONE = pytest.mark.one_database
ACCEPT = "ACCEPT_JOURNEYS"  # set it to write down what the bot says now; then read the diff


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=() if path.stem in ON_BOTH else ON_ONE)
        for path in journeys()
    ],
)
async def test_a_journey_goes_as_written(
    path: Path, house: House, met: kinds.Met, record_property: Callable[[str, object], None]
) -> None:
    found = await _otherwise(path, house, accepting=ACCEPT in os.environ)
    record_property(kinds.MET, {path.stem: {k: sorted(found) for k, found in met.names.items()}})
    if found:
        pytest.fail(
            f"{path.name} goes otherwise than written ({ACCEPT}=1 accepts what is said):\n{found}",
            pytrace=False,
        )


async def _otherwise(path: Path, house: House, accepting: bool) -> str:
    """What goes otherwise than written; when it is accepted it is written, on one database."""
    written = opened(path)
    try:
        seen = await replay(written, house)
    except NotUnderstood as error:
        return f"what somebody does there cannot be done any more; write it anew:\n{error}"
    await nothing_went_wrong(house, dead=path.stem == "an_account_that_is_gone")
    if accepting and house.app.database.is_sqlite:
        accept(path, seen)
        return ""
    return difference(written, seen)


async def nothing_went_wrong(house: House, dead: bool) -> None:
    """No event was parked or waits, and no message was given up."""
    async with house.app.database.reading() as db:
        events = (await db.execute(select(inbox.c.handled_at, inbox.c.error))).all()
        letters = (await db.execute(select(outbox.c.state))).scalars().all()
    assert all(event.handled_at is not None and event.error is None for event in events)
    assert ("dead" in letters) is dead


SMALL = """Een klein verhaal

Els zegt hoi.

-- dinsdag 24 november 2026, 10:00 --

Els: bedankt
bot → Els: Graag gedaan!
"""


@ON_ONE
async def test_a_word_too_many_is_seen(house: House) -> None:
    seen = await replay(read(SMALL), house)
    assert difference(read(SMALL), seen) == ""
    assert "+bot → Els: Graag gedaan!" in difference(read(SMALL.replace("Graag", "Niets")), seen)


@ON_ONE
async def test_a_message_too_many_is_seen(house: House) -> None:
    short = read(SMALL.replace("bot → Els: Graag gedaan!\n", ""))
    assert "+bot → Els: Graag gedaan!" in difference(short, await replay(short, house))


@ON_ONE
async def test_a_button_that_is_not_there_cannot_be_tapped(house: House) -> None:
    with pytest.raises(NotUnderstood, match="no button"):
        await replay(read(SMALL + "\nEls: [Dat is er niet]\n"), house)


@ON_ONE
@pytest.mark.parametrize("line", ["-- het regent --", "Els: (danst)", "Els: [Ja] (met haar neus)"])
async def test_a_line_that_nobody_can_play_is_refused(house: House, line: str) -> None:
    with pytest.raises(NotUnderstood):
        await replay(read(SMALL + f"\n{line}\n"), house)


def test_a_journey_is_written_back_as_it_was_read() -> None:
    for path in journeys():
        assert opened(path).text == path.read_text(encoding="utf-8"), path.name


def test_only_days_are_taken_out_of_a_journey_played_on_another_day() -> None:
    said = "-- dinsdag 24 november 2026, 10:00 --\nvóór maandag 1 maart om 10:00, nummer 24"
    assert without_dates(said) == "-- ⟨dag⟩ --\nvóór ⟨dag⟩ om 10:00, nummer 24"
