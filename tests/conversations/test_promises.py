"""Ninety days of careless staff: nothing is forgotten, and who waits is told in time.

Pure: courses, a calendar and random acts. Every rule, broken on purpose, makes it fail.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from conversations import promises
from conversations.calendar import Calendar
from conversations.lifecycle import (
    ENDED,
    OFFERED,
    OPEN,
    UNANSWERED,
    Act,
    Outcome,
    Party,
    Procedure,
    Status,
    permitted,
    works_on,
)
from conversations.promises import (
    Due,
    Timeline,
    What,
    after_standstill,
    answer_by,
    carried_out,
    check_back_on,
    last_day,
    look_again_on,
    moved,
    next_due,
    postponed,
)
from tests.conversations.world import PROGRAMME

CALENDAR = PROGRAMME.calendar
BEGIN = datetime(2026, 11, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
AT_MOST = 2  # notices by machine
# What the author hears of by itself.
HEARD = (What.DELAY, What.REPEAT, What.HEARTBEAT, What.CHECK_BACK, What.LOOK_AGAIN)


class Broken(AssertionError):
    """A promise was not kept."""


def holds(true: bool, rule: str, *seen: object) -> None:
    if not true:
        raise Broken(rule, *seen)


@dataclass
class Followed:
    """One contribution, what is stored of it as due, and what its author was told."""

    course: Timeline
    due: Due | None
    owner: int
    notices: int = 0  # by machine, since a person last named a day or answered


@dataclass
class Year:
    """Residents, careless staff, and the clock that carries out."""

    random: random.Random
    now: datetime = BEGIN
    calendar: Calendar = CALENDAR
    followed: list[Followed] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def live(self, days: int, arrivals: float) -> None:
        end = self.now + timedelta(days=days)
        while self.now < end:
            if self.random.random() < arrivals:
                self.arrives()
            for one in self.followed:
                if one.course.status not in ENDED:
                    self.somebody_acts(one)
            self.ticks()
            self.looks()
            self.now += HOUR

    def arrives(self) -> None:
        now, desk = self.now, self.random.random() < 0.15
        asked = check_back_on(now, self.calendar) if desk else None
        promised = answer_by(now, self.calendar)
        course = Timeline(Status.RECEIVED, now, now, promised, told=now, check_back=asked)
        due = next_due(course, self.calendar, now)
        self.followed.append(Followed(course, due, owner=self.random.randrange(12)))

    def becomes(self, one: Followed, course: Timeline) -> None:
        if course.status is not one.course.status:
            self.seen[f"status {course.status}"] += 1
        one.course, one.due = course, next_due(course, self.calendar, self.now)

    # Staff forget, decide late, decide at once; residents answer or do not

    def somebody_acts(self, one: Followed) -> None:
        local = self.now.astimezone(self.calendar.zone)
        works = self.calendar.working(local.date()) and 9 <= local.hour < 17
        chance = self.random.random()
        if works and chance < 0.012:
            self.staff(one)
        elif chance > 0.9995:
            self.author(one)

    def staff(self, one: Followed) -> None:
        course, now = one.course, self.now
        act = self.random.choice(
            (Act.OPEN_CARD, Act.OPEN_CARD, Act.ASK, Act.DECIDE, Act.FINISH, None)
        )
        if act is None:
            self.names_a_day(one)
        elif not permitted(act, course.status):
            return
        elif act is Act.DECIDE:
            self.decides(one)
        else:
            self.seen[f"act {act}"] += 1
            told = now if act is not Act.OPEN_CARD else course.told
            self.becomes(one, replace(moved(course, act, now, by=Party.STAFF), told=told))

    def names_a_day(self, one: Followed) -> None:
        late = one.course.status in UNANSWERED - {Status.QUESTION_ASKED}
        if late or (one.course.status is Status.IN_PROGRESS and one.course.by):
            day = self.calendar.after(self.calendar.today(self.now), self.random.randint(2, 12))
            while not self.calendar.working(day - timedelta(days=1)):
                day += timedelta(days=1)
            one.notices = 0
            self.seen["act postpone"] += 1
            self.becomes(one, replace(postponed(one.course, day), notices=0, told=self.now))

    def decides(self, one: Followed) -> None:
        way = self.random.choice(
            (
                Procedure.DECIDE,
                Procedure.DECIDE,
                Procedure.LEARN,
                Procedure.REPLY,
                Procedure.PASS_ON,
            )
        )
        outcome = self.random.choice(OFFERED[way])
        by: date | None = None
        if outcome is Outcome.NOT_NOW:
            by = look_again_on(self.now - timedelta(days=75), self.calendar)
            by = max(by, self.calendar.after(self.calendar.today(self.now), 3))
        elif self.random.random() < 0.6:
            by = self.calendar.after(self.calendar.today(self.now), self.random.randint(3, 30))
        asked = check_back_on(self.now, self.calendar) if way is Procedure.PASS_ON else None
        self.seen[f"outcome {outcome}"] += 1
        one.notices = 0
        answered = replace(
            moved(one.course, Act.DECIDE, self.now, by=Party.STAFF),
            way=way,
            outcome=outcome,
            by=by,
            notices=0,
            told=self.now,
            check_back=asked,
        )
        self.becomes(one, answered)
        if works_on(way, outcome):  # the letter leaves
            self.becomes(one, moved(one.course, Act.LEFT, self.now, by=Party.DELIVERY))

    def author(self, one: Followed) -> None:
        course, now = one.course, self.now
        acts = (Act.ANSWER, Act.JOIN, Act.CONFIRM, Act.DENY, Act.DISAGREE, Act.WITHDRAW)
        act = self.random.choice([a for a in acts if permitted(a, course.status)])
        self.seen[f"act {act}"] += 1
        after = moved(course, act, now, by=Party.AUTHOR)
        if act is Act.ANSWER:
            day = after_standstill(course.answer_by, course.since, now, self.calendar)
            after = replace(after, answer_by=day)
        elif act is Act.JOIN:
            self.seen[f"outcome {Outcome.JOINED}"] += 1
            joined = {"way": Procedure.DECIDE, "outcome": Outcome.JOINED, "by": None}
            after = replace(after, **joined, told=now)  # type: ignore[arg-type]
        elif act in (Act.DENY, Act.DISAGREE):
            one.notices = 0
            after = replace(after, answer_by=answer_by(now, self.calendar), notices=0)
        self.becomes(one, replace(after, check_back=None))

    # The clock, and what must hold at every hour

    def ticks(self) -> None:
        for one in self.followed:
            for _ in range(5):
                if one.due is None or one.due.at > self.now:
                    break
                self.carries_out(one, one.due)
            else:
                raise Broken("what was done is due no more", one.course)

    def carries_out(self, one: Followed, due: Due) -> None:
        self.seen[f"clock {due.what}"] += 1
        if due.what in HEARD:
            hour = self.now.astimezone(self.calendar.zone).hour
            holds(8 <= hour < 21, "nothing is pushed in quiet hours", due)
        if due.what is What.DELAY:
            one.notices += 1
            holds(one.notices <= AT_MOST, "nobody gets a third notice by machine", one.course)
        if due.what is What.OVERDUE:
            holds(one.notices == AT_MOST, "nobody is called who was not told before", one.course)
        if due.what is What.LOOK_AGAIN and one.course.status is Status.DECIDED:
            one.notices = 0
        if due.what is What.TOGETHER and self.random.random() < 0.5:  # the other came to an end
            act = self.random.choice((Act.REST, Act.LOOK_AGAIN))
            self.becomes(
                one,
                replace(
                    moved(one.course, act, self.now, by=Party.CLOCK),
                    answer_by=answer_by(self.now, self.calendar),
                    notices=0,
                ),
            )
            return
        self.becomes(one, carried_out(one.course, due.what, self.calendar, self.now))
        if due.what is What.DELAY:
            working = one.course.status is Status.IN_PROGRESS
            day = one.course.by if working else one.course.answer_by
            ahead = day is not None and day > self.calendar.today(self.now)
            holds(ahead, "a notice names a day ahead", one.course)

    def looks(self) -> None:
        today = self.calendar.today(self.now)
        for one in self.followed[self.now.hour % 6 :: 6]:
            computed = next_due(one.course, self.calendar, self.now)
            holds(computed == one.due, "what is stored is what is computed", one.due, computed)
        for one in self.followed:
            course = one.course
            holds((one.due is None) == (course.status in ENDED), "open means: something is due")
            if course.notices > AT_MOST or one.due is None:
                continue
            if course.status in UNANSWERED - {Status.QUESTION_ASKED}:
                promised: date | None = course.answer_by
            else:
                promised = course.by if course.status is Status.IN_PROGRESS else None
            if promised is not None and course.since < self.now - timedelta(days=5):
                told = today < promised
                holds(told, "nobody waits past a date without having heard", course, one.due)
            rests = course.status is Status.IN_PROGRESS and course.told
            if rests:
                quiet = self.calendar.working_days_between(self.calendar.today(course.told), today)
                holds(quiet <= 20, "a heartbeat at least every twenty days", course)


EXPECTED = {
    *(f"status {s}" for s in OPEN - {Status.RECEIVED}),
    *(f"clock {what}" for what in What),
    *(f"outcome {outcome}" for outcome in Outcome),
    *(
        "act answer",
        "act join",
        "act confirm",
        "act deny",
        "act disagree",
        "act withdraw",
        "act postpone",
    ),
    *("act finish", "act ask", "act open_card", "status closed"),
}


def test_ninety_days(record_property: Callable[[str, object], None]) -> None:
    year = Year(random.Random(1))
    year.live(days=90, arrivals=0.12)
    year.live(days=90, arrivals=0.0)  # what is open comes to rest
    missing = {name for name in EXPECTED if not year.seen[name]}
    assert not missing
    counts = ", ".join(f"{name} {n}" for name, n in sorted(year.seen.items()))
    record_property("figures", f"{len(year.followed)} contributions: {counts}")


def never(*_: object, **__: object) -> list[Due]:
    return []


BREAKS: dict[str, tuple[str, object]] = {
    "a third notice": ("NOTICES", 3),
    "no notice at all": (
        "_late",
        lambda course, promised, reminder, calendar, now: [
            Due(promises._next_morning(calendar, now), What.OVERDUE, "managers")
        ],
    ),
    "a notice a day too late": ("last_day", lambda day, calendar: day),
    "a notice that changes no date": ("later_date", lambda now, calendar: calendar.today(now)),
    "no heartbeat": ("_without_a_word", never),
}


@pytest.mark.parametrize("what", BREAKS)
def test_of_the_test_a_broken_rule_is_seen(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, other = BREAKS[what]
    monkeypatch.setattr(promises, name, other)
    with pytest.raises((Broken, ValueError)):
        Year(random.Random(1)).live(days=90, arrivals=0.12)


def test_of_the_test_a_notice_at_night_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = replace(CALENDAR.clocks, quiet_from=23)
    year = Year(random.Random(1), calendar=replace(CALENDAR, clocks=clocks))
    with pytest.raises(Broken, match="quiet"):
        year.live(days=60, arrivals=0.12)


# One by one


def course(status: Status, received: datetime = BEGIN, **values: object) -> Timeline:
    by = answer_by(received, CALENDAR)
    return replace(Timeline(status, received, received, by, told=received), **values)  # type: ignore[arg-type]


def due_of(one: Timeline, now: datetime) -> Due:
    found = next_due(one, CALENDAR, now)
    assert found is not None
    return found


def test_the_owner_hears_in_the_morning_and_the_author_in_the_evening_before() -> None:
    one = course(Status.BEING_READ)
    last = last_day(one.answer_by, CALENDAR)
    first = due_of(one, BEGIN)
    assert (first.what, first.to, first.at) == (What.ANSWER, "owner", CALENDAR.morning(last))
    evening = due_of(one, first.at)
    assert (evening.what, evening.to) == (What.DELAY, "author")
    assert evening.at == CALENDAR.last_call(last)
    assert CALENDAR.today(evening.at) < one.answer_by


def test_twice_by_machine_then_a_person() -> None:
    one, now = course(Status.BEING_READ), BEGIN
    heard: list[tuple[What, str]] = []
    while len(heard) < 5:
        due = due_of(one, now)
        now = due.at
        one = carried_out(one, due.what, CALENDAR, now)
        if due.what is not What.ANSWER:
            heard.append((due.what, due.to))
    by_machine, by_people = (What.DELAY, "author"), (What.OVERDUE, "managers")
    assert heard == [by_machine, by_machine, by_people, by_people, by_people]


def test_what_nobody_read_in_time_is_told_to_all() -> None:
    late = due_of(course(Status.RECEIVED), BEGIN + timedelta(days=9))
    assert (late.what, late.to) == (What.READ, "all-staff")


def test_the_answer_date_stands_still_while_we_wait_for_the_author() -> None:
    one = course(Status.QUESTION_ASKED)
    assert due_of(one, BEGIN).what is What.REPEAT
    after = replace(one, asked=1)
    again = due_of(after, BEGIN)
    assert again.what is What.LOOK_AGAIN
    read = carried_out(after, What.LOOK_AGAIN, CALENDAR, again.at)
    assert read.status is Status.BEING_READ
    assert CALENDAR.working_days_between(one.answer_by, read.answer_by) >= 10


def test_a_promised_question_is_asked_on_its_day_and_once() -> None:
    day = check_back_on(BEGIN, CALENDAR)
    one = course(Status.DECIDED, outcome=Outcome.PASSED_ON, way=Procedure.PASS_ON, check_back=day)
    eve = CALENDAR.morning(day) - timedelta(minutes=1)
    due = due_of(one, eve)
    assert (due.what, due.to, due.at) == (What.CHECK_BACK, "author", CALENDAR.morning(day))
    after = carried_out(one, What.CHECK_BACK, CALENDAR, due.at)
    assert after.status is Status.DECIDED  # it stays ours
    assert due_of(after, due.at).what is What.WORK


def test_a_no_is_checked_back_and_comes_to_rest() -> None:
    one = course(Status.DECIDED, outcome=Outcome.NO, way=Procedure.DECIDE)
    due = due_of(one, BEGIN)
    assert (due.what, due.to) == (What.CHECK_BACK, "author")
    asked = carried_out(one, due.what, CALENDAR, due.at)
    assert asked.status is Status.CHECKED
    rests = due_of(asked, due.at)
    assert carried_out(asked, rests.what, CALENDAR, rests.at).status is Status.CLOSED


def test_a_no_never_goes_on_the_eve_of_a_free_day_nor_at_night() -> None:
    zone = CALENDAR.zone
    for hours in range(24 * 60):
        now = BEGIN + timedelta(hours=hours)
        at = CALENDAR.for_a_no(now)
        local = at.astimezone(zone)
        assert at >= now
        assert CALENDAR.working(local.date())
        assert CALENDAR.working(local.date() + timedelta(days=1))
        assert 8 <= local.hour < 21
        after_quiet_hours = CALENDAR.after_quiet_hours(now)
        assert after_quiet_hours >= now
        assert 8 <= after_quiet_hours.astimezone(zone).hour < 21
        assert after_quiet_hours - now <= timedelta(hours=11)
    friday = datetime(2026, 12, 4, 12, tzinfo=zone)
    assert CALENDAR.for_a_no(friday) == datetime(2026, 12, 7, 8, tzinfo=zone)


def test_a_no_on_the_last_day_arrives_in_time() -> None:
    for days in range(120):
        promised = answer_by(BEGIN + timedelta(days=days), CALENDAR)
        noon = CALENDAR.morning(last_day(promised, CALENDAR)) + timedelta(hours=3)
        assert CALENDAR.for_a_no(noon) == noon
