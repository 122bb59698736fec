"""What must have happened in a year, read off the tables; and what is excused, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from conversations import lifecycle, promises
from conversations.lifecycle import CHANGES, Outcome, Status
from conversations.promises import What
from tests.simulated_year import faults, moves

# Take an entry out when what it says is no longer so: one that did happen fails as well.
EXCUSED: Mapping[str, str] = {}

# What became of the letters that had to come before a day.
FATES = ("arrived in time", "waits for its reader", "somebody looks for its reader")

EXPECTED: tuple[str, ...] = (
    *(f"change {c.act} from {s}" for c in CHANGES for s in Status if s in c.sources),
    *(f"outcome {outcome}" for outcome in Outcome),
    *(f"clock {what}" for what in What),
    *(f"move {name}" for name in moves.NAMES),
    *(f"fault {name}" for name in (*faults.FAULTS, *faults.NOTICED)),
    *(f"told: {fate}" for fate in FATES),
)


def missing(seen: Counter[str]) -> list[str]:
    """What never happened and must, or happened although it is excused."""
    never = [name for name in EXPECTED if not seen[name] and name not in EXCUSED]
    after_all = [f"excused: {name}" for name in EXCUSED if seen[name]]
    return never + after_all


def table(seen: Counter[str]) -> str:
    """Everything that is expected or excused, and how often it was."""
    lines = [f"{seen[name]:7} {name}" for name in EXPECTED]
    lines += [
        f"{count:7} {name}"
        for name, count in sorted(seen.items())
        if name.startswith(("told", "excused", "look")) and name not in EXPECTED
    ]
    return "\n".join(lines)


@contextmanager
def counted(seen: Counter[str]) -> Iterator[None]:
    """Every change of a status, and everything that a clock carries out."""
    change, carried_out = lifecycle.change, promises.carried_out

    def changing(act: lifecycle.Act, status: Status, **by: Any) -> lifecycle.Change:
        found = change(act, status, **by)
        seen[f"change {act} from {status}"] += 1
        return found

    def carrying(course: promises.Timeline, what: What, *rest: Any) -> promises.Timeline:
        seen[f"clock {what}"] += 1
        return carried_out(course, what, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lifecycle, "change", changing)
        patch.setattr(promises, "carried_out", carrying)
        yield
