"""Two hundred people who press any button and type anything: nothing breaks, nobody is stuck.

The real bot in a process of its own, over HTTP, against the strict server. What was counted is
printed (`pytest -s`), and stands in the report of a failure.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.botapi.server import StrictBotApi
from tests.running import RunningBot, of_telegram
from tests.telegram.people import enrols
from tests.telegram.random_residents import Person, people

SEED = 20261126


@pytest.mark.parametrize(
    ("listens", "count", "turns"),
    [
        ("polling", 40, 25),
        pytest.param("polling", 200, 50, marks=pytest.mark.soak),
        pytest.param("webhook", 200, 50, marks=pytest.mark.soak),
    ],
    indirect=["listens"],
)
async def test_nobody_is_stuck_and_nothing_breaks(
    api: StrictBotApi, tmp_path: Path, count: int, turns: int
) -> None:
    settings = of_telegram(api) | {"ACCOUNT_EVENTS_PER_MINUTE": "0"}
    async with RunningBot(tmp_path, **settings) as bot:
        samira = Person(await enrols(api, tmp_path), "staff", SEED)
        residents = people(api, count, SEED)
        everybody = [*residents, samira]
        await asyncio.gather(*(person.lives(turns) for person in everybody))
        await at_rest(bot, api, residents)
        stuck = [person for person in residents if not has_next_step(person, tmp_path)]
        go_on = await asyncio.gather(*(person.goes_on() for person in residents))
        stuck += [person for person, goes in zip(residents, go_on, strict=True) if not goes]
        await at_rest(bot, api, residents)
        ready = json.loads((await bot.get("/ready"))[1])
        unanswered = sum(len(person.unanswered) for person in everybody)
        did = sum((person.did for person in everybody), Counter[str]())
        counted = {
            "people": len(everybody),
            "turns": did.total(),
            **did,
            "calls": len(api.calls),
            "calls refused": len(api.refused),
            "events parked": parked(tmp_path),
            "taps without an answer": unanswered,
            "without a next step": len(stuck),
            "warnings": ready["warnings"],
        }
        print(json.dumps(counted, indent=1))
        shown = "\n\n".join(person.phone.printed()[-1500:] for person in stuck[:3])
        assert counted["calls refused"] == 0, [call.error for call in api.refused[:5]]
        assert counted["events parked"] == 0, errors(tmp_path)
        assert counted["taps without an answer"] == 0
        assert counted["without a next step"] == 0, shown
        # The server posts one by one, and a second too many talk at once.
        assert [w for w in ready["warnings"] if "wait at Telegram" not in w] == []
        assert "ERROR" not in bot.log, bot.log[-3000:]


async def at_rest(bot: RunningBot, api: StrictBotApi, residents: Sequence[Person]) -> None:
    """Everything has come in and is handled, and no phone changes any more.

    Not until all is sent: cards for staff leave one a second, and some wait for the morning.
    """
    calm, before = 0, -1
    async with asyncio.timeout(300):
        while calm < 5:
            ready = json.loads((await bot.get("/ready"))[1])
            changes = sum(person.phone._chat.changes for person in residents)
            waits = len(api.updates) + ready["events_waiting"]  # the server posts one by one
            calm = calm + 1 if waits == 0 and changes == before else 0
            before = changes
            await asyncio.sleep(0.3)


def has_next_step(person: Person, folder: Path) -> bool:
    """A question that is open, or a button under what was said last."""
    if any(seen.rows for seen in person.newest()):
        return True
    progress = rows(
        folder,
        "SELECT p.data FROM progress p JOIN account a ON a.id = p.account_id"
        " WHERE a.external_id = ?",
        str(person.phone.user_id),
    )
    return any(json.loads(data).get("current") for (data,) in progress)


def parked(folder: Path) -> int:
    return int(rows(folder, "SELECT count(*) FROM inbox WHERE state = 'parked'")[0][0])


def errors(folder: Path) -> list[tuple[str, ...]]:
    return rows(folder, "SELECT error, payload FROM inbox WHERE state = 'parked'")


def rows(folder: Path, statement: str, *values: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(folder / "buurtstem.db")) as db:
        return db.execute(statement, values).fetchall()
