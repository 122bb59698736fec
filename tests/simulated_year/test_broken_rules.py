"""Of the test: each rule, broken on purpose, is seen within a few weeks of quick clocks.

A rule is broken where it lives and by its name: in `lifecycle`, `promises` and `routing`, or at the
door of the table in which its outcome is stored. Whoever else the work goes through meanwhile is
of no concern here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.office.needs import Ownerless
from bot.office.sql import QUERIES
from conversations import calendar, promises, routing
from conversations.calendar import Calendar, Clocks
from conversations.contributions import Contribution
from conversations.letters import waiting
from conversations.lifecycle import Status
from conversations.promises import Due, Timeline
from storage.models import contributions, outbox, people, sending, tasks
from storage.models.outbox import FOLLOW_UP, New
from storage.models.people import KEEP, PersonChange
from storage.models.sending import Sent
from storage.models.tasks import Task
from tests.simulated_year import moves
from tests.simulated_year.faults import FAULTS, IN_FLIGHT
from tests.simulated_year.hours import live
from tests.simulated_year.moves import AUTHORS, PACE, RESIDENTS
from tests.simulated_year.watch import Broken
from tests.simulated_year.world import Year

pytestmark = pytest.mark.soak

QUICK = Clocks(
    read_within=2,
    answer_within=4,
    delay=2,
    heartbeat=5,
    repeat_question=2,
    question_rests=4,
    look_again=5,
    check_back=4,
    close=4,
)


def weeks(url: str, folder: Path) -> Year:
    """Few people who forget much, and clocks that run fast."""
    return Year(url, folder, residents=40, staff=3, arrivals=8, nobody_for=1.5, clocks=QUICK)


async def test_some_weeks(database_url: str, tmp_path: Path) -> None:
    year = weeks(database_url, tmp_path)
    async with year.open():
        await live(year, days=14)


Patch = pytest.MonkeyPatch
BROKEN: dict[str, tuple[str, Callable[[Patch], None]]] = {}


def breaks(rule: str) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    """`rule`: what the year must say of it."""

    def named(broken: Callable[[Patch], None]) -> Callable[[Patch], None]:
        BROKEN[broken.__name__] = (rule, broken)
        return broken

    return named


def _letters_changed(patch: Patch, change: Callable[[Sequence[New]], list[New]]) -> None:
    add_once = outbox.add_once

    async def changed(db: Any, new: Sequence[New], now: datetime) -> None:
        await add_once(db, change(new), now)

    patch.setattr(outbox, "add_once", changed)


def _never_a_task(patch: Patch, what: str) -> None:
    """Work of that kind is told to nobody and stored nowhere."""
    add = tasks.add

    async def fewer(db: Any, new: Sequence[Task]) -> list[int]:
        ids = iter(await add(db, [task for task in new if task.what != what]))
        return [next(ids) if task.what != what else 0 for task in new]

    patch.setattr(tasks, "add", fewer)


def _stored_otherwise(
    patch: Patch, store: Callable[[Contribution, Contribution], Contribution]
) -> None:
    """`store`: what is kept instead, by how a contribution was and how it should be."""
    write = contributions.write

    async def otherwise(db: Any, changes: Sequence[tuple[Contribution, Contribution]]) -> None:
        await write(db, [(before, store(before, after)) for before, after in changes])

    patch.setattr(contributions, "write", otherwise)


def _claims(patch: Patch, **anyhow: bool) -> None:
    """What leaves is asked for otherwise than the delivery does."""
    claim = sending.claim

    async def claiming(*args: Any, **wanted: Any) -> Any:
        return await claim(*args, **{**wanted, **anyhow})

    patch.setattr(sending, "claim", claiming)


def _without(patch: Patch, beginning: str) -> None:
    _letters_changed(
        patch,
        lambda all_: [one for one in all_ if not (one.dedupe_key or "").startswith(beginning)],
    )


NEXT_DUE = promises.next_due


@breaks("IntegrityError|what was due is done")
def nothing_is_due_while_it_is_read(patch: Patch) -> None:
    def none(course: Timeline, *rest: Any) -> Due | None:
        return None if course.status is Status.BEING_READ else NEXT_DUE(course, *rest)

    patch.setattr(promises, "next_due", none)


@breaks("what is stored as due is what is computed")
def what_is_due_is_a_day_too_late(patch: Patch) -> None:
    def later(course: Timeline, calendar: calendar.Calendar, now: Any) -> Due | None:
        due = NEXT_DUE(course, calendar, now)
        return due and replace(due, at=calendar.morning(calendar.after(calendar.today(due.at), 1)))

    patch.setattr(promises, "next_due", later)


@breaks("what is stored as due is what is computed|what was due is done")
def what_is_due_is_not_stored_anew(patch: Patch) -> None:
    _stored_otherwise(patch, lambda before, after: replace(after, due=before.due))


@breaks("that it will be late is told")
def late_is_not_told(patch: Patch) -> None:
    _without(patch, "delay:")


@breaks("late is told before the day|what is past its day is with somebody who calls")
def late_is_told_a_day_too_late(patch: Patch) -> None:
    patch.setattr(promises, "last_day", lambda day, calendar: day)


@breaks("nobody gets a third notice by machine")
def a_third_notice(patch: Patch) -> None:
    patch.setattr(promises, "NOTICES", 3)
    for what in ("answer", "work"):
        patch.setitem(waiting.DELAYS, (what, 3), f"delay-{what}-again")


@breaks("that it will be late is told|what is past its day is with somebody who calls")
def nobody_calls(patch: Patch) -> None:
    _never_a_task(patch, "late")


@breaks("what staff tell leaves a letter")
def a_decision_is_not_told(patch: Patch) -> None:
    _without(patch, "decision:")


@breaks("nothing is said twice")
def letters_are_written_twice(patch: Patch) -> None:

    def twice(letter: New) -> tuple[New, New]:
        return letter, replace(letter, dedupe_key=f"{letter.dedupe_key}:again")

    _letters_changed(
        patch,
        lambda all_: [
            one
            for letter in all_
            for one in (twice(letter) if letter.priority == FOLLOW_UP else (letter,))
        ],
    )


@breaks("nothing is sent twice")
def letters_are_sent_twice(patch: Patch) -> None:
    """One in seven is not written down as sent when it went."""
    record_sent = sending.record_sent
    forgotten: set[int] = set()

    async def forgetful(db: Any, results: Sequence[Sent], *rest: Any) -> None:
        await record_sent(db, results, *rest)
        now = {sent.id for sent in results if sent.id % 7 == 0} - forgotten
        forgotten.update(now)
        await db.execute(
            update(outbox.outbox).where(outbox.outbox.c.id.in_(now)).values(state="waiting")
        )

    patch.setattr(sending, "record_sent", forgetful)


@breaks("nothing is pushed in quiet hours")
def quiet_hours_are_ignored(patch: Patch) -> None:
    patch.setattr(Calendar, "not_before", lambda calendar, now, no=False: None)
    _claims(patch, only_replies=False)


@breaks("nothing is pushed to who said stop")
def a_stop_is_not_heard(patch: Patch) -> None:
    change = people.change

    async def without(db: Any, changes: Sequence[PersonChange]) -> None:
        await change(db, [replace(one, muted=KEEP) for one in changes])

    patch.setattr(people, "change", without)


@breaks("what is open has an owner")
def what_is_handed_over_is_nobodys(patch: Patch) -> None:
    _stored_otherwise(
        patch,
        lambda before, after: replace(after, owner=None) if after.owner != before.owner else after,
    )


@breaks("what is open has an owner")
def nobody_inherits(patch: Patch) -> None:
    async def nothing(db: Any, needs: Sequence[Ownerless]) -> dict[Ownerless, tuple[int, ...]]:
        return dict.fromkeys(needs, ())

    patch.setitem(QUERIES, Ownerless, nothing)


@breaks("who waits has heard it before the day")
def late_is_told_and_held_back(patch: Patch) -> None:
    not_before = Calendar.not_before

    def later(calendar: Calendar, now: datetime, *, no: bool = False) -> datetime:
        return (not_before(calendar, now, no=no) or now) + timedelta(days=4)

    patch.setattr(Calendar, "not_before", later)


@breaks("who waits has heard it before the day")
def who_is_gone_is_nobodys_work(patch: Patch) -> None:
    _never_a_task(patch, "unreachable")
    often = replace(RESIDENTS["deletes the account"], weight=60)
    patch.setitem(RESIDENTS, "deletes the account", often)


@breaks("nothing is said about what was withdrawn|who waits has heard it before the day")
def what_was_withdrawn_is_still_told(patch: Patch) -> None:
    async def nothing(*_: object) -> None: ...

    patch.setattr(outbox, "recall", nothing)
    patch.setitem(AUTHORS, "withdraws", replace(AUTHORS["withdraws"], weight=10))
    patch.setitem(RESIDENTS, "says stop", replace(RESIDENTS["says stop"], weight=60))
    for status in (Status.BEING_READ, Status.DECIDED, Status.CHECKED):
        patch.setitem(PACE, status, 0.01)


@breaks("its owner may read it")
def a_complaint_goes_to_whom_it_is_about(patch: Patch) -> None:
    choose_owner = routing.choose_owner

    def anybody(readers: Any, wijk: Any, theme: Any, never: Any = ()) -> Any:
        return choose_owner(readers, wijk, theme)

    patch.setattr(routing, "choose_owner", anybody)


@breaks("nothing hangs in flight")
def what_a_crash_left_is_left(patch: Patch) -> None:
    async def nothing(*_: object) -> int:
        return 0

    patch.setattr(sending, "take_over", nothing)
    patch.setitem(FAULTS, IN_FLIGHT, replace(FAULTS[IN_FLIGHT], often=24.0))


@breaks("no letter dies of a mistake of ours|who waits has heard it before the day")
def a_text_is_missing(patch: Patch) -> None:
    patch.setitem(waiting.DELAYS, ("answer", 1), "no-such-text")


@breaks("a no never comes on the eve of a free day|who waits has heard it before the day")
def a_no_comes_on_any_day(patch: Patch) -> None:
    not_before = Calendar.not_before
    any_day = lambda calendar, now, no=False: not_before(calendar, now)  # noqa: E731
    patch.setattr(Calendar, "not_before", any_day)
    _claims(patch, gently=True)
    patch.setattr(moves, "_rarest", lambda year, outcomes: outcomes[-1])  # mostly no


@pytest.mark.parametrize("what", BROKEN)
async def test_a_broken_rule_is_seen(
    what: str, sqlite_url: str, tmp_path: Path, monkeypatch: Patch
) -> None:
    rule, broken = BROKEN[what]
    broken(monkeypatch)
    year = weeks(sqlite_url, tmp_path)
    async with year.open():
        with pytest.raises((Broken, IntegrityError), match=rule):
            await live(year, days=28)
