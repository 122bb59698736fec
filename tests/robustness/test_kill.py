"""Broken off at every point where it lets go of the loop: nothing lost, nothing counted twice."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.forked import Forked
from tests.house import ROOT

SOME = 25  # in `make test` every twenty-fifth point; all of them in `make soak`


async def broken_off(url: str, folder: Path, action: str, every: int) -> list[dict[str, Any]]:
    """The unbroken run, and then one for each point."""
    out, err = folder / "out", folder / "err"
    words = (url, str(folder), action, str(every))
    program = "tests.robustness.kill_child"
    child = Forked(words, ROOT, os.environ, out, err, program=program)
    assert await child.wait() == 0, err.read_text()[-3000:]
    return [json.loads(line) for line in out.read_text().splitlines()]


def check(point: dict[str, Any], whole: dict[str, Any]) -> None:
    """One point against the unbroken run."""
    at = point["at"]
    assert point["ended"] in (0, -signal.SIGKILL), f"point {at}: ended by {point['ended']}"
    assert point["second"] == 0, f"point {at}: no restart"
    report, expected = point["report"], whole["report"]
    for table, rows in expected["after"].items():
        assert report["after"][table] == rows, f"point {at}: {table} differs"
    due, due_texts = per_person(expected["sent"]), Counter(map(text_of, expected["sent"]))
    before, sent = per_person(report["before"]["sent"]), per_person(report["sent"])
    written_down = report["before"]["recorded"]
    already = report["already"]
    for who in due | before:
        in_flight = before[who] - (written_down.get(who, 0) - already.get(who, 0))
        assert in_flight in (0, 1), f"point {at}: {who} had {in_flight} in flight"
        assert sent[who] == due[who] + in_flight, f"point {at}: {who} got {sent[who]} messages"
    assert Counter(map(text_of, report["sent"])).keys() == due_texts.keys(), f"point {at}"


def per_person(sent: list[dict[str, str]]) -> Counter[str]:
    return Counter(line["to"] for line in sent)


def text_of(line: dict[str, str]) -> tuple[str, str]:
    return line["to"], line["text"]


def repeats(point: dict[str, Any], whole: dict[str, Any]) -> int:
    return len(point["report"]["sent"]) - len(whole["report"]["sent"])


async def check_all(url: str, folder: Path, action: str, every: int) -> str:
    whole, *points = await broken_off(url, folder, action, every)
    count, where = whole["counted"]
    report = whole["report"]
    assert report["accepted"]
    assert len(report["sent"]) == len(report["before"]["sent"]), "a second life says nothing new"
    for point in points:
        check(point, whole)
    broken = [
        point
        for point in points
        if point["ended"] == (0 if action == "cancel" else -signal.SIGKILL)
    ]
    # The last ones may lie behind the end, where a life took fewer steps than the one counted.
    assert len(points) - len(broken) <= max(1, len(points) // 10)
    again = [repeats(point, whole) for point in points]
    figures = (
        f"{action}: {count} points {where}; {len(points)} tried, {len(broken)} broken off;"
        f" accepted events lost 0, counted twice 0; {sum(n > 0 for n in again)} with messages"
        f" repeated, at most {max(again)} at a time, all in flight"
    )
    assert count > 20
    if action != "cancel":  # a stop waits for what is in flight: it need not repeat anything
        assert any(again), "some point lies between a call and writing it down"
    return figures


@pytest.mark.parametrize("action", ["kill", "cancel"])
async def test_broken_off_here_and_there(
    database_url: str, tmp_path: Path, action: str, record_property: Callable[[str, object], None]
) -> None:
    record_property("figures", await check_all(database_url, tmp_path, action, SOME))


@pytest.mark.soak
@pytest.mark.parametrize("action", ["kill", "late", "cancel"])
async def test_broken_off_at_every_point(
    database_url: str, tmp_path: Path, action: str, record_property: Callable[[str, object], None]
) -> None:
    record_property("figures", await check_all(database_url, tmp_path, action, 1))
