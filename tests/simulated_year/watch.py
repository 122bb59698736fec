"""What must hold at every hour, looked up in the database and at the phones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, text

from conversations.calendar import Calendar
from conversations.contributions import Contribution
from conversations.lifecycle import ENDED, Outcome, Status
from conversations.messages import Message, Text
from conversations.promises import Due, last_day, next_due
from conversations.roles import May, roles_that
from storage.database import Db
from storage.models import contributions
from storage.models.contributions import contribution
from storage.models.grants import role_grant
from storage.models.outbox import FOLLOW_UP, REPLY, WORK, outbox
from storage.models.people import account, person
from storage.models.tasks import task
from tests.simulated_year.phones import TAKES_NOTHING, Arrival

if TYPE_CHECKING:
    from tests.simulated_year.world import Year

HOUR = timedelta(hours=1)
NOON = 12
AT_MOST = 2  # notices of delay by machine, in a row
# Everything that a clock runs on, and what it says is due.
_OPEN = text(
    "SELECT id, version, status, owner_id, since, told_at, answer_by, answered_at, outcome,"
    " by_when, notices, asked, check_back, next_due_at, next_due_what, next_due_to"
    " FROM contribution WHERE status NOT IN :ended ORDER BY id"
).bindparams(bindparam("ended", [str(s) for s in sorted(ENDED)], expanding=True))

_LETTERS = (
    select(
        outbox.c.id,
        outbox.c.dedupe_key,
        outbox.c.about_id,
        outbox.c.not_before,
        outbox.c.created_at,
        outbox.c.account_id,
        outbox.c.message,
    )
    .where(outbox.c.id > bindparam("last"))
    .order_by(outbox.c.id)
)
_LATE_TASKS = (
    select(task.c.id, task.c.contribution_id, task.c.created_at)
    .where(task.c.id > bindparam("last"), task.c.what == "late")
    .order_by(task.c.id)
)
_UNSENT = (
    select(outbox.c.state, outbox.c.error, func.min(outbox.c.id).label("first"))
    .where(outbox.c.state.in_(("sending", "dead")))
    .group_by(outbox.c.state, outbox.c.error)
)
_READERS = (
    select(role_grant.c.person_id)
    .where(role_grant.c.ended_at.is_(None), role_grant.c.role.in_(roles_that(May.DECIDE)))
    .distinct()
)


class Broken(AssertionError):
    """A promise was not kept."""


def holds(true: bool, rule: str, *seen: object) -> None:
    if not true:
        raise Broken(rule, *seen)


@dataclass
class Followed:
    """One contribution, as it was at the last look."""

    row: Contribution
    due: Due | None
    promised_at: datetime  # since when that day is promised
    counted_from: datetime  # since when its notices of delay count
    in_a_row: int = 0  # notices of delay by machine

    @property
    def promised(self) -> date | None:
        return self.row.course.promised


@dataclass(frozen=True, slots=True)
class Written:
    """A row of the outbox, as it was written."""

    id: int
    key: str
    about: int | None
    not_before: datetime | None
    at: datetime


@dataclass
class _Hour:
    """What is new since the last look."""

    before: dict[int, Followed]
    letters: dict[int, list[Written]]
    late: set[int]  # contributions for which somebody must call


@dataclass
class Watch:
    """Everything that was seen, and what must still come of it."""

    year: Year
    followed: dict[int, Followed] = field(default_factory=dict)
    ran_at: datetime | None = None  # when the ticks came last
    unfit: dict[int, str] = field(default_factory=dict)  # letters that could not come in time: why
    _raw: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    _letters: dict[int, Written] = field(default_factory=dict)
    _owed: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    _called: dict[int, datetime] = field(default_factory=dict)  # the last "late" task about each
    _last_letter: int = 0
    _last_task: int = 0
    _said: set[tuple[int, int | None, str]] = field(default_factory=set)

    @property
    def calendar(self) -> Calendar:
        return self.year.calendar

    async def look(self, *, running: bool) -> None:
        """Raises Broken. `running`: the ticks came in this hour."""
        async with self.year.database.reading() as db:
            letters = await self._new_letters(db)
            late = await self._new_late_tasks(db)
            before = await self._follow(db)
            readers = set((await db.execute(_READERS)).scalars())
            await self._were_told(db)
            if running and self.year.local.hour == NOON:
                await self._nothing_hangs(db)
        hour = _Hour(before, letters, late)
        self._owned(readers)
        for number in before:
            self._changed(number, hour)
        self._wrote(hour)
        if running:
            self._nothing_lies(hour)
            self._told_in_time(hour)
        self._arrived()
        self.year.seen["look"] += 1
        if running:
            self.ran_at = self.year.now

    # Reading

    async def _follow(self, db: Db) -> dict[int, Followed]:
        """Look at what changed; how each of those was before."""
        rows = {row[0]: tuple(row) for row in await db.execute(_OPEN)}
        changed = [i for i, row in rows.items() if self._raw.get(i) != row]
        changed += [i for i in self._raw if i not in rows]
        self._raw = rows
        if not changed:
            return {}
        found = await contributions.find(db, changed)
        dues = await _dues(db, changed)
        before: dict[int, Followed] = {}
        for number in changed:
            old = self.followed.get(number)
            new = self.followed[number] = self._renewed(old, found[number], dues[number])
            before[number] = old or new
        return before

    def _renewed(self, old: Followed | None, row: Contribution, due: Due | None) -> Followed:
        now = self.year.now
        if old is None:
            return Followed(row, due, now, now)
        same = row.course.promised == old.promised
        fewer = row.notices < old.row.notices
        return Followed(
            row,
            due,
            old.promised_at if same else now,
            now if fewer else old.counted_from,
            0 if row.status is Status.REOPENED else old.in_a_row,
        )

    async def _new_letters(self, db: Db) -> dict[int, list[Written]]:
        """Those about a contribution, by its number, in the order of their writing."""
        rows = await db.execute(_LETTERS, {"last": self._last_letter})
        found: dict[int, list[Written]] = defaultdict(list)
        self._said.clear()
        for row in rows:
            self._last_letter = row.id
            new = Written(
                row.id, row.dedupe_key or "", row.about_id, row.not_before, row.created_at
            )
            self._letters[row.id] = new
            if new.about is not None:
                found[new.about].append(new)
            if new.key and new.about is not None:
                said = (row.account_id, row.about_id, repr(row.message))
                holds(said not in self._said, "nothing is said twice", new)
                self._said.add(said)
        return found

    async def _new_late_tasks(self, db: Db) -> set[int]:
        rows = await db.execute(_LATE_TASKS, {"last": self._last_task})
        found: set[int] = set()
        for row in rows:
            self._last_task = row.id
            self._called[row.contribution_id] = row.created_at
            found.add(row.contribution_id)
        return found

    # Each open contribution has an owner, and a next dated message

    def _owned(self, readers: set[int]) -> None:
        for number, raw in self._raw.items():
            row = self.followed[number].row
            may = readers - row.hidden_from
            if may:
                holds(row.owner is not None, "what is open has an owner", row)
                holds(row.owner in may, "its owner may read it", row)
            holds(raw[3] == row.owner, "what was looked at is what is stored", row)

    def _changed(self, number: int, hour: _Hour) -> None:
        old, new = hour.before[number], self.followed[number]
        seen = self.year.seen
        if new.row.answered_at != old.row.answered_at and new.row.outcome:
            seen[f"outcome {new.row.outcome}"] += 1
            told = _last(hour.letters.get(number, []), "decision:", "joined:")
            quiet = new.row.outcome is Outcome.JOINED or old is new
            holds(told is not None or quiet, "what staff tell leaves a letter", new)
        if old is new or new.row.course != old.row.course or new.due != old.due:
            computed = next_due(new.row.course, self.calendar, self.year.now)
            rule = "what is stored as due is what is computed"
            holds(new.due == computed, rule, new.row.course, new.due, computed)
        self._notices(old, new, hour)

    def _nothing_lies(self, hour: _Hour) -> None:
        now = self.year.now
        for number in self._raw:
            due = self.followed[number].due
            if due is not None and due.at <= now:
                left = number in hour.before  # a letter left after the ticks
                holds(left, "what was due is done", self.followed[number])

    def _wrote(self, hour: _Hour) -> None:
        """What staff told an author in this hour has left a letter."""
        told, self.year.told = self.year.told, []
        for about in told:
            holds(about in hour.letters, "what staff tell leaves a letter", self.followed[about])

    # Nobody waits past a promised day without having been told before it

    def _notices(self, old: Followed, new: Followed, hour: _Hour) -> None:
        letters = hour.letters.get(new.row.id, [])
        if _last(letters, "decision:", "postpone:", "finish:"):
            new.in_a_row = 0
        if old.row.status is Status.DECIDED and _last(letters, "look_again:"):
            new.in_a_row = 0
        delay = _last(letters, "delay:")
        if delay:
            new.in_a_row += 1
            holds(new.in_a_row <= AT_MOST, "nobody gets a third notice by machine", new.row)
        if new.row.notices > old.row.notices:
            told = delay or new.row.id in hour.late
            holds(bool(told), "that it will be late is told", new.row)
        if delay or new.row.id in hour.late:
            self._told_late(old, new, delay)

    def _told_late(self, old: Followed, new: Followed, delay: Written | None) -> None:
        """It was said now that a day will not be met: that day must still be ahead."""
        day, now = old.promised, self.year.now
        if day is None or new.counted_from == now:  # promised and told in this very hour
            self.year.seen["excused: promised too late to be told"] += 1
            return
        why = self._why_late(old, day)
        if why is None:
            holds(self.calendar.today(now) < day, "late is told before the day", old, now)
        if delay and why is None:
            self._owed[day].append(delay.id)

    def _why_late(self, old: Followed, day: date) -> str | None:
        """Why nobody could be told in time, if that is so."""
        evening = self.calendar.last_call(last_day(day, self.calendar))
        why = None
        if old.promised_at >= evening:
            why = "promised too late to be told"
        elif self.ran_at and self.ran_at < evening and self.year.now - self.ran_at > HOUR:
            why = "the process did not run"
        if why:
            self.year.seen[f"excused: {why}"] += 1
        return why

    async def _were_told(self, db: Db) -> None:
        """On a day that was promised: what said that it would be late has arrived, or waits for
        its reader."""
        today = self.calendar.today(self.year.now)
        days = [day for day in self._owed if day <= today]
        for day in days:
            for row in await _fates(db, self._owed.pop(day)):
                fate = self._fate(row, day)
                if fate is None and row.id in self.year.post.troubled:
                    fate = "met a fault of the network"
                holds(fate is not None, "who waits has heard it before the day", row, day)
                self.year.seen[f"told: {fate}"] += 1

    def _fate(self, row: Any, day: date) -> str | None:
        """What became of a letter that had to come before a day; None: it is not there."""
        if row.state == "sent":
            return "arrived in time" if self.calendar.today(row.sent_at) < day else None
        if row.reachable == "gone":
            return "somebody looks for its reader" if row.looked_for else None
        if row.muted or row.reachable == "blocked":
            return "waits for its reader"
        return "was recalled" if row.state == "recalled" else None

    def _told_in_time(self, hour: _Hour) -> None:
        """What is past its day is with somebody who calls."""
        now = self.year.now
        today = self.calendar.today(now)
        for number in self._raw:
            one = self.followed[number]
            if one.promised is None or one.promised > today or one.promised_at == now:
                continue
            called = self._called.get(number)
            told = called is not None and called >= one.counted_from
            holds(told, "what is past its day is with somebody who calls", one)

    # What arrived

    def _arrived(self) -> None:
        arrivals, self.year.post.arrivals = self.year.post.arrivals, []
        for one in arrivals:
            holds(not one.again, "nothing is sent twice", one.letter)
            self._at_a_good_hour(one)
            if _is_a_no(one.letter.message):
                self._on_a_good_day(one)
            if one.stopped:
                fine = one.letter.priority in (REPLY, WORK)
                holds(fine, "nothing is pushed to who said stop", one.letter)
            if one.letter.priority == FOLLOW_UP and one.letter.about in self.followed:
                about = self.followed[one.letter.about].row
                fine = (
                    about.status is not Status.WITHDRAWN or one.letter.id in self.year.post.caught
                )
                holds(fine, "nothing is said about what was withdrawn", one.letter)

    async def _nothing_hangs(self, db: Db) -> None:
        """Once a day: what was taken up was sent, and what died was refused by the other side."""
        rows = await db.execute(_UNSENT)
        for row in rows:
            holds(row.state != "sending", "nothing hangs in flight", row)
            holds(row.error in TAKES_NOTHING, "no letter dies of a mistake of ours", row)

    def _at_a_good_hour(self, one: Arrival) -> None:
        if one.letter.priority <= REPLY:
            return
        if self.calendar.after_quiet_hours(one.at) == one.at:
            return
        written = self._letters[one.letter.id]
        raise Broken("nothing is pushed in quiet hours", one.letter, written)

    def _on_a_good_day(self, one: Arrival) -> None:
        """A no never comes on the eve of a free day."""
        if self.calendar.for_a_no(one.at) != one.at:
            written = self._letters[one.letter.id]
            raise Broken("a no never comes on the eve of a free day", one.letter, written)


def _last(letters: Sequence[Written], *beginnings: str) -> Written | None:
    return next((one for one in reversed(letters) if one.key.startswith(beginnings)), None)


def _emergency(message: Message) -> bool:
    return any(isinstance(t, Text) and t.key.startswith("task-emergency") for t in message.body)


def _is_a_no(message: Message) -> bool:
    keys = [t.key for t in message.body if isinstance(t, Text)]
    return keys[:1] == ["answer-heading"] and keys[1].endswith(f"-{Outcome.NO}")


async def _dues(db: Db, ids: Sequence[int]) -> dict[int, Due | None]:
    table = contribution.c
    rows = await db.execute(
        select(table.id, table.next_due_at, table.next_due_what, table.next_due_to).where(
            table.id.in_(ids)
        )
    )
    return {
        row.id: Due(row.next_due_at, row.next_due_what, row.next_due_to)
        if row.next_due_at is not None
        else None
        for row in rows
    }


async def _fates(db: Db, letters: Sequence[int]) -> Sequence[Any]:
    rows = await db.execute(
        select(
            outbox.c.id,
            outbox.c.state,
            outbox.c.error,
            outbox.c.sent_at,
            account.c.reachable,
            person.c.muted,
            select(task.c.id)
            .where(task.c.person_id == person.c.id, task.c.what == "unreachable")
            .exists()
            .label("looked_for"),
        )
        .select_from(outbox.join(account).outerjoin(person))
        .where(outbox.c.id.in_(letters))
    )
    return rows.all()
