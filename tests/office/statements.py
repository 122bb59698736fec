"""Statements of the transaction that handles a batch, counted by the table that each goes to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.inbound import Inbound
from conversations import reception
from conversations.effects import Effect
from conversations.engine import Library, Step
from conversations.events import Applied, Event
from conversations.progress import Progress
from conversations.views import Facts
from storage import views

_TABLE = re.compile(r'\b(?:FROM|INTO|UPDATE)\s+"?(\w+)', re.IGNORECASE)
_FRAME = ("BEGIN", "COMMIT", "ROLLBACK")
_WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Statements:
    """Statements that `handle` asked of the database: one that is run with many rows counts once.

    `office` holds those after the first facts and before progress, outbox and inbox are written.
    """

    whole: Counter[str] = field(default_factory=Counter)
    office: Counter[str] = field(default_factory=Counter)
    changes: bool = False  # whether the office wrote anything
    undone: str = ""  # why they are of no use: what was to be done was not


@contextmanager
def counted(engine: Engine) -> Iterator[Statements]:
    """Yield the statements of the one batch that is handled meanwhile."""
    found = Statements()
    facts, handle, write = views.load, Inbound.handle, Inbound._write
    handling = loaded = False

    def note(_c: Any, _k: Any, statement: str, _p: Any, _x: Any, _m: bool) -> None:
        if not handling or statement.startswith(_FRAME):
            return
        table = table_of(statement)
        found.whole[table] += 1
        if loaded:
            found.office[table] += 1
            found.changes |= statement.startswith(_WRITES)

    async def counting_handle(*args: Any, **named: Any) -> Any:
        nonlocal handling
        handling = True
        try:
            return await handle(*args, **named)
        finally:
            handling = False

    async def counting_facts(*args: Any, **named: Any) -> Any:
        nonlocal loaded
        result = await facts(*args, **named)
        loaded = True
        return result

    async def counting_write(*args: Any, **named: Any) -> Any:
        nonlocal loaded
        loaded = False
        return await write(*args, **named)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with (
            patch.object(Inbound, "handle", counting_handle),
            patch.object(Inbound, "_write", counting_write),
            patch.object(views, "load", counting_facts),
        ):
            yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def table_of(statement: str) -> str:
    """Return the table that stands first in it; its first word where there is none."""
    found = _TABLE.search(statement)
    return found.group(1) if found else statement.split()[0]


@dataclass
class Wishes:
    """A stand-in for the reception: who wishes something gets it, whatever they said.

    What they hear of it is kept, and goes on to the real reception, as all else does.
    """

    wanted: dict[int, Effect]  # by account
    heard: dict[int, list[Event]] = field(default_factory=dict)

    @contextmanager
    def granted(self) -> Iterator[None]:
        receive = reception.receive

        def grant(library: Library, progress: Progress, told: Event, facts: Facts) -> Step:
            account = facts.me.account
            if account in self.wanted:
                self.heard[account] = []
                return Step(progress, effects=(self.wanted.pop(account),))
            self.heard.setdefault(account, []).append(told)
            return receive(library, progress, told, facts)

        with patch.object(reception, "receive", grant):
            yield


def named(heard: Sequence[Event]) -> str:
    """Name events as the table of effects does: what was applied, else which kind it is."""
    return " ".join(e.what if isinstance(e, Applied) else type(e).__name__ for e in heard)
