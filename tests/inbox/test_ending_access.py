"""Who works here no more: all that lay with them is somebody else's in the same transaction."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, update

from bot.office.actors import Operator
from conversations.actions import Open, encode
from conversations.effects import AddTask, AddWords, ConfirmDone, EndAccess, SetAbsence
from conversations.events import AccessEnded, AccessKept, ToldByOffice
from conversations.parts import Part
from conversations.roles import Role
from conversations.routing import Share
from conversations.views import Me
from storage.models import colleagues, invitations, people
from storage.models.contributions import contribution
from tests.house import House
from tests.inbox.helping import change, idea, rows, value
from tests.inbox.test_absence import LONG, owners
from tests.inbox.test_hidden import SECRET, apply, complain, person
from tests.inbox.test_who_hears import plain

pytestmark = pytest.mark.one_database


async def ends(house: House, who: str, by: str = "ria") -> list[ToldByOffice]:
    """An administrator ends somebody's access; what the effect tells."""
    me = await person(house, by, Role.ADMINISTRATOR)
    return await told_by(house, (me, EndAccess((await person(house, who)).person)))


async def told_by(house: House, *wanted: tuple[Me, EndAccess]) -> list[ToldByOffice]:
    async with house.app.database.transaction() as db:
        found = [event for _, event in await house.app.office.sits(db).act(wanted)]
    await house.settle()
    return found


async def by_operator(house: House, who: str) -> AccessEnded | AccessKept:
    async with house.app.database.transaction() as db:
        found = (await person(house, who)).person
        office = house.app.office.sits(db)
        return await office.end_access(found, Operator("het programmabureau"))


async def team(house: House) -> None:
    await house.enrol("ria", "Ria", "administrator")
    await house.enrol("samira", "Samira")


async def test_all_goes_to_colleagues_and_each_hears_it(house: House) -> None:
    await team(house)
    await idea(house, "fatma")
    await house.taps("fatma", "💬 Hier")
    await house.says("omar", "ik wil dood")
    await house.enrol("joost", "Joost")
    await house.enrol("loes", "Loes")
    told = await ends(house, "samira")
    joost, loes = await person(house, "joost"), await person(house, "loes")
    shares = (Share(joost.person, "Joost", 1), Share(loes.person, "Loes", 0, 1))
    assert told == [AccessEnded("Samira", Role.STAFF, shares)]
    assert await owners(house) == ["Joost"]
    assert await owners(house, "task") == ["Loes"]
    assert (
        plain(house, "joost")[-1] == "🤝 Dit komt naar jou van: Samira.\nEén bericht.\nGeen taken."
    )
    assert (
        plain(house, "loes")[-1] == "🤝 Dit komt naar jou van: Samira.\nGeen berichten.\nEén taak."
    )
    assert plain(house, "fatma")[-1].startswith("Iemand anders leest nu je idee 1: Joost.")
    assert plain(house, "samira")[-1].startswith("Je toegang is gestopt.")


async def test_nothing_of_who_worked_here_is_left(house: House) -> None:
    await house.enrol("ria", "Ria", "administrator")
    await house.enrol("samira", "Samira", wijk="presikhaaf", theme="groen")
    await apply(house, await person(house, "samira"), SetAbsence(LONG))
    await ends(house, "samira")
    found = "role, wijk, theme, away_until, access_from, summary, summary_at"
    [row] = await rows(house, f"SELECT {found} FROM person WHERE name = 'Samira'")  # noqa: S608
    assert tuple(row) == ("resident", None, None, None, None, None, None)
    await house.does("samira", "tap", action="s:desk:")
    assert plain(house, "samira")[-1] == "Dit werkt hier niet. Dat ligt niet aan jou."
    await house.does("samira", "start", payload="i-token-of-samira")  # an old link gives nothing
    assert await value(house, "SELECT role FROM person WHERE name = 'Samira'") == "resident"


async def test_nobody_gets_what_is_about_them(house: House) -> None:
    await team(house)
    await house.enrol("joost", "Joost")
    await complain(house, "Joost")
    await house.says("omar", "joost heeft een mes bij zich")
    assert set(await owners(house)) == set(await owners(house, "task")) == {"Samira"}
    await ends(house, "samira")
    assert set(await owners(house)) == set(await owners(house, "task")) == {"Ria"}
    await house.settle()
    assert SECRET not in house.printed("joost")
    assert "heeft een mes" not in house.printed("joost")


async def test_who_is_away_gets_it_last(house: House) -> None:
    await team(house)
    await idea(house, "fatma")
    await house.enrol("joost", "Joost")
    await apply(house, await person(house, "joost"), SetAbsence(LONG))
    await ends(house, "samira")
    assert await owners(house) == ["Ria"]


