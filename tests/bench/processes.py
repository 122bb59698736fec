"""A bot in a process of its own, and what the kernel tells about it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
STOP_WITHIN = 20.0  # seconds; the peer writes its whole file once per changed person


def cpu_seconds(pid: int) -> float:
    """User and system time so far (proc(5): fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_memory(pid: int) -> float:
    """The most memory it ever had, in MiB."""
    return _told(pid, "VmHWM")


def memory(pid: int) -> float:
    """The memory it has now, in MiB."""
    return _told(pid, "VmRSS")


def _told(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"the kernel does not tell {name}")


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot; `log` holds what it printed."""

    process: asyncio.subprocess.Process
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:]


@contextlib.asynccontextmanager
async def running(module: str, folder: Path, environment: Mapping[str, str]) -> AsyncIterator[Bot]:
    """`python -m module` in `folder`; ended by SIGTERM, and by SIGKILL when that takes long."""
    log = folder / "log.txt"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            cwd=folder,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), **environment},
            stdout=out,
            stderr=out,
        )
    try:
        yield Bot(process, log)
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(STOP_WITHIN):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
