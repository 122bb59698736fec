"""Pacing for what nobody waits for; a reply leaves at once, only a 429 holds it.

Limits (Bot API, FAQ): one message a second per chat, 20 a minute per group, about 30 a second in
all. Replies are counted in, so that the rest gives way to them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

PER_CHAT = 1.0  # seconds between two messages that nobody waits for
PER_GROUP = 60.0 / 20
STORM = 3  # so many different chats refused within a second hold all


class Pacing:
    """`per_second` over all chats of Telegram; 0: none. `clock` is monotonic, in seconds."""

    def __init__(self, per_second: float, clock: Callable[[], float]) -> None:
        self._per_second = per_second
        self._clock = clock
        self._last: dict[str, float] = {}
        self._recent: deque[float] = deque()
        self._held: dict[str, float] = {}
        self._all_held: dict[str, float] = {}  # per channel
        self._refusals: deque[tuple[float, str, str]] = deque()

    async def turn(self, channel: str, to: str) -> None:
        """Wait until a message that nobody waits for may go."""
        if channel != "telegram":
            return
        while (wait := self._wait(to)) > 0:
            await asyncio.sleep(wait)
        self.note(channel, to)

    async def when_free(self, channel: str, to: str) -> None:
        """Wait while a 429 holds this chat, or all."""
        key = f"{channel}:{to}"
        while (until := self._free_at(key, channel)) > (now := self._clock()):
            await asyncio.sleep(until - now)

    def hold(self, channel: str, to: str, seconds: float) -> None:
        """A 429: this chat waits exactly so long; three chats within a second: all wait."""
        now = self._clock()
        key = f"{channel}:{to}"
        self._held[key] = now + seconds
        self._refusals.append((now, channel, key))
        while self._refusals and now - self._refusals[0][0] > 1.0:
            self._refusals.popleft()
        if len({k for _, c, k in self._refusals if c == channel}) >= STORM:
            self._all_held[channel] = max(self._all_held.get(channel, 0.0), now + seconds)

    def note(self, channel: str, to: str) -> None:
        """A message went out."""
        if channel != "telegram":
            return
        now = self._clock()
        self._last[to] = now
        self._recent.append(now)
        if len(self._last) > 10_000:
            self._last = {k: t for k, t in self._last.items() if now - t < PER_GROUP}
            self._held = {k: t for k, t in self._held.items() if t > now}

    def _free_at(self, key: str, channel: str) -> float:
        return max(self._held.get(key, 0.0), self._all_held.get(channel, 0.0))

    def _wait(self, to: str) -> float:
        now = self._clock()
        gap = PER_GROUP if to.startswith("-") else PER_CHAT
        wait = self._last.get(to, -gap) + gap - now
        while self._recent and now - self._recent[0] >= 1.0:
            self._recent.popleft()
        if self._per_second and len(self._recent) >= self._per_second:
            wait = max(wait, self._recent[0] + 1.0 - now)
        return wait
