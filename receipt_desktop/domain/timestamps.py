"""Timestamps in JSON."""

from __future__ import annotations

from datetime import UTC, datetime


def format_timestamp(when: datetime | None, timespec: str = "milliseconds") -> str | None:
    """ISO 8601 in UTC with Z: "2026-01-31T12:00:00.000Z"; None for None.

    `timespec` is that of `datetime.isoformat`.
    """
    if when is None:
        return None
    return when.astimezone(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")
