"""Diagnostics of the database, its copies and the last recovery, for Doctor and health."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from receipt_desktop.backup import copies, salvage_report, snapshot
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import Finding, HealthStatus, StorageState
from receipt_desktop.messages import Message, Value, template

SALVAGE_DETAILS = ("receipts", "lost_receipts")
"""Details of a recovery that health reports."""
MAX_COPY_AGE_DAYS = 3
"""An older newest copy is reported."""


def examine_database(paths: Paths, max_copies: int) -> tuple[Finding, ...]:
    """Findings about copies and recovery; `max_copies` is the configured number of copies."""
    return (check_copies(paths, max_copies), *list_salvage_findings(paths))


def check_copies(paths: Paths, max_copies: int, now: datetime | None = None) -> Finding:
    """A finding about the newest copy: its age and result."""
    last = copies.read_last_copy(paths)
    if last and last.result != copies.OK:
        return _make_finding("copies", HealthStatus.DEGRADED, f"copies_{last.result}")
    if max_copies <= 0:
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
    """Findings about recoveries that are not dismissed yet."""
    for report in salvage_report.list_reports(paths):
        yield _make_finding("salvage", HealthStatus.DEGRADED, report.kind, **report.details)


def check_verification(last: AuditEntry | None) -> Finding:
    """A finding about the last verification, by its entry in the audit log."""
    if last is None:
        return _make_finding("verified", HealthStatus.HEALTHY, "verified_none")
    day, count = last.at.astimezone().date().isoformat(), int(last.after.get("differences", 0))
    if count:
        return _make_finding(
            "verified", HealthStatus.DEGRADED, "verified_bad", day=day, differences=count
        )
    return _make_finding("verified", HealthStatus.HEALTHY, "verified_good", day=day)


def check_database_file(paths: Paths) -> Finding | None:
    """A finding if the database cannot be opened; None if it can, or does not exist yet.

    Used by the Doctor when there is no store.
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
    """The parts of `StorageState` about copies and recovery."""
    last = copies.read_last_copy(paths)
    reports = salvage_report.list_reports(paths)
    return StorageState(
        free_bytes=0,
        copy_problem=last.result if last and last.result != copies.OK else None,
        salvaged={name: reports[0].details[name] for name in SALVAGE_DETAILS} if reports else None,
    )


def _make_finding(subject: str, health: HealthStatus, key: str, **details: Value) -> Finding:
    named = f"finding_{key}"
    used = {name: one for name, one in details.items() if f"{{{name}}}" in template(named)}
    return Finding(subject, health, Message(named, used))
