"""A run that is broken off leaves no PostgreSQL behind, whatever it was that ended it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.keeper import PREFIX
from tests.runs import FOLDER, ROOT, Run, ask

SOON = 15.0  # seconds; a server that lost its folder ends by itself within a minute
A_TEST = """
import time
from pathlib import Path
from tests.runs import ask

def test_that_waits():
    ask("empty")
    Path(__file__).with_name("begun").touch()
    time.sleep(60)
"""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """Yield a folder for runs of the test's own; its path is short enough for a socket."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def run(temporary: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a run of pytest with a worker, in which a test has a database."""
    (temporary / "test_it.py").write_text(A_TEST)
    words = ("-p", "tests.runs", "-n", "1", "-c", "/dev/null", "--rootdir", str(temporary))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", *words, str(temporary)],
        cwd=ROOT,
        env=kept | {"TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    ) as begun:
        until((temporary / "begun").exists)
        yield begun
        begun.kill()


def until(true: Callable[[], object], within: float = 60.0) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def running(temporary: Path) -> dict[int, str]:
    """Return the processes, but for tests, with that folder in their command, by their ids."""
    shown = subprocess.run(
        ["ps", "-wweo", "pid,command"], capture_output=True, text=True, check=True
    )
    found = re.findall(r"^ *(\d+) (.*)$", shown.stdout, re.M)
    return {int(pid): said for pid, said in found if f"{temporary}/{PREFIX}" in said}


def kept(temporary: Path) -> list[Path]:
    return list(temporary.glob(f"{PREFIX}*"))


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGKILL,
        pytest.param(signal.SIGTERM, marks=pytest.mark.soak),
        pytest.param(signal.SIGINT, marks=pytest.mark.soak),
    ],
)
def test_a_run_that_is_ended_takes_its_server_along(
    run: subprocess.Popen[bytes], temporary: Path, number: int
) -> None:
    assert any("postgres" in said for said in running(temporary).values())
    assert len(kept(temporary)) == 1
    run.send_signal(number)
    run.wait(30)
    until(lambda: not running(temporary) and not kept(temporary), SOON)


def test_what_a_keeper_left_that_was_killed_is_cleared_up_by_the_next(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv(FOLDER, "")  # that of this run comes back
    left = Run()
    ask("empty")
    left.keeper.kill()
    left.end()
    assert running(temporary)
    next_one = Run()
    until(lambda: not running(temporary), SOON)
    assert kept(temporary) == [Path(os.environ[FOLDER])]
    next_one.end()
    assert kept(temporary) == []
