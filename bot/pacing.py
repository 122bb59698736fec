"""Messages that nobody waits for are paced; a reply leaves at once, only a 429 holds it.

Each channel says what its pace is. Replies are counted in, so that the rest gives way to them.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable

from bot.channels.base import Pace

MOST_KEPT = 10_000  # chats whose turn is remembered
STORM = 3  # so many different chats refused within a second hold all


class Pacing:
    """Paces messages. `pace_of` a channel by its name; None: it has none. `clock` is monotonic, in
    seconds."""

    def __init__(self, pace_of: Callable[[str], Pace | None], clock: Callable[[], float]) -> None:
        self._pace_of = pace_of
        self._clock = clock
        self._next: dict[str, float] = {}  # when a chat may hear something again
        self._recent: defaultdict[str, deque[float]] = defaultdict(deque)  # per channel
        self._held: dict[str, float] = {}
        self._all_held: dict[str, float] = {}  # per channel
        self._refusals: deque[tuple[float, str, str]] = deque()

    async def turn(self, channel: str, to: str) -> None:
        """Wait until a message that nobody waits for may go."""
        pace = self._pace_of(channel)
        if pace is None:
            return
        while (wait := self._wait(pace, channel, to)) > 0:
            await asyncio.sleep(wait)
        self.note(channel, to)

    async def when_free(self, channel: str, to: str) -> None:
        """Wait while a 429 holds this chat, or all."""
        key = f"{channel}:{to}"
        while (until := self._free_at(key, channel)) > (now := self._clock()):
            await asyncio.sleep(until - now)

    def hold(self, channel: str, to: str, seconds: float) -> None:
        """Hold this chat so many seconds after a 429; three chats within a second hold all."""
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
        pace = self._pace_of(channel)
        if pace is None:
            return
        now = self._clock()
        self._next[f"{channel}:{to}"] = now + pace.gap(to)
        self._recent[channel].append(now)
        if len(self._next) > MOST_KEPT:
            self._next = {k: t for k, t in self._next.items() if t > now}
            self._held = {k: t for k, t in self._held.items() if t > now}

    def _free_at(self, key: str, channel: str) -> float:
        return max(self._held.get(key, 0.0), self._all_held.get(channel, 0.0))

    def _wait(self, pace: Pace, channel: str, to: str) -> float:
        now, recent = self._clock(), self._recent[channel]
        wait = self._next.get(f"{channel}:{to}", now) - now
        while recent and now - recent[0] >= 1.0:
            recent.popleft()
        if pace.per_second and len(recent) >= pace.per_second:
            wait = max(wait, recent[0] + 1.0 - now)
        return wait
