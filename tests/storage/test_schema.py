"""Tables, migrations and what the database itself forbids."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Table, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from conversations.lifecycle import Status
from storage import models, schema
from storage.database import Database, metadata
from storage.migrate import (
    SchemaDiffers,
    SchemaTooNew,
    SchemaUnclear,
    current,
    differences,
    migrate,
    newest,
)
from storage.models import contributions
from storage.models.contributions import contribution
from storage.models.decisions import decision
from storage.ownership import Whose, owner_of
from tests.house import START, House

LEADS_BY = {
    Whose.PERSON: "person_id",
    Whose.ACCOUNT: "account_id",
    Whose.CONTRIBUTION: "contribution_id",
    Whose.SENDER: "sender",
}


def _leads(table: Table) -> bool:
    """Whether a row really has the column by which it leads to a person."""
    whose = owner_of(table)
    if whose is Whose.NOBODY:
        return not any(fk.column.table.name in ("person", "account") for fk in table.foreign_keys)
    if table.name == "person":
        return True
    column = table.info.get("person_column", LEADS_BY[whose])
    return column in table.c


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_table_says_whose_data_a_row_is(name: str) -> None:
    assert models.__all__
    assert _leads(metadata.tables[name]), f"{name} does not lead to whom it says"


def test_of_the_test_a_table_that_says_nothing_fails() -> None:
    silent = Table("silent", type(metadata)())
    with pytest.raises(KeyError):
        owner_of(silent)


async def test_migrations_lead_to_the_tables_as_declared(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await migrate(database)
    await migrate(database)  # a second time changes nothing

    def seen_by_alembic(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[Any] = compare_metadata(context, metadata)
        return found

    async with database.transaction() as db:
        assert await db.run_sync(seen_by_alembic) == []
    assert await differences(database) == []
    found, needed = await current(database)
    assert found == needed
    await database.close()


# What somebody did to the tables, and how it is named. On SQLite a table is changed by making it
# anew; the types of the two databases have their own names.
DONE: dict[str, dict[str, str]] = {
    "both": {
        "DROP TABLE menu": "there is no table menu",
        "CREATE TABLE visitor (id INTEGER)": "a table visitor is not expected",
        "ALTER TABLE media DROP COLUMN error": "media has no column error",
        "ALTER TABLE media ADD COLUMN hue TEXT": "media has a column hue that is not expected",
        "ALTER TABLE person RENAME COLUMN role TO job": "person has no column role",
        "DROP INDEX ix_media_state": "the index ix_media_state of media is missing",
    },
    "sqlite": {
        "VARCHAR(64) NOT NULL": "menu.fingerprint is TEXT, and VARCHAR(64) NOT NULL is expected",
        "CONSTRAINT pk_menu": "the key (PRIMARY KEY) pk_menu of menu is missing",
        "CASCADE": (
            "fk_menu_account_id of menu is account, SET NULL (account_id),"
            " and account, CASCADE (account_id) is expected"
        ),
    },
    "postgresql": {
        "ALTER TABLE menu ALTER COLUMN fingerprint TYPE TEXT": (
            "menu.fingerprint is TEXT NOT NULL, and VARCHAR(64) NOT NULL is expected"
        ),
        "ALTER TABLE person ALTER COLUMN muted DROP NOT NULL": (
            "person.muted is BOOLEAN, and BOOLEAN NOT NULL is expected"
        ),
        "ALTER TABLE person ALTER COLUMN role SET DEFAULT 'staff'": (
            "person.role is VARCHAR(20) NOT NULL DEFAULT staff,"
            " and VARCHAR(20) NOT NULL DEFAULT resident is expected"
        ),
        "ALTER TABLE decision DROP CONSTRAINT ck_decision_has_reason": (
            "the rule (CHECK) ck_decision_has_reason of decision is missing"
        ),
        "ALTER TABLE outbox DROP CONSTRAINT uq_outbox_dedupe_key": (
            "the rule (UNIQUE) uq_outbox_dedupe_key of outbox is missing"
        ),
    },
}
OTHERWISE = {"VARCHAR(64) NOT NULL": "TEXT", "CONSTRAINT pk_menu": "", "CASCADE": "SET NULL"}


async def test_what_differs_is_named_in_plain_words(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await migrate(database)
    async with database.reading() as db:
        wanted = schema.declared(metadata, db.dialect)
        for statement, said in (DONE["both"] | DONE[db.dialect.name]).items():
            if statement in OTHERWISE:
                made = text("SELECT sql FROM sqlite_master WHERE name = 'menu'")
                otherwise = (await db.scalar(made)).replace(statement, OTHERWISE[statement])
                await db.execute(text("DROP TABLE menu"))
                statement = otherwise
            await db.execute(text(statement))
            found = schema.differences(wanted, await db.run_sync(schema.standing))
            assert said in found, (statement, found)
            await db.rollback()
        await db.execute(text("CREATE INDEX ix_own ON person (created_at)"))  # an operator may
        assert schema.differences(wanted, await db.run_sync(schema.standing)) == []
    await database.close()


@pytest.mark.parametrize("revision", [None, newest()])
async def test_a_database_with_other_tables_is_refused_and_not_changed(
    revision: str | None, tmp_path: Path
) -> None:
    file = of_last_week(tmp_path, revision)
    before = file.read_bytes()
    database = Database(f"sqlite+aiosqlite:///{file}")
    with pytest.raises(SchemaDiffers) as refused:
        await migrate(database)
    assert "there is no table commitment" in refused.value.differences
    assert "person has no column away_until" in refused.value.differences
    await database.close()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "done",
    [
        "DROP INDEX ix_outbox_waiting",
        "ALTER TABLE media ADD COLUMN hue TEXT",
        "ALTER TABLE decision DROP CONSTRAINT ck_decision_has_reason",
        "ALTER TABLE outbox DROP CONSTRAINT uq_outbox_dedupe_key",
        "ALTER TABLE menu DROP CONSTRAINT fk_menu_account_id",
    ],
)
async def test_what_helps_helps(empty_postgresql: str, done: str) -> None:
    database = Database(empty_postgresql)
    await migrate(database)
    async with database.transaction() as db:
        await db.execute(text(done))
    with pytest.raises(SchemaDiffers) as refused:
        await migrate(database)
    assert not refused.value.tried
    [line] = refused.value.remedies
    async with database.transaction() as db:
        await db.execute(text(line.partition(": ")[2]))
    await migrate(database)
    await database.close()


async def test_tables_without_a_revision_are_refused(tmp_path: Path) -> None:
    file = of_last_week(tmp_path)
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE alembic_version")
    connection.close()
    database = Database(f"sqlite+aiosqlite:///{file}")
    with pytest.raises(SchemaUnclear, match=r"revision is lost .* Restore a copy"):
        await migrate(database)
    await database.close()


async def test_comparing_is_cheap(sqlite_url: str) -> None:
    """It is done at every start."""
    database = Database(sqlite_url)
    await migrate(database)
    took = []
    for _ in range(3):
        began = time.process_time()
        await differences(database)
        took.append(time.process_time() - began)
    await database.close()
    assert min(took) < 0.15


def of_last_week(folder: Path, revision: str | None = None) -> Path:
    """A database from before the tables were frozen: its revision 0001 was another one.

    `revision`: what it says that it is instead.
    """
    file = folder / "buurtstem.db"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript((Path(__file__).parent / "of_last_week.sql").read_text("utf-8"))
    if revision:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
        connection.commit()
    connection.close()
    return file


async def test_a_newer_schema_is_refused(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await migrate(database)
    async with database.transaction() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew):
        await migrate(database)
    await database.close()


async def test_an_open_contribution_without_a_next_date_is_forbidden(house: House) -> None:
    await house.says("fatma", "meer bankjes")
    for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)
    for column in ("next_due_at", "next_due_what", "next_due_to"):
        with pytest.raises(IntegrityError):
            async with house.app.database.transaction() as db:
                await db.execute(update(contribution).values({column: None}))
    async with house.app.database.transaction() as db:
        no_date = dict.fromkeys(("next_due_at", "next_due_what", "next_due_to"))
        await db.execute(update(contribution).values({"status": "closed", **no_date}))


async def an_idea(house: House) -> None:
    await house.says("fatma", "meer bankjes")
    for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)


async def owner(house: House) -> tuple[int | None, bool]:
    async with house.app.database.reading() as db:
        rows = await db.execute(select(contribution.c.owner_id, contribution.c.office))
        found = rows.one()
    return found.owner_id, found.office


async def test_an_open_contribution_of_nobody_is_forbidden(house: House) -> None:
    await an_idea(house)
    assert await owner(house) == (None, True)  # nobody works here yet: the office holds it
    with pytest.raises(IntegrityError):
        async with house.app.database.transaction() as db:
            await db.execute(update(contribution).values(office=False))
    async with house.app.database.transaction() as db:
        no_date = dict.fromkeys(("next_due_at", "next_due_what", "next_due_to"))
        await db.execute(update(contribution).values({"status": "closed", **no_date}))
        await db.execute(update(contribution).values(office=False))


async def test_what_the_office_holds_is_nobody_elses(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    samira, office = await owner(house)
    assert samira is not None
    assert not office
    for status in ("received", "closed"):
        with pytest.raises(IntegrityError):
            async with house.app.database.transaction() as db:
                await db.execute(update(contribution).values(status=status, office=True))


async def test_who_holds_something_open_is_not_erased_before_it_is_given(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    samira, _ = await owner(house)
    person = models.people.person
    with pytest.raises(IntegrityError):
        async with house.app.database.transaction() as db:
            await db.execute(delete(person).where(person.c.id == samira))
    async with house.app.database.transaction() as db:
        found = (await contributions.find(db, [1], lock=True))[1]
        await contributions.write(db, [(found, replace(found, owner=None))])
        await db.execute(delete(person).where(person.c.id == samira))
    assert await owner(house) == (None, True)


async def test_what_is_opened_again_after_its_owner_was_erased_is_the_offices(
    house: House,
) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house)
    samira, _ = await owner(house)
    person = models.people.person
    async with house.app.database.transaction() as db:
        found = (await contributions.find(db, [1], lock=True))[1]
        await contributions.write(db, [(found, replace(found, status=Status.CLOSED))])
        await db.execute(delete(person).where(person.c.id == samira))
    assert await owner(house) == (None, False)
    async with house.app.database.transaction() as db:
        found = (await contributions.find(db, [1], lock=True))[1]
        await contributions.write(db, [(found, replace(found, status=Status.REOPENED))])
    assert await owner(house) == (None, True)


async def test_an_outcome_without_a_reason_is_forbidden(house: House) -> None:
    await house.says("fatma", "meer bankjes")
    for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)
    values = {
        "contribution_id": 1,
        "outcome": "not_now",
        "next_step": "Niets.",
        "who": "Samira",
        "decided_by": "Samira",
        "decided_at": START,
    }
    for reason in ("", "te kort"):
        with pytest.raises(IntegrityError):
            async with house.app.database.transaction() as db:
                await db.execute(insert(decision).values(**values, reason=reason))
    async with house.app.database.transaction() as db:
        reason = "Daar ligt een gasleiding in de grond."
        await db.execute(insert(decision).values(**values, reason=reason))


async def test_a_no_that_nobody_else_read_is_forbidden(house: House) -> None:
    await house.says("fatma", "meer bankjes")
    for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)
    no = {
        "contribution_id": 1,
        "outcome": "no",
        "reason": "Daar ligt een gasleiding in de grond.",
        "next_step": "Niets.",
        "who": "Samira",
        "decided_by": "Samira",
        "decided_at": START,
    }
    with pytest.raises(IntegrityError):
        async with house.app.database.transaction() as db:
            await db.execute(insert(decision).values(**no))
    async with house.app.database.transaction() as db:
        await db.execute(insert(decision).values(**no, read_by="Joost"))


async def test_a_moment_without_a_zone_is_refused(house: House) -> None:
    async with house.app.database.transaction() as db:
        with pytest.raises(Exception, match="time zone"):
            await db.execute(
                insert(models.people.person).values(
                    language="nl", created_at=START.replace(tzinfo=None), muted=False, remembered={}
                )
            )
