"""Frozen records and the rows they are kept in: columns are found by name, changes by comparing.

A field is kept in the column of its own name, or of its name with `_id` behind it (`owner` is
`owner_id`); a field without either is kept elsewhere, by whoever stores the record. So nobody
outside this package names a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Table

from storage.database import Db
from storage.upsert import insert_numbered, update_each

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    R = TypeVar("R", bound=DataclassInstance)

NEW = 0  # the id of a record that is not stored yet


@cache
def _columns(table: Table, record: type[DataclassInstance]) -> tuple[tuple[str, str], ...]:
    """Each field that the table keeps, with its column; never the id, which the table gives."""
    named = ((field.name, _column(table, field.name)) for field in fields(record))
    return tuple((name, column) for name, column in named if column is not None)


def _column(table: Table, name: str) -> str | None:
    if name == "id":
        return None
    return next((column for column in (name, f"{name}_id") if column in table.c), None)


def row_of(table: Table, record: DataclassInstance) -> dict[str, Any]:
    """The values of a record, by column."""
    return {column: getattr(record, name) for name, column in _columns(table, type(record))}


def changed(table: Table, before: R, after: R) -> dict[str, Any]:
    """The values that differ between two states of one record, by column."""
    return {
        column: value
        for name, column in _columns(table, type(after))
        if (value := getattr(after, name)) != getattr(before, name)
    }


async def insert_records(db: Db, table: Table, records: Sequence[DataclassInstance]) -> list[int]:
    """Store new records in one statement; their ids, in the same order."""
    if not records:
        return []
    return await insert_numbered(db, table, [row_of(table, record) for record in records])


async def write_records(db: Db, table: Table, changes: Sequence[tuple[R, R]]) -> None:
    """Store changes as (as it was read, as it is now), with `id` telling which row that is.

    What did not change is not written, so that another who changed it meanwhile is not undone.
    """
    rows = [(_id(after), changed(table, before, after)) for before, after in changes]
    await update_each(db, table, [(row_id, values) for row_id, values in rows if values])


def _id(record: Any) -> int:
    found: int = record.id
    return found
