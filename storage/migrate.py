"""Bring a database to this version's schema, under a lock; refuse one that is newer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database

LOCK = 8_211_402  # PostgreSQL's advisory lock for migrations; any number, but always this one


class SchemaTooNew(Exception):
    """The database was written by a newer version of the program."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database) -> None:
    """Run what is missing. Raises SchemaTooNew."""
    async with database.transaction() as db:
        await db.run_sync(_upgrade)


async def current(database: Database) -> tuple[str | None, str | None]:
    """The revision of the database and the one this program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    async with database.reading() as db:
        return await db.run_sync(_revision), head


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK})
    config = _config(connection)
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    found = _revision(connection)
    if found is not None and found not in known:
        raise SchemaTooNew(found)
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    context: Any = MigrationContext.configure(connection)
    found: str | None = context.get_current_revision()
    return found
