"""Statements compiled once per process: each database has an engine of its own, and would anew.

SQLAlchemy keeps what it compiled by the dialect object of an engine. Here all engines of one
driver have one such store, and their dialects are the same to it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import database


def share() -> None:
    """Share what is compiled between all engines of one driver that are made from here on."""
    kept: dict[type, Any] = {}

    def sharing(*args: Any, **kwargs: Any) -> AsyncEngine:
        engine = create_async_engine(*args, **kwargs)
        inner = engine.sync_engine
        inner._compiled_cache = kept.setdefault(type(inner.dialect), inner._compiled_cache)
        return engine

    for dialect in (PGDialect_asyncpg, SQLiteDialect_aiosqlite):
        setattr(dialect, "__eq__", lambda one, other: type(one) is type(other))  # noqa: B010
        setattr(dialect, "__hash__", lambda one: hash(type(one)))  # noqa: B010
    setattr(database, "create_async_engine", sharing)  # noqa: B010
