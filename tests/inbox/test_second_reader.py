"""A no is read by a second person; what waits for one always lies with somebody who is there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.contributions import Answer, AnswerText
from conversations.effects import (
    AddWords,
    AnswerJoin,
    Effect,
    EndAccess,
    ProposeJoin,
    RecordDecision,
    SecondRead,
    SetAbsence,
    SetAside,
    TakeBack,
    Undo,
    Withdraw,
)
from conversations.lifecycle import Outcome
from conversations.parts import Part
from conversations.roles import Role
from conversations.views import Me
from tests.house import House
from tests.inbox.helping import idea, rows, value
from tests.inbox.test_hidden import apply, person

pytestmark = pytest.mark.one_database

GAS, SEATS = "Daar ligt een grote gasleiding.", "Daar zitten veel mensen graag."


def answer(outcome: Outcome, reason: str, by_when: date | None = None) -> RecordDecision:
    return RecordDecision(1, 1, Answer(AnswerText(outcome, reason, "Niets.", "Samira", by_when)))


NO = answer(Outcome.NO, GAS)
YES = answer(Outcome.YES, SEATS)
SPAM = "Dit is reclame, geen bericht van een bewoner."


async def staff(house: House, *names: str) -> None:
    for name in names:
        await house.enrol(name.lower(), name)


async def does(house: House, who: str, *wanted: Effect, role: Role = Role.STAFF) -> None:
    await apply(house, await person(house, who, role), *wanted)


async def reader(house: House) -> tuple[str, str]:
    """Which task waits, and with whom."""
    [found] = await rows(
        house,
        "SELECT task.what, person.name FROM task JOIN person ON person.id = task.owner_id"
        " WHERE task.done_at IS NULL AND task.what LIKE 'second%'",
    )
    return found.what, found.name


async def told_no(house: House) -> int:
    return int(await value(house, "SELECT count(*) FROM decision WHERE outcome = 'no'"))


async def test_nobody_is_their_own_second_reader(house: House) -> None:
    await staff(house, "Samira", "Joost")
    await idea(house, "fatma")
    await does(house, "samira", NO)
    assert await reader(house) == ("second", "Joost")
    await does(house, "samira", SecondRead(1, agree=True))
    house.clock.forward(days=2)
    await does(house, "samira", SecondRead(1, agree=True))
    assert await told_no(house) == 0
    await does(house, "joost", SecondRead(1, agree=True))
    assert await told_no(house) == 1
    assert "Wie las mee?" in house.printed("fatma")


async def test_who_is_alone_sleeps_on_it(house: House) -> None:
    await staff(house, "Samira")
    await idea(house, "fatma")
    await does(house, "samira", NO)
    await does(house, "samira", SecondRead(1, agree=True))
    assert await told_no(house) == 0
    house.clock.forward(days=1)
    await does(house, "samira", SecondRead(1, agree=True))
    assert await told_no(house) == 1
    assert "Er was niemand anders om mee te lezen." in house.printed("fatma")


async def test_who_is_away_is_not_asked(house: House) -> None:
    await staff(house, "Samira", "Joost")
    await idea(house, "fatma")
    away = house.clock.now().date() + timedelta(days=30)
    await does(house, "joost", SetAbsence(away))
    await does(house, "samira", NO)
    assert await reader(house) == ("second_own", "Samira")


@pytest.mark.sql
async def test_somebody_else_reads_when_who_was_asked_works_here_no_more(house: House) -> None:
    await house.enrol("ans", "Ans", "administrator")
    await staff(house, "Samira", "Joost")
    await idea(house, "fatma")
    await does(house, "samira", NO)
    assert await reader(house) == ("second", "Joost")
    joost = await person(house, "joost")
    await does(house, "ans", EndAccess(joost.person), role=Role.ADMINISTRATOR)
    await house.tick()
    assert await reader(house) == ("second", "Ans")


async def test_who_comes_where_nobody_was_reads_it(house: House) -> None:
    await staff(house, "Samira")
    await idea(house, "fatma")
    await does(house, "samira", NO)
    assert await reader(house) == ("second_own", "Samira")
    await staff(house, "Joost")
    await house.tick()
    assert await reader(house) == ("second", "Joost")


async def test_what_waits_is_called_off_when_its_author_says_more(house: House) -> None:
    await staff(house, "Samira", "Joost")
    await idea(house, "fatma")
    await does(house, "samira", NO)
    fatma = Me((await person(house, "fatma")).person, 0, "fake", "nl")
    await apply(house, fatma, AddWords(1, (Part("more", "en een tafel"),), "added"))
    assert await value(house, "SELECT count(*) FROM proposal") == 0
    assert "Je antwoord is niet weg" in house.printed("samira")
    await does(house, "joost", SecondRead(1, agree=True))
    assert await told_no(house) == 0


async def test_an_old_button_takes_nothing_else_back(house: House) -> None:
    await staff(house, "Samira", "Joost")
    await idea(house, "fatma")
    await does(house, "samira", NO)
    first = await value(house, "SELECT id FROM proposal")
    await does(house, "samira", Undo(1, first))
    await does(house, "samira", answer(Outcome.NO, "Daar is helemaal geen plek voor."))
    await does(house, "samira", Undo(1, first + 1000))
    await does(house, "joost", Undo(1))
    assert await value(house, "SELECT count(*) FROM proposal") == 1


@pytest.mark.sql
async def test_nobody_puts_something_aside_alone(house: House) -> None:
    await staff(house, "Samira")
    await idea(house, "fatma")
    await does(house, "samira", SetAside(1, 1, SPAM))
    assert await value(house, "SELECT count(*) FROM proposal") == 0
    await staff(house, "Joost")
    await does(house, "samira", SetAside(1, 1, SPAM))
    await does(house, "samira", SecondRead(1, agree=True))
    assert await value(house, "SELECT status FROM contribution") != "set_aside"
    await does(house, "joost", SecondRead(1, agree=True))
    assert await value(house, "SELECT status FROM contribution") == "set_aside"


@pytest.mark.sql
async def test_an_answer_that_did_not_leave_is_taken_back_in_silence(house: House) -> None:
    """Also from who joined; who did hear it hears that it is taken back."""
    await staff(house, "Samira")
    await idea(house, "fatma")
    await idea(house, "els")
    await does(house, "samira", ProposeJoin(2, 1, 1, "Dat gaat over hetzelfde park."))
    await apply(house, await person(house, "els", Role.RESIDENT), AnswerJoin(2, True))
    house.clock.forward(hours=13)  # it is quiet
    await does(house, "samira", YES)
    version = await value(house, "SELECT version FROM contribution WHERE id = 1")
    await does(house, "samira", TakeBack(1, version, "Dat was het verkeerde park."))
    house.clock.forward(hours=12)
    await house.tick()
    for who in ("fatma", "els"):
        assert "Het antwoord is" not in house.printed(who)
        assert "nemen ons antwoord terug" not in house.printed(who)


@pytest.mark.sql
async def test_nobody_joins_what_others_joined_meanwhile(house: House) -> None:
    await staff(house, "Samira")
    for who in ("fatma", "els", "karim"):
        await idea(house, who)
    why = "Dat gaat over hetzelfde park."
    await does(house, "samira", ProposeJoin(2, 1, 1, why))
    await does(house, "samira", ProposeJoin(3, 1, 2, why))  # 2 is asked itself
    assert await value(house, "SELECT status FROM contribution WHERE id = 3") == "received"


@pytest.mark.sql
async def test_what_was_promised_goes_with_what_was_withdrawn(house: House) -> None:
    await staff(house, "Samira")
    await idea(house, "fatma")
    day = date(2027, 1, 20)
    await does(house, "samira", answer(Outcome.YES, SEATS, day))
    version = await value(house, "SELECT version FROM contribution")
    await apply(house, await person(house, "fatma", Role.RESIDENT), Withdraw(1, version))
    assert await value(house, "SELECT ended FROM commitment") == "dropped"


async def test_why_it_was_set_aside_is_for_staff_alone(house: House) -> None:
    """Its author sees their own words, and nothing of what two members of staff said of them."""
    await staff(house, "Samira", "Joost")
    await idea(house, "fatma")
    await does(house, "samira", SetAside(1, 1, SPAM))
    await does(house, "joost", SecondRead(1, agree=True))
    house.clock.forward(minutes=5)
    await house.settle()
    assert await value(house, "SELECT status FROM contribution") == "set_aside"
    before = len(house.screen("fatma"))
    await house.does("fatma", "tap", action="s:own:1")
    seen = "\n".join(one.text for one in house.screen("fatma")[before:])
    assert "meer bankjes" in seen
    assert "reclame" not in seen
    assert "Samira" not in seen
