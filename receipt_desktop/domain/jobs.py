"""Jobs: attempts, failures, statistics. Frozen snapshots.

Durations are in seconds, times are aware UTC datetimes. A job is one run of a receipt from the
queue to its end; it has one attempt or, with retries, several.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from receipt_desktop.domain.receipt import Failure, Receipt

MAX_COMPLETED_JOBS, MAX_FAILED_JOBS = 100, 50
"""Job records that are kept. Receipts and audit entries are not pruned."""
STATISTICS_DAYS = 90
"""Days for which statistics are kept."""
MAX_RUN_TIME, MAX_WAIT_TIME = timedelta(days=1), timedelta(days=STATISTICS_DAYS)
"""Longer durations are discarded: the clock was changed in between."""
CLOCK_TOLERANCE = timedelta(minutes=1)
"""A receipt may start this long before it is due."""
MAX_LOST_WORKERS = 3
"""A receipt that crashed its worker this often fails as a poison message."""


class AttemptOutcome(enum.StrEnum):
    """How an attempt ended."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    RETRIED = "retried"
    """It failed and will be retried."""
    CANCELLED = "cancelled"
    LOST = "lost"
    """Its worker was lost; the receipt was requeued."""
    PUT_BACK = "put_back"
    """The program was stopped; the attempt does not count."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a receipt."""

    receipt_id: str
    run: int
    """Which job of the receipt, from 1."""
    number: int
    """Which attempt of the job, from 1."""
    worker: str
    queued_at: datetime
    started_at: datetime
    ended_at: datetime | None = None
    outcome: AttemptOutcome = AttemptOutcome.RUNNING
    stages: Mapping[str, float] = field(default_factory=dict)
    """Seconds by the stage's name, in order."""
    failure: Failure | None = None
    error_class: str | None = None
    """Name of the exception's class."""
    trace: str | None = None
    """Stack trace; only for unexpected errors."""
    measured_seconds: float | None = None
    """Duration by the monotonic clock; None if unknown or still running."""
    measured_wait: float | None = None
    """Seconds in the queue by the monotonic clock; None if unknown."""

    @property
    def wait_seconds(self) -> float | None:
        """Seconds in the queue; None if unknown."""
        if self.measured_wait is not None:
            return self.measured_wait
        return seconds_between(self.queued_at, self.started_at, MAX_WAIT_TIME)

    @property
    def run_seconds(self) -> float | None:
        """Duration in seconds; None while it runs, or if unknown."""
        if self.measured_seconds is not None or self.ended_at is None:
            return self.measured_seconds
        return seconds_between(self.started_at, self.ended_at, MAX_RUN_TIME)


def seconds_between(begin: datetime, end: datetime, longest: timedelta) -> float | None:
    """Seconds between two times; None if the clock was evidently changed in between."""
    passed = end - begin
    if not -CLOCK_TOLERANCE <= passed <= longest:
        return None
    return max(0.0, passed.total_seconds())


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the job list shows it: its receipt and its last attempt."""

    receipt_id: str
    file_name: str
    run: int
    attempts: int
    last: Attempt


@dataclass(frozen=True, slots=True)
class JobQuery:
    """A filter of jobs; all conditions must match. Newest first."""

    text: str = ""
    """Words of the file name, id, worker, error class or error sentence."""
    outcomes: frozenset[AttemptOutcome] = frozenset()
    receipt_ids: tuple[str, ...] | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class LogLine:
    """A log line about a receipt."""

    at: datetime
    level: str
    event: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobDetail:
    """Everything about the jobs of one receipt."""

    receipt: Receipt
    attempts: tuple[Attempt, ...]
    """All recorded attempts, oldest first."""
    log: tuple[LogLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Failed receipts with the same error."""

    code: str
    error_class: str
    sentence: str
    key: str
    details: Mapping[str, str | int]
    count: int
    receipt_ids: tuple[str, ...]
    """All of them, newest first."""
    last_at: datetime


@dataclass(frozen=True, slots=True)
class DurationSummary:
    """Summary of durations in seconds; None where nothing was measured."""

    count: int = 0
    average: float | None = None
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None


@dataclass(frozen=True, slots=True)
class StatisticsBucket:
    """One hour or one day of statistics."""

    start: datetime
    completed: int
    failed: int
    waiting: DurationSummary
    running: DurationSummary


@dataclass(frozen=True, slots=True)
class Statistics:
    """Final outcomes of the last `STATISTICS_DAYS` days, without cancelled receipts."""

    completed: int
    failed: int
    waiting: DurationSummary
    running: DurationSummary
    oldest_waiting: float | None
    """Age of the oldest waiting receipt in seconds."""
    last_hour: int
    """Outcomes of the last sixty minutes: the throughput per hour."""
    hours: tuple[StatisticsBucket, ...] = ()
    """The non-empty ones of the last 24 hours, oldest first."""
    days: tuple[StatisticsBucket, ...] = ()

    @property
    def processed(self) -> int:
        return self.completed + self.failed

    @property
    def success_rate(self) -> float | None:
        """Percent; None before the first outcome."""
        return round(100 * self.completed / self.processed, 1) if self.processed else None


@dataclass(frozen=True, slots=True)
class PurgeResult:
    """The receipts that a purge removed; enough to undo it."""

    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.ids)
