"""One contract for each store: in SQLite, in PostgreSQL and in memory.

A case says once what is answered, and is tried on each. That no case is for nothing is tried too:
with a store that answers one kind of need with something else, or leaves one field of `Writes`
unwritten, each case about it fails.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields, replace
from typing import Any

import pytest

from bot.office import needs
from bot.office.needs import Need
from bot.office.sql import QUERIES, SqlStore
from bot.office.store import Store
from bot.office.writes import Kept, Writes
from conversations.contributions import Contribution
from storage.database import Database
from tests.at_once import sqlite_at_once
from tests.databases import drop_postgresql, fill, new_postgresql
from tests.office.contract import contributions, people, persons, records, work
from tests.office.contract.bench import CASES, OF_FIELD, OF_NEED, Bench
from tests.office.contract.rows import MemoryRows, SqlRows
from tests.office.memory import ANSWERS, MemoryStore, at_once

MODULES = (contributions, people, work, records, persons)  # that declare cases
Spoiling = Callable[[Store], Store]
FIELDS = [f.name for f in fields(Writes) if f.name != "now"]


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a database for all cases: what each of them writes is rolled back."""
    address = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('store')}/test.db"
    at_once(fill(Database(address)))  # a copy
    return address


@pytest.fixture(scope="module", params=("sqlite", "postgresql"))
def url(request: pytest.FixtureRequest, sqlite: str) -> Iterator[str]:
    """Yield the address of a database of each kind."""
    if request.param == "sqlite":
        yield sqlite
    else:
        address = new_postgresql()
        yield address
        drop_postgresql(address)


@asynccontextmanager
async def _in_database(url: str, spoilt: Spoiling = lambda store: store) -> AsyncIterator[Bench]:
    database = Database(url)
    try:
        async with database.engine.connect() as db:
            yield Bench(spoilt(SqlStore(db)), SqlRows(db))
            await db.rollback()
    finally:
        await database.close()


@pytest.mark.parametrize("case", CASES)
async def test_in_a_database(case: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite_at_once(monkeypatch)
    async with _in_database(url) as bench:
        await CASES[case](bench)


def _in_memory(case: str, spoilt: Spoiling = lambda store: store) -> None:
    store = MemoryStore()
    at_once(_run(CASES[case], Bench(spoilt(store), MemoryRows(store))))


async def _run(case: Callable[[Bench], Awaitable[None]], bench: Bench) -> None:
    await case(bench)


@pytest.mark.parametrize("case", CASES)
def test_in_memory(case: str) -> None:
    _in_memory(case)


def test_what_waits_is_not_done_at_once() -> None:
    with pytest.raises(RuntimeError, match="waited for"):
        at_once(asyncio.sleep(0))


def test_both_stores_answer_every_need() -> None:
    named = vars(needs).values()
    kinds = {one for one in named if isinstance(one, type) and issubclass(one, Need)} - {Need}
    assert set(QUERIES) == set(ANSWERS) == kinds
    assert set(OF_NEED) == kinds


def test_every_field_is_written_in_a_case() -> None:
    assert set(OF_FIELD) == set(FIELDS)


# That no case is for nothing


class Spoilt:
    """A store that does one thing as it should not."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, needs: Sequence[Need[Any]]) -> Mapping[Need[Any], Any]:
        return await self._store.answer(needs)

    async def add_contributions(self, new: Sequence[Contribution]) -> list[int]:
        return await self._store.add_contributions(new)

    async def insert(self, writes: Writes) -> None:
        await self._store.insert(writes)

    async def write(self, writes: Writes) -> None:
        await self._store.write(writes)


class Deaf(Spoilt):
    """It has no answer to needs of one kind."""

    def __init__(self, store: Store, kind: type[Need[Any]]) -> None:
        super().__init__(store)
        self._kind = kind

    async def answer(self, needs: Sequence[Need[Any]]) -> Mapping[Need[Any], Any]:
        found = await super().answer(needs)
        return dict.fromkeys(found, object()) if isinstance(needs[0], self._kind) else found


class Forgetful(Spoilt):
    """It leaves one field unwritten."""

    def __init__(self, store: Store, field: str) -> None:
        super().__init__(store)
        self._field = field

    def _left(self, writes: Writes) -> Writes:
        kept = isinstance(getattr(writes, self._field), Kept)
        nothing: dict[str, Any] = {self._field: Kept() if kept else []}
        return replace(writes, **nothing)

    async def insert(self, writes: Writes) -> None:
        await super().insert(self._left(writes))

    async def write(self, writes: Writes) -> None:
        await super().write(self._left(writes))


WRONG = (Exception, pytest.fail.Exception)


@pytest.mark.parametrize(
    ("kind", "case"), [(kind, case) for kind, cases in OF_NEED.items() for case in cases]
)
def test_a_case_about_a_need_sees_another_answer(kind: type[Need[Any]], case: str) -> None:
    with pytest.raises(WRONG):
        _in_memory(case, lambda store: Deaf(store, kind))


EACH_FIELD = pytest.mark.parametrize(
    ("field", "case"), [(field, case) for field, cases in OF_FIELD.items() for case in cases]
)


@EACH_FIELD
def test_a_case_about_a_field_sees_that_it_is_not_written(field: str, case: str) -> None:
    with pytest.raises(WRONG):
        _in_memory(case, lambda store: Forgetful(store, field))


@EACH_FIELD
async def test_and_that_the_database_writes_it(
    field: str, case: str, sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_at_once(monkeypatch)
    async with _in_database(sqlite, lambda store: Forgetful(store, field)) as bench:
        with pytest.raises(WRONG):
            await CASES[case](bench)
