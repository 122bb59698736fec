"""The engine, the one way to a transaction, and the type of a moment.

SQLite: WAL, synchronous=FULL, and BEGIN IMMEDIATE for writing. Python's driver starts no
transaction for a SELECT, so that two read-then-write transactions would lose an update; the
driver's own handling is switched off and the BEGIN is ours (measured: 58 of 60 lost otherwise).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import BigInteger, DateTime, Float, Integer, MetaData, String, event
from sqlalchemy.engine import URL, Connection, Dialect, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from storage import faults

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

BUSY = 30.0  # seconds that SQLite waits for another's lock
ENDS_WITHIN = 5.0  # seconds, for the thread of a connection that failed

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only for INTEGER


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its zone in, UTC with its zone out. Naive moments raise ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class YesNo(TypeDecorator[bool]):
    """A yes or a no, kept as the word; None: neither was said."""

    impl = String(8)
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> str | None:
        return None if value is None else ("yes" if value else "no")

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else value == "yes"


class Conflict(Exception):
    """Another changed the same meanwhile: all of it must be done once more, from the beginning."""


class DatabaseUnavailable(Exception):
    """The database does not answer, or is locked: try again later, nothing is wrong with the data.

    `told` is a sentence for the operator, where more is known than the kind of error.
    """

    def __init__(self, kind: str, told: str | None = None) -> None:
        super().__init__(told or kind)
        self.told = told


# Two waited for each other, or each changed what the other had read.
_CONFLICTS = {"40001", "40P01"}


@asynccontextmanager
async def _translated(path: Path | None) -> AsyncIterator[None]:
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in _CONFLICTS:
            raise Conflict(type(error.orig).__name__) from error
        if not isinstance(error, OperationalError | InterfaceError):
            raise
        passing = any(sign in str(error.orig) for sign in ("locked", "busy", "unable to open"))
        if not (passing or error.connection_invalidated):
            raise
        said = faults.of_error(error.orig, path)
        raise DatabaseUnavailable(type(error.orig).__name__, said) from error
    except OSError as error:
        raise DatabaseUnavailable(type(error).__name__) from error


Db = AsyncConnection  # what the named queries take: one connection inside a transaction


class Database:
    """One engine. `transaction()` is the only way to write."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        # SQLite's busy handler sleeps up to 100 ms between two looks; writers of one process
        # take turns here instead.
        self._turn = asyncio.Lock() if self.is_sqlite else contextlib.nullcontext()

    @property
    def sqlite_path(self) -> Path | None:
        """Return the database's file; None for PostgreSQL or for a database in memory."""
        name = self.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Db]:
        """Commit when the block ends, roll back when it raises or is cancelled.

        On SQLite only one such block runs at a time, over all processes.
        """
        async with self._turn, _translated(self.sqlite_path), self.engine.begin() as db:
            yield db

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Db]:
        """Give a connection for a look without the intention to write; it waits for no writer."""
        async with _translated(self.sqlite_path), self.engine.connect() as db:
            await db.execution_options(buurtstem_reading=True)
            yield db
            await db.rollback()

    async def close(self) -> None:
        await self.engine.dispose()


async def _connected(*args: Any, **settings: Any) -> aiosqlite.Connection:
    """Connect to SQLite. Where that fails, the thread of the connection has ended too.

    Else that thread would still answer after the failure has been told: to a loop that may be
    closed by then, of which Python would print a traceback.
    """
    connection = aiosqlite.connect(*args, **settings)
    thread = connection._thread  # SQLAlchemy, which would do all this itself, reaches for it too
    thread.daemon = True
    try:
        return await connection
    except BaseException:
        thread.join(ENDS_WITHIN)  # it has one answer to put down, and waits for nobody
        raise


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        connect_args={
            "timeout": BUSY,
            "isolation_level": None,
            "async_creator_fn": _connected,
        },
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "handle_error")
    def keep(context: Any) -> None:
        # Cancelled in the middle of a statement: SQLAlchemy would throw the connection away, whose
        # cursor is still open, and SQLite would keep the write lock until that is collected (30 s
        # of waiting for everybody else); a second cancellation meanwhile would leave a task that
        # never ends. Its thread does one thing after the other, so that a rollback is enough.
        if isinstance(context.original_exception, asyncio.CancelledError):
            context.is_disconnect = False

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("buurtstem_reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)


class epoch_now(FunctionElement[float]):  # noqa: N801  # reads as the SQL function it is
    """The database's clock inside a statement, in seconds since 1970: for leases and retries."""

    type = Float()
    inherit_cache = True


@compiles(epoch_now, "sqlite")
def _epoch_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(epoch_now)
def _epoch_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return "EXTRACT(EPOCH FROM clock_timestamp())"
