"""The audit log as CSV, or as JSON lines."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from receipt_desktop.export.csv import harmless
from receipt_desktop.history import AuditEntry

COLUMNS = tuple(field.name for field in dataclasses.fields(AuditEntry))


def write(entries: Iterable[AuditEntry], stream: TextIO, *, as_json: bool) -> None:
    """One line an entry; moments are ISO 8601 in UTC. Raises `OSError`."""
    if as_json:
        stream.writelines(f"{json.dumps(_record(one), ensure_ascii=False)}\n" for one in entries)
        return
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([_cell(value) for value in _record(entry).values()])


def _record(entry: AuditEntry) -> dict[str, Any]:
    record = {name: getattr(entry, name) for name in COLUMNS}
    return {**record, "at": entry.at.isoformat()}


def _cell(value: Any) -> Any:
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return harmless(value) if isinstance(value, str) else value
