"""One process leads: it holds the row, renews it each second, runs the leader's work, lets go in
time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable

from storage.database import Database, DatabaseUnavailable
from storage.models import lead

log = logging.getLogger(__name__)

RENEW = 1.0  # seconds
# A holder that could not renew for so long stops before the row can pass to another.
LET_GO = lead.LEASE - RENEW


class Leadership:
    """The lead among processes. `term` is this process's term while it leads, else None."""

    def __init__(self, database: Database, holder: str) -> None:
        self._database = database
        self._holder = holder
        self.term: int | None = None
        self._taken = 0.0  # monotonic, before the row said so
        self._renewing: set[asyncio.Future[bool | None]] = set()

    async def run(self, work: Callable[[int], Awaitable[None]]) -> None:
        """Run `work(term)` whenever this process leads; cancel it when it no longer does."""
        try:
            await self._lead(work)
        finally:
            # A renewal that was let go of still holds a connection, which nobody would close.
            if self._renewing:
                await asyncio.wait(self._renewing, timeout=RENEW)

    async def _lead(self, work: Callable[[int], Awaitable[None]]) -> None:
        while True:
            term = await self._take()
            if term is None:
                await asyncio.sleep(RENEW)
                continue
            log.info("leading, term %s", term)
            self.term = term
            working = asyncio.ensure_future(work(term))
            try:
                await self._hold(term, working)
            finally:
                self.term = None
                working.cancel()
                await asyncio.gather(working, return_exceptions=True)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(lead.LEASE):  # then it passes by itself
                        await self._give_up(term)

    async def _take(self) -> int | None:
        self._taken = time.monotonic()
        try:
            async with self._database.transaction() as db:
                # With SQLite the lock on the file beside it has shown that nobody else runs.
                return await lead.take(db, self._holder, by_force=self._database.is_sqlite)
        except DatabaseUnavailable as error:
            log.warning("the database does not answer: %s", error)
            return None

    async def _hold(self, term: int, working: asyncio.Future[None]) -> None:
        """Hold on until the work ends, another leads, or the row could soon pass to another."""
        taken = self._taken
        while True:
            left = taken + LET_GO - time.monotonic()
            done, _ = await asyncio.wait({working}, timeout=max(0.0, min(RENEW, left)))
            if done:
                working.result()  # a bug in the leader's work rises
                return
            began = time.monotonic()  # before the database's clock is read
            renewed = await self._renew(term, taken + LET_GO - began)
            if renewed is False:
                log.warning("another process leads now")
                return
            if renewed:
                taken = began
            elif time.monotonic() >= taken + LET_GO:
                log.warning("the lead could not be renewed")
                return

    async def _renew(self, term: int, within: float) -> bool | None:
        """Return whether the lead is still ours; None when that could not be learnt in time."""
        renewing = asyncio.ensure_future(self._try_renewing(term))
        self._renewing.add(renewing)
        renewing.add_done_callback(self._renewing.discard)
        try:
            # Not asyncio.timeout: letting go of a connection that hangs would hang too.
            await asyncio.wait({renewing}, timeout=max(0.0, within))
            return renewing.result() if renewing.done() else None
        finally:
            renewing.cancel()

    async def _try_renewing(self, term: int) -> bool | None:
        try:
            async with self._database.transaction() as db:
                return await lead.renew(db, self._holder, term)
        except DatabaseUnavailable as error:
            log.warning("the database does not answer: %s", error)
            return None

    async def _give_up(self, term: int) -> None:
        try:
            async with self._database.transaction() as db:
                await lead.give_up(db, self._holder, term)
        except DatabaseUnavailable:
            log.warning("the lead will pass when its time is over")
