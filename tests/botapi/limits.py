"""How often a bot may send (Bot API: 1/s per private chat, 20/min per group, 30/s in all)."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from tests.botapi.refusal import too_many_requests

GROUP_WINDOW = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force; None switches one off.

    Private chats have a bucket of `private_burst` messages that refills at `private_per_second`:
    the Bot API allows short bursts and does not say how long.
    """

    private_per_second: float | None = 1.0
    private_burst: int = 20
    group_per_minute: int | None = 20
    overall_per_second: float | None = 30.0

    @classmethod
    def off(cls) -> "Limits":
        """Return limits that never refuse."""
        return cls(private_per_second=None, group_per_minute=None, overall_per_second=None)


class Bucket:
    """Tokens that refill steadily up to a capacity."""

    __slots__ = ("at", "capacity", "rate", "tokens")

    def __init__(self, capacity: float, rate: float, at: float) -> None:
        self.capacity = capacity
        self.rate = rate
        self.tokens = capacity
        self.at = at

    def wait(self, count: int, now: float) -> float:
        """Return the seconds until `count` tokens can be taken, 0 when they are there."""
        if now > self.at:
            self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.rate)
        self.at = now
        # An album larger than the bucket would otherwise wait for ever.
        missing = min(count, self.capacity) - self.tokens
        return 0.0 if missing <= 1e-9 else missing / self.rate

    def take(self, count: int) -> None:
        """Take tokens, after `wait` said they are there."""
        self.tokens -= count


class Window:
    """At most so many in any sixty seconds."""

    __slots__ = ("most", "times")

    def __init__(self, most: int) -> None:
        self.most = most
        self.times: deque[float] = deque()

    def wait(self, count: int, now: float) -> float:
        """Return the seconds until `count` more fit, 0 when they do."""
        while self.times and self.times[0] <= now - GROUP_WINDOW:
            self.times.popleft()
        over = len(self.times) + min(count, self.most) - self.most
        return 0.0 if over <= 0 else self.times[over - 1] + GROUP_WINDOW - now

    def take(self, count: int, now: float) -> None:
        """Count what was sent."""
        self.times.extend([now] * count)


class Flood:
    """Counts what is sent and refuses what goes over the limits."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self.limits = limits
        self._now = now
        self._overall: Bucket | None = None
        self._private: dict[int, Bucket] = {}
        self._groups: dict[int, Window] = {}
        self.active = limits != Limits.off()

    def spend(self, chat_id: int, private: bool, count: int = 1) -> None:
        """Count messages to a chat, or raise a 429 and count nothing."""
        if not self.active:
            return
        now = self._now()
        chat = self._of_private(chat_id, now) if private else self._of_group(chat_id)
        overall = self._of_all(now)
        wait = max(limit.wait(count, now) if limit else 0.0 for limit in (chat, overall))
        if wait > 0:
            raise too_many_requests(wait)
        if isinstance(chat, Window):
            chat.take(count, now)
        elif chat:
            chat.take(count)
        if overall:
            overall.take(count)

    def _of_private(self, chat_id: int, now: float) -> Bucket | None:
        rate = self.limits.private_per_second
        if rate is None:
            return None
        bucket = self._private.get(chat_id)
        if bucket is None:
            bucket = self._private[chat_id] = Bucket(self.limits.private_burst, rate, now)
        return bucket

    def _of_group(self, chat_id: int) -> Window | None:
        most = self.limits.group_per_minute
        if most is None:
            return None
        return self._groups.setdefault(chat_id, Window(most))

    def _of_all(self, now: float) -> Bucket | None:
        rate = self.limits.overall_per_second
        if rate is not None and self._overall is None:
            self._overall = Bucket(max(1.0, rate), rate, now)
        return self._overall
