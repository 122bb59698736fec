"""Frozen records and the rows they are kept in: columns are found by name, changes by comparing.

A field is kept in the column of its own name, or of its name with `_id` behind it (`owner` is
`owner_id`); a record in a field of that record is kept field by field, in the same row. What has
no column is kept elsewhere, by whoever stores the record. So nobody outside this package names a
column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import Table

from storage.database import Db
from storage.upsert import insert_numbered, update_each

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    R = TypeVar("R", bound=DataclassInstance)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A field of a record: its column, or the record in it that is kept field by field."""

    name: str
    type: Any  # as it is annotated
    column: str | None


@cache
def _kept(table: Table, record: type[DataclassInstance]) -> tuple[_Kept, ...]:
    """Return all fields that the table keeps."""
    types = get_type_hints(record)
    found = (_Kept(f.name, types[f.name], _column(table, f.name)) for f in fields(record))
    return tuple(one for one in found if one.column is not None or is_dataclass(one.type))


def _column(table: Table, name: str) -> str | None:
    return next((column for column in (name, f"{name}_id") if column in table.c), None)


# Writing


@cache
def _written(
    table: Table, record: type[DataclassInstance]
) -> tuple[tuple[Callable[[Any], Any], str], ...]:
    """Return each value that the table keeps, as (how it is got, its column).

    The id is not among them: the table gives it.
    """
    return tuple((attrgetter(path), column) for path, column in _paths(table, record))


def _paths(table: Table, record: type[DataclassInstance]) -> Iterator[tuple[str, str]]:
    for field in _kept(table, record):
        if field.column is None:
            inside = _paths(table, field.type)
            yield from ((f"{field.name}.{path}", column) for path, column in inside)
        elif field.name != "id":
            yield field.name, field.column


def row_of(table: Table, record: DataclassInstance) -> dict[str, Any]:
    """Return the values of a record, by column."""
    return {column: value(record) for value, column in _written(table, type(record))}


def changed(table: Table, before: R, after: R) -> dict[str, Any]:
    """Return the values that differ between two states of one record, by column."""
    return {
        column: now
        for value, column in _written(table, type(after))
        if (now := value(after)) != value(before)
    }


async def insert_records(db: Db, table: Table, records: Sequence[DataclassInstance]) -> list[int]:
    """Store new records in one statement; return their ids, in the same order."""
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


# Reading


@cache
def _read(
    table: Table, record: type[DataclassInstance]
) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return each field that the table keeps, as (name, how it is read from a row)."""
    return tuple((field.name, _reader(table, field)) for field in _kept(table, record))


def _reader(table: Table, field: _Kept) -> Callable[[Any], Any]:
    if field.column is None:
        inside: type[DataclassInstance] = field.type
        return lambda row: record_of(table, inside, row)
    there = attrgetter(field.column)
    make = _made(field.type)
    if make is None:
        return there
    return lambda row: None if (value := there(row)) is None else make(value)


def _made(annotated: Any) -> Callable[[Any], Any] | None:
    """Return what makes the value of a field from its column; None where both are the same."""
    for one in get_args(annotated) if NoneType in get_args(annotated) else (annotated,):
        if isinstance(one, type) and issubclass(one, Enum):
            return one
        if get_origin(one) is tuple:
            return tuple
    return None


def record_of(table: Table, record: type[R], row: object, **kept_elsewhere: Any) -> R:
    """Return the record that a row holds; what is kept elsewhere is given, by name of field."""
    values = {name: value(row) for name, value in _read(table, record)}
    made: Callable[..., R] = record
    return made(**values | kept_elsewhere)
