"""Forged and forwarded buttons, for every conversation, screen and reaction there is.

Behind the buttons lies all that staff may read: as if every view were open. Whoever may not is
turned away all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from conversations import engine, reception
from conversations.actions import Action, Open, React, Show, encode
from conversations.contributions import SettingAside
from conversations.engine import NOT_FOR_YOU, Library, Step
from conversations.events import Event, Tapped
from conversations.progress import Progress
from conversations.reactions import REACTIONS, CardReaction
from conversations.registry import CONVERSATIONS, wire
from conversations.roles import May, Of, Role
from conversations.screens.shown import SCREENS, CardScreen
from conversations.views import (
    ContributionCard,
    Desk,
    GivenReasons,
    MyContributions,
    MyData,
    OptIns,
    Readers,
    Team,
    WaitingAnswer,
    Want,
    WorkHere,
)
from tests.conversations.everything import EVERYTHING
from tests.conversations.world import PROGRAMME, World
from tests.permissions.street import COMPLAINT, CURIOUS, IDEA, NOW, OF_ELS, OF_FATMA, Street, leaked

LIBRARY = wire(PROGRAMME.lists)
NEIGHBOURS = ("omar", "karim", "wim", "riet")
# Written down here as well, so that what is new is thought about: these are for everybody.
SCREENS_OF_ALL = {
    *("home", "help", "language", "readers", "mydata", "done", "mine", "kept", "own"),
}
REACTIONS_OF_ALL = {
    *("understood", "unmute", "only_this", "move", "code", "go_on", "no_danger", "erase"),
    *("no_more", "write_me", "read", "see_why", "heard_yes", "neighbours_yes", "neighbours_no"),
    *("name_yes", "name_no", "done_yes", "done_no", "done_partly", "mine_yes", "mine_no"),
    *("mine_done", "join_yes", "join_no"),
}

Behind = Callable[[Want], Any]


@pytest.fixture(scope="module")
def behind(street: Street) -> Behind:
    """Return what a colleague finds behind each button, and who is curious behind their own."""
    cards = [Want(ContributionCard, IDEA), Want(ContributionCard, COMPLAINT)]
    shared = [Want(Desk), Want(GivenReasons), Want(Readers), Want(Team)]
    theirs = [Want(MyContributions), Want(MyData), Want(OptIns)]
    asked = ("joost", [*cards, *shared]), ("ria", [Want(WorkHere)]), ("omar", theirs)
    joost, ria, omar = asyncio.run(street.loads(*asked))
    waits = WaitingAnswer(SettingAside("reclame"), "Joost", 3, NOW, goes=False)
    known = {**joost, **ria, **omar}
    known[cards[0]] = replace(known[cards[0]], heard="vogelhuisjes", waiting=waits)
    return known.get


def buttons(sort: type[Action], name: str) -> Iterator[Action]:
    """Yield all that a button of that name can say: about which, and as seen when."""
    for about, which in ((None, None), (IDEA, None), (IDEA, 1), (COMPLAINT, None)):
        if sort is not Show:
            yield Open(name, about, which) if sort is Open else React(name, about, which)
        elif which is None:
            yield Show(name, about)


def tapped(
    street: Street,
    who: str,
    action: Action,
    behind: Behind,
    library: Library = LIBRARY,
    progress: Progress | None = None,
) -> Step:
    event: Event = Tapped(encode(action))
    progress = progress or Progress()
    wanted = reception.wants(library, progress, event, street.facts(who, {}))
    found = {want: behind(want) for want in wanted}
    return reception.receive(library, progress, event, street.facts(who, found))


def everybodys(action: Action) -> bool:
    match action:
        case Open(conversation):
            there = {c.id: c.on_submit.__module__ for c in CONVERSATIONS}
            return there[conversation].startswith("conversations.resident.")
        case Show(screen):
            return screen in SCREENS_OF_ALL
        case React(what):
            return what in REACTIONS_OF_ALL
    return False


def of_a_card(action: Action) -> bool:
    """Return whether a button is about a contribution and nothing else."""
    match action:
        case Show(screen):
            return isinstance(SCREENS[screen], CardScreen)
        case React(what):
            return isinstance(REACTIONS[what], CardReaction)
        case Open(conversation, about):
            return about is not None and not LIBRARY[conversation].manner.of_task
    return False


def turned_away(step: Step) -> bool:
    passed = engine.passed(LIBRARY, Progress(), None)  # type: ignore[arg-type]  # nothing is open
    return step in (Step(Progress(), (NOT_FOR_YOU,)), Step(Progress(), passed.messages))


def attack(
    street: Street,
    behind: Behind,
    sort: type[Action],
    name: str,
    library: Library = LIBRARY,
) -> list[str]:
    """Return what neighbours bring about, by that button, with what is not theirs."""
    wrong: list[str] = []
    for who in NEIGHBOURS:
        for action in buttons(sort, name):
            step = tapped(street, who, action, behind, library)
            wrong += [f"{action}: {s}" for s in leaked(step, OF_FATMA + OF_ELS)]
            if of_a_card(action) and not turned_away(step):
                wrong.append(f"{action}: {who} gets to what is not theirs")
            if not everybodys(action) and step != Step(Progress(), (NOT_FOR_YOU,)):
                wrong.append(f"{action}: {who} is not turned away")
    return wrong


def every_button() -> list[Any]:
    names: Mapping[type[Action], Any] = {Open: LIBRARY, Show: SCREENS, React: REACTIONS}
    return [
        pytest.param(sort, name, id=f"{sort.__name__}-{name}")
        for sort, registry in names.items()
        for name in registry
    ]


@pytest.mark.parametrize(("sort", "name"), every_button())
def test_nobody_gets_to_what_is_not_for_them(
    street: Street, behind: Behind, sort: type[Action], name: str
) -> None:
    assert attack(street, behind, sort, name) == []


# Of the test: each rule is opened once


def may_be_opened(registry: Mapping[str, Any]) -> list[str]:
    return [name for name, entry in registry.items() if entry.may is not May.CONTRIBUTE]


def of_their_own(registry: Mapping[str, Any]) -> list[str]:
    return [name for name, entry in registry.items() if getattr(entry, "of", None) is Of.OWN]


@pytest.mark.parametrize("name", may_be_opened(LIBRARY))
def test_a_conversation_that_is_opened_lets_them_in(
    street: Street, behind: Behind, name: str
) -> None:
    wider = {**LIBRARY, name: replace(LIBRARY[name], may=May.CONTRIBUTE)}
    assert attack(street, behind, Open, name, wider)


@pytest.mark.parametrize("name", may_be_opened(SCREENS))
def test_a_screen_that_is_opened_lets_them_in(
    street: Street, behind: Behind, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(SCREENS, name, replace(SCREENS[name], may=May.CONTRIBUTE))
    assert attack(street, behind, Show, name)


@pytest.mark.parametrize("name", may_be_opened(REACTIONS))
def test_a_reaction_that_is_opened_lets_them_in(
    street: Street, behind: Behind, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(REACTIONS, name, replace(REACTIONS[name], may=May.CONTRIBUTE))
    assert attack(street, behind, React, name)


@pytest.mark.parametrize("name", of_their_own(SCREENS))
def test_a_screen_of_ones_own_that_is_opened_shows_others(
    street: Street, behind: Behind, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    screen = SCREENS[name]
    assert isinstance(screen, CardScreen)
    monkeypatch.setitem(SCREENS, name, replace(screen, of=Of.ALL))
    assert attack(street, behind, Show, name)


@pytest.mark.parametrize("name", of_their_own(REACTIONS))
def test_a_reaction_of_ones_own_that_is_opened_is_made_to_others(
    street: Street, behind: Behind, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    reaction = REACTIONS[name]
    assert isinstance(reaction, CardReaction)
    monkeypatch.setitem(REACTIONS, name, replace(reaction, of=Of.ALL))
    assert attack(street, behind, React, name)


def test_a_resident_who_is_spoken_to_as_a_colleague_talks_about_their_own(
    street: Street, behind: Behind
) -> None:
    """Each of these is about one contribution, and has no gate of its own."""
    for name in ("talk", "call", "answer_road"):
        spoken = {**LIBRARY, name: replace(LIBRARY[name], speaker="colleague")}
        assert not attack(street, behind, Open, name, spoken), name


# With the real views: what only some of staff may read


async def test_by_no_button_at_all_does_anybody_come_by_it(street: Street) -> None:
    forged = [action for p in every_button() for action in buttons(*p.values)]
    wanted = {
        want: None
        for action in forged
        for want in reception.wants(
            LIBRARY, Progress(), Tapped(encode(action)), street.facts("joost", {})
        )
    }
    for who, secrets in CURIOUS:
        asked = [("els", list(wanted)), ("joost", list(wanted)), (who, list(wanted))]
        *_, found = await street.loads(*asked)
        for action in forged:
            step = tapped(street, who, action, found.get)
            assert leaked(step, secrets) == [], (who, action)
            assert all(draft.about != COMPLAINT for draft in engine.drafts(step.progress))


# Somebody who is neither a resident alone nor staff


OF_KEY_PERSONS = replace(EVERYTHING, may=May.BRING_IN)


def key_person() -> World:
    world = World((OF_KEY_PERSONS,))
    world.me = replace(world.me, roles=world.me.roles | {Role.KEY_PERSON})
    return world


@pytest.mark.parametrize(
    ("role", "begins"),
    [
        (Role.KEY_PERSON, True),
        (Role.ADMINISTRATOR, True),
        (Role.RESIDENT, False),
        (Role.COMMUNITY_WORKER, False),
        (Role.STAFF, False),
    ],
)
def test_a_key_person_has_conversations_of_their_own(role: Role, begins: bool) -> None:
    world = World((OF_KEY_PERSONS,))
    world.me = replace(world.me, roles=world.me.roles | {role})
    world.opens("everything")
    assert (world.open == "everything-told") is begins
    assert (world.screen == [NOT_FOR_YOU]) is not begins


def test_a_key_person_speaks_as_a_resident_and_is_helped_like_one() -> None:
    assert OF_KEY_PERSONS.speaker == "resident"
    world = key_person()
    world.opens("everything")
    assert any("112" in text for text in world.says("mijn huis staat in brand"))


def test_what_a_key_person_was_writing_is_gone_with_the_role() -> None:
    world = key_person()
    world.opens("everything")
    world.me = replace(world.me, roles=frozenset({Role.RESIDENT}))
    world.says("Fatma van hiernaast heeft het koud")
    assert world.open == "first-kind"
