"""A database whose tables are not ours: every command says so, and changes nothing."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.migrate import migrate, newest
from tests.cli.conftest import Buurtstem
from tests.cli.contents import a_contribution
from tests.storage.test_schema import of_last_week

OPENING = ("run", "export ideas.xlsx", "invite staff --name Els", "end-access Els", "try")


def test_check_names_what_differs_and_what_to_do(buurtstem: Buurtstem, tmp_path: Path) -> None:
    of_last_week(tmp_path, newest())
    said = buurtstem("check")
    assert said.code == 1
    assert "its schema is not that of this program" in said.out
    assert "up to date" not in said.out
    assert "Run the version it was made with, or restore a backup" in said.out
    assert "  there is no table commitment\n" in said.out
    assert re.search(r"\n  and \d+ more\n", said.out)


@pytest.mark.parametrize("words", OPENING)
def test_every_command_that_opens_it_refuses(
    words: str, buurtstem: Buurtstem, tmp_path: Path
) -> None:
    file = of_last_week(tmp_path)
    before = file.read_bytes()
    said = buurtstem(*words.split(), DATABASE_URL=f"sqlite+aiosqlite:///{file}", WEB_PORT="0")
    assert said.code == 2
    assert said.out == ""
    assert "nothing was changed" in said.err
    assert "  there is no table commitment\n" in said.err
    assert file.read_bytes() == before


def test_one_column_is_enough(buurtstem: Buurtstem, tmp_path: Path) -> None:
    a_contribution()
    assert "up to date" in buurtstem("check").out
    connection = sqlite3.connect(tmp_path / "buurtstem.db")
    connection.execute("ALTER TABLE contribution DROP COLUMN news")
    connection.close()
    said = buurtstem("check")
    assert said.code == 1
    assert "  contribution has no column news\n" in said.out
    assert buurtstem("run").err.endswith("\n  contribution has no column news\n")


def test_a_table_that_is_gone_is_named_on_both(
    buurtstem: Buurtstem, empty_database_url: str
) -> None:
    asyncio.run(_migrated(empty_database_url))
    assert "up to date" in buurtstem("check", DATABASE_URL=empty_database_url).out
    asyncio.run(_migrated(empty_database_url, "DROP TABLE proposal"))
    said = buurtstem("check", DATABASE_URL=empty_database_url)
    assert said.code == 1
    assert "  there is no table proposal\n" in said.out
    refused = buurtstem("export", "ideas.xlsx", DATABASE_URL=empty_database_url)
    assert refused.code == 2
    assert "  there is no table proposal\n" in refused.err


async def _migrated(url: str, *then: str) -> None:
    database = Database(url)
    await migrate(database)
    async with database.transaction() as db:
        for statement in then:
            await db.execute(text(statement))
    await database.close()
