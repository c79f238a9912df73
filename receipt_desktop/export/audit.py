"""The audit log as CSV, or as JSON lines."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from receipt_desktop.display import json_safe
from receipt_desktop.export.csv import harmless, line
from receipt_desktop.history import AuditEntry

COLUMNS = tuple(field.name for field in dataclasses.fields(AuditEntry))


def write(entries: Iterable[AuditEntry], stream: TextIO, *, as_json: bool) -> None:
    """One line an entry; moments are ISO 8601 in UTC. Raises `OSError`."""
    if as_json:
        records = (json.dumps(_record(one), ensure_ascii=False) for one in entries)
        stream.writelines(f"{json_safe(record)}\n" for record in records)
        return
    stream.write(line(COLUMNS))
    stream.writelines(line(_cell(value) for value in _record(entry).values()) for entry in entries)


def _record(entry: AuditEntry) -> dict[str, Any]:
    record = {name: getattr(entry, name) for name in COLUMNS}
    return {**record, "at": entry.at.isoformat()}


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else harmless(str(value))
