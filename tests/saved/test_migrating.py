"""Every database of the past becomes one of today, on both engines, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from storage import schema
from storage.database import Database, metadata
from storage.migrate import differences, migrate
from storage.schema import Shape, TableShape
from tests.saved import kept


@pytest.fixture(params=kept.saved())
async def old(request: pytest.FixtureRequest, empty_database_url: str, tmp_path: Path) -> Database:
    """A saved database on either engine, as it was saved."""
    revision = request.param
    if empty_database_url.startswith("sqlite"):
        kept.open_sqlite(kept.dump(revision, "sqlite.sql"), tmp_path / "test.db")
    else:
        await kept.open_postgresql(kept.dump(revision, "postgresql.sql"), empty_database_url)
    return Database(empty_database_url)


async def test_it_has_the_tables_of_today_and_every_row(old: Database) -> None:
    async with old.reading() as db:
        before = await db.run_sync(schema.standing)
        rows = {name: await db.scalar(text(f"SELECT count(*) FROM {name}")) for name in before}  # noqa: S608
    await migrate(old)
    assert await differences(old) == []
    async with old.reading() as db:
        assert await db.run_sync(_seen_by_alembic) == []
        after = await db.run_sync(schema.standing)
        now = {name: await db.scalar(text(f"SELECT count(*) FROM {name}")) for name in before}  # noqa: S608
    await old.close()
    assert now == rows
    assert list(narrowed(before, after)) == []


def _seen_by_alembic(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found: list[Any] = compare_metadata(context, metadata)
    return found


def narrowed(before: Shape, after: Shape) -> Iterator[str]:
    """What the program of before could no longer do with the tables of after.

    While one process runs already and another does not yet, both write.
    """
    for table, was in before.items():
        if (now := after.get(table)) is None:
            yield f"{table} is gone"
            continue
        for name, column in was.columns.items():
            found = now.columns.get(name)
            if found is None:
                yield f"{table}.{name} is gone"
            elif found.required and not column.required and found.default is None:
                yield f"{table}.{name} must be filled in now"
        for name, found in now.columns.items():
            if name not in was.columns and found.required and found.default is None:
                yield f"{table}.{name} is new, and must be filled in"


@pytest.fixture
def today() -> Shape:
    from sqlalchemy.dialects import sqlite

    return schema.declared(metadata, sqlite.dialect())


def changed(shape: Shape, table: str, **columns: Any) -> Shape:
    """With other columns in that table; None takes one away."""
    made = {n: c for n, c in {**shape[table].columns, **columns}.items() if c is not None}
    return {**shape, table: TableShape(made, shape[table].named)}


def test_what_is_taken_away_is_seen(today: Shape) -> None:
    without = {name: table for name, table in today.items() if name != "menu"}
    assert list(narrowed(today, without)) == ["menu is gone"]
    assert list(narrowed(today, changed(today, "person", wijk=None))) == ["person.wijk is gone"]


def test_what_must_suddenly_be_filled_in_is_seen(today: Shape) -> None:
    wijk = today["person"].columns["wijk"]
    required = changed(today, "person", wijk=replace(wijk, required=True))
    assert list(narrowed(today, required)) == ["person.wijk must be filled in now"]
    with_default = changed(today, "person", wijk=replace(wijk, required=True, default="x"))
    assert list(narrowed(today, with_default)) == []
    new = changed(today, "person", shoe=replace(wijk, required=True))
    assert list(narrowed(today, new)) == ["person.shoe is new, and must be filled in"]
    assert list(narrowed(today, changed(today, "person", shoe=wijk))) == []
