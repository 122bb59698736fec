"""Bring a database to this version's schema, under a lock; refuse one that is newer or other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from storage import models, schema
from storage.database import Database, metadata

__all__ = ["models"]  # importing them makes their tables known

LOCK = 8_211_402  # PostgreSQL's advisory lock for migrations; any number, but always this one


# What databases say of a step that meets other tables than it was written for.
_OTHER_TABLES = ("no such", "already exists", "duplicate column", "does not exist")


class SchemaTooNew(Exception):
    """The database was written by a newer version of the program."""


class SchemaDiffers(Exception):
    """The tables are not those of any version that this program knows how to go on from.

    `differences` names them, a plain line each; `remedies` says how they are mended, when they are
    small. `tried`: whether steps were run, and taken back.
    """

    def __init__(
        self, differences: Sequence[str], remedies: Sequence[str] = (), *, tried: bool = True
    ) -> None:
        super().__init__("; ".join(differences))
        self.differences = tuple(differences)
        self.remedies = tuple(remedies)
        self.tried = tried


class SchemaUnclear(Exception):
    """The version of the tables cannot be told; the message says why, and what helps."""


class _DoesNotFit(Exception):
    """A step meets other tables than it was written for."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database) -> str | None:
    """Run the migrations that are missing; return the revision that there was before.

    Raises SchemaTooNew, SchemaUnclear or SchemaDiffers, and has then changed nothing.
    """
    try:
        async with database.transaction() as db:
            return await db.run_sync(_upgrade)
    except _DoesNotFit as error:
        unlike = await differences(database)
        raise SchemaDiffers([str(error), *unlike]) from error


def newest() -> str | None:
    """Return the revision that this program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


class _Rehearsed(Exception):
    """Takes back what a rehearsal did."""


async def rehearse(database: Database) -> list[str]:
    """List what `migrate` would stumble over, a plain line each, none when it fits; change nothing.

    Raises SchemaTooNew or SchemaUnclear.
    """
    try:
        async with database.transaction() as db:
            await db.run_sync(_upgrade)
            raise _Rehearsed
    except _Rehearsed:
        return []
    except _DoesNotFit as error:
        return [str(error), *await differences(database)]
    except SchemaDiffers as unlike:
        return list(unlike.differences)


async def current(database: Database) -> tuple[str | None, str | None]:
    """Return the revision of the database and the one that this program needs.

    Raises SchemaTooNew or SchemaUnclear.
    """
    async with database.reading() as db:
        return await db.run_sync(_revision), newest()


async def differences(database: Database) -> list[str]:
    """List where the tables of an up-to-date database differ from this version's: a line each."""
    async with database.reading() as db:
        return await db.run_sync(_differences)


async def remedies(database: Database) -> list[str]:
    """List how to mend the differences of an up-to-date database; none when they are not small."""
    async with database.reading() as db:
        return await db.run_sync(_remedies)


def _remedies(connection: Connection) -> list[str]:
    return schema.remedies(metadata, schema.standing(connection), connection.dialect)


def _differences(connection: Connection) -> list[str]:
    wanted = schema.declared(metadata, connection.dialect)
    return schema.differences(wanted, schema.standing(connection))


def _upgrade(connection: Connection) -> str | None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK})
    config = _config(connection)
    found = _revision(connection)
    try:
        command.upgrade(config, "head")
    except (OperationalError, ProgrammingError) as error:
        said = str(error.orig)
        if not any(sign in said for sign in _OTHER_TABLES):
            raise
        raise _DoesNotFit(f"the step from {found or 'nothing'} does not fit: {said}") from error
    if unlike := _differences(connection):
        tried = found != newest()
        raise SchemaDiffers(unlike, () if tried else _remedies(connection), tried=tried)
    return found


def _revision(connection: Connection) -> str | None:
    """Return the revision that the database names; None: it is empty.

    Raises SchemaTooNew or SchemaUnclear.
    """
    context: Any = MigrationContext.configure(connection)
    heads: tuple[str, ...] = context.get_current_heads()
    if len(heads) > 1:
        raise SchemaUnclear(_of_several(connection, sorted(heads)))
    if not heads:
        there = set(inspect(connection).get_table_names())
        if there & set(metadata.tables):
            raise SchemaUnclear(_of_none(connection, is_there=schema.BOOKKEEPING in there))
        return None
    [found] = heads
    script = ScriptDirectory.from_config(_config())
    if found not in {revision.revision for revision in script.walk_revisions()}:
        if found.isdecimal() and int(found) > int(newest() or 0):  # they are numbered
            raise SchemaTooNew(found)
        raise SchemaUnclear(
            f"The revision of the database, {found}, is not known to this version. Run the version"
            " that it was made with, or restore a copy."
        )
    return found


def _of_several(connection: Connection, found: Sequence[str]) -> str:
    said = f"Table {schema.BOOKKEEPING} holds {len(found)} revisions ({', '.join(found)}) where one"
    if newest() not in found or _differences(connection):
        return f"{said} belongs. Restore a copy."
    return (
        f"{said} belongs. The tables are those of {newest()}; take the other out:"  # noqa: S608
        f" DELETE FROM {schema.BOOKKEEPING} WHERE version_num <> '{newest()}';"
    )


def _of_none(connection: Connection, *, is_there: bool) -> str:
    said = f"The tables are there, but their revision is lost (table {schema.BOOKKEEPING})."
    if _differences(connection):
        return f"{said} Restore a copy."
    make = f"CREATE TABLE {schema.BOOKKEEPING} (version_num VARCHAR(32) NOT NULL PRIMARY KEY); "
    return (
        f"{said} They are those of {newest()}; write that back: "  # noqa: S608
        f"{'' if is_there else make}"
        f"INSERT INTO {schema.BOOKKEEPING} VALUES ('{newest()}');"
    )
