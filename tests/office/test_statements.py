"""The number of statements of each effect on the database, of one person and of fifty at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from bot.inbound import BATCH
from conversations.effects import Effect, RecordDecision, Search, SecondRead, TakeOver
from tests.at_once import sqlite_at_once
from tests.office.district import EFFECTS, UNDO, district
from tests.office.statements import Statements, table_of

LATER = f"RecordDecision with undo {UNDO}"
ANSWER = "a resident's answer"  # of somebody who sent something before
FIRST = "a newcomer's answer"
WHOLE = (ANSWER, FIRST)  # of which the whole transaction counts
# How many statements are enough for one person.
LIMITS = {RecordDecision.__name__: 15, LATER: 8, SecondRead.__name__: 15, ANSWER: 6}
FIFTY = 1.5  # times as many as one are enough for fifty at once
# The effects that take more for fifty, and why that has to be.
EXCEPTIONS: dict[type[Effect], str] = {
    Search: "Each looks for other words, and words cannot be looked for together.",
    TakeOver: "Two persons become one in every table that names persons, one pair after the other.",
}


@dataclass(frozen=True)
class Line:
    """The statements of one and of fifty at once."""

    name: str
    one: Statements
    fifty: Statements

    def totals(self) -> tuple[int, int]:
        one, fifty = self._tables()
        return one.total(), fifty.total()

    def __str__(self) -> str:
        one, fifty = self._tables()
        tables = ", ".join(f"{t} {one[t]}/{fifty[t]}" for t in sorted(one | fifty))
        return f"{self.name}: {one.total()}/{fifty.total()} ({tables})"

    def _tables(self) -> tuple[Counter[str], Counter[str]]:
        if self.name in WHOLE:
            return self.one.whole, self.fifty.whole
        return self.one.office, self.fifty.office


Figures = dict[str, Line]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("statements")
    with pytest.MonkeyPatch.context() as patch:
        sqlite_at_once(patch)
        one = asyncio.run(_measured(folder, 1))
        fifty = asyncio.run(_measured(folder, BATCH))
    return {name: Line(name, one[name], fifty[name]) for name in one}


async def _measured(folder: Path, size: int) -> dict[str, Statements]:
    async with district(folder, size) as there:
        found = {effect.__name__: await there.carry_out(how) for effect, how in EFFECTS.items()}
        found[LATER] = await there.carry_out(EFFECTS[RecordDecision], undo=True)
        found[ANSWER] = await there.answer("resident")
        found[FIRST] = await there.answer("newcomer")
        return found


def test_every_effect_is_in_the_table() -> None:
    assert set(EFFECTS) == set(get_args(Effect))


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("SELECT max(word.id) FROM words AS word JOIN task ON task.id = word.id", "words"),
        ('INSERT INTO "outbox" (id) SELECT id FROM task', "outbox"),
        ("UPDATE contribution SET id=? WHERE id IN (SELECT id FROM task)", "contribution"),
        ("DELETE FROM task", "task"),
        ("SELECT id FROM (SELECT id FROM task)", "task"),
        ("PRAGMA user_version", "PRAGMA"),
    ],
)
def test_a_statement_counts_for_the_table_that_it_names_first(statement: str, table: str) -> None:
    assert table_of(statement) == table


def test_each_is_carried_out(
    figures: Figures, record_property: Callable[[str, object], None]
) -> None:
    table = "\n".join(f"  {line}" for line in figures.values())
    record_property("figures", f"statements of one/of fifty at once (by table)\n{table}")
    sizes = {
        f"{line.name} of {size}": found.undone
        for line in figures.values()
        for size, found in ((1, line.one), (BATCH, line.fifty))
    }
    undone = {name: why for name, why in sizes.items() if why}
    assert not undone, _listed(f"{name}: {why}" for name, why in undone.items())


@pytest.mark.parametrize("name", LIMITS)
def test_one_takes_few_statements(figures: Figures, name: str) -> None:
    one, _ = figures[name].totals()
    assert one <= LIMITS[name], f"at most {LIMITS[name]} of one: {figures[name]}"


def test_fifty_at_once_take_hardly_more_than_one(figures: Figures) -> None:
    excepted = {effect.__name__ for effect in EXCEPTIONS}
    more = [line for line in figures.values() if _takes_more(line)]
    found = [str(line) for line in more if line.name not in excepted]
    assert not found, _listed([f"more than {FIFTY} times as many of fifty as of one", *found])


def test_exceptions_have_a_reason_and_are_needed(figures: Figures) -> None:
    for effect, reason in EXCEPTIONS.items():
        assert reason.endswith("."), f"{effect.__name__} has no sentence beside it"
        assert _takes_more(figures[effect.__name__]), f"{effect.__name__} is no exception any more"


def _takes_more(line: Line) -> bool:
    one, fifty = line.totals()
    return fifty > FIFTY * one


def _listed(lines: Iterable[str]) -> str:
    return "\n  ".join(lines)
