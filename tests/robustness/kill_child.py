"""Breaks the scenario off at every suspension point, each time in a process of its own.

    python -m tests.robustness.kill_child DATABASE_URL FOLDER ACTION EVERY

ACTION: `kill` (SIGKILL at once), `late` (SIGKILL a moment later, when what was asked of the
database may have happened without our knowing) or `cancel`; at every EVERY-th point. This process
has imported everything and, when it forks, runs no loop and no threads: so a point is quick.
Prints one JSON line per point.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from tests.house import House
from tests.robustness import scenario
from tests.robustness.suspensions import count_all_tasks

NEVER = 1_000_000_000
PATIENCE = 8.0  # seconds for one life
DEADLINE = 15  # seconds after which a child that hangs is ended by SIGALRM


class Breaker:
    """Counts suspensions, and breaks off at the chosen one."""

    def __init__(self, at: int, action: str) -> None:
        self.at, self.action = at, action
        self.count = 0
        self.where: Counter[str] = Counter()

    def suspended(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        self.count += 1
        name = coroutine.__qualname__  # type: ignore[attr-defined]  # every coroutine has one
        self.where[name] += 1
        if self.count != self.at:
            return
        if self.action == "cancel":
            self._cancel(name)
        if self.action == "late":
            time.sleep(0.004)
        if self.action != "cancel":
            os.kill(os.getpid(), signal.SIGKILL)

    def _cancel(self, name: str) -> None:
        """As a stop does: inbound where it stands, delivery as a whole.

        SQLAlchemy gives a connection back in a task of its own, shielded: what is cancelled then
        is whoever waits for it.
        """
        running = {task.get_name(): task for task in asyncio.all_tasks()}
        own = "delivery" if name.startswith("Delivery.") else "inbound"
        task = running.get(own) or running.get("delivery")
        if task is not None:
            task.cancel()


def first_life(house: House, folder: Path, prepared: scenario.Prepared, breaker: Breaker) -> None:
    async def life() -> None:
        scenario.recording(house, folder / "sent")
        app = house.app
        await scenario.restore(app.database, prepared.rows)
        count_all_tasks(breaker.suspended)
        try:
            async with asyncio.timeout(PATIENCE):
                delivering = await scenario.live(app, prepared.events, folder / "accepted")
                await scenario.quiet(app, delivering)
                await scenario.stop(app, delivering)
                breaker.at = 0  # what follows is the end of the test's own loop
        except asyncio.CancelledError:
            # Inbound was cancelled where it stood: the rest of the bot is stopped as well.
            running = asyncio.all_tasks() - {asyncio.current_task()}
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        await house.close()

    asyncio.run(life())
    (folder / "counted").write_text(json.dumps([breaker.count, dict(breaker.where)]))


def second_life(house: House, folder: Path, prepared: scenario.Prepared) -> None:
    async def life() -> None:
        scenario.recording(house, folder / "sent")
        app = house.app
        await scenario.alone(app.database)
        before = {
            "recorded": await scenario.recorded(app.database),
            "sent": _sent(folder),
        }
        accepted = (folder / "accepted").exists()
        async with asyncio.timeout(PATIENCE):
            await scenario.restart(app)
            # What was confirmed to the channel is not brought again.
            events = [] if accepted else prepared.events
            delivering = await scenario.live(app, events, folder / "accepted")
            await scenario.quiet(app, delivering)
            await scenario.stop(app, delivering)
        after = await scenario.outcome(app.database)
        await house.close()
        report = {
            "accepted": accepted,
            "already": scenario.recorded_in(prepared.rows),
            "before": before,
            "after": after,
            "sent": _sent(folder),
        }
        (folder / "report").write_text(json.dumps(report))

    asyncio.run(life())


def _sent(folder: Path) -> list[dict[str, str]]:
    file = folder / "sent"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def in_child(work: Callable[[], None]) -> int:
    """How the child ended: minus the signal, or its exit code."""
    pid = os.fork()
    if pid == 0:
        signal.alarm(DEADLINE)
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def broken_at(
    house: House, folder: Path, prepared: scenario.Prepared, at: int, action: str
) -> dict[str, Any]:
    """One point: a life broken off, a second one, and what there is after it."""
    for name in ("sent", "accepted", "counted", "report"):
        (folder / name).unlink(missing_ok=True)
    began = time.monotonic()
    ended = in_child(lambda: first_life(house, folder, prepared, Breaker(at, action)))
    second = in_child(lambda: second_life(house, folder, prepared))
    found: dict[str, Any] = {"at": at, "ended": ended, "second": second}
    found["seconds"] = round(time.monotonic() - began, 2)
    for name in ("counted", "report"):
        if (folder / name).exists():
            found[name] = json.loads((folder / name).read_text())
    return found


def _fresh(used: House) -> House:
    """A house binds itself to the loop in which it first runs.

    A closed engine holds no connections, and keeps the statements that it compiled.
    """
    house = House(str(used.app.settings.database_url), used.app.settings.data_dir.parent)
    house.app.database.engine = used.app.database.engine
    return house


def main() -> None:
    url, folder, action = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    scenario.short_leases()

    # Once in this very process, so that all children find everything loaded and compiled.
    house = House(url, folder)
    prepared = asyncio.run(scenario.prepare(house))
    first_life(_fresh(house), folder, prepared, Breaker(NEVER, action))
    house = _fresh(house)
    # Children share the memory of this process as long as nobody, the collector included, touches
    # it (measured: half the time of a point).
    gc.collect()
    gc.freeze()
    gc.disable()
    whole = broken_at(house, folder, prepared, NEVER, action)
    print(json.dumps(whole), flush=True)
    points = whole["counted"][0]
    for at in range(1, points + 1, int(sys.argv[4])):
        print(json.dumps(broken_at(house, folder, prepared, at, action)), flush=True)


if __name__ == "__main__":
    main()
