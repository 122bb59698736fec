"""Prints the benchmark table: `python -m tests.bench`, or `--quick` to see that it runs."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Sequence
from importlib.metadata import version

import uvloop

from tests.bench.measure import OURS, PEER, Outcome, Scene, measure
from tests.bench.phones import PHONES, measure_idle

SCENES = (
    Scene("200 residents, no pause", 200, rounds=2),
    Scene("1,500 residents, 1 s thought", 1_500, think=1.0),
)
QUICK = (Scene("10 residents, no pause", 10), Scene("10 residents, 0.1 s thought", 10, think=0.1))
NOTES = """\
A turn: from the moment an update can be fetched until the answer to it (the next question) is with
the server. Both answer every tap. Buurtstem commits each turn (SQLite, WAL, synchronous=FULL)
before it answers, and says more: the privacy notice, the receipt and what follows it, and it edits
each answered question. PTB keeps its turns in memory and writes them every 60 s ("kept": finished
conversations on disk when the last resident was done). Residents and server share one process;
with few cores they take from the bot what they use. Compare within a run, not between runs.
"""
HEADS = ("turns/s", "p50 ms", "p95 ms", "p99 ms", "messages/s", "bot CPU s", "server CPU s",
         "bot MiB", "server MiB", "finished", "kept")  # fmt: skip


def machine() -> str:
    versions = ", ".join(
        f"{name} {version(name)}"
        for name in ("python-telegram-bot", "aiohttp", "SQLAlchemy", "aiosqlite", "uvloop")
    )
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}\n{versions}"
    )


def row(name: str, outcome: Outcome) -> str:
    did = outcome.measured
    cells = (
        f"{outcome.turns_per_second:,.0f}",
        *(f"{outcome.percentile(p):,.0f}" for p in (50, 95, 99)),
        f"{outcome.messages_per_second:,.0f}",
        f"{outcome.bot_cpu:.1f}",
        f"{outcome.server_cpu:.1f}",
        f"{outcome.bot_memory:.0f}",
        f"{outcome.server_memory:.0f}",
        f"{did.finished}/{outcome.scene.residents}",
        f"{outcome.kept}/{outcome.conversations}",
    )
    return _line(name, cells)


def ratios(ours: Outcome, peer: Outcome) -> str:
    cells = (
        f"×{ours.turns_per_second / peer.turns_per_second:.2f}",
        *(f"×{ours.percentile(p) / peer.percentile(p):.2f}" for p in (50, 95, 99)),
        f"×{ours.messages_per_second / peer.messages_per_second:.2f}",
    )
    return _line("ours / peer", cells)


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:<12}" + "".join(
        f"{cell:>{max(len(head), 9) + 2}}" for head, cell in zip(HEADS, cells, strict=False)
    )


def table(outcomes: Sequence[Outcome]) -> str:
    lines = [machine(), ""]
    for scene in dict.fromkeys(outcome.scene for outcome in outcomes):
        found = {o.contender: o for o in outcomes if o.scene == scene}
        turns = len(next(iter(found.values())).measured.waits)
        lines += [f"{scene.name}: {turns:,} turns each", _line("", HEADS)]
        lines += [row(name, outcome) for name, outcome in found.items()]
        if {OURS.name, PEER.name} <= found.keys():
            lines.append(ratios(found[OURS.name], found[PEER.name]))
        lines.append("")
    return "\n".join(lines) + NOTES


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few residents, to see that it runs")
    parser.add_argument("--only", choices=(OURS.name, PEER.name), help="one of the two bots")
    chosen = parser.parse_args()
    contenders = [c for c in (OURS, PEER) if chosen.only in (None, c.name)]
    outcomes = uvloop.run(
        measure(
            QUICK if chosen.quick else SCENES,
            contenders=contenders,
            tell=lambda line: print(line, file=sys.stderr),
        )
    )
    idle = uvloop.run(measure_idle(20 if chosen.quick else PHONES))
    print(table(outcomes))
    print(idle)
    faults = [f"{o.scene.name}, {o.contender}: {f}" for o in outcomes for f in o.faults]
    faults += [] if chosen.quick else idle.faults
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
