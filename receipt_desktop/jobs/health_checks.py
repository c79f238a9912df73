"""Health checks: each issue with its severity and remedy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType

from receipt_desktop.domain.health import (
    HealthIssue,
    HealthStatus,
    OllamaState,
    ReceiptCounts,
    RedisHost,
    RedisState,
    StorageState,
    WorkerState,
    WriteBlock,
)
from receipt_desktop.messages import Value

LOW_DISK_BYTES, FULL_DISK_BYTES = 500_000_000, 50_000_000
FULL_MEMORY_PERCENT = 90
SHORTAGE_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"memory_short": ("memory_short", "memory_file"), "reader_fails": ("reader_fails",)}
)
"""Shortages, with the error keys of the receipts that wait for their end."""
MIN_OUTCOMES = 10
"""Minimum number of outcomes in the last hour for a failure rate."""


@dataclass(frozen=True, slots=True)
class HealthInputs:
    """Inputs of the health checks."""

    redis: RedisState
    workers: Sequence[WorkerState]
    counts: ReceiptCounts
    is_queue_open: bool
    """Whether the queue is neither paused nor held back."""
    idle_minutes: float
    """Since the last completed receipt or the start of the longest wait, whichever is shorter."""
    completed: int
    """Receipts completed in the last hour."""
    failed: int
    """Receipts that failed in the last hour."""
    stall_minutes: int
    failure_percent: int
    ollama: OllamaState | None = None
    storage: StorageState | None = None
    other_consumers: int = 0
    """Number of other processes that process receipts."""
    is_consumer: bool = True
    """Whether this process is configured to process receipts."""
    redis_host: RedisHost = RedisHost.HERE
    """The process that runs our own Redis."""
    redis_failure: Value = ""
    """The reason why Redis could not be started here."""
    database_block: WriteBlock | None = None
    """The reason why the database cannot be written; None while it can."""
    shortages: Mapping[str, float] = field(default_factory=dict)
    """Shortages (`SHORTAGE_KEYS`) with their duration in seconds."""


def find_issues(
    inputs: HealthInputs, further: Sequence[HealthIssue] = ()
) -> tuple[HealthIssue, ...]:
    """Return all issues and those that other parts found, the most severe first."""
    found = (
        *check_redis(inputs),
        *check_storage(inputs.storage),
        *check_database(inputs.database_block),
        *check_readers(inputs),
        *check_workers(inputs),
        *check_progress(inputs),
        *check_model(inputs.ollama),
        *further,
    )
    order = (HealthStatus.UNHEALTHY, HealthStatus.DEGRADED, HealthStatus.HEALTHY)
    return tuple(sorted(found, key=lambda issue: order.index(issue.severity)))


def judge_health(found: Sequence[HealthIssue]) -> HealthStatus:
    """Return the highest severity of the issues."""
    for worst in (HealthStatus.UNHEALTHY, HealthStatus.DEGRADED):
        if any(issue.severity is worst for issue in found):
            return worst
    return HealthStatus.HEALTHY


def check_redis(inputs: HealthInputs) -> Iterator[HealthIssue]:
    """Check that Redis answers, does not evict ids and has free memory."""
    redis = inputs.redis
    if not redis.reachable:
        yield _describe_silent_redis(inputs)
        return
    if redis.eviction not in (None, "noeviction"):
        yield _make_issue("redis_evicts", HealthStatus.DEGRADED, policy=redis.eviction or "")
    most, used = redis.max_memory_bytes or 0, redis.memory_bytes or 0
    percent = round(100 * used / most) if most else 0
    if percent >= FULL_MEMORY_PERCENT:
        yield _make_issue("redis_memory", HealthStatus.DEGRADED, percent=percent)


def _describe_silent_redis(inputs: HealthInputs) -> HealthIssue:
    if not inputs.redis.is_own:
        return _make_issue(
            "shared_redis_down", HealthStatus.UNHEALTHY, address=inputs.redis.address
        )
    if inputs.redis_host is RedisHost.FAILED:
        return _make_issue("redis_failed", HealthStatus.UNHEALTHY, reason=inputs.redis_failure)
    if not (inputs.is_consumer or inputs.other_consumers):
        return _make_issue("not_running", HealthStatus.UNHEALTHY)
    return _make_issue(SILENT_REDIS_KEYS[inputs.redis_host], HealthStatus.UNHEALTHY)


SILENT_REDIS_KEYS: Mapping[RedisHost, str] = MappingProxyType(
    {
        RedisHost.HERE: "redis_down",
        RedisHost.ELSEWHERE: "redis_elsewhere",
        RedisHost.TAKING_OVER: "redis_taken_over",
    }
)
"""Issue keys for our own Redis when it does not answer, by the process that runs it."""


def check_storage(storage: StorageState | None) -> Iterator[HealthIssue]:
    """Check for a full disk, a damaged database and unknown originals."""
    if storage is None:
        return
    if storage.damage:
        yield _make_alert("database_damaged", HealthStatus.UNHEALTHY, damage=storage.damage)
    elif storage.salvaged is not None:
        yield _make_issue("database_salvaged", HealthStatus.DEGRADED, **storage.salvaged)
    if storage.copy_problem in ("no_space", "failed"):
        yield _make_issue(f"copy_{storage.copy_problem}", HealthStatus.DEGRADED)
    if storage.orphans:
        yield _make_alert("originals_unknown", HealthStatus.DEGRADED, count=storage.orphans)
    megabytes = storage.free_bytes // 1_000_000
    if storage.free_bytes < FULL_DISK_BYTES:
        yield _make_alert("disk_full", HealthStatus.UNHEALTHY, megabytes=megabytes)
    elif storage.free_bytes < LOW_DISK_BYTES:
        yield _make_alert("disk_low", HealthStatus.DEGRADED, megabytes=megabytes)


def check_database(blocked: WriteBlock | None) -> Iterator[HealthIssue]:
    """Check for a database that is locked or cannot be written."""
    if blocked is None:
        return
    found = (
        _make_issue("database_fails", HealthStatus.UNHEALTHY, problem=blocked.problem)
        if blocked.problem
        else _make_issue("database_waits", HealthStatus.DEGRADED)
    )
    yield replace(found, since=blocked.since)


def check_readers(inputs: HealthInputs) -> Iterator[HealthIssue]:
    """Check for a shortage of memory and for failing readers."""
    for key, seconds in inputs.shortages.items():
        yield _make_alert(key, HealthStatus.DEGRADED, minutes=int(seconds // 60))


def check_workers(inputs: HealthInputs) -> Iterator[HealthIssue]:
    """Check for stopped worker threads and for a queue without workers."""
    workers = [worker for worker in inputs.workers if not worker.process]
    dead = sum(1 for worker in workers if not worker.is_alive)
    if dead:
        details = {"dead": dead, "all": len(workers)}
        yield _make_issue("workers_stopped", HealthStatus.DEGRADED, **details)
    no_worker = not workers and not inputs.other_consumers
    if no_worker and inputs.counts.pending > inputs.counts.held and not inputs.is_consumer:
        yield _make_issue("no_workers", HealthStatus.DEGRADED)


def check_progress(inputs: HealthInputs) -> Iterator[HealthIssue]:
    """Check for a stalled queue and for a high failure rate."""
    waiting = inputs.counts.pending + inputs.counts.processing - inputs.counts.held
    minutes = int(inputs.idle_minutes)
    if inputs.is_queue_open and waiting > 0 and minutes >= inputs.stall_minutes:
        yield _make_alert("stalled", HealthStatus.DEGRADED, minutes=minutes, waiting=waiting)
    ended = inputs.completed + inputs.failed
    percent = round(100 * inputs.failed / ended) if ended else 0
    if ended >= MIN_OUTCOMES and percent >= inputs.failure_percent:
        yield _make_alert("failures_many", HealthStatus.DEGRADED, percent=percent, count=ended)


def check_model(ollama: OllamaState | None) -> Iterator[HealthIssue]:
    """Check that the configured model is available.

    The model is optional, so these issues never degrade the health of the queue.
    """
    if ollama is None or not ollama.is_used:
        return
    if not ollama.reachable:
        yield _make_issue("model_unreachable", HealthStatus.HEALTHY, host=ollama.host)
    elif ollama.model is None:
        yield _make_issue("model_missing", HealthStatus.HEALTHY)


class IssueHistory:
    """Records when each issue first occurred. Thread-safe."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._first_seen: dict[str, datetime] = {}

    def stamp_issues(self, found: Sequence[HealthIssue]) -> tuple[HealthIssue, ...]:
        """Return the issues with `since` set where it is missing."""
        now = self._clock()
        with self._lock:
            self._first_seen = {issue.key: self._first_seen.get(issue.key, now) for issue in found}
            return tuple(
                replace(issue, since=issue.since or self._first_seen[issue.key]) for issue in found
            )


def _make_alert(key: str, severity: HealthStatus, **details: Value) -> HealthIssue:
    return replace(_make_issue(key, severity, **details), is_alert=True)


def _make_issue(key: str, severity: HealthStatus, **details: Value) -> HealthIssue:
    return HealthIssue(key, severity, details)
