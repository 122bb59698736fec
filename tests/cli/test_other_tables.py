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


def _changed(*statements: str) -> None:
    connection = sqlite3.connect("buurtstem.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_small_difference_is_named_and_what_helps(buurtstem: Buurtstem) -> None:
    a_contribution()
    _changed("DROP INDEX ix_outbox_waiting", "ALTER TABLE media ADD COLUMN hue TEXT")
    said = buurtstem("check")
    assert said.code == 1
    assert "  the index ix_outbox_waiting of outbox is missing\n" in said.out
    assert "  media has a column hue that is not expected\n" in said.out
    assert "Run the version it was made with" not in said.out
    assert "ALTER TABLE media DROP COLUMN hue;\n" in said.out
    refused = buurtstem("export", "x.xlsx")
    assert refused.code == 2
    assert "nothing was changed" not in refused.err
    [again] = re.findall(r"Make the index again: (.*;)", refused.err)
    _changed(again, "ALTER TABLE media DROP COLUMN hue")
    assert "up to date" in buurtstem("check").out


def test_a_rule_that_is_gone_is_named(buurtstem: Buurtstem) -> None:
    a_contribution()
    connection = sqlite3.connect("buurtstem.db")
    [made] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'decision'").fetchone()
    without = re.sub(r"CONSTRAINT ck_decision_has_reason CHECK", "CONSTRAINT ck_other CHECK", made)
    assert without != made
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'decision'", [without])
    connection.commit()
    connection.close()
    said = buurtstem("check")
    assert "  the rule (CHECK) ck_decision_has_reason of decision is missing\n" in said.out
    assert "  the rule (CHECK) ck_other of decision is not expected\n" in said.out
    assert "  SQLite changes no rules of a table that is there: restore a copy.\n" in said.out


@pytest.mark.parametrize(
    ("done", "why", "mends"),
    [
        ("DROP TABLE alembic_version", "their revision is lost", True),
        ("DELETE FROM alembic_version", "their revision is lost", True),
        ("INSERT INTO alembic_version VALUES ('0001')", "holds 2 revisions (0001, 0002)", True),
        ("UPDATE alembic_version SET version_num = 'abc'", "abc, is not known to this", False),
        ("UPDATE alembic_version SET version_num = '0000'", "0000, is not known to this", False),
    ],
)
def test_a_revision_that_cannot_be_told(
    buurtstem: Buurtstem, done: str, why: str, mends: bool
) -> None:
    a_contribution()
    _changed(done)
    said = buurtstem("check")
    assert said.code == 1
    assert why in said.out
    assert "newer" not in said.out
    refused = buurtstem("export", "x.xlsx")
    assert refused.code == 2
    assert why in refused.err
    assert "nothing was changed" not in refused.err
    if mends:
        found = re.findall(r"((?:CREATE|INSERT|DELETE) .*?;)", refused.err)
        _changed(*found)
        assert "up to date" in buurtstem("check").out


def test_a_look_says_nothing_of_what_was_not_changed(buurtstem: Buurtstem, tmp_path: Path) -> None:
    of_last_week(tmp_path)
    assert "nothing was changed" not in buurtstem("check").out
