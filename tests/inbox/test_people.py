"""Who may do what: forged numbers, two who decide at once, clocks, and who gets the work."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from conversations.actions import Open, React, Show, encode
from conversations.contributions import Answer, AnswerText
from conversations.effects import (
    AddWords,
    AskResident,
    ConfirmHeard,
    CorrectWords,
    Effect,
    FinishTask,
    NoteReaction,
    OpenCard,
    RecordDecision,
    SetAnswerRoad,
    WriteBack,
    WriteDown,
)
from conversations.lifecycle import Outcome
from conversations.parts import Part
from conversations.views import ContributionCard, Desk, Me, MyContributions, Want
from storage import views
from storage.models import contributions, inbox
from tests.house import House, Seen
from tests.inbox.helping import action, change, idea, rows, unsent_idea, value

FORGED: tuple[Effect, ...] = (
    AddWords(1, (Part("x", "gemene woorden"),), "disagree"),
    SetAnswerRoad(1, "call", "0612345678"),
    ConfirmHeard(1, True),
    NoteReaction(1, "read"),
    FinishTask(1),
    OpenCard(1),
    RecordDecision(
        1, 1, Answer(AnswerText(Outcome.NO, "Omdat het mij niet bevalt.", "Niets.", "Ik", None))
    ),
    AskResident(1, 1, "Waar woon je?"),
    WriteBack(1, "gemene woorden"),
    WriteDown(1, 1, "gemene woorden"),
)
STATE = ("contribution", "words", "decision", "task", "outbox")


async def everything(house: House) -> list[object]:
    return [await rows(house, f"SELECT * FROM {table} ORDER BY id") for table in STATE]  # noqa: S608


async def me(house: House, who: str) -> Me:
    found = await rows(house, f"SELECT id, person_id FROM account WHERE external_id = '{who}'")  # noqa: S608
    return Me(found[0].person_id, found[0].id, "fake", "nl")


async def test_a_forged_number_changes_nothing_and_shows_nothing(house: House) -> None:
    await house.enrol("samira", "Samira")
    await idea(house, "fatma", "mijn geheim")
    await house.says("omar", "ik wil dood")  # a task for Samira
    before = await everything(house)
    assert all(before[i] for i in (0, 1, 3))
    omar = await me(house, "omar")
    edited = CorrectWords(Part(await value(house, "SELECT ref FROM words"), "gemene woorden"))
    for effect in (*FORGED, edited):
        async with house.app.database.transaction() as db:
            await house.app.office.sits(db).act([(omar, effect)])
        assert await everything(house) == before, effect
    about = ("decide", "ask", "write_down", "write_back", "answer", "disagree", "correct_heard")
    forged = [Open(name, 1, 1) for name in about]
    others = [React(what, 1) for what in ("read", "heard_yes", "task_done")]
    tried = [encode(action) for action in forged] + [encode(action) for action in others]
    for payload in (*tried, encode(Show("card", 1)), "s:desk:"):
        seen = await house.does("omar", "tap", action=payload)
        assert seen, payload
        assert "geheim" not in " ".join(s.text for s in seen), payload
    assert (await everything(house))[:4] == before[:4]


async def test_views_show_ones_own_and_nothing_else(house: House) -> None:
    await house.enrol("samira", "Samira")
    await idea(house, "fatma", "mijn geheim")
    await house.says("omar", "hoi")
    fatma, omar = await me(house, "fatma"), await me(house, "omar")
    card, mine, desk = wanted = Want(ContributionCard, 1), Want(MyContributions), Want(Desk)
    async with house.app.database.reading() as db:
        own, others = await views.load(db, [(fatma, wanted), (omar, wanted)])
    assert own[card].mine
    assert [c.id for c in own[mine].cards] == [1]
    assert own[desk] is None
    assert (others[card], others[mine].cards, others[desk]) == (None, (), None)


async def ready_to_decide(house: House, who: str, outcome: str) -> None:
    await house.does(who, "tap", action=encode(Open("decide", 1, 1)))
    await house.taps(who, outcome)
    await house.says(who, f"Daar is een goede reden voor, vindt {who}.")
    await house.says(who, "We bestellen ze.")
    await house.taps(who, "Ikzelf")
    await house.taps(who, "Geen datum")
    await house.taps(who, "Nog geen plan")


async def two_ready(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await idea(house, "fatma")
    await house.taps("fatma", "💬 Hier")
    await ready_to_decide(house, "samira", "Ja")
    await ready_to_decide(house, "joost", "Ja, maar anders")
    for who in ("samira", "joost"):
        await house.put(who, "tap", action=action(house, who, "✅ Ja, verstuur"))


TOLD = re.compile("Intussen is hier iets veranderd|ligt al een antwoord klaar")


async def exactly_one_decided(house: House) -> None:
    await house.settle()
    assert await value(house, "SELECT count(*) FROM decision") == 1
    assert await value(house, "SELECT count(*) FROM outbox WHERE dedupe_key LIKE 'decision:%'") == 1
    heard = [s for s in house.screen("fatma") if "Het antwoord is" in s.text]
    assert len(heard) == 1
    told = [
        who for who in ("samira", "joost") if any(TOLD.search(s.text) for s in house.screen(who))
    ]
    assert len(told) == 1


async def test_two_decide_in_one_batch(house: House) -> None:
    await two_ready(house)
    assert await house.app.inbound.handle_waiting() == 2
    await exactly_one_decided(house)


async def test_a_decision_about_what_has_changed_since_is_not_sent(house: House) -> None:
    await two_ready(house)
    await change(house, "UPDATE contribution SET version = version + 1")
    await house.settle()
    assert await value(house, "SELECT count(*) FROM decision") == 0
    assert "Intussen" in " ".join(s.text for s in house.screen("samira")[-2:])


@pytest.fixture
async def other_house(house: House, database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A second process on the same database."""
    async with House(database_url, tmp_path, clock=house.clock) as found:
        yield found


