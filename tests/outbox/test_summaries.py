"""Summaries over a real database: once, forward only, nothing when there is nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from conversations.messages import Button, Message, Text, dump_message, load_message
from storage.models import accounts, contributions
from storage.models.contributions import contribution
from storage.models.outbox import outbox
from storage.models.people import account
from tests.house import House, Seen

pytestmark = pytest.mark.one_database

NINE = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # a Wednesday, 9:00 in Arnhem
HEADING, FOR_ALL = "📋 Dit ligt er bij jou:", "📋 Dit ligt er vandaag bij ons:"


async def an_idea(house: House, who: str = "fatma", words: str = "meer bankjes") -> None:
    await house.does(who, "start")
    await house.taps(who, "💡 Ik heb een idee")
    await house.says(who, words)
    await house.taps(who, "Presikhaaf")
    await house.taps(who, "Liever niet")
    await house.taps(who, "✅ Ja, verstuur")


def summaries(house: House, who: str, heading: str = HEADING) -> list[Seen]:
    return [seen for seen in house.screen(who) if seen.text.startswith(heading)]


async def test_missed_ticks_make_one_summary_and_doubled_ones_none(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    house.clock.time = NINE + timedelta(days=1, hours=2)  # nothing ran for a day and two hours
    await house.tick()
    await house.tick()
    assert len(summaries(house, "samira")) == 1
    house.clock.time = NINE + timedelta(days=2)
    await house.tick()
    assert len(summaries(house, "samira")) == 2


async def test_two_processes_that_tick_together_make_one(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    house.clock.time = NINE
    await asyncio.gather(*(house.app.ticks.summaries() for _ in range(3)))
    await house.settle()
    assert len(summaries(house, "samira")) == 1


@pytest.mark.parametrize("late", [timedelta(hours=9), timedelta(days=3)])
async def test_in_the_evening_and_on_a_saturday_it_is_left_out(
    house: House, late: timedelta
) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    house.clock.time = NINE + late
    await house.tick()
    assert summaries(house, "samira") == []
    monday = NINE + timedelta(days=5)
    house.clock.time = monday
    await house.tick()
    assert len(summaries(house, "samira")) == 1


@pytest.mark.sql
async def test_who_works_here_and_says_stop_still_gets_their_work(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    told = await house.says("samira", "stop")
    assert "Je werk hier blijft wel komen" in told[-1].text
    house.clock.time = NINE
    await house.tick()
    assert len(summaries(house, "samira")) == 1
    await house.says("fatma", "mijn huis staat in brand")
    assert "Iemand schreef: mijn huis staat in brand" in house.last("samira").text.translate(
        {0x2068: None, 0x2069: None}
    )


async def test_each_gets_only_what_lies_with_them(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await an_idea(house)
    house.clock.time = NINE
    await house.tick()
    assert len(summaries(house, "samira")) == 1
    assert summaries(house, "joost") == []


async def test_a_resident_has_no_say_in_summaries(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.does("piet", "start")
    for forged in (
        "o:summary_hour::",
        "o:search::",
        "o:hand_over_all::",
        "s:more:0",
        "s:other_work:",
    ):
        seen = await house.does("piet", "tap", action=forged)
        assert seen[-1].text.startswith("Dit werkt hier niet"), forged


@pytest.mark.sql
async def test_the_group_gets_counts_once_a_day_and_keeps_one_account(house: House) -> None:
    house.open_staff_room("team")
    await house.enrol("samira", "Samira")
    await house.tick()
    await an_idea(house, words="Mevrouw De Vries wil een bankje")
    house.clock.time = NINE
    await house.tick()
    await house.tick()
    (seen,) = summaries(house, "team", FOR_ALL)
    assert "Vries" not in seen.text
    assert "Samira" not in seen.text
    ((button,),) = seen.buttons
    assert (button.action, button.link) == ("", "fake.example/desk")

    # The group grew into another: the same account, under the new id
    async with house.app.database.transaction() as db:
        await house.app.staff_room.moved(db, [("team", "bigger")], house.clock.now())
    house.clock.time = NINE + timedelta(days=1)
    await house.tick()
    assert len(summaries(house, "bigger", FOR_ALL)) == 1
    async with house.app.database.reading() as db:
        rooms = select(account.c.external_id).where(account.c.person_id.is_(None))
        assert (await db.execute(rooms)).scalars().all() == ["bigger"]


@pytest.mark.sql
async def test_a_group_that_is_gone_makes_nobody_unreachable(house: House) -> None:
    house.open_staff_room("team")
    await house.enrol("samira", "Samira")
    await house.tick()
    await an_idea(house)
    house.channel.gone.add("team")
    house.clock.time = NINE
    await house.tick()
    async with house.app.database.reading() as db:
        how = select(account.c.reachable).where(account.c.external_id == "team")
        assert (await db.execute(how)).scalar_one() == "gone"
    assert "niet meer bereikbaar" not in house.printed("samira")


@pytest.mark.sql
async def test_a_letter_that_was_not_delivered_is_counted_until_another_is(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    await house.taps("samira", "✉️ Terugschrijven")
    await house.says("samira", "Hoe gaat het ermee?")
    await house.taps("samira", "✅ Ja, verstuur")
    async with house.app.database.transaction() as db:
        await db.execute(update(outbox).where(outbox.c.about_id == 1).values(state="dead"))
    said = await house.taps("samira", "📋 Wat ligt er?")
    assert "📭 Niet bezorgd: één brief" in said[0].text
    await house.taps("samira", "✉️ Terugschrijven")
    await house.says("samira", "Ik probeer het nog eens.")
    await house.taps("samira", "✅ Ja, verstuur")
    said = await house.taps("samira", "📋 Wat ligt er?")
    assert "Niet bezorgd" not in said[0].text


@pytest.mark.sql
async def test_all_that_lies_with_somebody_goes_in_one_transaction(house: House) -> None:
    await house.enrol("samira", "Samira")
    for number in range(3):
        await an_idea(house, f"buur {number}")
    await house.enrol("joost", "Joost")
    async with house.app.database.transaction() as db:
        samira = (await accounts.identities(db, [("fake", "samira")]))["fake", "samira"].person
        joost = (await accounts.identities(db, [("fake", "joost")]))["fake", "joost"].person
        await contributions.hide(db, [(2, joost)])
        await db.execute(
            update(contribution).where(contribution.c.id == 2).values(kind="complaint")
        )
    for label in ("📋 Wat ligt er?", "⚙️ Instellen", "🤝 Alles overdragen", "Joost", "Ja"):
        said = await house.taps("samira", label)
    assert "2 berichten." in said[-1].text
    assert "Eén bericht blijft bij jou" in said[-1].text
    async with house.app.database.reading() as db:
        rows = await db.execute(
            select(contribution.c.owner_id, func.count()).group_by(contribution.c.owner_id)
        )
        assert dict(map(tuple, rows.all())) == {joost: 2, samira: 1}


async def test_nobody_is_given_what_is_about_them(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    await house.enrol("joost", "Joost")
    async with house.app.database.transaction() as db:
        joost = (await accounts.identities(db, [("fake", "joost")]))["fake", "joost"].person
        await contributions.hide(db, [(1, joost)])
        await db.execute(
            update(contribution).where(contribution.c.id == 1).values(kind="complaint")
        )
    for label in ("⋯ Meer", "🤝 Overdragen", "Joost"):
        said = await house.taps("samira", label)
    assert said[-1].text.startswith("Dit bericht kan niet naar die collega")
    assert house.last("joost").text.startswith("Welkom")


def test_a_button_leads_somewhere_or_does_something() -> None:
    link = Button(Text("button-to-my-chat"), link="https://t.me/bot?start=desk")
    message = Message((Text("desk-nothing"),), ((link,),))
    assert load_message(dump_message(message)) == message
    for both in ({"action": "x", "link": "https://x"}, {}):
        with pytest.raises(ValueError, match="a button"):
            Button(Text("button-yes"), **both)
