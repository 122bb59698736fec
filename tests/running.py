"""The real bot as its operator runs it: `python -m bot …` in a process and a folder of its own."""

from __future__ import annotations

import asyncio
import functools
import os
import re
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp

from tests.botapi.server import StrictBotApi
from tests.forked import Forked
from tests.runs import FOLDER

ROOT = Path(__file__).parent.parent
# What an operator's shell may hold and a test must not.
_CLEAN = ("TELEGRAM_", "DATABASE_URL", "WEB_", "PROGRAMME_FILE", "DATA_DIR", "LOG_", "STAFF_CHAT")
_LINK = re.compile(r"https://t\.me/\S+")


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment without its settings, and with these."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_CLEAN)}
    paths = [str(ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths)} | settings


def of_telegram(api: StrictBotApi) -> dict[str, str]:
    """Return the settings that lead to a server on loopback."""
    settings = {"TELEGRAM_TOKEN": api.token, "TELEGRAM_API_URL": api.url}
    if (port := api.bot_listens) is None:
        return settings
    return settings | {
        "WEB_PORT": str(port),
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "TELEGRAM_WEBHOOK_SECRET": "a-secret_of_the_tests",
    }


def free_port() -> int:
    """Return a port where nobody listens now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass(frozen=True)
class Said:
    """The answer of a command."""

    code: int
    out: str
    err: str

    @property
    def link(self) -> str:
        found = _LINK.search(self.out)
        assert found, f"no link in {self.out!r} {self.err!r}"
        return found[0]


async def command(folder: Path, *words: str, **settings: str) -> Said:
    """Run `buurtstem WORDS` to its end."""
    with tempfile.TemporaryDirectory() as written:
        out, err = Path(written, "out"), Path(written, "err")
        process = Forked(words, folder, environment(**settings), out, err)
        async with asyncio.timeout(60):
            code = await process.wait()
        return _said(code, out, err)


def _said(code: int, out: Path, err: Path) -> Said:
    return Said(code, out.read_text(), err.read_text())


@functools.cache
def _never_quiet() -> Path:
    """Return the example programme without its quiet hours and without the minute for undo.

    In those hours cards wait for the morning, and in that minute answers wait: these tests run at
    any time of the day.
    """
    text = (ROOT / "programme.toml").read_text(encoding="utf-8")
    for name, hour in (("quiet_from", 24), ("quiet_until", 0), ("undo", 0)):
        text, found = re.subn(rf"(?m)^{name} = \d+", f"{name} = {hour}", text)
        assert found == 1
    file = Path(tempfile.mkdtemp(dir=os.environ.get(FOLDER)), "programme.toml")
    file.write_text(text, encoding="utf-8")
    return file


class RunningBot:
    """`buurtstem run` in a process of its own; `log` is what it wrote to standard error.

    `word`: another command that serves, such as `try`.
    """

    forked = True  # see tests/forked.py; False: the command as it is typed

    def __init__(self, folder: Path, word: str = "run", **settings: str) -> None:
        self._folder = folder
        self._word = word
        self._settings = {"WEB_PORT": "0"} | settings
        if word == "run" and not (folder / "programme.toml").exists():
            self._settings.setdefault("PROGRAMME_FILE", str(_never_quiet()))
        self._process: asyncio.subprocess.Process | Forked | None = None
        self._written = 0

    async def __aenter__(self) -> RunningBot:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is None:
            return
        if kind is not None:
            await self.kill()
            return
        code = await self.stop()
        assert code == 0, f"exit code {code}\n{self.log}"

    @property
    def _file(self) -> Path:
        return self._folder / "bot.log"

    @property
    def log(self) -> str:
        return self._file.read_text() if self._file.exists() else ""

    async def start(self) -> None:
        """Start, and wait until it serves its web port."""
        self._written = len(self.log)
        self._process = await self._begun(environment(**self._settings))
        await until(lambda: self.port is not None or self.ended, 30)
        assert not self.ended, self.log

    async def _begun(self, settings: dict[str, str]) -> asyncio.subprocess.Process | Forked:
        if self.forked:
            out = self._folder / "bot.out"
            return Forked([self._word], self._folder, settings, out, self._file)
        with self._file.open("a") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", self._word),
                cwd=self._folder,
                env=settings,
                stderr=log,
            )

    @property
    def ended(self) -> bool:
        return self._process is not None and self._process.returncode is not None

    @property
    def port(self) -> int | None:
        found = re.search(r"web port (\d+)", self.log[self._written :])
        return int(found[1]) if found else None

    async def get(self, path: str) -> tuple[int, str]:
        """Return status and body of an address of the web port."""
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as client, client.get(url) as answer:
            return answer.status, await answer.text()

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop; return its exit code. Raises TimeoutError after ten seconds."""
        process, self._process = self._process, None
        assert process is not None
        process.send_signal(number)
        try:
            async with asyncio.timeout(10):
                return await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
            raise

    async def kill(self) -> None:
        """Kill it as a power cut would."""
        process, self._process = self._process, None
        assert process is not None
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until(true: Callable[[], Any], seconds: float = 10.0) -> None:
    """Wait for something that only shows by looking. Raises AssertionError after that time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(0.02)
