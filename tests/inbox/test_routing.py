"""Who gets what comes in, by how they were invited."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from storage.models.contributions import contribution, hide
from storage.models.people import person
from tests.house import ROOT, House
from tests.inbox.helping import change, idea, value

pytestmark = pytest.mark.one_database


async def owner(house: House) -> str:
    of_it = "SELECT p.name FROM contribution c JOIN person p ON p.id = c.owner_id"
    return str(await value(house, of_it))


@pytest.mark.sql
async def test_who_was_invited_for_a_theme_looks_again_at_it(house: House) -> None:
    await house.enrol("samira", "Samira", wijk="presikhaaf")
    await house.enrol("loes", "Loes")
    await house.enrol("joost", "Joost", theme="groen")
    await idea(house, "fatma")
    await house.taps("fatma", "💬 Hier")
    await house.taps("fatma", "Nee")
    assert await owner(house) == "Samira"
    await change(house, "UPDATE contribution SET theme = 'groen'")
    await house.taps("samira", "⚖️ Besluiten")
    await house.taps("samira", "Nu niet")
    await house.says("samira", "Onder die plek ligt een grote gasleiding.")
    await house.says("samira", "Loes praat graag met je.")
    for label in ("Ikzelf", "Geen datum", "Nog geen plan", "✅ Ja, verstuur"):
        await house.taps("samira", label)
    await house.taps("fatma", "✋ Niet mee eens")
    await house.says("fatma", "er ligt daar geen leiding")
    await house.taps("fatma", "✅ Ja, verstuur")
    assert await owner(house) == "Joost"


@pytest.fixture
async def managed(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A house where Loes manages Presikhaaf."""
    wijk = 'code = "presikhaaf"\n'
    text = (ROOT / "programme.toml").read_text(encoding="utf-8")
    file = tmp_path / "programme.toml"
    file.write_text(text.replace(wijk, f'{wijk}manager = "Loes"\n'), encoding="utf-8")
    async with House(database_url, tmp_path, programme_file=file) as house:
        await house.enrol("samira", "Samira", wijk="presikhaaf")
        await house.enrol("joost", "Joost")
        await house.enrol("ria", "Ria", "administrator")
        yield house


async def overdue(house: House) -> set[str]:
    """An idea from Presikhaaf that was twice late, and is again: who hears of it, and who calls."""
    await idea(house, "fatma")
    assert await owner(house) == "Samira"
    return await late_again(house)


async def late_again(house: House) -> set[str]:
    late = {"next_due_what": "overdue", "next_due_to": "managers", "next_due_at": house.clock.now()}
    async with house.app.database.transaction() as db:
        await db.execute(update(contribution).values(notices=2, **late))
    before = {who: len(house.screen(who)) for who in STAFF}
    house.clock.time += timedelta(minutes=1)
    await house.tick()
    return {
        f"{who} {what}"
        for who in STAFF
        for seen in house.screen(who)[before[who] :]
        for what, sign in (("hears", "🔴 Te laat"), ("calls", "🔴 Bel deze bewoner"))
        if seen.text.startswith(sign)
    }


STAFF = ("samira", "joost", "loes", "ria")


async def test_who_manages_the_wijk_calls_when_an_answer_stays_out(managed: House) -> None:
    await managed.enrol("loes", "Loes")
    assert await overdue(managed) == {"samira hears", "loes hears", "loes calls"}


async def test_a_manager_who_never_came_leaves_it_to_administrators(managed: House) -> None:
    assert await overdue(managed) == {"samira hears", "ria hears", "ria calls"}


@pytest.mark.sql
async def test_a_manager_who_is_away_leaves_it_to_administrators(managed: House) -> None:
    await managed.enrol("loes", "Loes")
    tomorrow = managed.clock.now().date() + timedelta(days=1)
    async with managed.app.database.transaction() as db:
        away = update(person).where(person.c.name == "Loes").values(away_until=tomorrow)
        await db.execute(away)
    assert await overdue(managed) == {"samira hears", "ria hears", "ria calls"}
    managed.clock.time += timedelta(days=1)  # and she is back
    assert await late_again(managed) == {"samira hears", "loes hears", "loes calls"}


@pytest.mark.sql
async def test_a_manager_hears_nothing_of_what_is_about_them(managed: House) -> None:
    await managed.enrol("loes", "Loes")
    await idea(managed, "fatma")
    loes = await value(managed, "SELECT id FROM person WHERE name = 'Loes'")
    async with managed.app.database.transaction() as db:
        await db.execute(update(contribution).values(kind="complaint"))
        await hide(db, [(1, loes)])
    assert await late_again(managed) == {"samira hears", "ria hears", "ria calls"}


async def test_of_the_administrators_one_who_is_there_calls(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("ria", "Ria", "administrator")
    await house.enrol("loes", "Loes", "administrator")
    tomorrow = house.clock.now().date() + timedelta(days=1)
    async with house.app.database.transaction() as db:
        away = update(person).where(person.c.name == "Ria").values(away_until=tomorrow)
        await db.execute(away)
    assert await overdue(house) == {"samira hears", "ria hears", "loes hears", "loes calls"}
