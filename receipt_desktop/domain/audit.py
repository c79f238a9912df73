"""The audit log: changes made by people and API clients. Frozen snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change by a person or an API client. Entries are never changed or deleted."""

    number: int
    at: datetime
    actor: str
    """window:NAME, command:NAME, api:CLIENT."""
    action: str
    receipt_id: str | None
    subject: str
    """The file name of the receipt, or the name of another object."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """A filter of audit entries; all conditions must match. Newest first."""

    text: str = ""
    receipt_id: str | None = None
    first: datetime | None = None
    last: datetime | None = None
    limit: int | None = 500
