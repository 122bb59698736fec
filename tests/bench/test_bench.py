"""The benchmark itself: it runs, and it would notice a turn that was lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.__main__ import QUICK, table
from tests.bench.measure import OURS, PEER, measure
from tests.bench.phones import Idle, measure_idle


async def test_both_bots_finish_a_small_run() -> None:
    outcomes = await measure(QUICK[:1], within=20)
    assert [o.contender for o in outcomes] == [OURS.name, PEER.name]
    for outcome in outcomes:
        assert outcome.faults == ()
        assert outcome.measured.finished == outcome.scene.residents
        assert len(outcome.measured.waits) == outcome.scene.residents * len(OURS.turns)
        assert outcome.measured.taps_answered == outcome.scene.residents * 4
    ours, peer = outcomes
    assert ours.kept == ours.conversations
    assert ours.measured.messages > peer.measured.messages  # notice, receipt and what follows
    assert "ours / peer" in table(outcomes)


async def test_idle_phones_are_opened_and_measured() -> None:
    idle = await measure_idle(20, warm_up=2)
    assert idle.after >= idle.before > 10
    assert Idle(1_000, 100, 160).faults
    assert not Idle(1_000, 100, 140).faults


KEPT = (
    [("handled",), ("handled",)],
    [("sent",), ("sent",)],
    [(1,)],
)


@pytest.mark.parametrize(
    ("inbox", "outbox", "contributions", "noticed"),
    [
        (*KEPT, []),
        ([("handled",), ("waiting",)], *KEPT[1:], ["inbox"]),
        ([("handled",), ("parked",)], *KEPT[1:], ["inbox"]),
        ([("handled",)], *KEPT[1:], ["inbox"]),
        (KEPT[0], [("sent",), ("dead",)], KEPT[2], ["outbox"]),
        (KEPT[0], [("sending",)], KEPT[2], ["outbox"]),
        (*KEPT[:2], [], ["contributions"]),
    ],
)
def test_a_turn_that_is_not_committed_is_noticed(
    tmp_path: Path,
    inbox: list[tuple[str]],
    outbox: list[tuple[str]],
    contributions: list[tuple[int]],
    noticed: list[str],
) -> None:
    with closing(sqlite3.connect(tmp_path / "bench.db")) as db:
        for name, rows in (("inbox", inbox), ("outbox", outbox), ("contribution", contributions)):
            db.execute(f"CREATE TABLE {name} (state)")
            db.executemany(f"INSERT INTO {name} VALUES (?)", rows)  # noqa: S608  # names above
        db.commit()
    faults = OURS.faults(tmp_path, 2, 1)
    assert len(faults) == len(noticed)
    for fault, word in zip(faults, noticed, strict=True):
        assert word in fault
