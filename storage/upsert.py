"""Inserts in one statement, whatever their number, on both databases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Conflict, Db


async def insert_numbered(db: Db, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows and return their ids, in the order of the rows.

    SQLite numbers the rows of a statement upwards; asked for the order, SQLAlchemy would insert
    them there one by one.
    """
    in_order = db.dialect.name != "sqlite"
    numbered = insert(table).returning(table.c.id, sort_by_parameter_order=in_order)
    ids = list((await db.execute(numbered, list(rows))).scalars())
    return ids if in_order else sorted(ids)


async def upsert(db: Db, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    keys = [column.name for column in table.primary_key]
    kind: Any = sqlite if db.dialect.name == "sqlite" else postgresql
    statement = kind.insert(table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    await db.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


async def update_each(
    db: Db,
    table: Table,
    rows: Sequence[tuple[int, Mapping[str, Any]]],
    versions: Mapping[int, int] | None = None,
) -> None:
    """Change rows by id, each to its own values; one statement for all that change the same.

    `versions`: of each row the version it must have. Raises Conflict when one has another, where
    the driver tells how many rows it changed; asyncpg does not when there are several.
    """
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, values in rows:
        seen = {} if versions is None else {"the_version": versions[row_id]}
        alike.setdefault(tuple(sorted(values)), []).append({"the_id": row_id, **seen, **values})
    statement = update(table).where(table.c.id == bindparam("the_id"))
    if versions is not None:
        statement = statement.where(table.c.version == bindparam("the_version"))
    for found in alike.values():
        changed = (await db.execute(statement, found)).rowcount
        if versions is not None and 0 <= changed < len(found):
            raise Conflict(f"{len(found) - changed} rows of {table.name} changed meanwhile")


async def insert_ignoring(
    db: Db,
    table: Table,
    rows: Sequence[dict[str, Any]],
    unique: Sequence[str],
    where: ColumnElement[bool] | None = None,
) -> None:
    """Insert the rows that are not there yet, by a unique key; `where`: one of those rows alone."""
    if not rows:
        return
    kind: Any = sqlite if db.dialect.name == "sqlite" else postgresql
    statement = kind.insert(table).on_conflict_do_nothing(
        index_elements=list(unique), index_where=where
    )
    await db.execute(statement, list(rows))
