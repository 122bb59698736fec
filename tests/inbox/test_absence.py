"""Who is away: what lies with them goes on, what is new comes to who is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conversations.actions import Open, React, encode
from conversations.effects import AddTask, ChooseSummary, SetAbsence
from conversations.roles import Role
from tests.house import House
from tests.inbox.helping import idea, rows, value
from tests.inbox.test_hidden import SECRET, apply, complain, person
from tests.inbox.test_who_hears import plain

pytestmark = pytest.mark.one_database

UNTIL, LONG = date(2026, 12, 1), date(2026, 12, 9)
OWNERS = "SELECT p.name FROM {} x JOIN person p ON p.id = x.owner_id ORDER BY x.id"


async def owners(house: House, table: str = "contribution") -> list[str]:
    return [row.name for row in await rows(house, OWNERS.format(table))]


async def is_away(house: House, who: str, to: str | None = None, until: date = UNTIL) -> None:
    taker = (await person(house, to)).person if to else None
    await apply(house, await person(house, who), SetAbsence(until, taker))


async def test_what_is_new_comes_to_who_is_there(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("ria", "Ria", "administrator")
    await is_away(house, "samira")
    await idea(house, "r1")
    assert await owners(house) == ["Ria"]
    house.clock.time += timedelta(days=7)  # it is the first of December: she is back
    await idea(house, "r2")
    assert await owners(house) == ["Ria", "Samira"]


async def test_it_comes_to_who_is_away_when_nobody_is_there(house: House) -> None:
    await house.enrol("samira", "Samira")
    await is_away(house, "samira")
    await idea(house, "r1")
    await house.says("r1", "ik wil dood")
    assert await owners(house) == ["Samira"]
    assert await owners(house, "task") == ["Samira"]


async def test_all_that_lies_with_them_goes_with_who_takes_over(house: House) -> None:
    await house.enrol("samira", "Samira")
    await idea(house, "fatma")
    await house.taps("fatma", "💬 Hier")
    await house.says("omar", "ik wil dood")
    await house.enrol("joost", "Joost")
    await house.enrol("loes", "Loes")
    await is_away(house, "samira", "loes")
    await house.settle()
    assert await owners(house) == ["Loes"]
    assert await owners(house, "task") == ["Loes"]
    [told] = [t for t in plain(house, "loes") if t.startswith("🤝")]
    assert told == "🤝 Dit komt naar jou van: Samira.\nEén bericht.\nEén taak."
    assert plain(house, "fatma")[-1].startswith("Iemand anders leest nu je idee 1: Loes.")


async def test_what_the_taker_may_not_have_goes_to_a_third_or_stays(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await complain(house, "Joost")
    assert await owners(house) == ["Samira"]
    await is_away(house, "samira", "joost")
    assert await owners(house) == ["Samira"]
    await house.enrol("loes", "Loes")
    await is_away(house, "samira", "joost")
    assert await owners(house) == ["Loes"]
    assert SECRET not in house.printed("joost")


async def test_a_taker_who_is_away_too_does_not_get_it(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost"), ("loes", "Loes")):
        await house.enrol(who, name)
    await idea(house, "r1")
    assert await owners(house) == ["Samira"]
    await is_away(house, "joost")
    await is_away(house, "samira", "joost")
    assert await owners(house) == ["Loes"]


async def test_who_was_asked_for_and_is_away_does_not_get_the_task(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await house.says("fatma", "hoi")
    fatma, samira = await person(house, "fatma"), await person(house, "samira")
    await is_away(house, "samira")
    await apply(house, fatma, AddTask("call", None, {"phone": "1"}, to=samira.person))
    assert await owners(house, "task") == ["Joost"]
    await is_away(house, "joost")  # then everybody is
    for who in ("samira", "joost"):
        asked = (await person(house, who)).person
        await apply(house, fatma, AddTask("call", None, {"phone": "1"}, to=asked))
    assert await owners(house, "task") == ["Joost", "Samira", "Joost"]


async def test_a_task_about_what_lies_with_who_is_away_goes_to_who_is_there(house: House) -> None:
    await house.enrol("samira", "Samira")
    await idea(house, "fatma")
    await is_away(house, "samira")
    await house.enrol("joost", "Joost")
    await apply(house, await person(house, "fatma"), AddTask("write", 1))
    assert await owners(house) == ["Samira"]
    assert await owners(house, "task") == ["Joost"]


@pytest.mark.sql
async def test_a_card_for_who_is_away_reaches_all_who_may_read_it(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await complain(house, "Joost")
    await house.taps("fatma", "💬 Hier")
    await is_away(house, "samira", "joost", LONG)
    for who, name in (("loes", "Loes"), ("ria", "Ria")):
        await house.enrol(who, name)
    await is_away(house, "ria", until=LONG)
    house.clock.time += timedelta(days=6)
    await apply(house, await person(house, "loes"), ChooseSummary("8"))  # which has only her own
    await house.app.ticks.due()
    await house.settle()
    heard = {
        who: [t for t in plain(house, who) if "⏰ Dit bericht is nog niet gelezen" in t]
        for who in ("samira", "joost", "loes", "ria")
    }
    assert {who: len(cards) for who, cards in heard.items()} == {
        "samira": 1, "joost": 0, "loes": 1, "ria": 0,
    }  # fmt: skip
    assert heard["loes"][0].startswith("Is er nu niet: Samira. Kijk jij hiernaar?\n\n⏰")
    assert heard["samira"][0].startswith("⏰")


@pytest.mark.sql
async def test_coming_back_early_is_one_tap_and_only_theirs(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await is_away(house, "samira", "joost")
    await house.does("fatma", "tap", action=encode(React("here_again")))
    assert await value(house, "SELECT count(*) FROM person WHERE away_until IS NOT NULL") == 1
    await house.does("samira", "tap", action="s:desk:")
    assert plain(house, "samira")[-1].startswith("🗓 Je bent weg tot: dinsdag 1 december")
    await house.taps("samira", "👋 Ik ben er weer")
    assert await value(house, "SELECT count(*) FROM person WHERE away_until IS NOT NULL") == 0
    await idea(house, "r1")
    assert await owners(house) == ["Samira"]
    await house.does("samira", "tap", action="s:desk:")
    assert "👋 Ik ben er weer" not in house.last("samira").labels


async def test_no_resident_is_ever_away(house: House) -> None:
    await house.says("fatma", "hoi")
    fatma = replace(await person(house, "fatma"), roles=frozenset({Role.RESIDENT}))
    await house.does("fatma", "tap", action=encode(Open("absence")))
    assert "Op welke dag" not in house.printed("fatma")
    await apply(house, fatma, SetAbsence(UNTIL))
    assert await value(house, "SELECT count(*) FROM person WHERE away_until IS NOT NULL") == 0


async def test_who_is_away_is_offered_to_nobody_to_hand_over_to(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost"), ("loes", "Loes")):
        await house.enrol(who, name)
    await idea(house, "r1")
    await is_away(house, "joost")
    await house.does("samira", "tap", action=encode(Open("hand_over_all")))
    assert house.last("samira").labels == ["Loes"]
    await house.does("samira", "tap", action=encode(Open("hand_over", 1)))
    assert house.last("samira").labels == ["Samira", "Loes"]


async def test_a_day_that_passed_meanwhile_is_no_absence(house: House) -> None:
    await house.enrol("samira", "Samira")
    await idea(house, "r1")
    await house.enrol("joost", "Joost")
    await house.does("samira", "tap", action=encode(Open("absence")))
    await house.says("samira", "26 november")
    await house.taps("samira", "Joost")
    house.clock.time += timedelta(days=2)
    await house.taps("samira", "Ja")
    assert "Fijn dat je er weer bent" in plain(house, "samira")[-1]
    assert await value(house, "SELECT count(*) FROM person WHERE away_until IS NOT NULL") == 0
    assert await owners(house) == ["Samira"]
