"""`buurtstem WORDS` in a process of its own, forked from one that has imported everything.

Starting the real command takes two seconds, most of it reading modules and texts, and the tests
start hundreds. Everything after that is the same: its own process, folder, environment, signals.
"""

from __future__ import annotations

import asyncio
import importlib
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
    """A process like that of `asyncio.subprocess.Process`, as far as the tests need it."""

    def __init__(
        self,
        words: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        out: Path,
        err: Path,
        said: Path = Path(os.devnull),
        program: str = "bot.cli",
    ) -> None:
        """`said` is its standard input; `program` another module with a `main`."""
        files = (str(said), str(out), str(err))
        given = (program, tuple(words), str(folder), dict(environment), files)
        self._process = _context.Process(target=_main, args=given)
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

    def ended(self, within: float) -> int:
        """Return its exit code. The whole process waits at most so many seconds for it.

        Raises AssertionError when it has not ended by then.
        """
        self._process.join(within)
        assert self.returncode is not None, "it does not end"
        return self.returncode

    async def wait(self) -> int:
        while (code := self.returncode) is None:
            await asyncio.sleep(0.01)
        return code


def _main(
    program: str,
    words: tuple[str, ...],
    folder: str,
    environment: dict[str, str],
    files: tuple[str, ...],
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    how = (os.O_RDONLY, *(os.O_WRONLY | os.O_CREAT | os.O_APPEND,) * 2)
    for number, path in enumerate(files):
        os.dup2(os.open(path, how[number]), number)
    sys.stdin = os.fdopen(0, closefd=False)  # multiprocessing has closed the one there was
    if encoding := environment.get("PYTHONIOENCODING"):  # read when Python starts
        sys.stdout = os.fdopen(1, "w", encoding=encoding, errors="strict", closefd=False)
    sys.argv = ["buurtstem", *words]
    importlib.import_module(program).main()


def end() -> None:
    """Let go of the process that forks, and wait for it: what it used counts as ours then."""
    _forkserver._stop()  # type: ignore[attr-defined]  # the module's own, for its tests
