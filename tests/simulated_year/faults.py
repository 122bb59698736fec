"""What goes wrong: a table of small functions, and how often in an hour each happens.

To add a fault: write one function and name it in the table. All that is named must happen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from conversations.effects import HandOverAll
from conversations.roles import Role
from tests.simulated_year.world import Somebody, Year


@dataclass(frozen=True, slots=True)
class Fault:
    """`often`: the mean number of hours between two."""

    happens: Callable[[Year], Awaitable[bool]]
    often: float


# Machines


async def restarts(year: Year) -> bool:
    await year.restart()
    return True


async def is_broken_off_in_moves_or_ticks(year: Year) -> bool:
    year.break_at = year.random.randint(0, 40)
    return True


async def ends_before_a_letter_leaves(year: Year) -> bool:
    year.post.crash = "before"
    return True


async def ends_with_a_letter_in_flight(year: Year) -> bool:
    year.post.crash = "after"
    return True


async def does_not_run_for_hours(year: Year) -> bool:
    year.asleep = year.random.randint(2, 9)
    await year.restart()
    return True


async def does_not_run_for_days(year: Year) -> bool:
    year.asleep = year.random.randint(30, 70)
    await year.restart()
    return True


async def ticks_twice(year: Year) -> bool:
    year.twice = True
    return True


async def clock_jumps_on(year: Year) -> bool:
    year.skip = timedelta(hours=year.random.randint(3, 8))
    return True


async def clock_goes_back(year: Year) -> bool:
    year.skip = timedelta(hours=-1)
    return True


# People who work here


async def a_holiday(year: Year) -> bool:
    """All they have is given to somebody before."""
    who = _who_goes(year)
    others = [c for c in year.present if c is not who]
    if who is None or not others:
        return False
    year.does(who, HandOverAll(year.random.choice(others).me.person))
    _away(year, who)
    return True


async def a_holiday_without_a_word(year: Year) -> bool:
    who = _who_goes(year)
    if who is None:
        return False
    _away(year, who)
    return True


async def somebody_leaves(year: Year) -> bool:
    """And gives all they have to a colleague; nothing ends their access yet."""
    who = _who_goes(year)
    others = [c for c in year.present if c is not who]
    if who is None or not others:
        return False
    year.does(who, HandOverAll(year.random.choice(others).me.person))
    who.left = True
    await year.invite()
    return True


async def somebody_leaves_without_a_word(year: Year) -> bool:
    who = _who_goes(year)
    if who is None:
        return False
    who.left = True
    await year.invite()
    return True


def _who_goes(year: Year) -> Somebody | None:
    """Somebody who is there, while enough others are."""
    free = [c for c in year.present if c not in year.acted and Role.STAFF in c.me.roles]
    return year.random.choice(free) if year.awake and len(year.present) > 5 and free else None


def _away(year: Year, who: Somebody) -> None:
    who.away_until = year.now + timedelta(days=year.random.randint(5, 24))


DAY = 24.0
IN_FLIGHT = "ends with a letter in flight"
FAULTS: dict[str, Fault] = {
    "restarts": Fault(restarts, 12 * DAY),
    "is broken off in moves or ticks": Fault(is_broken_off_in_moves_or_ticks, 3 * DAY),
    "ends before a letter leaves": Fault(ends_before_a_letter_leaves, 15 * DAY),
    IN_FLIGHT: Fault(ends_with_a_letter_in_flight, 10 * DAY),
    "does not run for hours": Fault(does_not_run_for_hours, 25 * DAY),
    "does not run for days": Fault(does_not_run_for_days, 100 * DAY),
    "ticks twice": Fault(ticks_twice, 3 * DAY),
    "the clock jumps on": Fault(clock_jumps_on, 40 * DAY),
    "the clock goes back": Fault(clock_goes_back, 40 * DAY),
    "a holiday": Fault(a_holiday, 9 * DAY),
    "a holiday without a word": Fault(a_holiday_without_a_word, 9 * DAY),
    "somebody leaves": Fault(somebody_leaves, 30 * DAY),
    "somebody leaves without a word": Fault(somebody_leaves_without_a_word, 30 * DAY),
}
# What is counted where it is noticed.
NOTICED = (
    "summer time begins",
    "winter time begins",
    "a tick is broken off",
    "a move is broken off",
    "a tick comes twice",
    "ended before a letter left",
    "ended with a letter in flight",
    "the network fails",
    "a letter is refused",
    "blocked when written to",
    "gone when written to",
    "overtaken",
    "not handed to who may not have it",
    "somebody new reads",
    "forgets",
    "decides late",
    "decides at once",
    "decides in the evening",
)


async def happen(year: Year) -> None:
    """The faults of this hour. In the first days nobody reads yet."""
    await _staff_come(year)
    for name, fault in FAULTS.items():
        if year.asleep or year.random.random() >= 1 / fault.often:
            continue
        if await fault.happens(year):
            year.seen[f"fault {name}"] += 1


async def _staff_come(year: Year) -> None:
    missing = year.staff - len(year.readers)
    if missing <= 0 or year.now < year.began + timedelta(days=year.nobody_for):
        return
    if not year.readers:
        await year.invite(Role.ADMINISTRATOR)
    elif year.random.random() < 0.2:
        await year.invite()
