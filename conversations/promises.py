"""What is due to whom and when: pure functions of history, calendar and now.

Source: promises 3, 4 and 6; the lengths are the programme's (`programme.toml`, clocks).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from conversations.lifecycle import ENDED, UNANSWERED, Status


class FreeDays(Protocol):
    def __contains__(self, day: date, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Clocks:
    """In working days."""

    read_within: int = 5
    answer_within: int = 15


MORNING, EVENING = 9, 17  # hours between which somebody reads on a working day


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, and where. `free` holds holidays; weekends are free anyway."""

    zone: ZoneInfo
    free: FreeDays
    clocks: Clocks = Clocks()

    def working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.free

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def after(self, day: date, working_days: int) -> date:
        """The day that many working days later (0: the day itself, worked or not)."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.working(day)
        return day

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first that is."""
        while not self.working(day):
            day += timedelta(days=1)
        return day

    def working_days_ago(self, now: datetime, working_days: int) -> datetime:
        """The same time of day, that many working days earlier."""
        day = self.today(now)
        while working_days > 0:
            day -= timedelta(days=1)
            working_days -= self.working(day)
        return datetime.combine(day, now.astimezone(self.zone).timetz())

    def morning(self, day: date) -> datetime:
        """Where the day's work begins: 9 o'clock local time."""
        return datetime.combine(day, time(MORNING), self.zone)

    def read_from(self, now: datetime) -> date | None:
        """The day on which somebody reads again, from the morning on; None: they read now."""
        local = now.astimezone(self.zone)
        if local.hour >= EVENING or not self.working(local.date()):
            return self.next_working(local.date() + timedelta(days=1))
        return None if local.hour >= MORNING else local.date()


TASK_WITHIN = 2  # working days for a call, a letter back, or passing something on
CHECK_BACK = 20  # working days after which the author of what was passed on is asked about it


class What(StrEnum):
    """What falls due."""

    READ = "read"
    ANSWER = "answer"
    FOLLOW = "follow"  # after the answer: the clocks of the outcome
    CHECK_BACK = "check_back"  # the author is asked whether it is done


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime
    what: What
    to: str  # "owner", "all-staff" or "author"


def answer_by(received: datetime, calendar: Calendar) -> date:
    """The date *before* which an answer comes: the answer is sent on an earlier day.

    Never the first working day after free days, so that a no can go the day before
    and still not on the eve of a free day.
    """
    day = calendar.after(calendar.today(received), calendar.clocks.answer_within)
    while not calendar.working(day - timedelta(days=1)):
        day = calendar.after(day, 1)
    return day


def last_day(answer: date, calendar: Calendar) -> date:
    """The last working day on which an answer can leave before that date."""
    day = answer - timedelta(days=1)
    while not calendar.working(day):
        day -= timedelta(days=1)
    return day


def task_due(now: datetime, calendar: Calendar) -> date:
    """The day by which somebody calls or writes back."""
    return calendar.after(calendar.today(now), TASK_WITHIN)


def check_back_on(received: datetime, calendar: Calendar) -> date:
    """The day on which the author of something that is passed on is asked whether it is done."""
    return calendar.after(calendar.today(received), CHECK_BACK)


def next_due(
    status: Status,
    received: datetime,
    answer: date,
    calendar: Calendar,
    now: datetime,
    check_back: date | None = None,
) -> Due | None:
    """The next dated message of a contribution; None only when it has ended.

    A due moment that has passed is followed by the next working morning, so that nothing that
    is late ever falls silent. `check_back`: the author is still to be asked, once.
    """
    if status in ENDED:
        return None
    due = _of_status(status, received, answer, calendar, now, soon=check_back is not None)
    if check_back is None:
        return due
    asks = Due(calendar.morning(check_back), What.CHECK_BACK, "author")
    if asks.at <= now:
        asks = replace(asks, at=calendar.morning(calendar.after(calendar.today(now), 1)))
    return min(asks, due, key=lambda one: one.at)


def _of_status(
    status: Status,
    received: datetime,
    answer: date,
    calendar: Calendar,
    now: datetime,
    *,
    soon: bool,
) -> Due:
    """`soon`: it is to be passed on within two days, and so is read the day before."""
    if status is Status.RECEIVED:
        within = TASK_WITHIN - 1 if soon else calendar.clocks.read_within
        read_by = calendar.after(calendar.today(received), within)
        due = Due(calendar.morning(read_by), What.READ, "owner")
    elif status in UNANSWERED:
        due = Due(calendar.morning(last_day(answer, calendar)), What.ANSWER, "owner")
    else:
        due = Due(calendar.morning(calendar.after(answer, 20)), What.FOLLOW, "owner")
    if due.at > now:
        return due
    again = calendar.morning(calendar.after(calendar.today(now), 1))
    return Due(again, due.what, "all-staff" if due.what is What.READ else due.to)
