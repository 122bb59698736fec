"""Promises of a unit of work to its handlers, and to who acts at the same moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.office.actors import Actor, Clock, Operator, Organisation, may, parties, person_of, signed
from bot.office.needs import Held, Latest, Need
from bot.office.unit import MOST_ROUNDS, Stale, Unit
from conversations.contributions import Answer, AnswerText, Contribution
from conversations.effects import (
    AddWords,
    Effect,
    EndAccess,
    Finish,
    Postpone,
    RecordDecision,
    SecondRead,
    SetAbsence,
    SubmitContribution,
    UseInvitation,
)
from conversations.lifecycle import Outcome, Party, Status
from conversations.parts import Part
from conversations.roles import May, Role
from conversations.views import Me
from storage.models import invitations
from tests.conversations.world import PROGRAMME
from tests.house import House
from tests.inbox.helping import idea, rows, value
from tests.inbox.test_hidden import person

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GAS = "Daar ligt een grote gasleiding."
IDEA = Contribution(
    id=1,
    author=1,
    kind="idea",
    status=Status.BEING_READ,
    language="nl",
    channel="fake",
    owner=11,
    received_at=NOW,
    answer_by=NOW.date(),
    since=NOW,
    told_at=NOW,
)


@dataclass
class OneIdea:
    """A store in which there is one idea; it counts how often it is asked."""

    asked: int = 0

    async def answer(self, needs: Sequence[Need[Any]]) -> Mapping[Need[Any], Any]:
        self.asked += 1
        return {need: IDEA if need == Held(1) else None for need in needs}

    async def add_contributions(self, new: Sequence[Contribution]) -> list[int]:
        raise NotImplementedError

    async def insert(self, writes: Any) -> None:
        raise NotImplementedError

    async def write(self, writes: Any) -> None:
        raise NotImplementedError


async def held() -> Unit:
    unit = Unit(OneIdea(), PROGRAMME, NOW)
    await unit.load(lambda: [Held(1)])
    return unit


async def test_what_was_not_asked_for_is_not_found() -> None:
    unit = await held()
    assert unit.row(1) == IDEA
    for forgotten in (lambda: unit.row(2), lambda: unit.latest(1), lambda: unit.promised(1)):
        with pytest.raises(KeyError):
            forgotten()


async def test_a_need_is_asked_once_and_may_lead_to_another() -> None:
    store = OneIdea()
    unit = Unit(store, PROGRAMME, NOW)

    def wanted() -> Iterator[Need[Any]]:
        yield Held(1)
        if unit.has(Held(1)):
            yield Latest(1)

    await unit.load(wanted)
    await unit.load(wanted)
    assert unit.latest(1) is None
    assert store.asked == 2


async def test_needs_that_never_end_are_an_error() -> None:
    store = OneIdea()
    unit = Unit(store, PROGRAMME, NOW)

    def always_one_more() -> Iterator[Need[Any]]:
        yield from (Latest(number) for number in range(store.asked + 1))

    with pytest.raises(RuntimeError):
        await unit.load(always_one_more)
    assert store.asked == MOST_ROUNDS


async def test_a_change_is_derived_from_what_is_there_now() -> None:
    unit = await held()
    seen = unit.there(1)
    unit.change(replace(seen, wijk="presikhaaf"))
    with pytest.raises(Stale):
        unit.change(replace(seen, name="Fatma"))
    assert (unit.there(1).wijk, unit.there(1).name) == ("presikhaaf", None)


async def test_what_moved_is_told_once() -> None:
    unit = await held()
    unit.change(replace(unit.there(1), wijk="presikhaaf"))
    [(before, now)] = unit.moved()
    assert (before.wijk, now.wijk) == (None, "presikhaaf")
    assert unit.moved() == []


STAFF = Me(11, 11, "fake", "nl", "Samira", frozenset({Role.RESIDENT, Role.STAFF}))
GROEN = Organisation("Stichting Groen", contribution=1, agreed_with=11)


def test_each_actor_is_what_they_are_to_a_contribution_and_nothing_more() -> None:
    author = Me(1, 1, "fake", "nl")
    assert parties(author, IDEA) == {Party.AUTHOR}
    assert parties(STAFF, IDEA) == {Party.STAFF}
    assert parties(STAFF, replace(IDEA, hidden_from=frozenset({11}))) == set()
    assert parties(GROEN, IDEA) == {Party.ORGANISATION}
    assert parties(GROEN, replace(IDEA, id=2)) == set()
    assert parties(Clock(), IDEA) == {Party.CLOCK}
    assert parties(Operator("het bureau"), IDEA) == set()


def test_an_organisation_is_nobody_who_works_here() -> None:
    assert not any(may(GROEN, what) for what in May)
    assert not any(may(Clock(), what) for what in May)
    assert (person_of(GROEN), person_of(Clock()), person_of(Operator("x"))) == (11, None, None)
    assert signed(PROGRAMME, GROEN) == "Stichting Groen"
    assert signed(PROGRAMME, Clock()) == PROGRAMME.office


@pytest.mark.one_database
async def test_an_organisation_can_do_nothing_to_what_it_promised_nothing_about(
    house: House,
) -> None:
    """Another's contribution stays as it is, whatever is done in the organisation's name."""
    await house.enrol("samira", "Samira")
    await idea(house, "fatma")
    other = replace(GROEN, contribution=2)
    day = NOW.date().replace(year=2027)
    async with house.app.database.transaction() as db:
        for effect in (Finish(1, 1, "Klaar is het."), Postpone(1, 1, day, "Later.")):
            assert await house.app.office.sits(db).act([(other, effect)]) == []
    assert await value(house, "SELECT version FROM contribution") == 1


@pytest.mark.one_database
async def test_what_is_changed_at_the_same_moment_is_not_answered(house: House) -> None:
    """The author adds something while a second person agrees to a no.

    That no answers other words than there are now, so it is called off before it is agreed to.
    """
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await idea(house, "fatma")
    samira, joost = [await person(house, who, Role.STAFF) for who in ("samira", "joost")]
    fatma = await person(house, "fatma", Role.RESIDENT)
    no = Answer(AnswerText(Outcome.NO, GAS, "", "", None))
    await house.app.office.act([(samira, RecordDecision(1, 1, no))])
    adds = AddWords(1, (Part("more", "en een prullenbak"),), "added")
    await house.app.office.act([(fatma, adds), (joost, SecondRead(1, agree=True))])
    assert await value(house, "SELECT count(*) FROM proposal") == 0
    house.clock.forward(minutes=5)
    await house.settle()
    assert await value(house, "SELECT count(*) FROM decision") == 0
    assert "besluit" not in house.printed("fatma")


def told(number: int) -> SubmitContribution:
    return SubmitContribution("idea", (Part(f"told:{number}", "een bankje"),), "presikhaaf")


async def invited(house: House, name: str, role: str) -> UseInvitation:
    """Make a link for somebody who has not opened it; return the effect of opening it."""
    later = house.clock.now() + timedelta(days=7)
    async with house.app.database.transaction() as db:
        await invitations.add(db, f"link of {name}", role, name, None, later)
    return UseInvitation(f"link of {name}")


async def owners(house: House) -> list[str | None]:
    """Return the names of who has each contribution, by number; None: nobody."""
    found = await rows(
        house,
        "SELECT p.name FROM contribution c LEFT JOIN person p ON p.id = c.owner_id ORDER BY c.id",
    )
    return [row.name for row in found]


@pytest.mark.one_database
async def test_what_comes_in_while_the_first_enrols_is_theirs(house: House) -> None:
    for who in ("fatma", "samira"):
        await house.says(who, "hoi")
    fatma, samira = [await person(house, who, Role.RESIDENT) for who in ("fatma", "samira")]
    samira = replace(samira, name=None)  # nobody has called her anything yet
    link = await invited(house, "Samira", "staff")
    both: list[tuple[Actor, Effect]] = [(fatma, told(1)), (samira, link)]
    await house.app.office.act(both)
    assert await owners(house) == ["Samira"]


@pytest.mark.one_database
@pytest.mark.parametrize("first", ["told", "ended"])
async def test_what_comes_in_while_its_reader_leaves_goes_to_who_stays(
    house: House, first: str
) -> None:
    await house.enrol("ria", "Ria", "administrator")
    await house.enrol("samira", "Samira")
    await house.says("fatma", "hoi")
    ria = await person(house, "ria", Role.ADMINISTRATOR)
    samira = await person(house, "samira", Role.STAFF)
    fatma = await person(house, "fatma", Role.RESIDENT)
    asks = replace(told(1), call="06 12345678")
    both: list[tuple[Actor, Effect]] = [(fatma, asks), (ria, EndAccess(samira.person))]
    await house.app.office.act(both if first == "told" else both[::-1])
    assert await owners(house) == ["Ria"]
    [task] = await rows(
        house, "SELECT p.name FROM task t JOIN person p ON p.id = t.owner_id WHERE done_at IS NULL"
    )
    assert task.name == "Ria"
    await house.settle()
    assert "een bankje" not in house.printed("samira")
    assert "een bankje" in house.printed("ria")


@pytest.mark.one_database
async def test_who_goes_away_gets_nothing_that_comes_in_just_then(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await house.says("fatma", "hoi")
    samira = await person(house, "samira", Role.STAFF)
    fatma = await person(house, "fatma", Role.RESIDENT)
    until = house.clock.now().date() + timedelta(days=7)
    both: list[tuple[Actor, Effect]] = [(fatma, told(1)), (samira, SetAbsence(until))]
    await house.app.office.act(both)
    assert await owners(house) == ["Joost"]
