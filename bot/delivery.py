"""Messages leave by this one way, after the commit that wrote them.

Per chat one message at a time, in order. At most DELIVERY_IN_FLIGHT are between "the call began"
and "written down that it went": that many a crash can repeat, never more.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.channels.base import (
    Channel,
    ChannelError,
    Gone,
    MovedTo,
    Part,
    Refused,
    TooFast,
    Unreached,
    WasBlocked,
)
from bot.group_chats import StaffRoom
from bot.media import MediaStore
from bot.office.door import Office
from bot.pacing import Pacing
from bot.recorder import Recorder
from bot.rendering import MissingText, Rendering, Shown, units
from conversations import letters
from conversations.effects import Gesture
from conversations.messages import Message
from conversations.programme import Programme
from storage.database import Database, DatabaseUnavailable
from storage.models import sending
from storage.models.outbox import FOLLOW_UP, REPLY
from storage.models.sending import Outgoing, Sent

log = logging.getLogger(__name__)

DELIVERY_IN_FLIGHT = 50
CAPTION = 1024  # UTF-16 units under a photo or voice note (Bot API, sendPhoto)
ATTEMPTS = 10  # then it is a dead letter: kept, logged, shown
LONGEST_BACKOFF = 900.0  # seconds
STOP_WITHIN = 5.0  # seconds for what is in flight when the bot stops
CALM = 0.05  # seconds between a look that found nothing and the next


class Delivery:
    """Sends messages, on the leader alone; `term` is its term."""

    def __init__(
        self,
        *,
        database: Database,
        office: Office,
        channels: Mapping[str, Channel],
        rendering: Rendering,
        programme: Programme,
        media: MediaStore,
        now: Callable[[], datetime],
        pacing: Pacing,
        random: Callable[[], float],
        staff_room: StaffRoom,
    ) -> None:
        self._database = database
        self._channels = channels
        self._rendering = rendering
        self._programme = programme
        self._media = media
        self._now = now
        self._pacing = pacing
        self._random = random
        self.term = 0
        self._looked_back = 0.0
        self._running = False
        self._wake = asyncio.Event()
        self._slots = asyncio.Semaphore(DELIVERY_IN_FLIGHT)
        self._early: list[Outgoing] = []  # replies that came before `run` was ready for them
        self._chats: dict[int, deque[Outgoing]] = {}
        self._behind: dict[int, set[int]] = {}  # per account: replies that wait in the database
        self._pushes: set[int] = set()  # claimed, that nobody waits for
        self._turns: set[asyncio.Task[None]] = set()  # of pushes that wait for their turn
        self._tasks: set[asyncio.Task[None]] = set()
        self.recorder = Recorder(database, office, staff_room, now)

    # What the rest of the house calls

    def accept(self, replies: Sequence[Outgoing]) -> None:
        """Send replies that were born `sending`: they need no claim."""
        if not self._running:
            self._early += replies
            return
        for outgoing in replies:
            # One of an earlier term is taken up from the database.
            if outgoing.term in (0, self.term):
                self._line_up(outgoing)
        self._wake.set()  # the same commit may have written messages to others

    def gesture(self, channel: str, to: str, gesture: Gesture) -> None:
        """Make a gesture once, soon; it is dropped on any failure."""
        self._spawn(self._gesture(channel, to, gesture))

    def wake(self) -> None:
        self._wake.set()

    async def run(self, term: int) -> None:
        """Claim and send until cancelled; then finish what is in flight."""
        self.term = term
        self.recorder.begin(term)
        recorder = asyncio.create_task(self.recorder.run())
        try:
            await self._take_up(term)
            while True:
                self._wake.clear()
                if not await self._claim_some():
                    await asyncio.sleep(CALM)
                    await self._sleep(1.0)
        finally:
            await self._finish(recorder)

    async def _take_up(self, term: int) -> None:
        """Take up what an earlier life left, and what came while this one began."""
        while True:
            try:
                async with self._database.transaction() as db:
                    taken = await sending.take_over(db, term)
                    self._behind = await sending.waiting_replies(db)
                break
            except DatabaseUnavailable as error:
                log.warning("the database does not answer: %s", error)
                await asyncio.sleep(1.0)
        if taken:
            log.info("took up %s messages that an earlier life left in flight", taken)
        self._running = True
        early, self._early = self._early, []
        self.accept([o for o in early if o.term in (0, term)])

    async def send_waiting(self, term: int) -> int:
        """Claim, send and write down in one sequential pass, for commands and tests."""
        self.term = self.recorder.term = term
        async with self._database.transaction() as db:
            await sending.take_over(db, term)
        sent = 0
        while batch := await self._claim():
            for outgoing in batch:
                await self.deliver(outgoing)
                sent += 1
        return sent

    async def deliver(self, outgoing: Outgoing) -> bool:
        """Send one message and write down what became of it; return whether it went."""
        result = await self.send(outgoing)
        await self.recorder.record([(outgoing, result)])
        return result.state == "sent"

    # Claiming and lining up

    async def _claim_some(self) -> bool:
        """Claim what there is room for and line it up; return whether there may be more."""
        room = DELIVERY_IN_FLIGHT - len(self._pushes)
        try:
            batch = await self._claim(room)
        except DatabaseUnavailable as error:
            log.warning("the database does not answer: %s", error)
            return False
        for outgoing in batch:
            self._no_longer_behind(outgoing)
            if outgoing.priority == REPLY:
                self._line_up(outgoing)
            else:
                self._pushes.add(outgoing.id)
                task = self._spawn(self._push(outgoing))
                self._turns.add(task)
                task.add_done_callback(self._turns.discard)
        return len(batch) >= max(room, 1)

    async def _claim(self, room: int = DELIVERY_IN_FLIGHT) -> list[Outgoing]:
        """Claim what may go now; only replies when enough is waiting for its turn."""
        async with self._database.transaction() as db:
            if time.monotonic() - self._looked_back > 1.0:
                # A leader that was slow to notice may still have written under its old term.
                await sending.take_over(db, self.term)
                self._looked_back = time.monotonic()
            now = self._now()
            calendar = self._programme.calendar  # also of what is late in leaving
            quiet = calendar.after_quiet_hours(now) > now
            return await sending.claim(
                db,
                list(self._channels),
                self.term,
                now,
                room if room > 0 else DELIVERY_IN_FLIGHT,
                only_replies=room <= 0 or quiet,
                gently=calendar.for_a_no(now) == now,
            )

    async def _push(self, outgoing: Outgoing) -> None:
        """Let what nobody waits for wait its turn; replies of the same chat go meanwhile."""
        await self._pacing.turn(outgoing.channel, outgoing.external_id)
        if self._running:
            self._line_up(outgoing)

    def _line_up(self, outgoing: Outgoing) -> None:
        if any(waiting < outgoing.id for waiting in self._behind.get(outgoing.account, ())):
            self._keep_behind(outgoing)
            self._spawn(self._put_back([outgoing]))
            return
        line = self._chats.get(outgoing.account)
        if line is not None:
            line.append(outgoing)
            return
        self._chats[outgoing.account] = line = deque([outgoing])
        self._spawn(self._chat(outgoing.account, line))

    async def _chat(self, account: int, line: deque[Outgoing]) -> None:
        """Send one chat's messages, one after the other.

        Between the look that finds the line empty and its end nothing else can run.
        """
        try:
            while line and self._running:
                result = await self._one(line.popleft())
                if result.state == "waiting" or result.error == "gone":
                    rest = list(line)
                    line.clear()
                    await self._put_back(rest)
        finally:
            if self._chats.get(account) is line:
                del self._chats[account]
            self._wake.set()

    async def _one(self, outgoing: Outgoing) -> Sent:
        try:
            await self._pacing.when_free(outgoing.channel, outgoing.external_id)
            async with self._slots:
                if not self._running:  # it is taken up at the next start
                    return Sent(outgoing.id, "waiting")
                result = await self.send(outgoing)
                self._expect(outgoing, result)
                await self.recorder.write_down([(outgoing, result)])
            if result.state == "waiting":  # counted from when it was written down
                asyncio.get_running_loop().call_later(result.wait + 0.01, self._wake.set)
            return result
        finally:
            self._pushes.discard(outgoing.id)

    async def _put_back(self, rest: Sequence[Outgoing]) -> None:
        """What stood behind a message that must wait, waits in the database, in its place."""
        for outgoing in rest:
            self._pushes.discard(outgoing.id)
        if rest:
            await self.recorder.write_down(
                [(o, Sent(o.id, "waiting", o.parts_sent, o.sent_ids, counted=False)) for o in rest]
            )

    def _expect(self, outgoing: Outgoing, result: Sent) -> None:
        """Later replies of a chat wait behind one that is to be tried again."""
        if result.error in ("blocked", "gone"):  # who writes all the same is answered at once
            self._behind.pop(outgoing.account, None)
        elif result.state == "waiting":
            self._keep_behind(outgoing)

    def _keep_behind(self, outgoing: Outgoing) -> None:
        if outgoing.priority == REPLY:
            self._behind.setdefault(outgoing.account, set()).add(outgoing.id)

    def _no_longer_behind(self, outgoing: Outgoing) -> None:
        waiting = self._behind.get(outgoing.account)
        if waiting is not None:
            waiting.discard(outgoing.id)
            if not waiting:
                del self._behind[outgoing.account]

    # Sending

    async def send(self, outgoing: Outgoing) -> Sent:
        """Call the channel, part by part; never raises but when cancelled."""
        ids = list(outgoing.sent_ids)
        done = outgoing.parts_sent

        def became(
            state: str, *, wait: float = 0.0, counted: bool = True, error: str | None = None
        ) -> Sent:
            return Sent(outgoing.id, state, done, tuple(ids), wait, counted, error)

        try:
            channel = self._channels[outgoing.channel]
            said = self._pushed(outgoing, seen=channel.traits.push_is_seen)
            shown = self._rendering.message(said, outgoing.language)
            parts = await self._parts(shown, channel, pushed=outgoing.priority != REPLY)
            # Another language may have fewer parts: then the last one, with the buttons.
            for part in parts[min(done, len(parts) - 1) :]:
                await self._pacing.when_free(outgoing.channel, outgoing.external_id)
                ids.append(await channel.send(outgoing.external_id, part))
                if outgoing.priority == REPLY or done > outgoing.parts_sent:
                    self._pacing.note(outgoing.channel, outgoing.external_id)
                done += 1
        except WasBlocked:
            return became("waiting", counted=False, error="blocked")
        except Gone:
            return became("dead", error="gone")
        except MovedTo as error:
            if outgoing.attempts + 1 >= ATTEMPTS:
                return became("dead", error=str(error))
            return replace(became("waiting", error=str(error)), moved_to=error.room)
        except TooFast as error:
            self._pacing.hold(outgoing.channel, outgoing.external_id, error.seconds)
            return became("waiting", wait=error.seconds, counted=False)
        except DatabaseUnavailable as error:  # where a file is looked up
            return became("waiting", wait=1.0, counted=False, error=str(error))
        except Unreached as error:
            if outgoing.attempts + 1 >= ATTEMPTS:
                return became("dead", error=str(error))
            return became("waiting", wait=self._backoff(outgoing.attempts), error=str(error))
        except (Refused, MissingText) as error:
            log.error("message %s cannot be sent: %s", outgoing.id, type(error).__name__)
            return became("dead", error=str(error))
        except Exception as error:  # a bug; what it says may quote somebody
            log.error("message %s cannot be sent: %s", outgoing.id, type(error).__name__)
            return became("dead", error=type(error).__name__)
        return became("sent")

    def _pushed(self, outgoing: Outgoing, *, seen: bool) -> Message:
        """Return the message, or a notice of it: for who is not alone, or by the programme."""
        unasked = seen and self._programme.push_detail == "notice"
        if outgoing.priority == FOLLOW_UP and (outgoing.discreet or unasked):
            return letters.discreet_notice(outgoing.message, outgoing.id)
        return outgoing.message

    async def _parts(self, shown: Shown, channel: Channel, *, pushed: bool) -> list[Part]:
        """Return the calls that say a message: buttons stand under the last."""
        texts = list(shown.texts)
        if shown.media is None:
            parts = [Part(text) for text in texts]
        else:
            media = await self._media.for_channel(shown.media, channel)
            if media is None:  # the bytes are not here (yet): say so in its place
                parts = [Part(text) for text in texts]
            else:
                caption = texts.pop() if units(texts[-1]) <= CAPTION else ""
                parts = [*(Part(text) for text in texts), Part(caption, media=media)]
        parts[-1] = replace(parts[-1], buttons=shown.buttons)
        return [replace(part, pushed=pushed) for part in parts]

    def _backoff(self, attempts: int) -> float:
        """Return seconds, doubling from one, with jitter so that not all return together."""
        longest: float = min(LONGEST_BACKOFF, 2.0**attempts)
        return longest * (0.5 + self._random() / 2)

    async def _gesture(self, channel: str, to: str, gesture: Gesture) -> None:
        try:
            await self._channels[channel].gesture(to, gesture)
        except ChannelError as error:
            log.debug("a gesture was dropped: %s", type(error).__name__)

    # Stopping

    async def _finish(self, recorder: asyncio.Task[None]) -> None:
        """What is in flight gets a few seconds; what is left is taken up at the next start."""
        self._running = False
        for task in self._turns:
            task.cancel()
        deadline = time.monotonic() + STOP_WITHIN
        try:
            while self._tasks and (left := deadline - time.monotonic()) > 0:
                await asyncio.wait(self._tasks, timeout=left)
        finally:  # also when cancelled once more
            tasks = {recorder, *self._tasks}
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=STOP_WITHIN)
            self._chats.clear()
            self._behind.clear()
            self._pushes.clear()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery failed: %s", type(error).__name__, exc_info=error)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass
