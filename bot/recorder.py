"""What became of messages is written down, with what follows from it, many at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.group_chats import StaffRoom
from bot.office.door import Office, Sitting
from conversations.messages import Text, say
from conversations.roles import May
from storage.database import Database, DatabaseUnavailable, Db
from storage.models import accounts, colleagues, outbox, sending
from storage.models.outbox import WORK, New
from storage.models.sending import Outgoing, Sent

log = logging.getLogger(__name__)

DEAD = "message-dead"  # what administrators hear


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """An account of what became of some messages, on its way to being written down."""

    results: Sequence[tuple[Outgoing, Sent]]
    recorded: asyncio.Future[None]


class Recorder:
    """Writes down what became of messages, for the leader whose `term` it is."""

    def __init__(
        self,
        database: Database,
        office: Office,
        staff_room: StaffRoom,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._office = office
        self._staff_room = staff_room
        self._now = now
        self.term = 0
        self._done: asyncio.Queue[_Item] = asyncio.Queue()

    def begin(self, term: int) -> None:
        """Begin a new term: nothing of an earlier one is written down any more."""
        self.term = term
        self._done = asyncio.Queue()

    async def write_down(self, results: Sequence[tuple[Outgoing, Sent]]) -> None:
        """Write this down, and return when it stands in the database."""
        item = _Item(results, asyncio.get_running_loop().create_future())
        self._done.put_nowait(item)
        await item.recorded

    async def run(self) -> None:
        """Write down everything that has finished, together in one transaction."""
        while True:
            items = [await self._done.get()]
            while not self._done.empty():
                items.append(self._done.get_nowait())
            await self._record_items(items)
            for item in items:
                if not item.recorded.done():
                    item.recorded.set_result(None)

    async def _record_items(self, items: Sequence[_Item]) -> None:
        results = [result for item in items for result in item.results]
        try:
            await self._insist(self.record, results)
        except Exception:  # one of them: each alone, so that the others are not sent twice
            for result in results:
                await self._record_alone(result)

    async def _record_alone(self, result: tuple[Outgoing, Sent]) -> None:
        """Write down that it went, even when what should follow fails."""
        for write in (self.record, self._record_only):
            try:
                await self._insist(write, [result])
            except Exception as error:
                name = type(error).__name__
                log.error("message %s was not written down: %s", result[0].id, name, exc_info=error)
            else:
                return

    async def _insist(
        self,
        write: Callable[[Sequence[tuple[Outgoing, Sent]]], Awaitable[None]],
        results: Sequence[tuple[Outgoing, Sent]],
    ) -> None:
        while True:
            try:
                await write(results)
                return
            except DatabaseUnavailable as error:
                log.warning("the database does not answer: %s", error)
                await asyncio.sleep(1.0)

    async def _record_only(self, results: Sequence[tuple[Outgoing, Sent]]) -> None:
        async with self._database.transaction() as db:
            await sending.record(db, results, self.term, self._now())

    async def record(self, results: Sequence[tuple[Outgoing, Sent]]) -> None:
        now = self._now()
        plain = [r for o, r in results if r.state == "sent" and o.on_sent is None]
        others = [(o, r) for o, r in results if r.state != "sent" or o.on_sent is not None]

        async def recorded(db: Db, office: Sitting) -> None:
            if plain:
                await sending.record_sent(db, plain, self.term, now)
            if others:
                await self._record_others(db, office, others, now)

        await self._office.transaction(recorded)

    async def _record_others(
        self, db: Db, office: Sitting, others: Sequence[tuple[Outgoing, Sent]], now: datetime
    ) -> None:
        ours = set(await sending.record(db, others, self.term, now))
        told = [(outgoing, result) for outgoing, result in others if result.id in ours]
        sent = [outgoing.about for outgoing, result in told if result.state == "sent"]
        if arrived := [about for about in sent if about is not None]:
            await office.delivered(arrived)
        for outgoing, result in told:
            if result.moved_to is not None:
                await accounts.readdress(db, outgoing.account, result.moved_to)
                if outgoing.channel == self._staff_room.channel:
                    move = (outgoing.external_id, result.moved_to)
                    await self._staff_room.moved(db, [move], now)
            elif result.error == "blocked":
                await accounts.mark_reachable(db, outgoing.account, "blocked")
            elif result.error == "gone":
                other = await office.account_is_gone(
                    outgoing.person, outgoing.account, outgoing.about
                )
                if other is None:
                    await sending.bury(db, outgoing.account, "gone")
                else:
                    await sending.send_again(db, outgoing.id, other)
                    await sending.move(db, [(outgoing.account, other)])
            elif result.state == "dead":
                await self._tell_of_dead_letter(db, outgoing, now)

    async def _tell_of_dead_letter(self, db: Db, outgoing: Outgoing, now: datetime) -> None:
        if any(isinstance(t, Text) and t.key == DEAD for t in outgoing.message.body):
            return  # two administrators would tell each other for ever
        administrators = [c.person for c in await colleagues.colleagues(db, May.ADMINISTER)]
        told = await accounts.identities_of(db, administrators) if administrators else {}
        rows = [
            New(
                i.account,
                say(DEAD, reference=f"M{outgoing.id}"),
                WORK,
                dedupe_key=f"dead:{outgoing.id}:{i.person}",
            )
            for i in told.values()
            if i.account != outgoing.account
        ]
        await outbox.add_once(db, rows, now)
