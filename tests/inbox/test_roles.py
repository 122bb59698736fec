"""Several roles of one person: each adds to what they may, and none takes another away."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from conversations.effects import UseInvitation
from conversations.events import AccessEnded, AccessKept
from conversations.roles import INVITABLE, May, Role
from conversations.routing import Post
from storage.database import Database
from storage.migrate import _config, migrate
from storage.models import accounts, channel_switches, colleagues, invitations
from storage.models.accounts import Identity
from storage.models.grants import Grant, role_grant
from storage.models.people import person
from tests.house import START, House
from tests.inbox.helping import change, idea, rows, value
from tests.inbox.test_absence import owners
from tests.inbox.test_ending_access import ends
from tests.inbox.test_hidden import complain
from tests.inbox.test_hidden import person as person_of
from tests.inbox.test_who_hears import plain

GRANTS = "SELECT role, wijk, theme, ended_at IS NULL FROM role_grant ORDER BY id"
ALONG = "SELECT role, wijk, theme FROM person WHERE name = 'Samira'"


async def invited(house: House, who: str, role: str, **where: Any) -> None:
    """Once more, by another link."""
    number = await value(house, "SELECT count(*) FROM invitation")
    token = f"link-{number}"
    async with house.app.database.transaction() as db:
        later = house.clock.now() + timedelta(days=7)
        await invitations.add(
            db, token, role, where.get("name", "Samira"), where.get("wijk"), later
        )
    await house.does(who, "start", payload=f"i-{token}")


async def identity(house: House, who: str) -> Identity:
    async with house.app.database.reading() as db:
        return (await accounts.identities(db, [("fake", who)]))["fake", who]


async def given(house: House, who: str, *roles: Role) -> None:
    found = await identity(house, who)
    async with house.app.database.transaction() as db:
        grants = [Grant(found.person, role) for role in roles]
        await colleagues.give_roles(db, grants, house.clock.now())


async def who_works(house: House, what: May = May.DECIDE) -> list[colleagues.Colleague]:
    async with house.app.database.reading() as db:
        return await colleagues.colleagues(db, what)


async def test_a_second_invitation_adds_a_role(house: House) -> None:
    await house.enrol("samira", "Samira", wijk="presikhaaf", theme="groen")
    await invited(house, "samira", "administrator")
    found = [tuple(row) for row in await rows(house, GRANTS)]
    assert found == [("staff", "presikhaaf", "groen", True), ("administrator", "", "", True)]
    roles = (await identity(house, "samira")).roles
    assert roles == {Role.RESIDENT, Role.STAFF, Role.ADMINISTRATOR}
    posts = (Post(Role.STAFF, "presikhaaf", "groen"), Post(Role.ADMINISTRATOR))
    assert [c.posts for c in await who_works(house)] == [posts]
    assert [c.posts for c in await who_works(house, May.ADMINISTER)] == [posts[1:]]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Gelukt, Samira. Je bent bij Arnhem-Oost nu medewerker en beheerder."),
        ("en", "Done, Samira. Your roles at Arnhem-Oost are now: staff member and administrator."),
    ],
)
async def test_a_second_welcome_says_every_role(house: House, language: str, said: str) -> None:
    await house.enrol("samira", "Samira")
    await change(house, f"UPDATE person SET language = '{language}'")  # noqa: S608
    await invited(house, "samira", "administrator")
    assert plain(house, "samira")[-1].startswith(said)


@pytest.mark.one_database
async def test_another_name_in_a_second_invitation_renames_nobody(house: House) -> None:
    await house.enrol("samira", "Samira")
    await invited(house, "samira", "administrator", name="Sam")
    assert [c.name for c in await who_works(house)] == ["Samira"]
    assert plain(house, "samira")[-1].startswith("Gelukt, Samira.")
    again = await value(house, "SELECT count(*) FROM invitation") - 1
    await house.does("samira", "start", payload=f"i-link-{again}")
    assert plain(house, "samira")[-1].startswith("Hoi Samira. Je was al beheerder.")


@pytest.mark.one_database
async def test_a_complaint_about_either_name_is_hidden(house: House) -> None:
    await house.enrol("ria", "Ria", "administrator")
    await house.says("samira", "hoi")
    await change(house, "UPDATE person SET name = 'Samira' WHERE name IS NULL")
    await complain(house, "Iemand anders", "Overslaan", story="Saar schreeuwde tegen mij")
    await invited(house, "samira", "staff", name="Saar")
    assert [c.name for c in await who_works(house)] == ["Ria", "Samira"]
    hidden = await rows(house, "SELECT person_id FROM hidden")
    assert (await identity(house, "samira")).person in {row.person_id for row in hidden}


async def test_in_the_turn_in_which_it_is_added_they_keep_what_they_had(house: House) -> None:
    await house.enrol("samira", "Samira")
    me = await person_of(house, "samira")
    async with house.app.database.transaction() as db:
        later = house.clock.now() + timedelta(days=7)
        await invitations.add(db, "another", "key-person", "Samira", None, later)
        office = house.app.office.sits(db)
        await office.act([(me, UseInvitation("another"))])
    assert office.renewed(me).roles == {Role.RESIDENT, Role.STAFF, Role.KEY_PERSON}


async def test_what_they_have_already_is_given_no_second_time(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.does("samira", "start", payload="i-token-of-samira")
    assert len(await rows(house, GRANTS)) == 1
    house.clock.forward(days=1)
    await invited(house, "samira", "staff")
    assert len(await rows(house, GRANTS)) == 1
    await invited(house, "samira", "staff", wijk="malburgen")
    assert [row.wijk for row in await rows(house, GRANTS)] == ["", "malburgen"]
    assert len(await who_works(house)) == 1


async def test_one_open_grant_of_a_kind_and_any_number_that_ended(house: House) -> None:
    await house.enrol("samira", "Samira")
    her = (await identity(house, "samira")).person
    again = insert(role_grant).values(person_id=her, role="staff", from_at=START)
    with pytest.raises(IntegrityError):
        async with house.app.database.transaction() as db:
            await db.execute(again)
    async with house.app.database.transaction() as db:
        for _ in range(2):
            await db.execute(again.values(ended_at=START))


async def test_an_older_program_finds_the_role_that_may_most(house: House) -> None:
    await house.enrol("samira", "Samira", wijk="presikhaaf")
    await given(house, "samira", Role.KEY_PERSON)
    assert [tuple(row) for row in await rows(house, ALONG)] == [("staff", "presikhaaf", None)]
    await invited(house, "samira", "staff", wijk="malburgen")
    assert [tuple(row) for row in await rows(house, ALONG)] == [("staff", "malburgen", None)]
    await invited(house, "samira", "administrator")
    assert [tuple(row) for row in await rows(house, ALONG)] == [("administrator", None, None)]


async def test_all_of_them_end_at_once(house: House) -> None:
    await house.enrol("ria", "Ria", "administrator")
    await house.enrol("samira", "Samira", wijk="presikhaaf")
    await invited(house, "samira", "administrator")
    await given(house, "samira", Role.KEY_PERSON)
    house.clock.forward(minutes=1)
    assert await ends(house, "samira") == [AccessEnded("Samira", Role.STAFF)]
    assert (await identity(house, "samira")).roles == {Role.RESIDENT}
    assert [c.name for c in await who_works(house)] == ["Ria"]
    ended = "SELECT DISTINCT ended_at FROM role_grant WHERE ended_at IS NOT NULL"
    assert len(await rows(house, ended)) == 1
    assert [tuple(row) for row in await rows(house, ALONG)] == [("resident", None, None)]
    await invited(house, "samira", "staff")
    assert (await identity(house, "samira")).roles == {Role.RESIDENT, Role.STAFF}


async def test_the_last_administrator_stays_who_is_staff_as_well(house: House) -> None:
    await house.enrol("ria", "Ria", "administrator")
    await house.enrol("samira", "Samira")
    await invited(house, "samira", "administrator")
    await ends(house, "ria", by="samira")
    assert await ends(house, "samira", by="samira") == [AccessKept("last", "Samira")]


async def test_who_administers_and_reads_gets_what_comes_in(house: House) -> None:
    await house.enrol("ria", "Ria", "administrator")
    await house.enrol("samira", "Samira")
    await invited(house, "samira", "administrator")
    await idea(house, "fatma")
    await idea(house, "omar")
    assert await owners(house) == ["Samira", "Samira"]


async def test_a_key_person_reads_nothing_of_it_and_does_not_decide(house: House) -> None:
    await house.says("karim", "hoi")
    await given(house, "karim", Role.KEY_PERSON)
    assert (await identity(house, "karim")).roles == {Role.RESIDENT, Role.KEY_PERSON}
    assert await who_works(house) == await who_works(house, May.READ_ALL) == []
    await house.does("karim", "tap", action="s:desk:")
    assert "Dit werkt hier niet." in house.last("karim").text


@pytest.mark.parametrize("role", ["key-person", "administrator"])
async def test_a_role_beside_it_leaves_the_summary_as_it_was_chosen(
    house: House, role: str
) -> None:
    await house.enrol("samira", "Samira")
    chosen = "SELECT summary_at FROM person WHERE name = 'Samira'"
    before = await value(house, chosen)
    house.clock.forward(days=3)
    await invited(house, "samira", role)
    assert await value(house, chosen) == before
    assert Role.KEY_PERSON not in INVITABLE  # yet: `buurtstem invite` makes no such link


async def test_no_role_is_brought_along_to_another_channel(house: House) -> None:
    await house.says("karim", "hoi")
    await given(house, "karim", Role.KEY_PERSON)
    await house.does("karim", "tap", action="r:move:")
    assert len(await rows(house, "SELECT * FROM move")) == 1
    await house.does("omar", "tap", action="t:link-1")
    assert "kan niet met een link verhuizen" in house.last("omar").text
    assert len(await rows(house, "SELECT id FROM account WHERE person_id = 1")) == 1


async def test_two_persons_made_one_have_the_roles_of_both_once(house: House) -> None:
    for who in ("samira", "samira2"):
        await house.says(who, "hoi")
    await given(house, "samira", Role.KEY_PERSON, Role.STAFF)
    await given(house, "samira2", Role.KEY_PERSON, Role.REPRESENTATIVE)
    one, two = await identity(house, "samira"), await identity(house, "samira2")
    async with house.app.database.transaction() as db:
        ended = {"person_id": two.person, "role": "staff", "from_at": START, "ended_at": START}
        await db.execute(insert(role_grant).values(ended))
        await channel_switches.merge(db, [(one.person, two.person)])
    found = await rows(house, "SELECT person_id, role, ended_at IS NULL AS open FROM role_grant")
    assert {row.person_id for row in found} == {one.person}
    assert sorted((row.role, bool(row.open)) for row in found) == [
        ("key-person", True),
        ("representative", True),
        ("staff", False),
        ("staff", True),
    ]


async def test_roles_go_with_the_person(house: House) -> None:
    await house.enrol("samira", "Samira")
    async with house.app.database.transaction() as db:
        await db.execute(delete(person))
    assert await rows(house, GRANTS) == []


async def test_who_had_a_role_before_there_were_grants_keeps_it(empty_database_url: str) -> None:
    """As a database of revision 0001 has them."""
    database = Database(empty_database_url)
    since = START - timedelta(days=30)
    known: dict[str, Any] = {
        "language": "nl",
        "created_at": START,
        "muted": False,
        "remembered": {},
    }
    told: list[dict[str, Any]] = [
        {"role": "staff", "wijk": "presikhaaf", "theme": None, "access_from": since},
        {"role": "administrator", "wijk": None, "theme": "groen", "access_from": None},
        {"role": "resident", "wijk": None, "theme": None, "access_from": None},
    ]

    def first_tables(connection: Connection) -> None:
        command.upgrade(_config(connection), "0001")

    async with database.transaction() as db:
        await db.run_sync(first_tables)
        await db.execute(insert(person), [{**known, **one} for one in told])
    await migrate(database)
    async with database.reading() as db:
        found = (await db.execute(select(role_grant).order_by(role_grant.c.id))).all()
        names = [c.posts for c in await colleagues.colleagues(db, May.DECIDE)]
    await database.close()
    assert [(row.person_id, row.role, row.wijk, row.theme, row.from_at) for row in found] == [
        (1, "staff", "presikhaaf", "", since),
        (2, "administrator", "", "groen", START),
    ]
    assert names == [
        (Post(Role.STAFF, "presikhaaf"),),
        (Post(Role.ADMINISTRATOR, None, "groen"),),
    ]


async def test_access_that_an_older_program_ended_beside_this_one_has_ended(house: House) -> None:
    """It knows `person.role` alone, while one process is new already and another is not yet."""
    await house.enrol("joost", "Joost")
    await change(house, "UPDATE person SET role = 'resident'")
    assert (await house.says("joost", "lijst"))[-1].text != ""
    async with house.app.database.reading() as db:
        assert await colleagues.colleagues(db, May.READ_ALL) == []
        assert (await accounts.of_accounts(db, [1]))[1].roles == {Role.RESIDENT}
    await house.app.migrate()
    assert await value(house, "SELECT count(*) FROM role_grant WHERE ended_at IS NULL") == 0


async def test_whom_an_older_program_enrolled_beside_this_one_works_here(house: House) -> None:
    await house.says("nieuw", "hoi")
    given = "role = 'staff', name = 'Nieuw', wijk = 'presikhaaf', access_from = created_at"
    await change(house, f"UPDATE person SET {given}")  # noqa: S608
    await house.app.migrate()
    await house.app.migrate()  # once is enough
    async with house.app.database.reading() as db:
        [found] = await colleagues.colleagues(db, May.READ_ALL)
    assert (found.name, [post.wijk for post in found.posts]) == ("Nieuw", ["presikhaaf"])


async def test_a_role_of_a_later_version_permits_nothing_and_parks_nothing(house: House) -> None:
    await house.enrol("omar", "Omar", "mayor")
    await house.says("els", "hoi")
    await change(
        house,
        "INSERT INTO role_grant (person_id, role, wijk, theme, from_at)"
        " SELECT id, 'mayor', '', '', created_at FROM person",
    )
    await change(house, "UPDATE person SET role = 'mayor'")
    await house.says("els", "hoi")
    async with house.app.database.reading() as db:
        assert (await accounts.of_accounts(db, [1]))[1].roles == {Role.RESIDENT}
    assert await value(house, "SELECT count(*) FROM inbox WHERE state <> 'handled'") == 0


async def test_an_invitation_is_for_one_account_also_when_the_other_is_blocked(
    house: House,
) -> None:
    """What the one can do, whoever holds the other could do as well."""
    await house.says("omar", "hoi")
    await house.does("omar", "tap", action="r:move:")
    await house.does("omar2", "tap", action="t:link-1")
    await house.does("omar", "blocked")
    await house.enrol("omar2", "Omar")
    async with house.app.database.reading() as db:
        assert await colleagues.colleagues(db, May.READ_ALL) == []


@pytest.mark.parametrize("payload", ["i-\ud800", "m-\ud800", "m-" + "a" * 300, "i-", "m-", " "])
async def test_a_link_that_is_none_of_ours_leads_home(house: House, payload: str) -> None:
    await house.does("omar", "start", payload=payload)
    assert await value(house, "SELECT count(*) FROM inbox WHERE state <> 'handled'") == 0
    assert house.screen("omar")


async def test_a_role_that_is_given_while_access_ends_ends_with_it(house: House) -> None:
    await house.enrol("samira", "Samira")
    given, ending = asyncio.Event(), asyncio.Event()

    async def gives() -> None:
        async with house.app.database.transaction() as db:
            await colleagues.give_roles(db, [Grant(1, Role.ADMINISTRATOR)], house.clock.now())
            given.set()
            await ending.wait()
            await asyncio.sleep(0.2)  # on PostgreSQL the other waits for the row meanwhile

    async def ends_it() -> None:
        await given.wait()
        ending.set()
        async with house.app.database.transaction() as db:
            await colleagues.colleagues(db, May.DECIDE, lock=True)
            await colleagues.end_access(db, [1], house.clock.now())

    await asyncio.gather(gives(), ends_it())
    async with house.app.database.reading() as db:
        assert (await accounts.of_accounts(db, [1]))[1].roles == {Role.RESIDENT}
    assert await value(house, "SELECT count(*) FROM role_grant WHERE ended_at IS NULL") == 0
