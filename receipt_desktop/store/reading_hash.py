"""The hash of a reading in the audit log, by which a change behind the program's back is found.

SHA-256, in the form of `audit_chain`, of {"head": …, "items": […], "tax_lines": […], "values":
[…]}: the rows of the tables `readings`, `items`, `tax_lines` (by number) and `field_values` (by
field) with the columns below. Blobs are replaced by their own SHA-256, hex; times are written as
in `audit_chain`. The category is left out, because the list of categories may rename it, and so
is what is no result, such as the seconds it took.

The values that the rules of a supplier gave have a hash of their own, because rules change them
without a new reading: SHA-256 of the rows of `rule_values` by field, a category without its text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from receipt_desktop.domain.fields import Field
from receipt_desktop.store.audit_chain import format_moment, hash_json

Row = Mapping[str, Any]
"""The columns of a row by name."""


def _hash_blob(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()


def _format_time(moment: datetime) -> str:
    return format_moment(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _keep(value: Any) -> Any:
    return value


Convert = Callable[[Any], Any]
EVIDENCE: Mapping[str, Convert] = MappingProxyType(
    {"page": int, "x": int, "y": int, "w": int, "h": int, "shown_text": str}
)
HEAD_COLUMNS: Mapping[str, Convert] = MappingProxyType(
    {
        **dict.fromkeys(("currency", "currency_clue", "receipt_type", "language"), str),
        **dict.fromkeys(("country", "summary", "model", "pipeline_version"), str),
        "currency_confidence": float,
        "engines": _keep,
        "reasons": _keep,
        "lines": _hash_blob,
        "document": _hash_blob,
        "needs_review": bool,
        "extracted_at": _format_time,
    }
)
VALUE_COLUMNS: Mapping[str, Convert] = MappingProxyType(
    {"field": str, "text": str, "minor": int, "confidence": float, "source": str, **EVIDENCE}
)
ITEM_COLUMNS: Mapping[str, Convert] = MappingProxyType(
    {
        **dict.fromkeys(("number", "total_minor"), int),
        **dict.fromkeys(("description", "quantity", "unit_price", "tax_rate"), str),
        "confidence": float,
        **EVIDENCE,
    }
)
RULE_COLUMNS: Mapping[str, Convert] = MappingProxyType(
    {"field": str, "text": str, "minor": int, "rule_id": int, **EVIDENCE}
)
TAX_LINE_COLUMNS: Mapping[str, Convert] = MappingProxyType(
    {
        **dict.fromkeys(("number", "net_minor", "amount_minor"), int),
        "rate": str,
        "confidence": float,
        **EVIDENCE,
    }
)


def hash_reading(
    head: Row, values: Iterable[Row], items: Iterable[Row], tax_lines: Iterable[Row]
) -> str:
    """The hash of a reading by the rows of its tables, in any order."""
    known = [row for row in values if row["field"] != Field.CATEGORY.value]
    return hash_json(
        {
            "head": _select(head, HEAD_COLUMNS),
            "items": _select_all(items, ITEM_COLUMNS, "number"),
            "tax_lines": _select_all(tax_lines, TAX_LINE_COLUMNS, "number"),
            "values": _select_all(known, VALUE_COLUMNS, "field"),
        }
    )


def hash_rule_values(rows: Iterable[Row]) -> str | None:
    """The hash of the values of rules by their rows, in any order; None without any."""
    known = [row | {"text": None} if row["field"] == Field.CATEGORY.value else row
             for row in (_select(one, RULE_COLUMNS) for one in rows)]  # fmt: skip
    return hash_json(sorted(known, key=lambda row: str(row["field"]))) if known else None


def _select_all(rows: Iterable[Row], columns: Mapping[str, Convert], key: str) -> list[Row]:
    return [_select(row, columns) for row in sorted(rows, key=lambda row: row[key])]


def _select(row: Row, columns: Mapping[str, Convert]) -> dict[str, Any]:
    return {
        name: None if row[name] is None else convert(row[name]) for name, convert in columns.items()
    }
