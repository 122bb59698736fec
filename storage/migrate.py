"""Bring a database to this version's schema, under a lock; refuse one that is newer or other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
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

    `differences` names them, a plain line each.
    """

    def __init__(self, differences: Sequence[str]) -> None:
        super().__init__("; ".join(differences))
        self.differences = tuple(differences)


class _DoesNotFit(Exception):
    """A step meets other tables than it was written for."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database) -> None:
    """Run what is missing. Raises SchemaTooNew or SchemaDiffers, and has then changed nothing."""
    try:
        async with database.transaction() as db:
            await db.run_sync(_upgrade)
    except _DoesNotFit as error:
        unlike = await differences(database)
        raise SchemaDiffers([str(error), *unlike]) from error


def newest() -> str | None:
    """The revision that this program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


class _Rehearsed(Exception):
    """Takes back what a rehearsal did."""


async def rehearse(database: Database) -> list[str]:
    """What `migrate` would stumble over: a plain line each, none when it fits. Changes nothing.

    Raises SchemaTooNew.
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
    """The revision of the database and the one this program needs."""
    async with database.reading() as db:
        return await db.run_sync(_revision), newest()


async def differences(database: Database) -> list[str]:
    """Where the tables of an up-to-date database differ from this version's: a plain line each."""
    async with database.reading() as db:
        return await db.run_sync(_differences)


def _differences(connection: Connection) -> list[str]:
    wanted = schema.declared(metadata, connection.dialect)
    return schema.differences(wanted, schema.standing(connection))


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK})
    config = _config(connection)
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    found = _revision(connection)
    if found is not None and found not in known:
        raise SchemaTooNew(found)
    try:
        command.upgrade(config, "head")
    except (OperationalError, ProgrammingError) as error:
        said = str(error.orig)
        if not any(sign in said for sign in _OTHER_TABLES):
            raise
        raise _DoesNotFit(f"the step from {found or 'nothing'} does not fit: {said}") from error
    if unlike := _differences(connection):
        raise SchemaDiffers(unlike)


def _revision(connection: Connection) -> str | None:
    context: Any = MigrationContext.configure(connection)
    found: str | None = context.get_current_revision()
    return found
