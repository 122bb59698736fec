"""Whoever it is not for changes nothing of a contribution, by any effect about one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import select

from bot.office import door, unit
from conversations import lifecycle
from conversations.actions import mark
from conversations.contributions import Answer, AnswerText, Commitment, Contribution
from conversations.effects import (
    AddTask,
    AddWords,
    AnswerJoin,
    AskResident,
    Commit,
    ConfirmDone,
    ConfirmHeard,
    CorrectDetail,
    DoMine,
    Effect,
    Finish,
    HandOver,
    MakeLink,
    NoteReaction,
    OpenCard,
    Postpone,
    ProposeJoin,
    RecordDecision,
    SayBetter,
    SecondRead,
    SetAnswerRoad,
    SetAside,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    TakeBack,
    Undo,
    Withdraw,
    WriteBack,
    WriteDown,
)
from conversations.lifecycle import (
    CHANGES,
    Act,
    Change,
    NotPermitted,
    Outcome,
    Party,
    Status,
    permitted,
)
from conversations.parts import Part
from conversations.roles import Role
from conversations.views import Me
from storage.database import Db, metadata
from storage.models import commitments, contributions, decisions, proposals
from storage.models.decisions import Decision
from storage.models.proposals import Proposal
from tests.house import START, House
from tests.inbox.test_hidden import person

WHY = "Daar ligt een gasleiding in de grond."
DAY = date(2026, 12, 18)
MORE = (Part("more", "en een prullenbak"),)

# Who may do what, said once more and by hand: opening the table itself must not go unseen.
_WHO_MAY: dict[Act, Party] = {
    **dict.fromkeys(
        (
            *(Act.OPEN_CARD, Act.ASK, Act.DECIDE, Act.REPORT, Act.CORRECT, Act.TAKE_BACK),
            *(Act.FINISH, Act.END_TRIAL, Act.SET_ASIDE),
        ),
        Party.STAFF,
    ),
    **dict.fromkeys(
        (Act.ANSWER, Act.JOIN, Act.CONFIRM, Act.DENY, Act.DISAGREE, Act.WITHDRAW), Party.AUTHOR
    ),
    **dict.fromkeys((Act.LOOK_AGAIN, Act.ASK_AFTER, Act.REST), Party.CLOCK),
    Act.LEFT: Party.DELIVERY,
}
WHO_MAY = {act: {party} for act, party in _WHO_MAY.items()}
WHO_MAY[Act.FINISH] |= {Party.ORGANISATION}  # of what it promised itself

BENCH = "De bank schuren."
ANSWERED = Decision(
    contribution=1,
    answer=AnswerText(Outcome.YES, WHY, BENCH, "Fatma", DAY),
    decided_by="Joost",
    decided_by_id=None,
    decided_at=START,
)
NOT_NOW = AnswerText(Outcome.NOT_NOW, WHY, "Niets.", "Ik", None)
DECISION = RecordDecision(1, 1, Answer(NOT_NOW))
# Every effect about one contribution, with whose it is.
THEIRS: dict[Party, tuple[Effect, ...]] = {
    Party.AUTHOR: (
        AddWords(1, MORE, "answer"),
        AddWords(1, MORE, "disagree"),
        AddWords(1, MORE, "added"),
        AnswerJoin(1, yes=True),
        AnswerJoin(1, yes=False),
        ConfirmDone(1, done=True),
        ConfirmDone(1, done=False),
        ConfirmHeard(1, right=True),
        CorrectDetail(1, "wijk", "malburgen"),
        DoMine(1, "done", mark(BENCH)),
        NoteReaction(1, "read"),
        SayBetter(1, "als er iemand zit"),
        SetAnswerRoad(1, "call", "0612345678"),
        Withdraw(1, 1),
    ),
    Party.STAFF: (
        AskResident(1, 1, "Waar precies?"),
        Commit(1, 1, "Een bank.", "Ik", DAY),
        DECISION,
        RecordDecision(1, 1, Answer(NOT_NOW, corrects=True)),
        Finish(1, 1, "Hij staat er."),
        Finish(1, 1, "Niemand zat er.", learned=True),
        HandOver(1, 1, 2),
        MakeLink(1, 2),
        OpenCard(1),
        Postpone(1, 1, DAY, WHY),
        ProposeJoin(1, 1, 2, "een boom"),
        SecondRead(1, agree=True),
        SetAside(1, 1, WHY),
        SetTheme(1, "groen"),
        TakeBack(1, 1, WHY),
        Undo(1),
        WriteBack(1, "dag"),
        WriteDown(1, 1, "niets gehoord"),
    ),
}
# A yes or a no to something, and work: whose they are is said in the conversations that make them.
NOT_OF_ONE = (SetOptIn, AddTask)


def test_every_effect_about_a_contribution_is_tried() -> None:
    tried = {type(effect) for effects_ in THEIRS.values() for effect in effects_}
    about_one = {
        kind for kind in get_args(Effect) if "contribution" in {f.name for f in fields(kind)}
    }
    assert tried == about_one - set(NOT_OF_ONE)


OF_IT = ["contribution", "words", "decision", "commitment", "proposal", "task", "outbox"]


async def everything(db: Db) -> list[str]:
    """All that is kept of contributions, and what is on its way about them."""
    return [
        repr(row)
        for name in OF_IT
        for row in (await db.execute(select(metadata.tables[name]))).all()
    ]


class Attack:
    """People who have nothing to do with a contribution of Fatma's, and try."""

    def __init__(self, house: House, people: dict[str, Me]) -> None:
        self.house, self.people = house, people

    def strangers(self, party: Party) -> list[Me]:
        """Another resident; a colleague from whom it is hidden; and who is the other party."""
        other = "samira" if party is Party.AUTHOR else "fatma"
        return [self.people[who] for who in ("karim", "ria", other)]

    async def done(self, status: Status, tries: Iterable[tuple[Me, Effect]]) -> list[str]:
        """Those that change anything at all; each is taken back, and so is the status."""
        done: list[str] = []
        now, programme = self.house.clock.now(), self.house.app.loaded.programme
        async with self.house.app.database.reading() as db:
            row = (await contributions.find(db, [1]))[1]
            await contributions.write(db, [(row, self._in(status, row))])
            before = await everything(db)
            for me, effect in tries:
                attempt = await db.begin_nested()
                there = before
                if (waiting := self._waiting(effect)) is not None:
                    await proposals.add(db, [waiting])
                    there = await everything(db)
                with contextlib.suppress(NotPermitted):
                    await door.begin(db, programme, now).act([(me, effect)])
                if await everything(db) != there:
                    done.append(f"{me.name}: {effect} in {status}")
                await attempt.rollback()
        return done

    def _waiting(self, effect: Effect) -> Proposal | None:
        """The answer of Samira's that some effects are about: unread, or agreed to by Joost."""
        now = self.house.clock.now()
        no = Proposal(
            contribution=1,
            seen=1,
            answer=Answer(replace(NOT_NOW, outcome=Outcome.NO)),
            by_id=self.people["samira"].person,
            by="Samira",
            made_at=now,
            goes_at=None,
        )
        match effect:
            case SecondRead():
                return no
            case Undo():
                return replace(no, goes_at=now, read_by_id=self.people["joost"].person)
            case _:
                return None

    def _in(self, status: Status, row: Contribution) -> Contribution:
        joins = 2 if status is Status.QUESTION_ASKED else None
        return replace(row, status=status, joins=joins, question=WHY, heard="een bank")

    def tries(self, kinds: Collection[type] = ()) -> list[tuple[Me, Effect]]:
        return [
            (me, effect)
            for party, effects_ in THEIRS.items()
            for me in self.strangers(party)
            for effect in effects_
            if not kinds or type(effect) in kinds
        ]


