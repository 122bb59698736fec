"""Tests of what each view there is shows to whom, and of the need for each of its rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest

from conversations.roles import May, Of, Role
from conversations.views import (
    VIEWS,
    ContributionCard,
    Desk,
    Me,
    MyContributions,
    Readers,
    View,
    Want,
    WorkHere,
    sees,
)
from storage import views
from storage.views import LOADERS
from tests.permissions.street import COMPLAINT, CURIOUS, IDEA, OF_ELS, OF_FATMA, Street, leaked

EVERYBODY = View(May.CONTRIBUTE, Of.PUBLIC)
RULES = [
    (view, rule)
    for view, declared in VIEWS.items()
    for rule in ("may", "of")
    if getattr(declared, rule) != getattr(EVERYBODY, rule)
]


async def leaks(street: Street, view: type) -> list[str]:
    """Return what the curious see of what is not theirs.

    They look alone, and in one turn with those whose it is.
    """
    about = (None, IDEA, COMPLAINT, *street.messages)
    asked = [Want(view, which, only) for which in about for only in ("", "klarendal", "malburgen")]
    whose = [(who, asked) for who in ("fatma", "els", "joost")]
    turns = [[*others, (who, asked)] for who, _ in CURIOUS for others in ([], whose)]
    return [
        f"{who}: {secret}"
        for turn, seen in zip(turns, await street.turns(turns), strict=True)
        for who in [turn[-1][0]]
        for secret in leaked(list(seen[-1].values()), dict(CURIOUS)[who])
    ]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
async def test_nobody_sees_what_is_not_for_them(street: Street, view: type) -> None:
    assert await leaks(street, view) == []


@pytest.mark.parametrize(("view", "rule"), RULES, ids=lambda one: getattr(one, "__name__", one))
async def test_of_the_test_a_view_that_is_opened_leaks(
    street: Street, monkeypatch: pytest.MonkeyPatch, view: type, rule: str
) -> None:
    wider = replace(VIEWS[view], **{rule: getattr(EVERYBODY, rule)})
    monkeypatch.setitem(VIEWS, view, wider)
    assert await leaks(street, view)


async def test_those_whose_it_is_do_see_it(street: Street) -> None:
    """Otherwise the tests above would say nothing."""
    wants = [Want(ContributionCard, IDEA), Want(ContributionCard, COMPLAINT), Want(MyContributions)]
    fatma, els, joost, samira = await street.loads(
        *((who, wants) for who in ("fatma", "els", "joost", "samira"))
    )
    first, second, mine = wants
    assert [fatma[first].mine, fatma[second]] == [True, None]
    assert [els[first], els[second].mine] == [None, True]
    assert [joost[first].mine, joost[second].mine] == [False, False]
    assert [samira[first].mine, samira[second]] == [False, None]
    assert [[card.id for card in seen[mine].cards] for seen in (fatma, els, joost)] == [
        [IDEA],
        [COMPLAINT],
        [],
    ]
    assert len(leaked(fatma[first], OF_FATMA)) >= 4
    assert len(leaked(els[second], OF_ELS)) >= 3


async def test_nothing_is_looked_up_for_who_may_not_look(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def listening(db: Any, them: Any) -> list[views.Found]:
        asked.extend(one.person for one in them)
        return []

    for view in (Desk, WorkHere):
        monkeypatch.setitem(LOADERS, view, listening)
    wants = [Want(Desk), Want(WorkHere)]
    await street.loads(("omar", wants), ("karim", wants))
    assert asked == []
    await street.loads(("omar", wants), ("joost", wants))
    assert asked == [street.people["joost"].person]


async def test_a_view_that_declares_nothing_shows_nothing(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(VIEWS, Readers)
    with pytest.raises(KeyError):
        await street.loads(("joost", [Want(Readers)]))


# What an author lets somebody read


async def test_what_was_granted_is_read_unless_it_is_hidden(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {("wim", IDEA), ("samira", COMPLAINT)}

    async def granted(db: Any, asked: Collection[tuple[int, int]]) -> Collection[tuple[int, int]]:
        return {(street.people[who].person, which) for who, which in given} & set(asked)

    monkeypatch.setattr(views, "granted", granted)
    wants = [Want(ContributionCard, IDEA), Want(ContributionCard, COMPLAINT)]
    asked = [(who, wants) for who in ("wim", "karim", "samira")]
    wim, karim, samira = await street.loads(*asked)
    assert [wim[wants[0]].id, wim[wants[0]].mine, wim[wants[1]]] == [IDEA, False, None]
    assert [karim[want] for want in wants] == [None, None]
    assert samira[wants[1]] is None
    monkeypatch.setitem(VIEWS, ContributionCard, replace(VIEWS[ContributionCard], of=Of.ALL))
    [wim] = await street.loads(("wim", wants))
    assert [wim[want] for want in wants] == [None, None]


@pytest.mark.parametrize(
    ("of", "who_see_it"),
    [
        (Of.OWN, {"author"}),
        (Of.ALL, {"author", "staff"}),
        (Of.GRANTED, {"author", "staff", "granted"}),
        (Of.PUBLIC, {"author", "staff", "granted", "hidden", "neighbour"}),
    ],
)
def test_each_shows_more_than_the_one_before(of: Of, who_see_it: set[str]) -> None:
    names = ("author", "staff", "granted", "hidden", "neighbour")
    works = frozenset({Role.RESIDENT, Role.STAFF})
    everybody = {name: Me(number, number, "fake", "nl") for number, name in enumerate(names, 1)}
    for name in ("staff", "hidden"):
        everybody[name] = replace(everybody[name], roles=works)
    hidden_from, author = {everybody["hidden"].person}, everybody["author"].person
    found = {
        name
        for name, me in everybody.items()
        if sees(me, of, author, hidden_from, granted=name in ("granted", "hidden"))
    }
    assert found == who_see_it
