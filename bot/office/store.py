"""This is the port to what is kept. `sql.py` keeps it in a database; the tests also in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.office.needs import Need
from bot.office.writes import Writes
from conversations.contributions import Contribution


class Store(Protocol):
    async def answer(self, needs: Sequence[Need[Any]]) -> Mapping[Need[Any], Any]:
        """Answer needs of one kind, all of them together. Never changes what they are about."""

    async def add_contributions(self, new: Sequence[Contribution]) -> list[int]:
        """Store contributions without their words and return their ids, in the same order."""

    async def insert(self, writes: Writes) -> None:
        """Store what is new of decisions, commitments, proposals and tasks; gives their ids."""

    async def write(self, writes: Writes) -> None:
        """Store all the rest, in an order in which nothing is named that is not there."""
