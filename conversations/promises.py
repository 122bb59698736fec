"""Promises tell what is due to whom and when: pure functions of history, calendar and now.

Source: promises 3, 4 and 6; the lengths are the programme's (`programme.toml`, clocks).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from conversations import lifecycle
from conversations.calendar import Calendar
from conversations.lifecycle import (
    ENDED,
    Act,
    Outcome,
    Party,
    Procedure,
    Status,
    permitted,
    promised_day,
    works_on,
)

NOTICES = 2  # that it will be late, by machine; then a person calls (promise 6)


TASK_WITHIN = 2  # working days for a call, a letter back, or passing something on


CHECK_BACK = 20  # working days after which the author of what was passed on is asked about it


class What(StrEnum):
    """The things that fall due."""

    READ = "read"
    ANSWER = "answer"
    DELAY = "delay"  # the author hears that it will be late, before it is
    OVERDUE = "overdue"  # late for the third time: a person calls
    REPEAT = "repeat"  # the question to the author, once
    LOOK_AGAIN = "look_again"  # it is read again: no answer came, or the day of a "not now"
    WORK = "work"  # to the owner: how is it with what was promised?
    FACT = "fact"  # to the owner: is there anything that its author can be told?
    HEARTBEAT = "heartbeat"  # the author hears where it lies
    CHECK_BACK = "check_back"  # the author is asked: is it done, do you see why?
    TOGETHER = "together"  # it goes on with another: is that still going on?
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime
    what: What
    to: str  # "owner", "all-staff", "managers", "author" or "nobody"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The place where a contribution stands, as far as its clocks care."""

    status: Status
    received: datetime
    since: datetime  # when it came into this status
    answer_by: date
    told: datetime  # when its author last heard of it
    way: Procedure | None = None  # how it was answered last, and by what outcome
    outcome: Outcome | None = None
    by: date | None = None  # done before it, or looked at again on it: what the outcome named
    notices: int = 0  # that it will be late, since a person last gave an answer or a date
    asked: int = 0  # how often somebody was asked, since it came into this status or was told
    check_back: date | None = None  # a day on which the author was promised to be asked

    @property
    def promised(self) -> date | None:
        """Return the day before which something was promised."""
        return promised_day(self.status, self.answer_by, self.by)


def answer_by(received: datetime, calendar: Calendar) -> date:
    """Return the date *before* which an answer comes: the answer is sent on an earlier day.

    Never the first working day after free days, so that a no can go the day before
    and still not on the eve of a free day.
    """
    within = calendar.clocks.answer_within
    return answerable(calendar.after(calendar.today(received), within), calendar)


def answerable(day: date, calendar: Calendar) -> date:
    """Return that day, or the first after it whose eve is worked: a no can go the day before."""
    while not calendar.working(day - timedelta(days=1)):
        day = calendar.after(day, 1)
    return day


def last_day(answer: date, calendar: Calendar) -> date:
    """Return the last working day on which an answer can leave before that date."""
    day = answer - timedelta(days=1)
    while not calendar.working(day):
        day -= timedelta(days=1)
    return day


def task_due(now: datetime, calendar: Calendar) -> date:
    """Return the day by which somebody calls or writes back."""
    return calendar.after(calendar.today(now), TASK_WITHIN)


def slept_on(written: datetime, calendar: Calendar) -> date:
    """Return the day on which somebody may read their own no again, where nobody else does."""
    return calendar.after(calendar.today(written), 1)


def check_back_on(received: datetime, calendar: Calendar) -> date:
    """Return the day on which the author of what is passed on is asked whether it is done."""
    return calendar.after(calendar.today(received), CHECK_BACK)


