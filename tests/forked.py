"""`buurtstem WORDS` in a process of its own, forked from one that has imported everything.

Starting the real command takes two seconds, most of it reading modules and texts, and the tests
start hundreds. Everything after that is the same: its own process, folder, environment, signals.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerContext
from multiprocessing.forkserver import _forkserver
from pathlib import Path

_context: ForkServerContext = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.imported"])


class Forked:
    """What `asyncio.subprocess.Process` is, as far as the tests need it."""

    def __init__(
        self,
        words: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        out: Path,
        err: Path,
    ) -> None:
        said = (tuple(words), str(folder), dict(environment), str(out), str(err))
        self._process = _context.Process(target=_buurtstem, args=said)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        while (code := self.returncode) is None:
            await asyncio.sleep(0.01)
        return code


def _buurtstem(
    words: tuple[str, ...], folder: str, environment: dict[str, str], out: str, err: str
) -> None:
    from bot.cli import main

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for path, number in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    if encoding := environment.get("PYTHONIOENCODING"):  # read when Python starts
        sys.stdout = os.fdopen(1, "w", encoding=encoding, errors="strict", closefd=False)
    sys.argv = ["buurtstem", *words]
    main()


def end() -> None:
    """Let go of the process that forks, and wait for it: what it used counts as ours then."""
    _forkserver._stop()  # type: ignore[attr-defined]  # the module's own, for its tests
