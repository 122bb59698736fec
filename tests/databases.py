"""Databases for tests: on a real PostgreSQL, and filled ones without migrating each anew."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Any

from storage.database import Database
from storage.migrate import current, migrate

_FILLED = "filled"


class Databases:
    """Databases on a PostgreSQL server; `folder` is where it runs."""

    def __init__(self, server: Any, folder: Path) -> None:
        self._server = server
        self._folder = folder

    def _url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self._folder}"

    async def fill(self) -> None:
        """Make the one that `new` copies."""
        self._server.psql(f"CREATE DATABASE {_FILLED};")
        database = Database(self._url(_FILLED))
        await migrate(database)
        await database.close()

    def new(self, *, empty: bool = False) -> str:
        name = f"t{uuid.uuid4().hex}"
        template = "" if empty else f" TEMPLATE {_FILLED}"
        self._server.psql(f"CREATE DATABASE {name}{template};")
        return self._url(name)

    def drop(self, url: str) -> None:
        """At once, or a thousand of them are there at the end."""
        name = url.partition("@/")[2].partition("?")[0]
        self._server.psql(f"DROP DATABASE {name} WITH (FORCE);")


async def fill(database: Database) -> None:
    """What `migrate` does to an empty database, as a copy where that is quicker."""
    path = database.sqlite_path
    if path is not None and not path.exists():
        shutil.copyfile(await _filled_file(), path)
        return
    found, needed = await current(database)
    if found != needed:
        await migrate(database)


async def _filled_file() -> Path:
    """One per process, migrated once."""
    path = Path(tempfile.gettempdir()) / f"buurtstem-filled-{os.getpid()}.db"
    if not path.exists():
        making = path.with_suffix(".making")
        database = Database(f"sqlite+aiosqlite:///{making}")
        await migrate(database)
        await database.close()  # the last connection that closes empties the write-ahead log
        making.rename(path)
    return path
