"""The shape of tables: as declared, as it stands in a database, and where the two differ.

Names and simple facts are compared, which both databases tell alike. Of a CHECK only its name can
be: PostgreSQL keeps the condition in other words than it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Constraint,
    Dialect,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    create_engine,
    inspect,
    text,
)
from sqlalchemy.schema import AddConstraint, CreateIndex, DefaultClause

BOOKKEEPING = "alembic_version"  # of the migrations themselves
SORTS = {
    "index": "index",
    "rule": "rule (CHECK)",
    "unique": "rule (UNIQUE)",
    "key": "key (PRIMARY KEY)",
}
RULES_STAY = "SQLite changes no rules of a table that is there: restore a copy."
SAME = {"DOUBLE PRECISION": "FLOAT"}  # what PostgreSQL calls by another name than it was given


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """The shape of a column. `default` is what the database itself fills in, as SQL says it."""

    type: str
    required: bool
    default: str | None

    def __str__(self) -> str:
        default = "" if self.default is None else f" DEFAULT {self.default or repr('')}"
        return f"{self.type}{' NOT NULL' if self.required else ''}{default}"


@dataclass(frozen=True, slots=True)
class TableShape:
    """Columns by name, and whatever else has a name: keys, indexes, rules, and what each says."""

    columns: Mapping[str, ColumnShape]
    named: Mapping[str, str]


Shape = Mapping[str, TableShape]  # tables by name


def declared(tables: MetaData, dialect: Dialect) -> Shape:
    """Return the shape that these tables are declared to have in such a database."""
    return {
        table.name: TableShape(
            {column.name: _declared_column(column, dialect) for column in table.columns},
            dict(_declared_names(table)),
        )
        for table in tables.sorted_tables
    }


def standing(connection: Connection) -> Shape:
    """Return the shape of the tables that stand in a database, but for the migrations' own."""
    if connection.dialect.name != "sqlite":
        return _seen(connection)
    # SQLite is asked three hundred times, and each time over its async driver is a hop between
    # threads: the same tables without rows, in memory, take half as long (measured: 60 ms).
    made = text("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY rowid")
    statements = connection.scalars(made).all()
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as copy:
            for statement in statements:
                copy.exec_driver_sql(statement)
            return _seen(copy)
    finally:
        engine.dispose()


def _seen(connection: Connection) -> Shape:
    seen = inspect(connection)
    dialect = connection.dialect
    named: dict[str, dict[str, str]] = {}
    for (_, table), key in seen.get_multi_pk_constraint().items():
        if key["name"]:
            named.setdefault(table, {})[key["name"]] = _says("key", key["constrained_columns"])
    for (_, table), foreign in seen.get_multi_foreign_keys().items():
        for one in foreign:
            to = f"{one['referred_table']}, {one.get('options', {}).get('ondelete')}"
            named.setdefault(table, {})[str(one["name"])] = _says(to, one["constrained_columns"])
    for (_, table), indexes in seen.get_multi_indexes().items():
        for index in indexes:
            if not index.get("duplicates_constraint"):
                named.setdefault(table, {})[str(index["name"])] = _index(
                    bool(index["unique"]), [str(name) for name in index["column_names"]]
                )
    for (_, table), uniques in seen.get_multi_unique_constraints().items():
        for unique in uniques:
            said = _says("unique", unique["column_names"])
            named.setdefault(table, {})[str(unique["name"])] = said
    for (_, table), checks in seen.get_multi_check_constraints().items():
        for check in checks:
            named.setdefault(table, {})[str(check["name"])] = "rule"
    return {
        table: TableShape(
            {column["name"]: _standing_column(column, dialect) for column in columns},
            named.get(table, {}),
        )
        for (_, table), columns in seen.get_multi_columns().items()
        if table != BOOKKEEPING
    }


def differences(wanted: Shape, found: Shape) -> list[str]:
    """List where the found shape differs from the wanted one: a plain line each, none when equal.

    An index too many is no difference: whoever keeps the database may have added it.
    """
    lines = [f"there is no table {table}" for table in wanted if table not in found]
    lines += [f"a table {table} is not expected" for table in found if table not in wanted]
    for table, shape in wanted.items():
        if table in found:
            lines += _differences_in(table, shape, found[table])
    return lines


def _differences_in(table: str, wanted: TableShape, found: TableShape) -> Iterator[str]:
    for name, column in wanted.columns.items():
        if name not in found.columns:
            yield f"{table} has no column {name}"
        elif (other := found.columns[name]) != column:
            yield f"{table}.{name} is {other}, and {column} is expected"
    for name in found.columns:
        if name not in wanted.columns:
            yield f"{table} has a column {name} that is not expected"
    for name, says in wanted.named.items():
        if name not in found.named:
            yield f"the {_sort(says)} {name} of {table} is missing"
        elif found.named[name] != says:
            yield f"{name} of {table} is {found.named[name]}, and {says} is expected"
    for name, says in found.named.items():
        if name not in wanted.named and not says.startswith("index"):
            yield f"the {_sort(says)} {name} of {table} is not expected"


