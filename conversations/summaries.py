"""Summaries reach staff at the hour each chose, and what cannot wait reaches them at once.

Staff read a summary, not a stream (conversations.md, Staff). Pure; what is sent is written by
`bot/office/summaries.py`, and the next moment is stored, forward only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from conversations.calendar import EVENING, Calendar
from conversations.lifecycle import UNANSWERED, Status
from conversations.promises import last_day

# What somebody may choose; hours are o'clock, local time, on working days.
AT_ONCE, ASKED = "at_once", "asked"
HOURS = (8, 9, 12, 16)
CHOICES = (*(str(hour) for hour in HOURS), AT_ONCE, ASKED)
FIRST_HOUR = 9  # of who has not chosen yet, and of the group


class When(StrEnum):
    """The moment at which the owner of something hears of it, if they chose an hour."""

    AT_ONCE = "at_once"
    TODAY = "today"  # at once on the day on which it must be answered or done, or later
    SUMMARY = "summary"


# The one rule of "vandaag nodig", by what happened: a card's heading, or a kind of task.
SOON: dict[str, When] = {
    "emergency": When.AT_ONCE,
    "reacted-due_answer": When.AT_ONCE,
    "new": When.TODAY,
    "reacted-given": When.TODAY,
    "reacted-answer": When.TODAY,
    "reacted-question": When.TODAY,
    "reacted-disagree": When.TODAY,
    "reacted-correction": When.TODAY,
    "reacted-added": When.TODAY,
    "reacted-edited": When.TODAY,
    "reacted-changed": When.TODAY,
    "reacted-late": When.TODAY,
    "reacted-detail": When.TODAY,
    "reacted-done_no": When.TODAY,
    "call": When.TODAY,
    "write": When.TODAY,
    "visit": When.TODAY,
    "erase": When.TODAY,
    "question": When.TODAY,
    "pass_on": When.TODAY,
    "unreachable": When.TODAY,
    "reacted-done_yes": When.SUMMARY,
    "reacted-heard": When.SUMMARY,
    "reacted-read": When.SUMMARY,
    "reacted-withdraw": When.SUMMARY,
    "reacted-due_read": When.SUMMARY,
    "reacted-due_work": When.TODAY,
    "reacted-due_fact": When.SUMMARY,
    "reacted-due_look_again": When.SUMMARY,
    "reacted-due_overdue": When.AT_ONCE,
    "late": When.AT_ONCE,
    "second": When.TODAY,
    "second_own": When.TODAY,
    "reacted-unsent": When.AT_ONCE,
    "reacted-partly": When.TODAY,
    "reacted-done_partly": When.TODAY,
    "reacted-mine_yes": When.SUMMARY,
    "reacted-mine_no": When.TODAY,
    "reacted-mine_done": When.SUMMARY,
    "reacted-better": When.SUMMARY,
    "reacted-join_yes": When.SUMMARY,
    "reacted-join_no": When.TODAY,
    "reacted-organisation": When.TODAY,
}


def arrives_at_once(what: str, chosen: str | None, last: date | None, today: date) -> bool:
    """Return whether its owner hears of it now, rather than in their summary.

    Who has not chosen yet gets everything at once, so that the first days are alive. `last`: the
    last day on which it can be answered or done in time; None when nothing is owed any more.
    """
    if chosen is None or chosen == AT_ONCE or SOON[what] is When.AT_ONCE:
        return True
    return SOON[what] is When.TODAY and last is not None and last <= today


def next_summary(chosen: str | None, calendar: Calendar, now: datetime) -> datetime | None:
    """Return when their hour next strikes on a working day, after now; None: only if asked."""
    if chosen == ASKED:
        return None
    hour = int(chosen) if chosen and chosen != AT_ONCE else FIRST_HOUR
    day = calendar.today(now)
    while True:
        moment = datetime.combine(day, time(hour), calendar.zone)
        if calendar.working(day) and moment > now:
            return moment
        day += timedelta(days=1)


def still_of_use(calendar: Calendar, now: datetime) -> bool:
    """Return whether a summary, perhaps long due, is sent now: in working hours alone."""
    local = now.astimezone(calendar.zone)
    return calendar.working(local.date()) and min(HOURS) <= local.hour < EVENING


class Pile(StrEnum):
    """The piles of what waits for its owner, the most urgent first."""

    LATE = "late"  # the promised date has come, and no answer has left
    TODAY = "today"  # the answer must leave today
    UNDELIVERED = "undelivered"  # the last letter about it could not be brought
    NEWS = "news"  # its author, or a clock, has something that its owner has not seen
    NEW = "new"  # nobody has read it


def pile_of(
    status: Status, answer_by: date, *, news: bool, undelivered: bool, calendar: Calendar, on: date
) -> Pile | None:
    """Return the one pile that something is counted in; None when it can wait."""
    owed = status in UNANSWERED
    if owed and answer_by <= on:
        return Pile.LATE
    if owed and last_day(answer_by, calendar) <= on:
        return Pile.TODAY
    if undelivered:
        return Pile.UNDELIVERED
    if status is Status.RECEIVED:
        return Pile.NEW
    return Pile.NEWS if news else None


@dataclass(frozen=True)
class Counts:
    """The counts of a summary; zeroes are not said."""

    piles: tuple[tuple[Pile, int], ...] = ()
    tasks: int = 0
    late: int = 0  # of the tasks: their day has passed
    pressing: int = 0  # and: today is the last day

    def __bool__(self) -> bool:
        return bool(self.piles or self.tasks)


@dataclass
class Counting:
    """Counts that are being made."""

    piles: dict[Pile, int] = field(default_factory=dict)

    def add(self, pile: Pile | None) -> None:
        if pile is not None:
            self.piles[pile] = self.piles.get(pile, 0) + 1

    def done(self, dues: Iterable[date], calendar: Calendar, today: date) -> Counts:
        """Return the counts, with those of the tasks by the days on which they are due."""
        days = list(dues)
        late = sum(day < today for day in days)
        pressing = sum(last_day(day, calendar) <= today <= day for day in days)
        piles = tuple((pile, self.piles[pile]) for pile in Pile if pile in self.piles)
        return Counts(piles, len(days), late, pressing)
