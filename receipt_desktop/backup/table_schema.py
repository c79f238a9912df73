"""The schema of the tables, and which table a recovered row fits."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from receipt_desktop.backup.sqlite_pages import SqliteRow, SqliteValue

DATETIME_TEXT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?")
DATE_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}")
VARCHAR_LENGTH = re.compile(r"VARCHAR\((\d+)\)")
VIRTUAL_TABLE_SQL = re.compile(r"\s*CREATE\s+VIRTUAL\s", re.IGNORECASE)
BOOKKEEPING_TABLES = frozenset({"alembic_version", "processes", "tax_parts"})
"""Tables that the program fills itself; their rows are not recovered. Tax parts are made anew from
the values of the receipts, since some of those of one receipt would be worse than none."""
INTEGER_TYPES = frozenset({"INTEGER", "BIGINT"})


@dataclass(frozen=True, slots=True)
class ColumnSchema:
    """A column."""

    name: str
    type: str
    """The declared type: VARCHAR(36), DATETIME, JSON, …"""
    required: bool
    is_rowid: bool
    """Whether it is an alias of the rowid, which is stored as NULL."""
    default: str | None

    def accepts(self, value: SqliteValue) -> bool:
        """Whether the value is valid for this column."""
        if value is None:
            return self.is_rowid or not self.required
        if self.type in INTEGER_TYPES:
            return isinstance(value, int)
        if self.type == "BOOLEAN":
            return isinstance(value, int) and value in (0, 1)
        if self.type in ("DOUBLE", "FLOAT"):
            return isinstance(value, (int, float))
        if self.type == "BLOB":
            return isinstance(value, bytes)
        return isinstance(value, str) and self._accepts_text(value)

    def _accepts_text(self, value: str) -> bool:
        if self.type == "DATETIME":
            return DATETIME_TEXT.fullmatch(value) is not None
        if self.type == "DATE":
            return DATE_TEXT.fullmatch(value) is not None
        if self.type == "JSON":
            return value[:1] in ("{", "[", '"', "n", "t", "f") or value[:1].isdigit()
        long = VARCHAR_LENGTH.fullmatch(self.type)
        return len(value) <= int(long[1]) if long else "\0" not in value


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table of the program."""

    name: str
    columns: tuple[ColumnSchema, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def fit_row(self, row: SqliteRow) -> tuple[SqliteValue, ...] | None:
        """The values of a row for all columns; None if the row does not fit the table.

        A row that was written before columns were added has fewer values.
        """
        missing = self.columns[len(row.values) :]
        if len(row.values) > len(self.columns) or any(
            one.required and one.default is None for one in missing
        ):
            return None
        values = [
            row.rowid if column.is_rowid and value is None else value
            for column, value in zip(self.columns, row.values, strict=False)
        ]
        if not all(map(ColumnSchema.accepts, self.columns, values)):
            return None
        return (*values, *(_default_value(one) for one in missing))


def _default_value(column: ColumnSchema) -> SqliteValue:
    if column.default is None:
        return None
    text = column.default.strip("'")
    return int(text) if text.isdigit() else text


def read_tables(database: sqlite3.Connection) -> dict[str, TableSchema]:
    """The tables of a database by name, without those of full-text indexes.

    Raises `sqlite3.Error`.
    """
    found = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    virtual = tuple(f"{name}_" for name, sql in found if VIRTUAL_TABLE_SQL.match(sql))
    return {
        name: _read_table(database, name)
        for name, sql in found
        if not VIRTUAL_TABLE_SQL.match(sql) and not name.startswith(virtual)
    }


def rebuild_search_index(database: sqlite3.Connection) -> None:
    """Rebuild the full-text indexes. Raises `sqlite3.Error`."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE type='table'").fetchall()
    for name, sql in found:
        if VIRTUAL_TABLE_SQL.match(sql) and "content=" in sql.replace(" ", ""):
            database.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')')  # noqa: S608


def _read_table(database: sqlite3.Connection, name: str) -> TableSchema:
    found = database.execute(f'PRAGMA table_info("{name}")').fetchall()
    alias = sum(1 for row in found if row[5]) == 1  # a primary key of one column
    columns = tuple(
        ColumnSchema(one, kind, bool(required), alias and bool(key) and kind == "INTEGER", default)
        for _, one, kind, required, default, key in found
    )
    return TableSchema(name, columns)


def find_only_table(
    candidates: Sequence[TableSchema], rows: Sequence[SqliteRow]
) -> TableSchema | None:
    """The only table that most of these rows fit; None if there is none or several."""
    fits = {
        table.name: sum(
            len(row.values) == len(table.columns) and table.fit_row(row) is not None for row in rows
        )
        for table in candidates
    }
    most = max(fits.values(), default=0)
    best = [table for table in candidates if fits[table.name] == most]
    return best[0] if len(best) == 1 and 2 * most > len(rows) else None
