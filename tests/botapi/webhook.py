"""Delivery of updates to a webhook, in order per chat and until a 2xx comes back."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.botapi.updates import UpdateQueue, Waiting

Json = dict[str, Any]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE = 60.0
ANSWER_WITHIN = 60.0


@dataclass
class Webhook:
    """One webhook that is set, and the task that feeds it."""

    url: str
    secret: str | None
    max_connections: int
    updates: UpdateQueue
    # Seconds before the second retry; the first is at once and each further one waits twice as
    # long, as measured at Telegram's. Tests make it small.
    pause: float = 2.0
    last_error: tuple[int, str] | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None
    _busy: dict[int, Waiting] = field(default_factory=dict)  # what is under way, per chat

    def start(self) -> None:
        """Begin to deliver."""
        self.updates.on_push = self._news.set
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop delivering; what was not delivered stays in the queue."""
        self.updates.on_push = None
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as posts:
            while True:
                self._news.clear()
                room = self.max_connections - len(self._busy)
                for update in self.updates.next_of_chats(self._busy, room):
                    self._busy[update.chat] = update
                    posts.create_task(self._deliver(session, update))
                await self._news.wait()

    async def _deliver(self, session: aiohttp.ClientSession, update: Waiting) -> None:
        failures = 0
        while not await self._accepted(session, update):
            failures += 1
            if failures > 1:
                await asyncio.sleep(min(LONGEST_PAUSE, self.pause * 2 ** (failures - 2)))
        self.updates.drop(update)
        del self._busy[update.chat]
        self._news.set()

    async def _accepted(self, session: aiohttp.ClientSession, update: Waiting) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        try:
            async with session.post(
                self.url, data=update.body, headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.last_error = int(time.time()), f"Connection failed: {type(error).__name__}"
            return False
        if 200 <= answer.status < 300:
            return True
        reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        self.last_error = int(time.time()), reason
        return False

    def as_json(self) -> Json:
        """Return the webhook's part of getWebhookInfo."""
        info: Json = {"url": self.url, "max_connections": self.max_connections}
        if self.last_error is not None:
            info["last_error_date"], info["last_error_message"] = self.last_error
        return info
