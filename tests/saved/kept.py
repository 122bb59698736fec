"""What was saved: a folder per revision, and the list of what never changes any more.

    0001/sqlite.sql       the whole database, tables and rows, as SQLite says it
    0001/postgresql.sql   the same day on PostgreSQL, as pg_dump says it
    0001/progress.jsonl   how far somebody was: a line per conversation and open question
    0001/queued.jsonl     messages as they wait in the outbox: all text keys that journeys make
    0001/payloads.txt     what the buttons in old messages carry
    frozen.txt            a sum for each of these, and for each revision: as `sha256sum` writes it

A later revision keeps in its folder only what no earlier one has.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

from tests.house import ROOT

HERE = Path(__file__).parent
VERSIONS = ROOT / "storage" / "migrations" / "versions"
FROZEN = HERE / "frozen.txt"
MOMENT = "-- saved at "  # how a dump begins: what the clock said then


def saved() -> list[str]:
    """The revisions of which there is a database, the oldest first."""
    return sorted(folder.name for folder in HERE.glob("[0-9]*") if folder.is_dir())


def lines(name: str) -> list[str]:
    """The lines of that file of all revisions together."""
    files = (HERE / revision / name for revision in saved())
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


def objects(name: str) -> list[dict[str, Any]]:
    """The same, of a file of JSON lines."""
    return [json.loads(line) for line in lines(name)]


def dump(revision: str, name: str) -> str:
    return (HERE / revision / name).read_text("utf-8")


def moment_of(revision: str) -> str:
    """When that database was saved, in ISO 8601."""
    return dump(revision, "sqlite.sql").partition("\n")[0].removeprefix(MOMENT)


def open_sqlite(script: str, path: Path) -> str:
    """Make the database that a dump says; its URL."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(script)
    connection.close()
    return f"sqlite+aiosqlite:///{path}"


async def open_postgresql(script: str, url: str) -> None:
    """Fill an empty database with what a dump says."""
    where = make_url(url)
    connection = await asyncpg.connect(
        user=where.username, database=where.database, host=where.query["host"]
    )
    await connection.execute(script)
    await connection.close()


# What never changes


def sums() -> dict[str, str]:
    """The sum of each file that is frozen, by its path from the root."""
    pairs = (line.split("  ", 1) for line in FROZEN.read_text("utf-8").splitlines())
    return {path: digest for digest, path in pairs}


def sum_of(path: str) -> str:
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def freeze(paths: Iterable[Path]) -> None:
    """Add these to what never changes."""
    known = sums() if FROZEN.exists() else {}
    found = {str(path.relative_to(ROOT)) for path in paths} - known.keys()
    known |= {path: sum_of(path) for path in found}
    written = "".join(f"{digest}  {path}\n" for path, digest in sorted(known.items()))
    FROZEN.write_text(written, "utf-8")


def revision_files() -> dict[str, Path]:
    """The file of each revision that the program has, by its number."""
    return {file.name.split("_")[0]: file for file in sorted(VERSIONS.glob("[0-9]*.py"))}


def without_remarks(script: str) -> str:
    """What pg_dump writes, without what depends on the day, its version, or psql alone."""
    kept = re.sub(r"(?m)^(--.*|\\.*|SET .*|SELECT pg_catalog\.set_config.*)\n", "", script)
    return "SET TimeZone = 'UTC';\n" + re.sub(r"\n{2,}", "\n", kept).lstrip("\n")


def faults(
    known: Mapping[str, str], revisions: Iterable[str], folders: Iterable[str]
) -> Iterator[str]:
    """What is otherwise than when it was saved, a line each.

    `known`: sums by path, `revisions`: the program's, `folders`: those with a database.
    """
    for path, digest in known.items():
        if not (ROOT / path).exists():
            yield f"{path} is gone, and was kept for ever"
        elif sum_of(path) != digest:
            yield f"{path} was changed: make a new revision instead (docs/migrations.md)"
    for revision in revisions:
        file = f"storage/migrations/versions/{revision_files()[revision].name}"
        if revision not in folders or file not in known:
            yield f"{revision} has no saved database: run `python -m tests.saved.make`"
    for folder in folders:
        for file_ in sorted((HERE / folder).iterdir()):
            if (path := str(file_.relative_to(ROOT))) not in known:
                yield f"{path} is not in frozen.txt"