def _sort(says: str) -> str:
    """Return what such a thing with a name is called."""
    what = says.partition(" ")[0].rstrip(",")
    return SORTS.get(what, "reference (FOREIGN KEY)")


def remedies(tables: MetaData, found: Shape, dialect: Dialect) -> list[str]:
    """List how to mend what differs, a line each.

    There is none where more differs than what can be made again or taken out: then the tables are
    those of something else.
    """
    wanted = declared(tables, dialect)
    if any(
        table not in found or not _holds(found[table], shape) for table, shape in wanted.items()
    ):
        return []
    lines: list[str] = []
    for table in found:
        if table not in wanted:
            lines.append(f"Keep the table {table} in a database of its own.")
            continue
        shape, named = wanted[table], _by_name(tables.tables[table])
        for name in (n for n in found[table].columns if n not in shape.columns):
            lines.append(
                f"Take the column out, after a copy: ALTER TABLE {table} DROP COLUMN {name};"
            )
        for name in (n for n in shape.named if n not in found[table].named):
            lines.append(_made_again(named[name], dialect))
        for name, says in found[table].named.items():
            if name not in shape.named and not says.startswith("index"):
                lines.append(_taken_out(table, name, dialect))
    return list(dict.fromkeys(lines))


def _holds(found: TableShape, wanted: TableShape) -> bool:
    """Return whether all columns are there as wanted, and nothing of a name is something else."""
    return all(
        found.columns.get(name) == column for name, column in wanted.columns.items()
    ) and all(found.named.get(name, says) == says for name, says in wanted.named.items())


def _by_name(table: Table) -> dict[str, Constraint | Index]:
    found: list[Constraint | Index] = [*table.constraints, *table.indexes]
    return {str(one.name): one for one in found}


def _made_again(one: Constraint | Index, dialect: Dialect) -> str:
    if isinstance(one, Index):
        said = str(CreateIndex(one).compile(dialect=dialect))
        return f"Make the index again: {' '.join(said.split())};"
    if dialect.name == "sqlite":
        return RULES_STAY
    # Asked for apart: else SQLAlchemy leaves it out when it makes the table, from now on.
    said = str(AddConstraint(one, isolate_from_table=False).compile(dialect=dialect))
    return f"Make the rule again: {' '.join(said.split())};"


def _taken_out(table: str, name: str, dialect: Dialect) -> str:
    if dialect.name == "sqlite":
        return RULES_STAY
    return f"Take the rule out, after a copy: ALTER TABLE {table} DROP CONSTRAINT {name};"


def _declared_column(of: Column[Any], dialect: Dialect) -> ColumnShape:
    default = None
    if isinstance(of.server_default, DefaultClause):
        given = of.server_default.arg
        default = given if isinstance(given, str) else str(given.compile(dialect=dialect))
    return ColumnShape(of.type.compile(dialect=dialect), not of.nullable, _plain_default(default))


def _standing_column(of: Any, dialect: Dialect) -> ColumnShape:
    numbered = of.get("autoincrement") is True  # PostgreSQL's `nextval(…)`, of its own making
    said = of["type"].compile(dialect=dialect)
    return ColumnShape(
        SAME.get(said, said),
        not of["nullable"],
        None if numbered else _plain_default(of["default"]),
    )


def _plain_default(said: str | None) -> str | None:
    """Return the value alone, without quotation marks and the type that PostgreSQL adds."""
    return None if said is None else re.sub(r"::[a-z ]+$", "", said).strip("'")


def _declared_names(table: Table) -> Iterator[tuple[str, str]]:
    for one in table.constraints:
        match one:
            case PrimaryKeyConstraint():
                yield str(one.name), _says("key", one.columns.keys())
            case ForeignKeyConstraint():
                to = f"{one.referred_table.name}, {one.ondelete}"
                yield str(one.name), _says(to, one.columns.keys())
            case UniqueConstraint():
                yield str(one.name), _says("unique", one.columns.keys())
            case CheckConstraint():
                yield str(one.name), "rule"
    for index in table.indexes:
        yield str(index.name), _index(bool(index.unique), index.columns.keys())


def _says(what: str, columns: list[str]) -> str:
    return f"{what} ({', '.join(columns)})"


def _index(unique: bool, columns: list[str]) -> str:
    return _says("index, unique" if unique else "index", columns)
