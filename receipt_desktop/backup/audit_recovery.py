"""Restores receipts and corrections that a damaged database lost from its audit log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from receipt_desktop.backup import table_schema
from receipt_desktop.backup.table_schema import ColumnSchema
from receipt_desktop.domain.fields import MONEY_FIELDS, Field
from receipt_desktop.store.money import to_minor_units

RULES_NAME = "rules"
"""What an entry about a change by rules has beside the value, see `store.supplier_rules`."""


class SubmitEntry(NamedTuple):
    """An audit entry about a submitted file."""

    receipt_id: str
    file_name: str
    after: str
    """JSON."""
    at: str


def rebuild_receipts(new: sqlite3.Connection, has_original: Callable[[str], bool]) -> int:
    """Insert pending receipts that are only in the audit log; returns their number.

    `has_original` tells whether the original with a content hash exists. The receipts keep their
    ids, so that saved corrections still belong to them. Raises `sqlite3.Error`.
    """
    if "audit" not in table_schema.read_tables(new):
        return 0
    rows = new.execute(
        "SELECT receipt_id, subject, \"after\", at FROM audit WHERE action='submit' "
        "AND receipt_id IS NOT NULL AND receipt_id NOT IN (SELECT id FROM receipts) "
        "AND receipt_id NOT IN (SELECT receipt_id FROM audit "
        "WHERE action IN ('erase', 'remove', 'split', 'join', 'unsplit', 'unjoin') "
        "AND receipt_id IS NOT NULL)"
    ).fetchall()
    return sum(_rebuild_receipt(new, SubmitEntry(*row), has_original) for row in rows)


def _rebuild_receipt(
    new: sqlite3.Connection, entry: SubmitEntry, has_original: Callable[[str], bool]
) -> bool:
    try:
        values = json.loads(entry.after)
        content_hash, page = str(values["hash"]), values.get("page")
        sources = values.get("sources")
        originals = {content_hash, *(str(one["original"]) for one in sources or ())}
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    if not all(map(has_original, originals)):
        return False
    known = _make_pending_row(entry, content_hash) | {"page": page}
    if sources:
        known["sources"] = json.dumps(sources)
    row = {
        column.name: known.get(column.name, _empty_value(column))
        for column in table_schema.read_tables(new)["receipts"].columns
        if column.name in known or (column.required and column.default is None)
    }
    marks = ", ".join("?" * len(row))
    new.execute(
        f"INSERT INTO receipts ({', '.join(row)}) VALUES ({marks})",  # noqa: S608
        tuple(row.values()),
    )
    return True


def _empty_value(column: ColumnSchema) -> object:
    """The value of a required column that is not set for a pending row."""
    return "" if column.type.startswith("VARCHAR") else 0


def _make_pending_row(entry: SubmitEntry, content_hash: str) -> dict[str, object]:
    return {
        "id": entry.receipt_id,
        "file_name": entry.file_name,
        "content_hash": content_hash,
        "priority": 5,
        "status": "pending",
        "stage": "queued",
        "progress": 0,
        "attempts": 0,
        "needs_review": 0,
        "approved": 0,
        "reasons": "[]",
        "model_outcome": "off",
        "pages": 0,
        "search": entry.file_name.casefold(),
        "version": 1,
        "created_at": entry.at,
        "queued_at": entry.at,
    }


def rebuild_further_originals(new: sqlite3.Connection) -> None:
    """Insert the rows that keep the originals of arranged receipts. Raises `sqlite3.Error`."""
    if "further_originals" not in table_schema.read_tables(new):
        return
    new.execute(
        "INSERT OR IGNORE INTO further_originals (receipt_id, content_hash) "
        "SELECT DISTINCT receipts.id, json_extract(page.value, '$.original') "
        "FROM receipts, json_each(receipts.sources) AS page "
        "WHERE json_extract(page.value, '$.original') <> receipts.content_hash"
    )


class CorrectionEntry(NamedTuple):
    """An audit entry about a correction or its reversal."""

    receipt_id: str
    action: str
    after: str
    """JSON."""
    at: str
    currency: str | None


def rebuild_corrections(new: sqlite3.Connection) -> int:
    """Insert missing corrections from the audit log; returns their number.

    Only the last entry about each field counts. Raises `sqlite3.Error`.
    """
    if "audit" not in table_schema.read_tables(new):
        return 0
    entries = new.execute(
        'SELECT audit.receipt_id, action, "after", at, receipts.currency FROM audit '
        "JOIN receipts ON receipts.id = audit.receipt_id "
        "WHERE action IN ('correct', 'uncorrect') ORDER BY audit.number"
    )
    last = {}
    for entry in (CorrectionEntry(*row) for row in entries):
        for field, value in _parse_field_values(entry.after).items():
            last[entry.receipt_id, field] = entry, value
    before = new.total_changes
    for (receipt_id, field), (entry, value) in last.items():
        if entry.action == "correct":
            text, minor = _pack_value(field, value, entry.currency)
            new.execute(
                "INSERT OR IGNORE INTO corrections (receipt_id, field, text, minor, made_at) "
                "VALUES (?, ?, ?, ?, ?)",
                (receipt_id, field, text, minor, entry.at),
            )
    return new.total_changes - before


def _parse_field_values(after: str) -> dict[str, str | None]:
    """The values of known fields in an entry; none of a change by the rules of a supplier."""
    try:
        values = json.loads(after)
        return {
            str(name): None if value is None else str(value)
            for name, value in values.items()
            if name in set(Field) and RULES_NAME not in values
        }
    except (ValueError, AttributeError):
        return {}


def _pack_value(
    field: str, value: str | None, currency: str | None
) -> tuple[str | None, int | None]:
    """The value as text, or as minor units for money."""
    if value is None or field not in MONEY_FIELDS:
        return value, None
    try:
        return None, to_minor_units(Decimal(value), currency)
    except InvalidOperation:
        return value, None
