"""What a salvaged database lacks, from the newest copy; what does not fit together is settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from receipt_desktop.backup import table_schema
from receipt_desktop.backup.table_schema import BOOKKEEPING_TABLES, TableSchema

RECEIPTS_TABLE = "receipts"
READING_TABLES = ("readings", "field_values", "items", "tax_lines")
"""What one reading of a receipt wrote; only as good as the receipt's row is of the same version."""
REQUEUE_COLUMNS_SQL = (
    "status='pending', stage='queued', progress=0, remaining=NULL, attempts=0, retry_at=NULL, "
    "lease_owner=NULL, lease_until=NULL"
)
INCOMPLETE_SQL = (
    "(total_minor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM field_values AS one WHERE "
    "one.receipt_id = receipts.id AND one.field = 'totalAmount') AND NOT EXISTS (SELECT 1 FROM "
    "corrections AS one WHERE one.receipt_id = receipts.id AND one.field = 'totalAmount')) OR "
    "(merchant IS NOT NULL AND NOT EXISTS (SELECT 1 FROM field_values AS one WHERE "
    "one.receipt_id = receipts.id AND one.field = 'merchantName') AND NOT EXISTS (SELECT 1 FROM "
    "corrections AS one WHERE one.receipt_id = receipts.id AND one.field = 'merchantName'))"
)
"""The list shows a value that is not among the values of the receipt: these were lost."""
HasOriginal = Callable[[str], bool]
"""Whether the original with this content hash is there, and was not removed."""


def fill_from_copy(
    new: sqlite3.Connection, copy: Path, has_original: HasOriginal
) -> dict[str, int]:
    """Insert the rows of a copy that are missing; how many, by table.

    Both are at the same migration. A receipt whose original is gone was deleted after the copy was
    made, so it is not brought back. Raises `sqlite3.Error`.
    """
    new.create_function("has_original", 1, lambda one: int(has_original(one)))
    new.execute("ATTACH ? AS copy", (str(copy),))
    try:
        new.execute("BEGIN")
        filled = {
            name: _fill_table(new, table)
            for name, table in _sort_parents_first(table_schema.read_tables(new))
            if name not in BOOKKEEPING_TABLES
        }
        new.execute("COMMIT")
    finally:
        if new.in_transaction:
            new.execute("ROLLBACK")
        new.execute("DETACH copy")
    return filled


def _sort_parents_first(found: dict[str, TableSchema]) -> list[tuple[str, TableSchema]]:
    return sorted(found.items(), key=lambda one: one[0] != RECEIPTS_TABLE)


def _fill_table(new: sqlite3.Connection, table: TableSchema) -> int:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    before = new.total_changes
    new.execute(
        f'INSERT OR IGNORE INTO main."{table.name}" ({names}) '  # noqa: S608 (our own tables' names)
        f'SELECT {names} FROM copy."{table.name}" AS old WHERE {_copy_condition(table)}'
    )
    return new.total_changes - before


def _copy_condition(table: TableSchema) -> str:
    """Which of a copy's rows are still true."""
    if table.name == RECEIPTS_TABLE:
        return "has_original(old.content_hash)"
    if table.name in READING_TABLES:
        return (
            "EXISTS (SELECT 1 FROM main.receipts AS now JOIN copy.receipts AS then_ "
            "ON now.id = then_.id AND now.version = then_.version WHERE now.id = old.receipt_id)"
        )
    if "receipt_id" in table.column_names and table.name not in ("outcomes", "audit"):
        return "old.receipt_id IN (SELECT id FROM main.receipts)"
    return "1"


def requeue_incomplete(new: sqlite3.Connection, has_original: HasOriginal) -> int:
    """Completed receipts whose values are lost wait again; how many. Raises `sqlite3.Error`.

    What is left of a reading whose head is lost is deleted.
    """
    for name in READING_TABLES[1:]:
        new.execute(
            f'DELETE FROM "{name}" WHERE receipt_id NOT IN (SELECT receipt_id FROM readings)'  # noqa: S608
        )
    new.create_function("has_original", 1, lambda one: int(has_original(one)))
    return new.execute(
        f"UPDATE receipts SET {REQUEUE_COLUMNS_SQL}, version = version + 1 "  # noqa: S608
        "WHERE status='completed' AND removed_at IS NULL AND has_original(content_hash) "
        f"AND (id NOT IN (SELECT receipt_id FROM readings) OR {INCOMPLETE_SQL})"
    ).rowcount


def delete_orphan_rows(new: sqlite3.Connection) -> dict[str, int]:
    """Delete rows whose receipt is lost; how many, by table. Raises `sqlite3.Error`."""
    dropped = {}
    for name in table_schema.read_tables(new):
        keys = new.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        if any(key[2] == "receipts" for key in keys):
            dropped[name] = new.execute(
                f'DELETE FROM "{name}" WHERE receipt_id NOT IN (SELECT id FROM receipts)'  # noqa: S608
            ).rowcount
    return dropped
