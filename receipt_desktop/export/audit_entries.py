"""The audit log as CSV, or as JSON lines."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.domain.display import escape_json_controls
from receipt_desktop.export.csv import escape_formula, format_row

AUDIT_COLUMNS = tuple(field.name for field in dataclasses.fields(AuditEntry))


def write_audit_entries(entries: Iterable[AuditEntry], stream: TextIO, *, as_json: bool) -> None:
    """Write one line an entry, as JSON or CSV; timestamps are ISO 8601. Raises `OSError`."""
    if as_json:
        records = (json.dumps(_entry_to_dict(entry), ensure_ascii=False) for entry in entries)
        stream.writelines(f"{escape_json_controls(record)}\n" for record in records)
        return
    stream.write(format_row(AUDIT_COLUMNS))
    stream.writelines(
        format_row(_format_cell(value) for value in _entry_to_dict(entry).values())
        for entry in entries
    )


def _entry_to_dict(entry: AuditEntry) -> dict[str, Any]:
    record = {name: getattr(entry, name) for name in AUDIT_COLUMNS}
    return {**record, "at": entry.at.isoformat()}


def _format_cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else escape_formula(str(value))
