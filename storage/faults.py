"""Sentences about what is wrong with the file of a SQLite database, for who looks after it."""

from __future__ import annotations

import os
from pathlib import Path

OPENS_WITH = b"SQLite format 3\0"
OURS = "Let the user that runs buurtstem own it"
# By how the names of SQLite's own errors begin.
SAYS = {
    "SQLITE_BUSY": "{path} is locked by another program. End that one, or wait for it.",
    "SQLITE_LOCKED": "{path} is locked by another program. End that one, or wait for it.",
    "SQLITE_NOTADB": "{path} is not a database. Is DATABASE_URL right?",
    "SQLITE_CORRUPT": "{path} is damaged. Restore a copy.",
    "SQLITE_READONLY": f"There is no permission to write {{path}}. {OURS}.",
    "SQLITE_FULL": "The disk of {path} is full.",
    "SQLITE_IOERR": "{path} cannot be read or written: the disk fails, or is full.",
}


def is_there(path: Path) -> bool:
    """Return whether there is anything in the file; an empty file is as good as none."""
    return path.exists() and (not path.is_file() or not _is_empty(path))


def of_file(path: Path) -> str | None:
    """Return a sentence about what keeps us from using it; None where a look finds nothing."""
    try:
        return _seen_in(path)
    except OSError as error:
        return f"{path} cannot be looked at ({error.strerror}). Is DATABASE_URL right?"


def _seen_in(path: Path) -> str | None:
    folder = path.parent
    if path.is_dir():
        return f"{path} is a directory, not a file. Is DATABASE_URL right?"
    if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
        return f"There is no permission to write in {folder}, beside {path.name}. {OURS}."
    if not path.exists():
        return None
    if not os.access(path, os.R_OK):
        return f"There is no permission to read {path}. {OURS}."
    if not os.access(path, os.W_OK):
        return f"There is no permission to write {path}. {OURS}."
    if not _is_empty(path) and not _opens_well(path):
        return f"{path} is not a database. Is DATABASE_URL right?"
    return None


def _is_empty(path: Path) -> bool:
    return path.stat().st_size == 0


def _opens_well(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(OPENS_WITH)) == OPENS_WITH


def of_error(error: BaseException | None, path: Path | None) -> str | None:
    """Return a sentence about what SQLite said, or an error that it caused; None: it is unknown."""
    if path is None:
        return None
    while error is not None:
        name = getattr(error, "sqlite_errorname", "")
        for begins, said in SAYS.items():
            if name.startswith(begins):
                return said.format(path=path)
        if name.startswith("SQLITE_CANTOPEN"):
            return _cannot_open(path)
        error = getattr(error, "orig", None) or error.__cause__
    return None


def _cannot_open(path: Path) -> str:
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}. Is DATABASE_URL right?"
    return of_file(path) or f"{path} cannot be opened."
