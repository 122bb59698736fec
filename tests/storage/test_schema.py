"""Tables, migrations and what the database itself forbids."""

from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Table, insert, text, update
from sqlalchemy.exc import IntegrityError

from storage import models
from storage.database import Database, metadata
from storage.migrate import SchemaTooNew, current, migrate
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

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[Any] = compare_metadata(context, metadata)
        return found

    async with database.transaction() as db:
        assert await db.run_sync(differences) == []
    found, needed = await current(database)
    assert found == needed
    await database.close()


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


async def test_an_outcome_without_a_reason_is_forbidden(house: House) -> None:
    await house.says("fatma", "meer bankjes")
    for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)
    values = {
        "contribution_id": 1,
        "outcome": "no",
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


async def test_a_moment_without_a_zone_is_refused(house: House) -> None:
    async with house.app.database.transaction() as db:
        with pytest.raises(Exception, match="time zone"):
            await db.execute(
                insert(models.people.person).values(
                    language="nl", created_at=START.replace(tzinfo=None), muted=False, remembered={}
                )
            )
