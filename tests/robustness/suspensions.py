"""Counting the points at which a coroutine lets go of the loop: there it can be killed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from typing import Any


class Counted(Coroutine[Any, Any, Any]):
    """A coroutine that calls `suspended` each time it yields to the loop."""

    def __init__(
        self, inner: Coroutine[Any, Any, Any], suspended: Callable[[Coroutine[Any, Any, Any]], None]
    ) -> None:
        self._inner = inner
        self._suspended = suspended

    def send(self, value: Any) -> Any:
        waited_for = self._inner.send(value)
        self._suspended(self._inner)
        return waited_for

    def throw(self, *error: Any) -> Any:
        waited_for = self._inner.throw(*error)
        self._suspended(self._inner)
        return waited_for

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return (yield from self._inner.__await__())


def count_all_tasks(suspended: Callable[[Coroutine[Any, Any, Any]], None]) -> None:
    """From here on every new task of the running loop is counted."""

    def factory(
        loop: asyncio.AbstractEventLoop, coroutine: Any, **kwargs: Any
    ) -> asyncio.Task[Any]:
        return asyncio.Task(Counted(coroutine, suspended), loop=loop, **kwargs)

    asyncio.get_running_loop().set_task_factory(factory)
