"""When staff hear of something, and what a summary counts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from conversations.lifecycle import ENDED, UNANSWERED, Status
from conversations.summaries import (
    ASKED,
    AT_ONCE,
    CHOICES,
    HOURS,
    SOON,
    Counting,
    Pile,
    When,
    arrives_at_once,
    next_summary,
    pile_of,
    still_of_use,
)
from tests.conversations.test_texts import ENTRIES
from tests.conversations.world import PROGRAMME

CALENDAR = PROGRAMME.calendar
TODAY = date(2026, 11, 24)  # a Tuesday


def test_everything_that_staff_can_hear_of_is_in_the_table() -> None:
    said = [re.fullmatch(r"card-(reacted-.+)|task-(.+)", key) for key in ENTRIES["nl"]]
    found = {match[1] or match[2] for match in said if match}
    no_notice = {"new", "words", "done", "rough", "not-yours", "emergency-owner"}
    assert found - no_notice <= set(SOON)
    assert "new" in SOON


@pytest.mark.parametrize("what", sorted(SOON))
def test_who_has_not_chosen_gets_everything_at_once(what: str) -> None:
    for chosen in (None, AT_ONCE):
        assert arrives_at_once(what, chosen, None, TODAY)


@pytest.mark.parametrize("what", sorted(SOON))
@pytest.mark.parametrize("chosen", [c for c in CHOICES if c != AT_ONCE])
def test_who_chose_an_hour_gets_at_once_what_is_needed_today(what: str, chosen: str) -> None:
    later, today, past = (TODAY + timedelta(days=n) for n in (1, 0, -3))
    always = SOON[what] is When.AT_ONCE
    on_the_day = SOON[what] is not When.SUMMARY
    assert arrives_at_once(what, chosen, later, TODAY) is always
    assert arrives_at_once(what, chosen, None, TODAY) is always
    assert arrives_at_once(what, chosen, today, TODAY) is on_the_day
    assert arrives_at_once(what, chosen, past, TODAY) is on_the_day


def test_danger_and_the_last_day_are_never_kept_for_later() -> None:
    assert arrives_at_once("emergency", ASKED, None, TODAY)
    assert arrives_at_once("reacted-due_answer", "16", None, TODAY)


@pytest.mark.parametrize("chosen", [None, *CHOICES])
def test_the_next_summary_lies_ahead_on_a_working_day_at_their_hour(chosen: str | None) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2028:
        found = next_summary(chosen, CALENDAR, moment)
        assert (found is None) == (chosen == ASKED)
        if found:
            local = found.astimezone(CALENDAR.zone)
            assert found > moment
            assert CALENDAR.working(local.date())
            assert local.hour == (int(chosen) if chosen and chosen != AT_ONCE else 9)
            assert local.hour in HOURS
            # Nothing that would have been in time is left out.
            days = (local.date() - CALENDAR.today(moment)).days
            between = (CALENDAR.today(moment) + timedelta(days=n) for n in range(1, days))
            assert not any(CALENDAR.working(day) for day in between)
        moment += timedelta(hours=7)


def test_a_summary_that_comes_too_late_for_its_day_is_left_out() -> None:
    tuesday = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # 9:00 in Arnhem
    assert still_of_use(CALENDAR, tuesday)
    assert still_of_use(CALENDAR, tuesday + timedelta(hours=7))
    assert not still_of_use(CALENDAR, tuesday + timedelta(hours=8))  # 17:00
    assert not still_of_use(CALENDAR, tuesday - timedelta(hours=2))
    assert not still_of_use(CALENDAR, tuesday + timedelta(days=4))  # a Saturday
    assert not still_of_use(CALENDAR, datetime(2026, 12, 25, 9, tzinfo=UTC))


def pile(status: Status, answer: date, *, news: bool = False, lost: bool = False) -> Pile | None:
    return pile_of(status, answer, news=news, undelivered=lost, calendar=CALENDAR, on=TODAY)


def test_everything_lies_on_one_pile_the_most_urgent() -> None:
    tomorrow, later = TODAY + timedelta(days=1), TODAY + timedelta(days=9)
    for status in UNANSWERED:
        assert pile(status, TODAY, news=True, lost=True) is Pile.LATE
        assert pile(status, tomorrow, news=True, lost=True) is Pile.TODAY
        assert pile(status, later, news=True, lost=True) is Pile.UNDELIVERED
    assert pile(Status.RECEIVED, later, news=True) is Pile.NEW
    assert pile(Status.BEING_READ, later, news=True) is Pile.NEWS
    assert pile(Status.BEING_READ, later) is None


@pytest.mark.parametrize("status", sorted(set(Status) - UNANSWERED))
def test_where_no_answer_is_owed_nothing_is_late(status: Status) -> None:
    assert pile(status, TODAY - timedelta(days=30)) is None
    assert pile(status, TODAY, news=True) is Pile.NEWS
    assert pile(status, TODAY, lost=True) is Pile.UNDELIVERED or status in ENDED


def test_an_answer_before_monday_leaves_on_friday_and_is_needed_over_the_weekend() -> None:
    monday = date(2026, 11, 30)
    for day, expected in ((26, None), (27, Pile.TODAY), (28, Pile.TODAY), (30, Pile.LATE)):
        found = pile_of(
            Status.BEING_READ,
            monday,
            news=False,
            undelivered=False,
            calendar=CALENDAR,
            on=date(2026, 11, day),
        )
        assert found is expected, day


def test_nothing_is_counted_where_there_is_nothing() -> None:
    assert not Counting().done((), CALENDAR, TODAY)
    counting = Counting()
    counting.add(None)
    assert not counting.done((), CALENDAR, TODAY)
    counting.add(Pile.NEW)
    counting.add(Pile.LATE)
    counting.add(Pile.NEW)
    dues = [TODAY + timedelta(days=days) for days in (-1, 0, 1, 2)]  # "before tomorrow" is today
    counts = counting.done(dues, CALENDAR, TODAY)
    assert counts.piles == ((Pile.LATE, 1), (Pile.NEW, 2))
    assert (counts.tasks, counts.late, counts.pressing) == (4, 1, 2)
