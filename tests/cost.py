"""The cost of a run of the tests, told at its end: the slowest tests, and the processor's time."""

from __future__ import annotations

import resource
from collections import Counter
from typing import Any

SLOWEST = 20
NOTICEABLE = 0.5  # seconds


def said(terminal: Any) -> None:
    """Print the slowest tests, with their setup and teardown, and the processor's time."""
    spent: Counter[str] = Counter()
    for reports in terminal.stats.values():
        for report in reports:
            if hasattr(report, "duration"):
                spent[report.nodeid] += report.duration
    slow = [(test, seconds) for test, seconds in spent.most_common(SLOWEST) if seconds > NOTICEABLE]
    if slow:
        terminal.section(f"slowest {len(slow)} of {len(spent)} tests")
    for test, seconds in slow:
        terminal.write_line(f"{seconds:6.1f} s  {test}")
    terminal.write_line(
        f"{_processor():.0f} s of processor time (user and system): this process, its workers,"
        " what they started and waited for, PostgreSQL"
    )


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(of.ru_utime + of.ru_stime for of in used)