@pytest.mark.sql
async def test_where_nobody_may_have_it_the_office_does_until_somebody_comes(house: House) -> None:
    await house.enrol("samira", "Samira")
    await idea(house, "fatma")
    await house.taps("fatma", "💬 Hier")
    await house.says("omar", "ik wil dood")
    done = await by_operator(house, "samira")
    assert done == AccessEnded("Samira", Role.STAFF, (Share(None, None, 1, 1),))
    assert await value(house, "SELECT count(*) FROM contribution WHERE office") == 1
    await house.settle()
    said = plain(house, "fatma")[-1]
    assert said.startswith("Iemand anders leest nu je idee 1: het programmabureau.")
    await house.enrol("loes", "Loes")
    assert await owners(house) == await owners(house, "task") == ["Loes"]


async def test_the_last_administrator_stays(house: House) -> None:
    await team(house)
    assert await ends(house, "ria") == [AccessKept("last", "Ria")]
    assert await by_operator(house, "ria") == AccessKept("last", "Ria")
    await house.enrol("loes", "Loes", "administrator")
    [own] = await ends(house, "ria")
    assert own == AccessEnded("Ria", Role.ADMINISTRATOR, own=True)
    assert await ends(house, "samira") == [AccessKept("own")]
    assert await ends(house, "ria", by="loes") == [AccessKept("gone")]
    assert await by_operator(house, "loes") == AccessKept("last", "Loes")


async def test_who_loses_access_first_ends_nobodys(house: House) -> None:
    await team(house)
    await house.enrol("loes", "Loes", "administrator")
    ria = await person(house, "ria", Role.ADMINISTRATOR)
    loes = await person(house, "loes", Role.ADMINISTRATOR)
    told = await told_by(house, (ria, EndAccess(loes.person)), (loes, EndAccess(ria.person)))
    assert told == [AccessEnded("Loes", Role.ADMINISTRATOR), AccessKept("own")]
    assert await value(house, "SELECT role FROM person WHERE name = 'Ria'") == "administrator"


async def test_two_administrators_who_end_each_other_at_once_leave_one(house: House) -> None:
    """In two processes: the second waits for the first, and sees what it did."""
    await team(house)
    await house.enrol("loes", "Loes", "administrator")
    async with house.app.database.transaction() as db:
        ria = (await person(house, "ria")).person
        ended = await house.app.office.sits(db).end_access(ria, Operator("Loes"))
        assert isinstance(ended, AccessEnded)
        second = asyncio.create_task(by_operator(house, "loes"))
        await asyncio.sleep(0.3)
        assert not second.done()
    assert await second == AccessKept("last", "Loes")


async def test_only_an_administrator_ends_access(house: House) -> None:
    await team(house)
    await house.enrol("joost", "Joost")
    joost, samira = await person(house, "joost"), await person(house, "samira")
    assert await told_by(house, (joost, EndAccess(samira.person))) == []
    await house.says("fatma", "hoi")
    for who in ("joost", "fatma"):
        await house.does(who, "tap", action=encode(Open("end_access")))
        assert plain(house, who)[-1] == "Dit werkt hier niet. Dat ligt niet aan jou."
    await house.does("joost", "tap", action="s:other_work:")
    assert "🚪 Toegang stoppen" not in house.last("joost").labels
    await house.does("ria", "tap", action="s:other_work:")
    assert "🚪 Toegang stoppen" in house.last("ria").labels