@pytest.fixture
async def attack(sqlite_url: str, tmp_path: Path) -> Any:
    async with House(sqlite_url, tmp_path) as house:
        for who in ("samira", "joost", "ria"):
            await house.enrol(who, who.title())
        for who in ("fatma", "karim"):
            await house.says(who, "hoi")
        roles = {"fatma": Role.RESIDENT, "karim": Role.KEY_PERSON}
        names = ("samira", "joost", "ria", *roles)
        people = {who: await person(house, who, roles.get(who, Role.STAFF)) for who in names}
        bench = SubmitContribution("complaint", (Part("bench", "een bank"),), "presikhaaf", "Fatma")
        async with house.app.database.transaction() as db:
            now = house.clock.now()
            hidden = replace(bench, hidden_from=(people["ria"].person,))
            await house.app.office.sits(db).act(
                [(people["fatma"], hidden), (people["karim"], bench)]
            )
            await decisions.add(db, [ANSWERED])
            mine = Commitment(
                contribution=1,
                what=BENCH,
                doer="resident",
                who="Fatma",
                owner=people["fatma"].person,
                by_when=DAY,
                firm=True,
                made_at=now,
            )
            theirs = replace(mine, doer="organisation", who="De Eik", owner=None)
            await commitments.add(db, [mine, theirs])
        yield Attack(house, people)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Open one change to everybody."""

    def opening(change: Change) -> None:
        anybody = replace(change, who=frozenset(Party))
        table = tuple(anybody if one is change else one for one in CHANGES)
        monkeypatch.setattr(lifecycle, "CHANGES", table)

    return opening


def leaks() -> list[str]:
    """What somebody may do who must not."""
    return [
        f"{act} in {status} by {party}"
        for act in Act
        for status in Status
        for party in Party
        if party not in WHO_MAY[act] and permitted(act, status, by=party)
    ]


def test_each_change_is_made_by_its_own_party() -> None:
    assert leaks() == []
    assert {change.act for change in CHANGES} == set(WHO_MAY)
    assert all(change.who == WHO_MAY[change.act] for change in CHANGES)


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: f"{c.act}-{min(c.sources)}")
def test_of_the_test_a_change_that_is_open_to_everybody_is_seen(
    change: Change, opened: Callable[[Change], None]
) -> None:
    opened(change)
    assert leaks()


SOME = (Status.BEING_READ, Status.QUESTION_ASKED, Status.IN_PROGRESS)


async def test_nobody_changes_what_is_not_theirs(attack: Attack) -> None:
    for status in SOME:
        assert await attack.done(status, attack.tries()) == []


async def test_of_the_test_who_may_does(attack: Attack) -> None:
    """Each effect does something in some status, by whose it is: the attempts above are real."""
    tries = [(attack.people["fatma"], effect) for effect in THEIRS[Party.AUTHOR]]
    tries += [(attack.people["joost"], effect) for effect in THEIRS[Party.STAFF]]
    never = {f"{me.name}: {effect}" for me, effect in tries}
    for status in (*SOME, Status.DECIDED, Status.REOPENED):
        never -= {text.rpartition(" in ")[0] for text in await attack.done(status, tries)}
    assert never == set()


async def test_of_the_test_handlers_ask_the_table(
    attack: Attack, opened: Callable[[Change], None]
) -> None:
    """Of what the table alone holds back: opened there, it is done."""
    by_table: dict[Act, tuple[type, Status]] = {
        Act.ASK: (AskResident, Status.BEING_READ),
        Act.DECIDE: (RecordDecision, Status.BEING_READ),
        Act.TAKE_BACK: (TakeBack, Status.DECIDED),
        Act.FINISH: (Finish, Status.IN_PROGRESS),
        Act.WITHDRAW: (Withdraw, Status.BEING_READ),
    }
    for change in CHANGES:
        kind, status = by_table.get(change.act, (None, None))
        if kind is not None and status is not None and status in change.sources:
            opened(change)
            assert await attack.done(status, attack.tries([kind])), change.act


async def test_of_the_test_a_handler_that_takes_anybody_for_the_author_is_seen(
    attack: Attack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit, "parties", lambda me, row: frozenset(Party))
    done = await attack.done(Status.BEING_READ, attack.tries())
    assert {text.partition(":")[0] for text in done} == {"Karim", "Ria", "Samira", "Fatma"}
