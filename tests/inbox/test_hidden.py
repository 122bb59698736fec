"""A complaint about somebody who works here never reaches that person, by any road."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import health
from conversations.actions import Action, Open, React, Show, encode
from conversations.contributions import Answer, AnswerText
from conversations.effects import (
    AddTask,
    AddWords,
    AskResident,
    Effect,
    HandOver,
    HandOverAll,
    OpenCard,
    RecordDecision,
    Search,
    SetTheme,
    SubmitContribution,
    WriteBack,
    WriteDown,
)
from conversations.lifecycle import Outcome
from conversations.parts import Part
from conversations.resident.elsewhere import is_named
from conversations.roles import Role
from conversations.views import ContributionCard, Desk, Me, Want
from storage import views
from storage.models import contributions, tasks
from tests.house import House
from tests.inbox.helping import rows

pytestmark = pytest.mark.one_database

SECRET = "zij lachte mij uit bij de balie"
REASON = "Omdat het mij zo beter uitkomt."
NOT_NOW = Answer(AnswerText(Outcome.NOT_NOW, REASON, "Niets.", "Ik", None))
FORGED: tuple[Effect, ...] = (
    OpenCard(1),
    RecordDecision(1, 1, NOT_NOW),
    AskResident(1, 1, "Wie zei dat?"),
    WriteBack(1, "trek dat in"),
    WriteDown(1, 1, "niets gehoord"),
    HandOver(1, 1, 2),
    SetTheme(1, "groen"),
    Search("balie", words="balie"),
    Search("1", number=1),
    Search("Presikhaaf", wijk="presikhaaf"),
)


async def person(house: House, who: str, role: Role = Role.STAFF) -> Me:
    found = await rows(house, f"SELECT id, person_id FROM account WHERE external_id = '{who}'")  # noqa: S608
    roles = frozenset({Role.RESIDENT, role})
    return Me(found[0].person_id, found[0].id, "fake", "nl", name=who.title(), roles=roles)


async def complain(house: House, *labels: str, story: str = SECRET) -> None:
    await house.says("fatma", story)
    for label in ("😕 Een klacht", *labels, "📮 Ja, geef door", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)


async def apply(house: House, me: Me, *wanted: Effect) -> None:
    async with house.app.database.transaction() as db:
        await house.app.office.sits(db).act([(me, effect) for effect in wanted])
    await house.settle()


async def saw_nothing(house: House, who: str) -> None:
    """Not on their screen, not on its way to them, and on nothing that they may load."""
    assert SECRET not in house.printed(who)
    assert "klacht" not in house.printed(who).lower()
    me = await person(house, who)
    queued = await rows(
        house,
        f"SELECT id FROM outbox WHERE account_id = {me.account} AND about_id = 1",  # noqa: S608
    )
    assert queued == []
    async with house.app.database.reading() as db:
        wanted = [Want(ContributionCard, 1), Want(Desk)]
        [found] = await views.load(db, [(me, wanted)])
    assert found[wanted[0]] is None
    assert found[wanted[1]].lines == ()
    assert found[wanted[1]].total == 0
    assert found[wanted[1]].tasks == ()


async def owner_of_first(house: House) -> int | None:
    async with house.app.database.reading() as db:
        return (await contributions.find(db, [1]))[1].owner


@pytest.fixture
async def office(house: House) -> House:
    """Samira has least to do, so that routing would choose her."""
    await house.enrol("joost", "Joost")
    await house.enrol("samira", "Samira")
    await house.enrol("ria", "Ria", "administrator")
    joost = await person(house, "joost")
    fatma = SubmitContribution("idea", (Part("an-idea", "een boom"),))
    await apply(house, joost, fatma, fatma)
    async with house.app.database.transaction() as db:
        await contributions.give(db, [1, 2], joost.person)
    return house


@pytest.mark.sql
async def test_without_a_complaint_samira_would_have_got_it(office: House) -> None:
    await office.says("fatma", "een bank")
    for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
        await office.taps("fatma", label)
    assert "een bank" in office.printed("samira")


async def test_nothing_of_it_reaches_whom_it_is_about(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await complain(house, "Samira")
    assert await owner_of_first(house) == (await person(house, "joost")).person
    assert SECRET in house.printed("joost")
    await saw_nothing(house, "samira")
    for _ in range(40):  # late, then told to all who read; then the author is asked
        house.clock.forward(days=1)
        await house.tick()
    assert house.printed("joost").count("⏰") > 5
    await saw_nothing(house, "samira")


@pytest.mark.sql
async def test_whom_it_is_about_can_do_nothing_with_a_forged_button(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await complain(house, "Samira")
    samira = await person(house, "samira")
    before = await rows(house, "SELECT * FROM contribution")
    await apply(house, samira, *FORGED)
    forged: tuple[Action, ...] = (
        *(Open(c, 1, 1) for c in ("report", "decide", "ask", "write_down", "pass_on")),
        *(Open(c, 1, 1) for c in ("correct", "take_back", "set_aside", "join", "commit")),
        *(Open(c, 1) for c in ("write_back", "hand_over", "theme", "second_no")),
        *(Show(screen, 1) for screen in ("card", "card_more", "rough", "second")),
        *(React(what, 1) for what in ("read", "done_yes", "done_no", "heard_yes", "task_done")),
        *(React(what, 1) for what in ("undo", "second_yes", "join_yes", "done_partly")),
        *(React(what, 1, 1) for what in ("mine_yes", "mine_done", "link")),
    )
    for button in forged:
        await house.does("samira", "tap", action=encode(button))
        await house.says("samira", "Dit is een zin van genoeg tekens.")
    assert await rows(house, "SELECT * FROM contribution") == before
    assert await rows(house, "SELECT * FROM decision") == []
    assert SECRET not in house.printed("samira")
    # The same effects do count from the one who may.
    await apply(house, await person(house, "joost"), FORGED[1])
    assert len(await rows(house, "SELECT * FROM decision")) == 1


async def test_a_disagreement_goes_back_to_who_decided_rather_than_to_them(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await complain(house, "Samira")
    joost, fatma = await person(house, "joost"), await person(house, "fatma")
    await apply(house, joost, RecordDecision(1, 1, NOT_NOW))
    await apply(house, fatma, AddWords(1, (Part("again", "dat klopt niet"),), "disagree"))
    assert await owner_of_first(house) == joost.person
    await saw_nothing(house, "samira")


@pytest.mark.parametrize(
    ("labels", "story"),
    [
        (("Nee, of liever niet",), "SAMIRA was onbeleefd"),
        (("Nee, of liever niet",), "het antwoord van Samira's kant was raar"),
        (("Joost",), "samira lachte, en hij ook"),
    ],
)
async def test_who_is_named_in_the_words_is_passed_over_too(
    house: House, labels: tuple[str, ...], story: str
) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await complain(house, *labels, story=story)
    samira = await person(house, "samira")
    assert await owner_of_first(house) != samira.person
    assert story not in house.printed("samira")


@pytest.mark.sql
async def test_a_name_that_was_typed_counts_and_so_does_a_namesake(house: House) -> None:
    for who, name in (("sam1", "Samira"), ("sam2", "Samira Bos"), ("joost", "Joost")):
        await house.enrol(who, name)
    await house.says("fatma", SECRET)
    await house.taps("fatma", "😕 Een klacht")
    await house.taps("fatma", "Iemand anders")
    await house.says("fatma", "die samira van de balie")
    for label in ("📮 Ja, geef door", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)
    assert await owner_of_first(house) == (await person(house, "joost")).person
    for who in ("sam1", "sam2"):
        await saw_nothing(house, who)


@pytest.mark.sql
async def test_with_nobody_else_it_waits_for_somebody_else(house: House) -> None:
    await house.enrol("samira", "Samira")
    await complain(house, "Samira")
    assert await owner_of_first(house) is None
    await saw_nothing(house, "samira")
    assert any(
        "1 contributions have no owner" in w for w in (await health.ready(house.app)).warnings
    )
    await house.enrol("joost", "Joost")
    assert not any("no owner" in w for w in (await health.ready(house.app)).warnings)
    assert await owner_of_first(house) == (await person(house, "joost")).person
    await saw_nothing(house, "samira")


async def test_who_comes_to_work_here_later_does_not_get_what_is_about_them(house: House) -> None:
    await complain(house, "Nee, of liever niet", story="Samira van het buurthuis lachte mij uit")
    await house.enrol("samira", "Samira")
    assert await owner_of_first(house) is None
    await saw_nothing(house, "samira")
    await house.enrol("joost", "Joost")
    assert await owner_of_first(house) == (await person(house, "joost")).person


async def test_an_alarm_does_not_reach_who_is_feared(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await house.says("fatma", "Samira heeft een mes bij zich")
    assert "heeft een mes" in house.printed("joost")
    assert "heeft een mes" not in house.printed("samira")


async def test_an_alarm_is_not_handed_over_to_who_is_feared(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await house.says("fatma", "Samira heeft een mes bij zich")
    joost = await person(house, "joost")
    await apply(house, joost, HandOverAll((await person(house, "samira")).person))
    assert [r.owner_id for r in await rows(house, "SELECT owner_id FROM task")] == [joost.person]
    await house.enrol("loes", "Loes")
    loes = await person(house, "loes")
    await apply(house, joost, HandOverAll(loes.person))
    assert [r.owner_id for r in await rows(house, "SELECT owner_id FROM task")] == [loes.person]
    assert "heeft een mes" not in house.printed("samira")


@pytest.mark.sql
async def test_nobody_inherits_an_alarm_about_themselves(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.says("fatma", "Samira heeft een mes bij zich")
    assert await rows(house, "SELECT owner_id FROM task WHERE owner_id IS NOT NULL") == []
    samira = await person(house, "samira")
    async with house.app.database.reading() as db:
        assert await tasks.ownerless(db, [samira.person]) == {samira.person: []}
    await house.enrol("joost", "Joost")
    [row] = await rows(house, "SELECT owner_id FROM task")
    assert row.owner_id == (await person(house, "joost")).person


async def test_what_was_half_told_about_them_reaches_somebody_else(house: House) -> None:
    for who, name in (("samira", "Samira"), ("joost", "Joost")):
        await house.enrol(who, name)
    await house.says("fatma", SECRET)
    await house.taps("fatma", "😕 Een klacht")
    await house.taps("fatma", "Samira")
    await house.does("fatma", "tap", action=encode(Open("call")))
    await house.says("fatma", "06 12 34 56 78")
    await house.taps("fatma", "In de ochtend")
    assert SECRET in house.printed("joost")
    assert SECRET not in house.printed("samira")
    async with house.app.database.reading() as db:
        [task] = (await tasks.open_of(db, [(await person(house, "joost")).person])).values()
    assert task[0].what == "call"


async def test_a_task_that_may_not_be_theirs_is_nobodys_rather(house: House) -> None:
    await house.enrol("samira", "Samira")
    samira = await person(house, "samira")
    await house.says("fatma", "hoi")
    fatma = await person(house, "fatma", Role.RESIDENT)
    await apply(house, fatma, AddTask("call", None, {"phone": "1"}, (samira.person,)))
    [owner] = await rows(house, "SELECT owner_id FROM task")
    assert owner.owner_id is None


def test_a_name_is_a_whole_word() -> None:
    assert is_named("Samira", "dat zei samira.")
    assert is_named("Samira Bos", "Samira's bureau")
    assert not is_named("Jo", "Joost zei het")
    assert not is_named("", "wie dan ook")


@pytest.mark.sql
async def test_an_export_of_the_operator_still_has_it(house: House, tmp_path: Path) -> None:
    await house.enrol("samira", "Samira")
    await complain(house, "Samira")
    async with house.app.database.reading() as db:
        [found] = await contributions.everything(db)
    assert found.kind == "complaint"
    assert found.details == {"about": "Samira"}
