"""Limits say how often somebody may do something on the web port; in memory, per account or
address."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MOST_KEPT = 50_000  # who is remembered; the longest silent are forgotten first


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in `seconds`."""

    times: int
    seconds: float


NEW_CHATS = Limit(30, 3600)  # per address: a library's computers share one
CODES_TRIED = Limit(10, 900)  # per address; three words are 27 bits
CODES_TRIED_BY_ALL = Limit(60, 3600)  # over all: nobody guesses from a thousand places
UPLOADS = Limit(40, 3600)  # per account
UPLOADS_FROM = Limit(200, 3600)  # per address
CODES_MADE = Limit(20, 3600)  # per account


class Limits:
    """Counts by (what, who). `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._done: dict[tuple[Limit, str], deque[float]] = {}

    def wait(self, limit: Limit, who: str) -> float:
        """Return the seconds until it may be done again; 0: it may, and is counted."""
        now = self._clock()
        key = (limit, who)
        done = self._done.pop(key, deque())
        self._done[key] = done  # at the end again: the longest silent stand first
        while done and now - done[0] >= limit.seconds:
            done.popleft()
        if len(done) >= limit.times:
            return done[0] + limit.seconds - now
        done.append(now)
        if len(self._done) > MOST_KEPT:
            del self._done[next(iter(self._done))]
        return 0.0

    def forgive(self, limit: Limit, who: str) -> None:
        """It went well: it does not count."""
        if done := self._done.get((limit, who)):
            done.pop()