def carried_out(course: Timeline, what: What, calendar: Calendar, now: datetime) -> Timeline:
    """Return the course after the clock did what was due; a reminder to people changes nothing."""
    match what:
        case What.DELAY:
            course = postponed(course, later_date(now, calendar))
            return replace(course, notices=course.notices + 1, told=now)
        case What.OVERDUE:
            return replace(course, notices=NOTICES + 1)
        case What.REPEAT:
            return replace(course, asked=course.asked + 1, told=now)
        case What.HEARTBEAT:
            return replace(course, told=now)
        case What.LOOK_AGAIN:
            return _looked_at_again(course, calendar, now)
        case What.CHECK_BACK if course.status is Status.DONE:
            return replace(course, asked=course.asked + 1, told=now)
        case What.CHECK_BACK:
            elsewhere = course.outcome is Outcome.PASSED_ON
            if permitted(Act.ASK_AFTER, course.status) and not elsewhere:
                course = moved(course, Act.ASK_AFTER, now, by=Party.CLOCK)
            return replace(course, check_back=None, told=now)
        case What.REST:
            return moved(course, Act.REST, now, by=Party.CLOCK)
        case _:
            return course


def _looked_at_again(course: Timeline, calendar: Calendar, now: datetime) -> Timeline:
    again = replace(moved(course, Act.LOOK_AGAIN, now, by=Party.CLOCK), told=now)
    if course.status is Status.QUESTION_ASKED:
        day = after_standstill(course.answer_by, course.since, now, calendar)
        return replace(again, answer_by=day)
    return replace(again, answer_by=answer_by(now, calendar), notices=0)


def moved(course: Timeline, act: Act, now: datetime, *, by: Party) -> Timeline:
    """Return the course in the status that an act leads to. Raises NotPermitted."""
    return replace(
        course, status=lifecycle.change(act, course.status, by=by).target, since=now, asked=0
    )


def postponed(course: Timeline, day: date) -> Timeline:
    """Return the course with a new day before which the answer, or what it promised, comes."""
    if course.status is Status.IN_PROGRESS:
        return replace(course, by=day)
    return replace(course, answer_by=day)


def later_date(now: datetime, calendar: Calendar) -> date:
    """Return the machine's new date for what will be late."""
    return answerable(calendar.after(calendar.today(now), calendar.clocks.delay), calendar)


def look_again_on(now: datetime, calendar: Calendar) -> date:
    """Return the day on which a "not now" that named none is looked at again."""
    return calendar.after(calendar.today(now), calendar.clocks.look_again)


def after_standstill(answer: date, since: datetime, now: datetime, calendar: Calendar) -> date:
    """Return the answer date after a question to the author, during which it stood still."""
    stood = calendar.working_days_between(calendar.today(since), calendar.today(now))
    return answerable(calendar.after(answer, min(stood, calendar.clocks.question_rests)), calendar)


def next_due(course: Timeline, calendar: Calendar, now: datetime) -> Due | None:
    """Return the next dated message of a contribution; None only when it has ended.

    Reminders to people whose moment has passed come back; what the clock does by itself stays
    due until it is done. So nothing that is late ever falls silent.
    """
    if course.status in ENDED:
        return None
    return min(_dues(course, calendar, now), key=lambda due: due.at)


def _dues(course: Timeline, calendar: Calendar, now: datetime) -> list[Due]:
    match course.status:
        case Status.QUESTION_ASKED:
            return _of_question(course, calendar)
        case Status.RECEIVED | Status.BEING_READ | Status.REOPENED:
            found = _late(course, course.answer_by, What.ANSWER, calendar, now)
            if course.status is Status.RECEIVED:
                found.append(_unread(course, calendar, now))
            return found + _promised_question(course, calendar)
        case Status.DECIDED:
            return _of_outcome(course, calendar, now)
        case Status.IN_PROGRESS:
            found = _without_a_word(course, calendar, now)
            if course.promised is not None:
                found += _late(course, course.promised, What.WORK, calendar, now)
            return found + _promised_question(course, calendar)
        case Status.DONE if course.asked < 2:
            return [_from(course.since, (course.asked + 1), What.CHECK_BACK, "author", calendar)]
        case Status.DONE:
            return [_from(course.since, 3, What.REST, "nobody", calendar)]
        case _:
            day = calendar.after(calendar.today(course.since), calendar.clocks.close)
            return [Due(calendar.morning(day), What.REST, "nobody")]


def _from(since: datetime, times: int, what: What, to: str, calendar: Calendar) -> Due:
    day = calendar.after(calendar.today(since), calendar.clocks.check_back * times)
    return Due(calendar.morning(day), what, to)


