"""The calendar tells which days and hours are worked, and how long a programme's clocks run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class FreeDays(Protocol):
    def __contains__(self, day: date, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Clocks:
    """The lengths of clocks, in working days; quiet hours are hours of the day, `undo` seconds."""

    read_within: int = 5
    answer_within: int = 15
    delay: int = 10  # how much later the machine's new date is
    heartbeat: int = 20  # without a word about what is being done
    repeat_question: int = 5
    question_rests: int = 10  # the answer date stands still so long at most
    look_again: int = 60  # after a "not now" that named no day
    check_back: int = 20  # after an answer, or after it is said to be done
    close: int = 20  # after the author was asked
    quiet_from: int = 21
    quiet_until: int = 8
    undo: int = 60  # in which an answer can be taken back before it goes


MORNING, EVENING = 9, 17  # hours between which somebody reads on a working day


@dataclass(frozen=True)
class Calendar:
    """The days that are worked, and where. `free` holds holidays; weekends are free anyway."""

    zone: ZoneInfo
    free: FreeDays
    clocks: Clocks = Clocks()

    def working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.free

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def after(self, day: date, working_days: int) -> date:
        """Return the day that many working days later (0: the day itself, worked or not)."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.working(day)
        return day

    def next_working(self, day: date) -> date:
        """Return the day itself when it is worked, else the first after it that is."""
        while not self.working(day):
            day += timedelta(days=1)
        return day

    def working_days_ago(self, now: datetime, working_days: int) -> datetime:
        """Return the same time of day, that many working days earlier."""
        day = self.today(now)
        while working_days > 0:
            day -= timedelta(days=1)
            working_days -= self.working(day)
        return datetime.combine(day, now.astimezone(self.zone).timetz())

    def morning(self, day: date) -> datetime:
        """Return when the day's work begins: 9 o'clock local time."""
        return datetime.combine(day, time(MORNING), self.zone)

    def last_call(self, day: date) -> datetime:
        """Return when the last hour begins in which something may be sent, before it gets quiet."""
        return datetime.combine(day, time(self.clocks.quiet_from - 1), self.zone)

    def after_quiet_hours(self, now: datetime) -> datetime:
        """Return the first moment from now on that is not in the quiet hours."""
        local, clocks = now.astimezone(self.zone), self.clocks
        if clocks.quiet_until <= local.hour < clocks.quiet_from:
            return now
        day = local.date() + timedelta(days=local.hour >= clocks.quiet_from)
        return datetime.combine(day, time(clocks.quiet_until), self.zone)

    def not_before(self, now: datetime, *, no: bool = False) -> datetime | None:
        """Return when something that nobody asked for now may go; None: at once (promise 6)."""
        at = self.for_a_no(now) if no else self.after_quiet_hours(now)
        return at if at > now else None

    def for_a_no(self, now: datetime) -> datetime:
        """Return the first moment, outside the quiet hours, that is fit for a no.

        That is on a working day that is not the eve of a free one.
        """
        at = self.after_quiet_hours(now)
        day = at.astimezone(self.zone).date()
        if self._fit_for_a_no(day):
            return at
        while not self._fit_for_a_no(day):
            day += timedelta(days=1)
        return datetime.combine(day, time(self.clocks.quiet_until), self.zone)

    def _fit_for_a_no(self, day: date) -> bool:
        return self.working(day) and self.working(day + timedelta(days=1))

    def working_days_between(self, earlier: date, later: date) -> int:
        """Count the working days after the earlier day, up to and including the later one."""
        count = 0
        while earlier < later:
            earlier += timedelta(days=1)
            count += self.working(earlier)
        return count

    def read_from(self, now: datetime) -> date | None:
        """Return the day on which somebody reads again, from the morning on; None: now."""
        local = now.astimezone(self.zone)
        if local.hour >= EVENING or not self.working(local.date()):
            return self.next_working(local.date() + timedelta(days=1))
        return None if local.hour >= MORNING else local.date()
