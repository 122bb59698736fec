"""Nobody outside `storage` names a column: records go in and come out, and are compared."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from conversations.contributions import Answer, AnswerText, Contribution, SettingAside
from conversations.lifecycle import Outcome, Status
from conversations.promises import Due, What
from storage import models, records
from storage.database import Db
from storage.models import contributions, decisions, proposals
from storage.models.contributions import contribution
from storage.models.decisions import Decision, decision
from storage.models.proposals import Proposal
from tests.house import START

# Where values are by name because somebody else chose the names.
BY_NAME = {
    "web_lines.bot_says": "a message as the page shows it, kept as JSON",
    "web_lines.person_says": "a message as the page shows it, kept as JSON",
}
UNTYPED = re.compile(r"(dict|Mapping)\[str, Any\]")


def named_queries() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function of `storage.models` that is for others."""
    for found in pkgutil.iter_modules(models.__path__):
        module = importlib.import_module(f"storage.models.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}", function


def by_column(function: Callable[..., Any]) -> list[str]:
    """The parameters through which a caller could name columns."""
    parameters = inspect.signature(function).parameters.values()
    return [p.name for p in parameters if UNTYPED.search(str(p.annotation))] + [
        p.name for p in parameters if p.kind is p.VAR_KEYWORD
    ]


def test_no_query_takes_values_by_the_names_of_columns() -> None:
    found = {name: by_column(function) for name, function in named_queries()}
    assert len(found) > 100
    assert {name for name, parameters in found.items() if parameters} == set(BY_NAME)


def test_of_the_test_a_query_that_does_is_seen() -> None:
    async def change(db: Db, rows: list[tuple[int, dict[str, Any]]]) -> None: ...

    async def other(db: Db, **values: Any) -> None: ...

    assert by_column(change) == ["rows"]
    assert by_column(other) == ["values"]


DUE = Due(START, What.WORK, "owner")


def a_contribution() -> Contribution:
    return Contribution(
        id=1,
        author=2,
        kind="idea",
        status=Status.RECEIVED,
        language="nl",
        channel="fake",
        received_at=START,
        since=START,
        told_at=START,
        answer_by=START.date(),
    )


def test_only_what_differs_is_written() -> None:
    before = a_contribution()
    assert records.changed(contribution, before, before) == {}
    after = replace(before, owner=3, wijk="presikhaaf", heard_right=True, version=2)
    assert records.changed(contribution, before, after) == {
        "owner_id": 3,
        "wijk": "presikhaaf",
        "heard_right": True,
        "version": 2,
    }


# Of a row, what is no field of the record: it follows from others, or is kept by its own queries.
FOLLOWS = {"id", "office", "folded", "next_due_at", "next_due_what", "next_due_to"}
# Of the record, what is kept in other tables, or not at all.
ELSEWHERE = {"id", "due", "editions", "additions", "hidden_from", "look"}


def test_every_column_is_a_field_and_every_field_a_column() -> None:
    row = records.row_of(contribution, a_contribution())
    assert set(contribution.c.keys()) - set(row) == FOLLOWS
    fields = set(Contribution.__dataclass_fields__) - ELSEWHERE
    assert {field for field in fields if row.keys().isdisjoint((field, f"{field}_id"))} == set()


async def test_a_contribution_comes_back_as_it_went(house: Any) -> None:
    for who in ("fatma", "samira"):
        await house.says(who, "hoi")
    full = replace(
        a_contribution(),
        author=1,
        owner=2,
        name="Fatma",
        needs=("money", "hands"),
        details={"amount": 5},
        heard="een bank",
        heard_by=2,
        heard_right=False,
        changed_by=2,
        news="reacted-answer",
        status=Status.CLOSED,
        outcome=Outcome.NO,
    )
    async with house.app.database.transaction() as db:
        [number] = await contributions.add(db, [full])
        found = await contributions.find(db, [number])
        assert found[number] == replace(full, id=number)
        again = replace(found[number], heard_right=True, needs=(), owner=None)
        await contributions.write(db, [(found[number], again)])
        assert (await contributions.find(db, [number]))[number] == again


async def test_an_answer_is_kept_column_by_column_in_the_row_of_its_decision(house: Any) -> None:
    """But for what only its letter says: that has no column."""
    await house.says("fatma", "hoi")
    text = AnswerText(
        Outcome.TRIAL,
        "We weten nog niet of het werkt.",
        "Er komt een bank.",
        "Samira",
        START.date(),
        as_it_is="De jurist wil het zo.",
        counted="unchanged",
        because="Het plan lag er al.",
    )
    told = replace(text, reference="M-12", look_again=START.date(), doer="resident", firm=False)
    async with house.app.database.transaction() as db:
        [number] = await contributions.add(db, [replace(a_contribution(), author=1, due=DUE)])
        new = Decision(
            contribution=number,
            answer=told,
            decided_by="Samira",
            decided_by_id=1,
            decided_at=START,
            read_by="Joost",
            corrects=True,
        )
        [decision_id] = await decisions.add(db, [new])
        found = await decisions.latest(db, [number])
    assert found == {number: replace(new, id=decision_id, answer=text)}
    again = replace(new, answer=replace(told, reason="We proberen het eerst.", firm=True))
    assert records.changed(decision, new, again) == {"reason": "We proberen het eerst."}


async def test_a_proposal_comes_back_as_it_went(house: Any) -> None:
    await house.says("fatma", "hoi")
    no = Answer(AnswerText(Outcome.NO, "Daar ligt een gasleiding.", "Niets.", "", None), also=(4,))
    for answer in (no, SettingAside("Dit is reclame.")):
        async with house.app.database.transaction() as db:
            [number] = await contributions.add(db, [replace(a_contribution(), author=1, due=DUE)])
            new = Proposal(
                contribution=number,
                seen=1,
                answer=answer,
                by_id=1,
                by="Samira",
                made_at=START,
                goes_at=None,
            )
            [which] = await proposals.add(db, [new])
            found = (await proposals.of(db, [number]))[number]
            assert found == replace(new, id=which)
            await proposals.write(db, [(found, replace(found, read_by_id=1, goes_at=START))])
            [gone] = await proposals.gone(db, START, 1, which)
            assert gone == replace(found, read_by_id=1, goes_at=START)