async def test_all_or_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await team(house)
    await idea(house, "fatma")

    async def breaks(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(colleagues, "end_access", breaks)
    with pytest.raises(RuntimeError):
        await ends(house, "samira")
    assert await owners(house) == ["Samira"]
    assert await value(house, "SELECT role FROM person WHERE name = 'Samira'") == "staff"


async def test_what_waited_for_them_is_not_brought_any_more(house: House) -> None:
    await team(house)
    night = datetime(2026, 11, 24, 22, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    house.clock.time = night
    await idea(house, "fatma", "mijn geheim")
    assert "mijn geheim" not in house.printed("samira")
    await ends(house, "samira")
    house.clock.time += timedelta(hours=12)
    await house.tick()
    assert "mijn geheim" not in house.printed("samira")
    assert "Je toegang is gestopt" in house.printed("samira")


async def test_what_had_come_to_rest_is_a_colleagues_too(house: House) -> None:
    await team(house)
    await idea(house, "fatma")
    await rests(house)
    await ends(house, "samira")
    assert await owners(house) == ["Ria"]
    fatma = await person(house, "fatma", Role.RESIDENT)
    await apply(house, fatma, AddWords(1, (Part("more", "het staat scheef"),), "added"))
    await house.settle()
    assert "het staat scheef" in house.printed("ria")
    assert "het staat scheef" not in house.printed("samira")
    await apply(house, fatma, ConfirmDone(1, False))
    assert await owners(house) == ["Ria"]


async def rests(house: House) -> None:
    no_date = dict.fromkeys(("next_due_at", "next_due_what", "next_due_to"))
    async with house.app.database.transaction() as db:
        await db.execute(update(contribution).values(status="closed", **no_date))


async def test_what_is_opened_again_after_an_erasure_goes_to_who_works_here(house: House) -> None:
    await team(house)
    await idea(house, "fatma")
    await rests(house)
    samira = (await person(house, "samira")).person
    async with house.app.database.transaction() as db:
        await db.execute(delete(people.person).where(people.person.c.id == samira))
    await apply(house, await person(house, "fatma", Role.RESIDENT), ConfirmDone(1, False))
    assert await owners(house) == ["Ria"]


@pytest.mark.sql
async def test_nothing_reaches_an_owner_who_works_here_no_more(house: House) -> None:
    """As when it came in at the very moment at which their access ended."""
    await team(house)
    await idea(house, "fatma")
    await change(house, "UPDATE role_grant SET ended_at = from_at WHERE role = 'staff'")
    fatma = await person(house, "fatma", Role.RESIDENT)
    await apply(house, fatma, AddWords(1, (Part("more", "bij de vijver"),), "added"))
    await house.settle()
    assert "bij de vijver" not in house.printed("samira")
    assert await owners(house) == ["Samira"]
    house.clock.time += timedelta(days=8)
    await house.tick()
    assert await owners(house) == ["Ria"]
    assert "⏰ Dit bericht is nog niet gelezen" in house.printed("ria")
    assert "⏰" not in house.printed("samira")


async def test_what_they_were_writing_as_staff_is_gone(house: House) -> None:
    await team(house)
    await idea(house, "fatma", "mijn geheim")
    await house.taps("samira", "⚖️ Besluiten")
    await house.taps("samira", "Ja")
    await ends(house, "samira")
    await house.says("samira", "Daar zitten veel mensen graag, dus we doen het.")
    assert await value(house, "SELECT count(*) FROM decision") == 0
    assert "Wat is het? Tik op wat het beste past." in plain(house, "samira")[-1]


async def test_a_task_that_is_asked_of_them_later_is_somebody_elses(house: House) -> None:
    await team(house)
    await house.says("fatma", "hoi")
    samira = (await person(house, "samira")).person
    await ends(house, "samira")
    fatma = await person(house, "fatma", Role.RESIDENT)
    await apply(house, fatma, AddTask("call", None, {"phone": "1"}, to=samira))
    assert await owners(house, "task") == ["Ria"]


async def test_who_was_invited_again_works_here_again(house: House) -> None:
    await team(house)
    await ends(house, "samira")
    await house.enrol("samira2", "Samira")
    await idea(house, "fatma")
    assert await owners(house) == ["Samira"]


async def test_namesakes_are_told_apart(house: House) -> None:
    await team(house)
    await house.enrol("sam2", "Samira")
    one, two = (await person(house, "samira")).person, (await person(house, "sam2")).person
    await house.does("ria", "tap", action=encode(Open("end_access")))
    assert house.last("ria").labels == [f"Samira ({one})", f"Samira ({two})"]
    await house.taps("ria", f"Samira ({two})")
    await house.taps("ria", "Ja")
    assert await value(house, "SELECT id FROM person WHERE role = 'staff'") == one


async def invites(house: House, token: str, role: str, name: str = "Samira") -> None:
    """Make a link that nobody opened yet."""
    async with house.app.database.transaction() as db:
        await invitations.add(db, token, role, name, None, house.clock.now() + timedelta(days=7))


EXPIRED = "Deze uitnodiging is te oud. Vraag de beheerder om een nieuwe."


@pytest.mark.sql
async def test_links_that_were_not_opened_end_too(house: House) -> None:
    await team(house)
    await invites(house, "second", "administrator")
    await invites(house, "third", "staff", name="SAMIRA")
    await invites(house, "of-loes", "staff", name="Loes")
    await ends(house, "samira")
    for token in ("second", "third"):
        await house.does("samira", "start", payload=f"i-{token}")
        assert plain(house, "samira")[-1] == EXPIRED
    assert (await person(house, "samira", Role.RESIDENT)).person not in await with_a_role(house)
    await house.does("loes", "start", payload="i-of-loes")
    assert plain(house, "loes")[-1].startswith("Welkom, Loes.")


async def test_links_under_a_name_of_an_earlier_link_end_too(house: House) -> None:
    await team(house)
    await invites(house, "sam", "administrator", name="Sam")
    await house.does("samira", "start", payload="i-sam")
    await invites(house, "again", "administrator", name="Sam")
    await ends(house, "samira")
    await house.does("samira", "start", payload="i-again")
    assert plain(house, "samira")[-1] == EXPIRED


async def test_a_link_that_is_made_afterwards_works(house: House) -> None:
    await team(house)
    await ends(house, "samira")
    await invites(house, "again", "staff")
    await house.does("samira", "start", payload="i-again")
    assert (await person(house, "samira")).person in await with_a_role(house)


async def with_a_role(house: House) -> set[int]:
    found = await rows(house, "SELECT person_id FROM role_grant WHERE ended_at IS NULL")
    return {row.person_id for row in found}
