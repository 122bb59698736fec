"""SQLite without its threads: what is asked of it is done there and then.

aiosqlite gives each connection a thread, and every statement goes over to it and back several
times; with a file in memory that costs more than the statement itself. Here the event loop does
the work, and hands the result on in its next round, so that others have their turn as before. Not
for tests in which one connection waits for another one's lock: then nobody else has a turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiosqlite import core


class _NoThread:
    daemon = True

    def __init__(self, **_: object) -> None:
        pass

    def start(self) -> None:
        pass


class _Desk:
    """The place where aiosqlite leaves work for its thread."""

    def put_nowait(self, work: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = work
        if future is None:
            function()
            return
        try:
            result = function()
        except BaseException as error:
            future.get_loop().call_soon(core.set_exception, future, error)
        else:
            future.get_loop().call_soon(core.set_result, future, result)


def sqlite_at_once(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(core, "Thread", _NoThread)
    patch.setattr(core, "SimpleQueue", _Desk)
