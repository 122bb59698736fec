"""Databases for tests: filled ones without migrating each anew, from the keeper of the run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from storage.database import Database
from storage.migrate import current, migrate
from tests.keeper import ASKED

RUN = "BUURTSTEM_TEST_RUN"  # the folder of the run, for every process in it
_ROOT = Path(__file__).parent.parent


class Run:
    """A test run, for the process that begins it: it has a keeper until it ends."""

    def __init__(self) -> None:
        self._keeper = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.keeper"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self._keeper.stdout is not None
        os.environ[RUN] = self._keeper.stdout.readline().rstrip()

    def end(self) -> None:
        self._keeper.communicate()


def ask(*words: str) -> str:
    """What the keeper answers."""
    with socket.socket(socket.AF_UNIX) as keeper:
        keeper.connect(f"{os.environ[RUN]}/{ASKED}")
        keeper.sendall(f"{' '.join(words)}\n".encode())
        with keeper.makefile() as answer:
            found = answer.read()
    assert found, f"the keeper cannot: {words[0]}"
    return found


def new_postgresql(*, empty: bool = False) -> str:
    """The address of a database of one's own, with its tables or without any."""
    return ask("empty" if empty else "filled")


def drop_postgresql(url: str) -> None:
    """At once, or a thousand of them are there at the end."""
    ask("drop", url.partition("@/")[2].partition("?")[0])


async def fill(database: Database) -> None:
    """What `migrate` does to an empty database, as a copy where that is quicker."""
    path = database.sqlite_path
    if path is not None and not path.exists():
        shutil.copyfile(ask("file"), path)
        return
    found, needed = await current(database)
    if found != needed:
        await migrate(database)
