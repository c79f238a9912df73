"""Fills gaps of a recovered database from the newest copy and removes inconsistencies."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from receipt_desktop.backup import table_schema
from receipt_desktop.backup.table_schema import BOOKKEEPING_TABLES, TableSchema

RECEIPTS_TABLE = "receipts"
SEARCH_TABLE = "search_texts"
READING_TABLES = ("readings", "field_values", "items", "tax_lines")
"""Tables of a reading; taken from a copy only if the receipt has the same version there."""
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
"""True for receipts whose list values are not among their field values, which were lost."""
HasOriginal = Callable[[str], bool]
"""Whether the original with a content hash exists and was not removed."""


def fill_from_copy(
    new: sqlite3.Connection, copy: Path, has_original: HasOriginal
) -> dict[str, int]:
    """Insert missing rows from a copy; returns their numbers by table.

    Both databases have the same revision. A receipt without an original was deleted after the copy
    was made and is not restored. Raises `sqlite3.Error`.
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
    """The SQL condition for rows of a copy that are still valid."""
    if table.name == RECEIPTS_TABLE:
        return "(old.content_hash = '' OR has_original(old.content_hash))"
    if table.name in READING_TABLES:
        return (
            "EXISTS (SELECT 1 FROM main.receipts AS now JOIN copy.receipts AS then_ "
            "ON now.id = then_.id AND now.version = then_.version WHERE now.id = old.receipt_id)"
        )
    if table.name == SEARCH_TABLE:
        return (
            "EXISTS (SELECT 1 FROM main.receipts AS now JOIN copy.receipts AS then_ ON "
            "now.id = then_.id AND now.number = then_.number WHERE now.number = old.number)"
        )
    if "receipt_id" in table.column_names and table.name not in ("outcomes", "audit"):
        return "old.receipt_id IN (SELECT id FROM main.receipts)"
    return "1"


def requeue_incomplete(new: sqlite3.Connection, has_original: HasOriginal) -> int:
    """Requeue completed receipts whose values are lost; returns their number.

    Deletes rows of readings whose main row is lost. Raises `sqlite3.Error`.
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
    """Delete rows of lost receipts; returns their numbers by table. Raises `sqlite3.Error`."""
    deleted = {}
    for name in table_schema.read_tables(new):
        keys = new.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        for _, _, parent, column, key, *_ in keys:
            if parent == RECEIPTS_TABLE:
                deleted[name] = new.execute(
                    f'DELETE FROM "{name}" WHERE "{column}" NOT IN '  # noqa: S608
                    f'(SELECT "{key}" FROM receipts WHERE "{key}" IS NOT NULL)'
                ).rowcount
    return deleted
