"""The database, its copies and the last salvage, as the Doctor and the health tell them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from receipt_desktop.backup import copies, salvage_report, snapshot
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import Finding, HealthStatus, StorageState
from receipt_desktop.messages import Message, Value, template

SALVAGE_DETAILS = ("receipts", "lost_receipts")
"""What health says of a salvage."""
MAX_COPY_AGE_DAYS = 3
"""After so many days without a copy something is wrong."""


def examine_database(paths: Paths, kept: int) -> tuple[Finding, ...]:
    """Copies and salvage of the database in this data folder; `kept` is the setting."""
    return (check_copies(paths, kept), *list_salvage_findings(paths))


def check_copies(paths: Paths, kept: int, now: datetime | None = None) -> Finding:
    """Age and check of the newest copy."""
    last = copies.read_last_copy(paths)
    if last and last.result != copies.OK:
        return _make_finding("copies", HealthStatus.DEGRADED, f"copies_{last.result}")
    if kept <= 0:
        return _make_finding("copies", HealthStatus.DEGRADED, "copies_off")
    found = copies.list_copies(paths)
    if not found:
        return _make_finding("copies", HealthStatus.HEALTHY, "copies_none")
    day = found[0].day
    age = ((now or datetime.now(UTC)).date() - day).days
    if age > MAX_COPY_AGE_DAYS:
        return _make_finding("copies", HealthStatus.DEGRADED, "copies_old", day=day.isoformat())
    return _make_finding("copies", HealthStatus.HEALTHY, "copies_good", day=day.isoformat())


def list_salvage_findings(paths: Paths) -> Iterator[Finding]:
    """What was saved and lost, until it is dismissed."""
    for one in salvage_report.list_reports(paths):
        yield _make_finding("salvage", HealthStatus.DEGRADED, one.kind, **one.details)


def check_database_file(paths: Paths) -> Finding | None:
    """Why the database cannot be opened; None when it can, also when there is none yet.

    For a Doctor that has no store to ask.
    """
    if not paths.database.exists():
        return None
    problem: Value | None
    try:
        problem = snapshot.check_database(paths.database, quick=True)
    except ReceiptError as error:
        problem = error.message
    if problem is None:
        return None
    return _make_finding("database", HealthStatus.UNHEALTHY, "database_unusable", problem=problem)


def read_storage_state(paths: Paths) -> StorageState:
    """What health knows of copies and salvage."""
    last = copies.read_last_copy(paths)
    told = salvage_report.list_reports(paths)
    return StorageState(
        free_bytes=0,
        copy_problem=last.result if last and last.result != copies.OK else None,
        salvaged={name: told[0].details[name] for name in SALVAGE_DETAILS} if told else None,
    )


def _make_finding(subject: str, health: HealthStatus, key: str, **details: Value) -> Finding:
    named = f"finding_{key}"
    used = {name: one for name, one in details.items() if f"{{{name}}}" in template(named)}
    return Finding(subject, health, Message(named, used))
