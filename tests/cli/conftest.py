"""Commands run inside the test process, in a folder of their own."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import logs
from bot.cli import main
from tests.running import Said, environment

CONFIGURED = (*logs.OURS, "telegram")
STOP_AFTER = 20.0  # seconds
Buurtstem = Callable[..., Said]


@pytest.fixture
def logging_stays() -> Iterator[None]:
    """`run` sets logging up for its process: here that process is pytest's."""
    root = logging.getLogger()
    before, levels = root.handlers[:], {n: logging.getLogger(n).level for n in ("", *CONFIGURED)}
    yield
    root.handlers[:] = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)


@pytest.fixture
def buurtstem(
    logging_stays: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Buurtstem:
    """Run `buurtstem WORDS` with these settings, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, **settings: str) -> Said:
        with pytest.MonkeyPatch.context() as patch:
            for name in [n for n in os.environ if n not in environment()]:
                patch.delenv(name)
            for name, value in settings.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["buurtstem", *words])
            code = 0
            # A `run` that should have refused and did not is stopped as an operator would.
            stop = threading.Timer(STOP_AFTER, os.kill, (os.getpid(), signal.SIGTERM))
            stop.start()
            try:
                main()
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 0
            finally:
                stop.cancel()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return run
