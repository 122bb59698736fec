"""Acts at the same moment go as if one had come after the other.

What is answered together goes on together.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from bot.office.actors import Actor
from conversations.actions import mark
from conversations.contributions import Answer, AnswerText
from conversations.effects import (
    AddWords,
    AnswerJoin,
    AskResident,
    DoMine,
    Effect,
    EndAccess,
    HandOver,
    MakeLink,
    OfferMove,
    ProposeJoin,
    RecordDecision,
    Remember,
    SecondRead,
    SetAnswerRoad,
    SubmitContribution,
    TakeOver,
    UseInvitation,
    Withdraw,
    WriteBack,
)
from conversations.events import AccessEnded, Event, LinkMade, MoveOffered
from conversations.lifecycle import Outcome
from conversations.parts import Part
from conversations.roles import Role
from conversations.views import Me
from storage.models import invitations, web
from tests.house import House
from tests.inbox.helping import idea, rows, value
from tests.inbox.test_hidden import person

pytestmark = pytest.mark.one_database

GAS = "Daar ligt een grote gasleiding."
GOOD = "Dat is een goed plan van u."
NO = RecordDecision(1, 1, Answer(AnswerText(Outcome.NO, GAS, "", "", None)))
DAY = date(2027, 1, 20)
MORE = (Part("more", "en een prullenbak"),)


def yes(about: int = 1, seen: int = 1, *, doer: str = "staff", **answer: Any) -> RecordDecision:
    text = AnswerText(Outcome.YES, GOOD, "Wij plaatsen er drie.", "Groen", DAY, doer=doer)
    return RecordDecision(about, seen, Answer(text, **answer))


class Moment:
    """Samira and Joost work here; Fatma has idea 1. What is done is done in one transaction."""

    def __init__(self, house: House, people: dict[str, Me]) -> None:
        self.house, self.people = house, people

    async def __call__(self, *wanted: tuple[str, Effect]) -> list[Event]:
        caused: list[tuple[Actor, Effect]] = [(self.people[who], e) for who, e in wanted]
        return [event for _, event in await self.house.app.office.act(caused)]

    async def joins(self, who: str, role: Role = Role.RESIDENT) -> Me:
        self.people[who] = await person(self.house, who, role)
        return self.people[who]

    async def all(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await rows(self.house, sql)]

    async def undone(self) -> list[tuple[str, str]]:
        """Return what is to be done, and by whom, in the order in which it was made."""
        return [
            (what, name)
            for what, name in await self.all(
                "SELECT t.what, p.name FROM task t JOIN person p ON p.id = t.owner_id"
                " WHERE t.done_at IS NULL ORDER BY t.id"
            )
        ]

    async def told(self, who: str, act: Callable[[], Awaitable[object]]) -> str:
        """Act, and return what somebody reads because of that."""
        before = len(self.house.screen(who))
        await act()
        await self.house.settle()
        return "\n".join(seen.text for seen in self.house.screen(who)[before:])


@pytest.fixture
async def moment(house: House) -> Moment:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await idea(house, "fatma")
    made = Moment(house, {})
    for who in ("samira", "joost"):
        await made.joins(who, Role.STAFF)
    await made.joins("fatma")
    await house.settle()
    return made


async def joining(moment: Moment) -> None:
    """Omar is asked whether idea 2 may go on with idea 1."""
    await idea(moment.house, "omar", "een bankje voor oma")
    await moment.joins("omar")
    await moment(("joost", ProposeJoin(2, 1, 1, "Dit gaat over hetzelfde pleintje.")))


async def test_who_joins_hears_what_was_answered_already(moment: Moment) -> None:
    await joining(moment)
    moment.house.clock.forward(minutes=1)
    await moment(("samira", yes()))
    moment.house.clock.forward(minutes=5)
    await moment.house.app.ticks.answers()
    heard = await moment.told("omar", lambda: moment(("omar", AnswerJoin(2, True))))
    assert "Het antwoord is: JA" in heard


async def test_who_joins_what_is_taken_back_just_then_is_read_again(moment: Moment) -> None:
    await joining(moment)
    await moment(("omar", AnswerJoin(2, True)), ("fatma", Withdraw(1, 1)))
    assert await moment.all("SELECT status FROM contribution ORDER BY id") == [
        ("withdrawn",),
        ("being_read",),
    ]


async def promised_together(moment: Moment) -> str:
    """Let an organisation promise it for ideas 1 and 2; return the token of its link for 1."""
    await idea(moment.house, "omar", "een bankje voor oma")
    await moment.joins("omar")
    await moment(("samira", yes(also=(2,), doer="organisation")))
    moment.house.clock.forward(minutes=5)
    await moment.house.settle()
    [made] = await moment(("samira", MakeLink(1, 1)))
    assert isinstance(made, LinkMade)
    assert made.token
    return made.token


@pytest.mark.parametrize("day", [None, DAY + timedelta(days=30)])
async def test_what_an_organisation_says_holds_for_all_it_promised_it(
    moment: Moment, day: date | None
) -> None:
    link = web.hashed(await promised_together(moment))
    says = moment.house.app.office.organisation_says

    async def said() -> None:
        assert await says(link, "De bankjes staan er nu.", day)

    assert "De bankjes staan er nu." in await moment.told("omar", said)
    kept = await moment.all("SELECT ended, by_when FROM commitment ORDER BY id")
    assert kept[0] == kept[1]
    assert kept[0][0] == (None if day else "done")


async def test_a_complaint_about_who_enrols_just_then_is_hidden_from_them(moment: Moment) -> None:
    about = (Part("complaint", "Loes van de balie lachte mij uit"),)
    complaint = SubmitContribution("complaint", about, details={"about": "Loes"})
    await moment.house.says("loes", "hoi")
    await moment.joins("loes")
    later = moment.house.clock.now() + timedelta(days=7)
    async with moment.house.app.database.transaction() as db:
        await invitations.add(db, "link", "staff", "Loes", None, later)
    await moment(("fatma", complaint), ("loes", UseInvitation("link")))
    assert await moment.all("SELECT contribution_id FROM hidden") == [(2,)]


async def test_a_complaint_that_nobody_may_have_is_not_whose_it_is_about(house: House) -> None:
    """The only one to enrol is the person it is about, while its author adds something."""
    await house.says("fatma", "hoi")
    await house.says("loes", "hoi")
    moment = Moment(house, {})
    for who in ("fatma", "loes"):
        await moment.joins(who)
    about = (Part("complaint", "Loes van de balie lachte mij uit"),)
    await moment(("fatma", SubmitContribution("complaint", about, details={"about": "Loes"})))
    later = house.clock.now() + timedelta(days=7)
    async with house.app.database.transaction() as db:
        await invitations.add(db, "link", "staff", "Loes", None, later)
    await moment(("fatma", AddWords(1, MORE, "added")), ("loes", UseInvitation("link")))
    assert await moment.all("SELECT owner_id, office FROM contribution") == [(None, 1)]


async def test_nothing_more_is_sent_about_what_was_taken_back(moment: Moment) -> None:
    heard = await moment.told(
        "fatma",
        lambda: moment(("samira", WriteBack(1, "Ik kom morgen.")), ("fatma", Withdraw(1, 1))),
    )
    assert "Ik kom morgen." not in heard


async def test_whose_access_ended_does_nothing_more(moment: Moment) -> None:
    await moment.house.enrol("ria", "Ria", "administrator")
    await moment.joins("ria", Role.ADMINISTRATOR)
    samira = moment.people["samira"].person
    heard = await moment.told(
        "fatma",
        lambda: moment(
            ("ria", EndAccess(samira)),
            ("samira", WriteBack(1, "Ik kom morgen.")),
            ("samira", AskResident(1, 1, "Waar precies?")),
        ),
    )
    assert "Ik kom morgen." not in heard
    assert "Waar precies?" not in heard
    assert await value(moment.house, "SELECT status FROM contribution") == "received"


@pytest.mark.parametrize("then", [AddWords(1, MORE, "added"), Withdraw(1, 1)])
async def test_nobody_reads_an_answer_that_was_called_off_just_then(
    moment: Moment, then: Effect
) -> None:
    read = await moment.told("joost", lambda: moment(("samira", NO), ("fatma", then)))
    assert await moment.undone() == []
    assert await value(moment.house, "SELECT count(*) FROM proposal") == 0
    assert "Lees mee" not in read


async def test_who_left_gets_no_more_work(moment: Moment) -> None:
    await moment.house.enrol("ria", "Ria", "administrator")
    await moment.joins("ria", Role.ADMINISTRATOR)
    await moment(("samira", NO))
    samira = moment.people["samira"].person
    back = SecondRead(1, agree=False, remark="Dit begrijpt niemand.")
    read = await moment.told("samira", lambda: moment(("joost", back), ("ria", EndAccess(samira))))
    assert "Dit begrijpt niemand." not in read
    assert "Je toegang is gestopt." in read


async def test_a_no_that_is_agreed_to_just_then_goes(moment: Moment) -> None:
    await moment(("samira", NO), ("joost", SecondRead(1, agree=True)))
    moment.house.clock.forward(minutes=5)
    await moment.house.settle()
    assert await moment.all("SELECT outcome, read_by FROM decision") == [("no", "Joost")]


async def test_of_two_new_answers_only_the_one_to_other_words_is_called_off(
    moment: Moment,
) -> None:
    await idea(moment.house, "omar", "een bankje voor oma")
    await moment.joins("omar")
    other = RecordDecision(2, 1, NO.answer)
    agrees = ("joost", SecondRead(1, agree=True))
    await moment(("samira", NO), ("samira", other), agrees, ("omar", AddWords(2, MORE, "added")))
    assert await moment.all("SELECT contribution_id FROM decision") == [(1,)]
    assert await moment.all("SELECT contribution_id FROM proposal") == []


async def test_a_resident_who_cannot_gives_it_back_to_who_has_it_now(moment: Moment) -> None:
    mine = yes(doer="resident")
    await moment(("samira", mine))
    moment.house.clock.forward(minutes=5)
    await moment.house.settle()
    version = await value(moment.house, "SELECT version FROM contribution")
    joost = moment.people["joost"].person
    cannot = DoMine(1, "no", mark(mine.answer.text.next_step))
    await moment(("samira", HandOver(1, version, joost)), ("fatma", cannot))
    assert await moment.all("SELECT doer, who FROM commitment") == [("staff", "Joost")]


async def test_who_wants_to_be_called_just_then_is_called(moment: Moment) -> None:
    await moment(("fatma", SetAnswerRoad(1, "call", "06 12345678")), ("samira", yes()))
    assert [what for what, _ in await moment.undone()] == ["call"]


async def test_a_yes_to_joining_is_no_answer_that_waits(moment: Moment) -> None:
    await joining(moment)
    version = await value(moment.house, "SELECT version FROM contribution WHERE id = 2")
    await moment.house.settle()
    told = await moment(("omar", AnswerJoin(2, True)), ("joost", yes(2, version)))
    assert [getattr(event, "what", "") for event in told] == ["join_yes", "decide"]
    assert type(told[1]).__name__ == "Overtaken"


@pytest.mark.parametrize("first", ["remembers", "takes over"])
async def test_what_is_remembered_here_and_there_is_kept(house: House, first: str) -> None:
    moment = Moment(house, {})
    for who in ("fatma", "elsewhere"):
        await house.says(who, "hoi")
        await moment.joins(who)
    await moment(("fatma", Remember({"wijk": "presikhaaf"})))
    [offered] = await moment(("fatma", OfferMove()))
    assert isinstance(offered, MoveOffered)
    named, moves = Remember({"name": "Fatma"}), ("elsewhere", TakeOver(offered.token))
    if first == "remembers":
        await moment(("fatma", named), moves)
    else:
        await moment(moves, ("elsewhere", named))
    [(remembered,)] = await moment.all("SELECT remembered FROM person")
    assert "presikhaaf" in str(remembered)  # as text or as what it says, by the database
    assert "Fatma" in str(remembered)


async def test_a_task_is_counted_once_however_many_leave(moment: Moment) -> None:
    for who in ("ria", "loes"):
        await moment.house.enrol(who, who.title(), "administrator")
        await moment.joins(who, Role.ADMINISTRATOR)
    asks = AddWords(1, MORE, "question")
    ended = await moment(
        ("fatma", asks),
        *(("ria", EndAccess(moment.people[who].person)) for who in ("samira", "joost")),
    )
    counted = [e for e in ended if isinstance(e, AccessEnded)]
    assert len(counted) == 2
    assert max(sum(share.tasks for share in one.shares) for one in counted) == 1
    assert len(await moment.undone()) == 1
