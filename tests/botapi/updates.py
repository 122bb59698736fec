"""The queue of updates and the long poll that empties it."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from tests.botapi.refusal import bad_request, conflict
from tests.botapi.schema import load

Json = dict[str, Any]

# Bot API: updates are kept for 24 hours; getUpdates returns 1-100 of them.
LIFETIME = 24 * 3600.0
MOST = 100
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@dataclass(slots=True, eq=False)
class Waiting:
    """An update in the queue; `number` is None for raw ones that carry no update_id."""

    number: int | None
    body: bytes
    at: float
    chat: int = 0  # posts of one chat come one after the other; 0: of none
    raw: bool = False
    handed_out: bool = False

    def confirmed_by(self, offset: int) -> bool:
        """Say whether a call with this offset confirms the update.

        A raw one is only ever confirmed after it was handed out, and one without an update_id as
        soon as it was: no offset could name it.
        """
        if self.raw and not self.handed_out:
            return False
        return self.number is None or self.number < offset


class UpdateQueue:
    """Updates in order, for one consumer."""

    def __init__(self, first: int, now: Callable[[], float]) -> None:
        self.next_number = first
        self.allowed: frozenset[str] | None = None
        self.on_push: Callable[[], None] | None = None
        self._now = now
        self._waiting: deque[Waiting] = deque()
        self._poll: asyncio.Future[None] | None = None
        self._some_raw = False

    def __len__(self) -> int:
        return len(self._waiting)

    def allows(self, kind: str) -> bool:
        """Say whether the bot asked for updates of this kind."""
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str]) -> None:
        """Remember the kinds asked for; an empty list means all but the rare ones."""
        known = load().update_kinds
        if unknown := set(kinds) - known:
            raise bad_request(f"unknown update types {sorted(unknown)}")
        self.allowed = frozenset(kinds) if kinds else None

    def push(self, kind: str, content: Any) -> int | None:
        """Queue an update and return its number, or None when the bot did not ask for the kind."""
        if not self.allows(kind):
            return None
        number = self.next_number
        self.next_number += 1
        body = encode({"update_id": number, kind: content}).encode()
        self._append(Waiting(number, body, self._now(), _chat(content)))
        return number

    def push_raw(self, item: Any) -> None:
        """Queue anything at all: bytes go out as they are."""
        number = item.get("update_id") if isinstance(item, dict) else None
        body = item if isinstance(item, bytes) else encode(item).encode()
        self._some_raw = True
        self._append(
            Waiting(number if isinstance(number, int) else None, body, self._now(), raw=True)
        )

    def _append(self, update: Waiting) -> None:
        self._waiting.append(update)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.on_push is not None:
            self.on_push()

    def next_of_chats(self, busy: Container[int], most: int) -> list[Waiting]:
        """Return the oldest update of each chat that is not busy, the oldest first."""
        self._expire()
        found: dict[int, Waiting] = {}
        for update in self._waiting:
            if len(found) >= most:
                break
            if update.chat not in busy:
                found.setdefault(update.chat, update)
        return list(found.values())

    def drop(self, update: Waiting) -> None:
        """Remove an update, unless it has gone already."""
        with contextlib.suppress(ValueError):
            self._waiting.remove(update)

    def clear(self) -> None:
        """Forget all updates."""
        self._waiting.clear()

    def interrupt(self, reason: str) -> None:
        """End a poll that is under way with a conflict."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    async def poll(self, offset: int, limit: int, timeout: float) -> bytes:
        """Confirm what the offset confirms and return a JSON list, waiting when it is empty."""
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is "
            "running"
        )
        self._confirm(offset)
        self._expire()
        if not self._waiting and timeout > 0:
            await self._wait(timeout)
        return self._hand_out(limit)

    async def _wait(self, timeout: float) -> None:
        loop = asyncio.get_running_loop()
        poll = self._poll = loop.create_future()
        timer = loop.call_later(timeout, _finish, poll)
        try:
            await poll
        finally:
            timer.cancel()
            if self._poll is poll:
                self._poll = None

    def _confirm(self, offset: int) -> None:
        waiting = self._waiting
        if offset < 0:
            while len(waiting) > -offset:
                waiting.popleft()
        elif self._some_raw:
            self._waiting = deque(one for one in waiting if not one.confirmed_by(offset))
            self._some_raw = any(one.raw for one in self._waiting)
        else:
            while waiting and waiting[0].confirmed_by(offset):
                waiting.popleft()

    def _expire(self) -> None:
        oldest = self._now() - LIFETIME
        while self._waiting and self._waiting[0].at < oldest:
            self._waiting.popleft()

    def _hand_out(self, limit: int) -> bytes:
        bodies: list[bytes] = []
        for update in self._waiting:
            if len(bodies) == limit:
                break
            update.handed_out = True
            bodies.append(update.body)
        return b"[" + b",".join(bodies) + b"]"


def _chat(content: Any) -> int:
    """Return the chat an update happened in, or 0."""
    found = content.get("message", content) if isinstance(content, dict) else {}
    chat: int = found.get("chat", {}).get("id", 0)
    return chat


def _finish(poll: asyncio.Future[None]) -> None:
    if not poll.done():
        poll.set_result(None)
