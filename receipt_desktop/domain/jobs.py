"""What happened: attempts, jobs, statistics, failures, the audit log. Frozen snapshots.

Durations are seconds, moments aware UTC datetimes. A job is one run of a receipt from the queue to
its end; it has one attempt or, with retries, several.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from receipt_desktop.domain.receipt import Failure, Receipt

MAX_COMPLETED_JOBS, MAX_FAILED_JOBS = 100, 50
"""Job records that are kept; receipts, audit and statistics are never pruned by this."""
STATISTICS_DAYS = 90
"""Of statistics."""
MAX_RUN_TIME, MAX_WAIT_TIME = timedelta(days=1), timedelta(days=STATISTICS_DAYS)
"""Longer than this no attempt runs and no receipt waits: the clock was set in between."""
CLOCK_TOLERANCE = timedelta(minutes=1)
"""A receipt may be begun so long before it was due."""
MAX_LOST_WORKERS = 3
"""A receipt that stopped its worker this often is failed as poison."""


class AttemptOutcome(enum.StrEnum):
    """How an attempt ended."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    RETRIED = "retried"
    """It failed and is tried again."""
    CANCELLED = "cancelled"
    LOST = "lost"
    """Its worker was gone; somebody else took over."""
    PUT_BACK = "put_back"
    """The program was stopped; the attempt does not count."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at one receipt."""

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
    """Stack trace, of unforeseen errors alone."""
    measured_seconds: float | None = None
    """At work, by the steady clock; None where that is not known, or it runs."""
    measured_wait: float | None = None
    """Seconds in the queue, likewise."""

    @property
    def wait_seconds(self) -> float | None:
        """Seconds in the queue; None when not even the dates tell."""
        if self.measured_wait is not None:
            return self.measured_wait
        return seconds_between(self.queued_at, self.started_at, MAX_WAIT_TIME)

    @property
    def run_seconds(self) -> float | None:
        """Seconds at work; None while it runs, or when not even the dates tell."""
        if self.measured_seconds is not None or self.ended_at is None:
            return self.measured_seconds
        return seconds_between(self.started_at, self.ended_at, MAX_RUN_TIME)


def seconds_between(begin: datetime, end: datetime, longest: timedelta) -> float | None:
    """Seconds between two dates; None when the clock was set in between, as far as can be seen."""
    passed = end - begin
    if not -CLOCK_TOLERANCE <= passed <= longest:
        return None
    return max(0.0, passed.total_seconds())


@dataclass(frozen=True, slots=True)
class Job:
    """One job as the job list shows it: its receipt and the last of its attempts."""

    receipt_id: str
    file_name: str
    run: int
    attempts: int
    last: Attempt


@dataclass(frozen=True, slots=True)
class JobQuery:
    """Which jobs; every part narrows. Newest first."""

    text: str = ""
    """Words of the file name, the id, the worker, the error's class or sentence."""
    outcomes: frozenset[AttemptOutcome] = frozenset()
    receipt_ids: tuple[str, ...] | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log about one receipt."""

    at: datetime
    level: str
    event: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobDetail:
    """Everything about the jobs of one receipt."""

    receipt: Receipt
    attempts: tuple[Attempt, ...]
    """All that are still recorded, oldest first."""
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
    """The newest first, all of them."""
    last_at: datetime


@dataclass(frozen=True, slots=True)
class DurationSummary:
    """How long something took, in seconds; None where nothing was measured."""

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
    """Over the final outcomes of the last `STATISTICS_DAYS` days, without cancelled receipts."""

    completed: int
    failed: int
    waiting: DurationSummary
    running: DurationSummary
    oldest_waiting: float | None
    """Age of the oldest waiting receipt."""
    last_hour: int
    """Outcomes of the last sixty minutes: the throughput an hour."""
    hours: tuple[StatisticsBucket, ...] = ()
    """The last 24 hours that are not empty, oldest first."""
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
    """What a purge removed: enough to undo it."""

    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.ids)
