"""A database that cannot be opened: nothing of it is left when the loop ends."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import aiosqlite.core
import pytest

from storage.database import Database, DatabaseUnavailable


class Slow:
    """A log whose every line takes a while: the connection's thread is busy that long."""

    def debug(self, *_: Any) -> None:
        if threading.current_thread() is not threading.main_thread():
            time.sleep(0.05)


async def _fails(url: str) -> None:
    database = Database(url)
    with pytest.raises(DatabaseUnavailable, match="is a directory"):
        async with database.reading():
            raise AssertionError("a directory was opened")
    await database.close()


def test_the_thread_of_a_connection_that_failed_ends_before_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aiosqlite.core, "LOG", Slow())
    unheard: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", unheard.append)
    before = set(threading.enumerate())
    asyncio.run(_fails(f"sqlite+aiosqlite:///{tmp_path}"))
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert unheard == []
