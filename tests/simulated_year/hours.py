"""How a year goes by: faults, moves, ticks and delivery in each hour, and a look at everything."""

from __future__ import annotations

from datetime import timedelta

from tests.simulated_year import faults, moves
from tests.simulated_year.world import HOUR, Year


async def live(year: Year, days: float) -> None:
    """Raises Broken when a promise is not kept."""
    end = year.now + timedelta(days=days)
    while year.now < end:
        await _hour(year)


async def _hour(year: Year) -> None:
    year.acted.clear()
    year.skip, year.twice = HOUR, False
    await faults.happen(year)
    running = not year.asleep
    if running:
        await moves.everybody(year)
        await year.carry_out()
        await year.tick()
        await year.deliver()
    else:
        year.asleep -= 1
    await year.watch.look(running=running)
    _goes_on(year)


def _goes_on(year: Year) -> None:
    before = year.local.utcoffset()
    year.clock.time += year.skip
    after = year.local.utcoffset()
    if before != after and before is not None and after is not None:
        year.seen[f"fault {'summer' if after > before else 'winter'} time begins"] += 1
