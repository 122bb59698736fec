"""A plugin: whoever begins a test run gives it a keeper, which every process in it can ask."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.keeper import ASKED

FOLDER = "BUURTSTEM_TEST_RUN"  # the environment variable that leads to the keeper
ROOT = Path(__file__).parent.parent


class Run:
    """A test run, in the process that begins it."""

    def __init__(self) -> None:
        self.keeper = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.keeper"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.keeper.stdout is not None
        os.environ[FOLDER] = self.keeper.stdout.readline().rstrip()

    def end(self) -> None:
        self.keeper.communicate(timeout=60)


RUN = pytest.StashKey[Run]()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # xdist's workers are in a run already
        config.stash[RUN] = Run()


@pytest.hookimpl(trylast=True)  # the workers have ended before
def pytest_sessionfinish(session: pytest.Session) -> None:
    if run := session.config.stash.get(RUN, None):
        run.end()


def ask(*words: str) -> str:
    """Return what the keeper answers. Raises AssertionError when it answers nothing."""
    with socket.socket(socket.AF_UNIX) as keeper:
        keeper.connect(f"{os.environ[FOLDER]}/{ASKED}")
        keeper.sendall(f"{' '.join(words)}\n".encode())
        with keeper.makefile() as answer:
            found = answer.read()
    assert found, f"the keeper cannot: {words[0]}"
    return found
