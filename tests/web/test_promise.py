"""The page of an organisation that promised something: no account, and nothing of the resident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from conversations.contributions import Answer, AnswerText
from conversations.effects import MakeLink, RecordDecision, SubmitContribution
from conversations.events import LinkMade
from conversations.lifecycle import Outcome
from conversations.parts import Part
from conversations.roles import Role
from conversations.views import Me
from storage.models import commitments
from tests.house import House
from tests.web.conftest import Browser

New = Callable[[], Browser]
WORDS, DONE = "Fatma wil een moestuin achter de flat", "De grond is schoon en omgespit."


async def link(house: House) -> str:
    """Of a commitment of an organisation, about something of Fatma's."""
    await house.enrol("samira", "Samira")
    await house.put("fatma", "start")
    await house.settle()
    roles = frozenset({Role.RESIDENT, Role.STAFF})
    samira, fatma = Me(1, 1, "fake", "nl", "Samira", roles), Me(2, 2, "fake", "nl")
    day = house.app.loaded.programme.calendar.today(house.clock.now()) + timedelta(days=30)
    promised = AnswerText(
        Outcome.YES, "Er is plek genoeg achter de flat.", "De grond schoonmaken.", "Groen", day,
        doer="organisation",
    )  # fmt: skip
    async with house.app.database.transaction() as db:
        office = house.app.office.sits(db)
        await office.act([(fatma, SubmitContribution("idea", (Part("a", WORDS),)))])
        await office.act([(samira, RecordDecision(1, 1, Answer(promised)))])
        await office.delivered([1])
        found = await office.act([(samira, MakeLink(1, 1))])
    [made] = [event for _, event in found if isinstance(event, LinkMade)]
    assert made.token
    return made.token


async def test_it_shows_what_was_promised_and_nothing_of_the_resident(
    browsers: New, web_house: House
) -> None:
    groen = browsers()
    opened = await groen.http.get(f"/promise/{await link(web_house)}")
    assert (opened.status_code, opened.headers["location"]) == (303, "/promise/")
    page = (await groen.http.get("/promise/")).text
    assert "De grond schoonmaken." in page
    assert "Groen" in page
    assert "Fatma" not in page
    assert "moestuin" not in page


async def test_done_is_told_to_the_resident_and_to_staff_once(
    browsers: New, web_house: House
) -> None:
    groen = browsers()
    await groen.http.get(f"/promise/{await link(web_house)}")
    said = {"how": "done", "text": DONE}
    answer = await groen.http.post("/promise/", data=said)
    assert answer.headers["location"] == "/promise/?said=done"
    await web_house.settle()
    assert "Groen" in web_house.printed("fatma")
    assert DONE in web_house.printed("fatma")
    assert DONE in web_house.printed("samira")
    page = (await groen.http.get("/promise/?said=done")).text
    assert "Dank je." in page
    assert "<form" not in page
    again = await groen.http.post("/promise/", data=said)
    assert again.headers["location"] == "/promise/"
    await web_house.settle()
    assert web_house.printed("fatma").count(DONE) == 1


async def test_later_is_told_with_the_day_and_the_reason(browsers: New, web_house: House) -> None:
    groen = browsers()
    await groen.http.get(f"/promise/{await link(web_house)}")
    day = web_house.clock.now().date() + timedelta(days=60)
    said = {"how": "later", "day": day.isoformat(), "text": "De grond is nog bevroren."}
    answer = await groen.http.post("/promise/", data=said)
    assert answer.headers["location"] == "/promise/?said=later"
    await web_house.settle()
    assert "De grond is nog bevroren." in web_house.printed("fatma")
    async with web_house.app.database.reading() as db:
        [found] = (await commitments.of(db, [1]))[1]
    assert found.by_when == day


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"how": "done", "text": "ja"}, "Schrijf in een zin wat er klaar is."),
        ({"how": "later", "text": "De grond is nog bevroren."}, "Kies een dag na vandaag"),
        (
            {"how": "later", "day": "2020-01-01", "text": "De grond is nog bevroren."},
            "Kies een dag na vandaag",
        ),
    ],
)
async def test_what_is_missing_is_said_and_nothing_changes(
    browsers: New, web_house: House, said: dict[str, str], wrong: str
) -> None:
    groen = browsers()
    await groen.http.get(f"/promise/{await link(web_house)}")
    answer = await groen.http.post("/promise/", data=said)
    assert answer.status_code == 400
    assert wrong in answer.text
    async with web_house.app.database.reading() as db:
        [found] = (await commitments.of(db, [1]))[1]
    assert found.ended is None


async def test_another_link_or_none_opens_nothing(browsers: New, web_house: House) -> None:
    await link(web_house)
    stranger = browsers()
    await stranger.http.get("/promise/somebody-guessed")
    assert "werkt niet meer" in (await stranger.http.get("/promise/")).text
    answer = await stranger.http.post("/promise/", data={"how": "done", "text": DONE})
    assert answer.headers["location"] == "/promise/"
    await web_house.settle()
    assert DONE not in web_house.printed("fatma")
    odd = await stranger.http.post("/promise/", data={"how": "steal", "text": DONE})
    assert odd.status_code == 400


async def test_a_new_link_ends_the_one_before_it(browsers: New, web_house: House) -> None:
    first = await link(web_house)
    roles = frozenset({Role.RESIDENT, Role.STAFF})
    async with web_house.app.database.transaction() as db:
        office = web_house.app.office.sits(db)
        await office.act([(Me(1, 1, "fake", "nl", "Samira", roles), MakeLink(1, 1))])
    groen = browsers()
    await groen.http.get(f"/promise/{first}")
    assert "werkt niet meer" in (await groen.http.get("/promise/")).text