async def test_two_decide_in_two_processes(house: House, other_house: House) -> None:
    """Each has claimed one of the two events; they are handled at the same time."""
    await two_ready(house)
    async with house.app.database.transaction() as db:
        [one, other] = await inbox.claim(db, 2, 10.0)
    await asyncio.gather(house.app.inbound.handle([one]), other_house.app.inbound.handle([other]))
    await exactly_one_decided(house)


async def test_a_reminder_rings_once_however_often_the_clock_ticks(house: House) -> None:
    await house.does("fatma", "start")
    await house.taps("fatma", "💡 Ik heb een idee")
    await house.says("fatma", "meer bankjes")
    house.clock.forward(days=3)
    before = len(house.screen("fatma"))
    await asyncio.gather(house.app.ticks.ring(), house.app.ticks.ring())
    for _ in range(3):
        await house.tick()
    assert len(house.screen("fatma")) == before + 1


async def test_what_falls_due_is_told_once_a_day_with_its_true_owner(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await idea(house, "fatma")
    house.clock.forward(days=30)  # every tick in between was missed
    await asyncio.gather(house.app.ticks.due(), house.app.ticks.due())
    await house.tick()
    assert (len(rung(house, "samira")), len(rung(house, "joost"))) == (1, 0)
    assert await value(house, "SELECT next_due_to FROM contribution") == "all-staff"
    house.clock.forward(days=4)
    await house.tick()
    await house.tick()
    for who, more in (("samira", 2), ("joost", 1)):
        assert len(rung(house, who)) == more
        assert "Voor: \u2068Samira" in rung(house, who)[-1].text
    async with house.app.database.reading() as db:
        assert not await contributions.due(db, house.clock.now())


async def test_words_do_not_silence_what_fell_due(house: House) -> None:
    """The bot was away over a date; what comes in first must not push that date on."""
    await house.enrol("samira", "Samira")
    await idea(house, "fatma")
    house.clock.forward(days=30)
    await house.taps("fatma", "💬 Hier")
    assert rung(house, "samira") == []
    await house.tick()
    assert len(rung(house, "samira")) == 1


def rung(house: House, who: str) -> list[Seen]:
    """Cards of a clock, among summaries and what else there is."""
    return [seen for seen in house.screen(who) if seen.text.startswith("⏰")]


async def test_work_goes_to_staff_with_least_to_do_before_administrators(house: House) -> None:
    await house.enrol("karin", "Karin", "administrator")
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await idea(house, "r0")
    for n in (1, 2, 3):
        await unsent_idea(house, f"r{n}")
    for n in (1, 2, 3):  # together in one batch
        await house.put(f"r{n}", "tap", action=action(house, f"r{n}", "✅ Ja, verstuur"))
    await house.settle()
    owners = await rows(
        house,
        "SELECT p.name, c.wijk FROM contribution c JOIN person p ON p.id = owner_id ORDER BY c.id",
    )
    assert [tuple(row) for row in owners] == [
        (name, "presikhaaf") for name in ("Samira", "Joost", "Samira", "Joost")
    ]


async def test_the_first_who_enrols_inherits_everything(house: House) -> None:
    await idea(house, "fatma")
    await house.says("omar", "ik wil dood")
    assert await value(house, "SELECT count(*) FROM task WHERE owner_id IS NULL") > 0
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    samira = await value(house, "SELECT id FROM person WHERE name = 'Samira'")
    for table in ("contribution", "task"):
        owners = await rows(house, f"SELECT DISTINCT owner_id FROM {table}")  # noqa: S608
        assert [row[0] for row in owners] == [samira]


async def test_an_old_link_gives_nothing_back_that_was_taken(house: House) -> None:
    await house.enrol("samira", "Samira")
    await change(house, "UPDATE role_grant SET ended_at = from_at")
    await house.does("samira", "start", payload="i-token-of-samira")
    assert await value(house, "SELECT count(*) FROM role_grant WHERE ended_at IS NULL") == 0
