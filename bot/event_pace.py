"""More than so many events a minute of one sender are kept and handled later."""

from __future__ import annotations

from datetime import datetime, timedelta


class EventPace:
    """More than so many events a minute of one sender are kept and handled later."""

    def __init__(self, per_minute: int) -> None:
        self._between = timedelta(minutes=1) / per_minute if per_minute else None
        self._taken_until: dict[str, datetime] = {}  # how far ahead each has used its minutes

    def wait(self, sender: str, now: datetime) -> float:
        """Return the seconds that this event waits."""
        if self._between is None:
            return 0.0
        until = max(self._taken_until.get(sender, now), now) + self._between
        self._taken_until[sender] = until
        if len(self._taken_until) > 10_000:
            self._forget(now)
        return max(0.0, (until - now - timedelta(minutes=1)).total_seconds())

    def _forget(self, now: datetime) -> None:
        for sender in [s for s, until in self._taken_until.items() if until <= now]:
            del self._taken_until[sender]