def _unread(course: Timeline, calendar: Calendar, now: datetime) -> Due:
    """A contribution to be passed on within two days is read the day before."""
    within = calendar.clocks.read_within if course.check_back is None else TASK_WITHIN - 1
    at = calendar.morning(calendar.after(calendar.today(course.received), within))
    if at > now:
        return Due(at, What.READ, "owner")
    return Due(_next_morning(calendar, now), What.READ, "all-staff")


def _late(
    course: Timeline, promised: date, reminder: What, calendar: Calendar, now: datetime
) -> list[Due]:
    """Remind the owner on the last morning in time.

    That evening its author hears that it is late, or whoever manages does.
    """
    last = last_day(promised, calendar)
    evening = calendar.last_call(last)
    if course.notices > NOTICES:
        return [Due(_next_morning(calendar, now), What.OVERDUE, "managers")]
    if course.notices == NOTICES:
        found = [Due(evening, What.OVERDUE, "managers")]
    else:
        found = [Due(evening, What.DELAY, "author")]
    if calendar.morning(last) > now:
        found.append(Due(calendar.morning(last), reminder, "owner"))
    return found


def _promised_question(course: Timeline, calendar: Calendar) -> list[Due]:
    if course.check_back is None:
        return []
    return [Due(calendar.morning(course.check_back), What.CHECK_BACK, "author")]


def _of_question(course: Timeline, calendar: Calendar) -> list[Due]:
    asked, clocks = calendar.today(course.since), calendar.clocks
    rests = calendar.morning(calendar.after(asked, clocks.question_rests))
    found = [Due(rests, What.LOOK_AGAIN, "owner")]
    if not course.asked:
        again = calendar.morning(calendar.after(asked, clocks.repeat_question))
        found.append(Due(again, What.REPEAT, "author"))
    return found + _promised_question(course, calendar)


def _of_outcome(course: Timeline, calendar: Calendar, now: datetime) -> list[Due]:
    promised = _promised_question(course, calendar)
    if course.outcome is Outcome.NOT_NOW:
        day = course.by or look_again_on(course.since, calendar)
        return [Due(calendar.morning(day), What.LOOK_AGAIN, "owner"), *promised]
    if promised and course.outcome is not Outcome.PASSED_ON:
        return promised
    if course.way is None or course.outcome is None:
        return [*promised, _how_is_it(course, calendar, now)]
    if course.outcome is Outcome.JOINED:
        return [
            *promised,
            replace(_how_is_it(course, calendar, now), what=What.TOGETHER, to="nobody"),
        ]
    if course.outcome is Outcome.PASSED_ON or works_on(course.way, course.outcome):
        return [*promised, _how_is_it(course, calendar, now)]
    if course.outcome is Outcome.NO and course.way is not Procedure.REPLY:
        return [_from(course.since, 1, What.CHECK_BACK, "author", calendar)]
    return [_from(course.since, 1, What.REST, "nobody", calendar)]


def _how_is_it(course: Timeline, calendar: Calendar, now: datetime) -> Due:
    """Ask the owner every so often, as long as nothing else happens."""
    day = calendar.today(course.since)
    while (at := calendar.morning(day)) <= now or day == calendar.today(course.since):
        day = calendar.after(day, calendar.clocks.heartbeat)
    return Due(at, What.WORK, "owner")


FACT_BEFORE = 3  # working days


def _without_a_word(course: Timeline, calendar: Calendar, now: datetime) -> list[Due]:
    """A heartbeat carries a fact, for which its owner is asked in time, or says where it lies."""
    told, heartbeat = calendar.today(course.told), calendar.clocks.heartbeat
    found = [
        Due(calendar.morning(calendar.after(told, heartbeat)), What.HEARTBEAT, "author"),
    ]
    asks = calendar.morning(calendar.after(told, max(heartbeat - FACT_BEFORE, 1)))
    if asks > now:
        found.append(Due(asks, What.FACT, "owner"))
    return found


def _next_morning(calendar: Calendar, now: datetime) -> datetime:
    """Return the morning of the first working day that still has its morning."""
    today = calendar.today(now)
    if calendar.working(today) and calendar.morning(today) > now:
        return calendar.morning(today)
    return calendar.morning(calendar.after(today, 1))
