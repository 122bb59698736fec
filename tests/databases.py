"""Databases for tests: filled ones without migrating each anew, from the keeper of the run."""

from __future__ import annotations

import shutil

from storage.database import Database
from storage.migrate import current, migrate
from tests.runs import ask


def new_postgresql(*, empty: bool = False) -> str:
    """Return the address of a database of one's own, with its tables or without any."""
    return ask("empty" if empty else "filled")


def drop_postgresql(url: str) -> None:
    """Drop the database at once: else a thousand of them are there at the end."""
    ask("drop", url.partition("@/")[2].partition("?")[0])


async def fill(database: Database) -> None:
    """Do what `migrate` does to an empty database, with a copy where that is quicker."""
    path = database.sqlite_path
    if path is not None and not path.exists():
        shutil.copyfile(ask("file"), path)
        return
    found, needed = await current(database)
    if found != needed:
        await migrate(database)
