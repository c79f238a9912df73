"""What is not as it should be, each with its mend: the reasons behind the one word of health."""

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
"""Troubles, and the keys of the errors with which receipts wait for their end."""
MIN_OUTCOMES = 10
"""Of the last hour, before a share of failures says anything."""


@dataclass(frozen=True, slots=True)
class HealthInputs:
    """What health is judged by."""

    redis: RedisState
    workers: Sequence[WorkerState]
    counts: ReceiptCounts
    is_queue_open: bool
    """Whether the queue is at work: neither paused nor held back."""
    idle_minutes: float
    """Since the last receipt was completed, or since the oldest one waits, the shorter one."""
    completed: int
    """In the last hour."""
    failed: int
    """In the last hour."""
    stall_minutes: int
    failure_percent: int
    ollama: OllamaState | None = None
    storage: StorageState | None = None
    other_consumers: int = 0
    """Other processes that take receipts."""
    is_consumer: bool = True
    """Whether this process is to take receipts."""
    redis_host: RedisHost = RedisHost.HERE
    """Which process runs our Redis."""
    redis_failure: Value = ""
    """Why it could not be started here."""
    database_block: WriteBlock | None = None
    """Why the database cannot be written, while it cannot."""
    shortages: Mapping[str, float] = field(default_factory=dict)
    """What receipts wait for (`SHORTAGE_KEYS`), and since how many seconds."""


def find_issues(signs: HealthInputs) -> tuple[HealthIssue, ...]:
    """All of them, the worst first."""
    found = (
        *check_redis(signs),
        *check_storage(signs.storage),
        *check_database(signs.database_block),
        *check_readers(signs),
        *check_workers(signs),
        *check_progress(signs),
        *check_model(signs.ollama),
    )
    order = (HealthStatus.UNHEALTHY, HealthStatus.DEGRADED, HealthStatus.HEALTHY)
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def judge_health(found: Sequence[HealthIssue]) -> HealthStatus:
    """The worst of them."""
    for worst in (HealthStatus.UNHEALTHY, HealthStatus.DEGRADED):
        if any(trouble.severity is worst for trouble in found):
            return worst
    return HealthStatus.HEALTHY


def check_redis(signs: HealthInputs) -> Iterator[HealthIssue]:
    """A server that does not answer, or that may lose ids."""
    redis = signs.redis
    if not redis.reachable:
        yield _describe_silent_redis(signs)
        return
    if redis.eviction not in (None, "noeviction"):
        yield _make_issue("redis_evicts", HealthStatus.DEGRADED, policy=redis.eviction or "")
    most, used = redis.max_memory_bytes or 0, redis.memory_bytes or 0
    percent = round(100 * used / most) if most else 0
    if percent >= FULL_MEMORY_PERCENT:
        yield _make_issue("redis_memory", HealthStatus.DEGRADED, percent=percent)


def _describe_silent_redis(signs: HealthInputs) -> HealthIssue:
    if not signs.redis.is_own:
        return _make_issue("shared_redis_down", HealthStatus.UNHEALTHY, address=signs.redis.address)
    if signs.redis_host is RedisHost.FAILED:
        return _make_issue("redis_failed", HealthStatus.UNHEALTHY, reason=signs.redis_failure)
    if not (signs.is_consumer or signs.other_consumers):
        return _make_issue("not_running", HealthStatus.UNHEALTHY)
    return _make_issue(SILENT_REDIS_KEYS[signs.redis_host], HealthStatus.UNHEALTHY)


SILENT_REDIS_KEYS: Mapping[RedisHost, str] = MappingProxyType(
    {
        RedisHost.HERE: "redis_down",
        RedisHost.ELSEWHERE: "redis_elsewhere",
        RedisHost.TAKING_OVER: "redis_taken_over",
    }
)
"""What is said when our own Redis does not answer, by the process that runs it."""


def check_storage(storage: StorageState | None) -> Iterator[HealthIssue]:
    """A disk that fills up, a damaged database."""
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
    """A database that is locked, or whose disk is full."""
    if blocked is None:
        return
    found = (
        _make_issue("database_fails", HealthStatus.UNHEALTHY, problem=blocked.problem)
        if blocked.problem
        else _make_issue("database_waits", HealthStatus.DEGRADED)
    )
    yield replace(found, since=blocked.since)


def check_readers(signs: HealthInputs) -> Iterator[HealthIssue]:
    """No reader can work, for want of memory or altogether."""
    for key, seconds in signs.shortages.items():
        yield _make_alert(key, HealthStatus.DEGRADED, minutes=int(seconds // 60))


def check_workers(signs: HealthInputs) -> Iterator[HealthIssue]:
    """Threads that died; nobody there to do the work."""
    workers = [worker for worker in signs.workers if not worker.process]
    dead = sum(1 for worker in workers if not worker.is_alive)
    if dead:
        details = {"dead": dead, "all": len(workers)}
        yield _make_issue("workers_stopped", HealthStatus.DEGRADED, **details)
    nobody = not workers and not signs.other_consumers
    if nobody and signs.counts.pending > signs.counts.held and not signs.is_consumer:
        yield _make_issue("no_workers", HealthStatus.DEGRADED)


def check_progress(signs: HealthInputs) -> Iterator[HealthIssue]:
    """Work waits and nothing is completed; much of what ends fails."""
    waiting = signs.counts.pending + signs.counts.processing - signs.counts.held
    minutes = int(signs.idle_minutes)
    if signs.is_queue_open and waiting > 0 and minutes >= signs.stall_minutes:
        yield _make_alert("stalled", HealthStatus.DEGRADED, minutes=minutes, waiting=waiting)
    ended = signs.completed + signs.failed
    percent = round(100 * signs.failed / ended) if ended else 0
    if ended >= MIN_OUTCOMES and percent >= signs.failure_percent:
        yield _make_alert("failures_many", HealthStatus.DEGRADED, percent=percent, count=ended)


def check_model(ollama: OllamaState | None) -> Iterator[HealthIssue]:
    """A model that the settings ask for and that is not there: worth a word, no limitation.

    Everything works without it, so this never makes the queue less than healthy.
    """
    if ollama is None or not ollama.is_used:
        return
    if not ollama.reachable:
        yield _make_issue("model_unreachable", HealthStatus.HEALTHY, host=ollama.host)
    elif ollama.model is None:
        yield _make_issue("model_missing", HealthStatus.HEALTHY)


class IssueHistory:
    """Notes from when on each trouble is there. Thread-safe."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._first_seen: dict[str, datetime] = {}

    def stamp_issues(self, found: Sequence[HealthIssue]) -> tuple[HealthIssue, ...]:
        """The same with `since`, where a trouble does not know it itself."""
        now = self._clock()
        with self._lock:
            self._first_seen = {one.key: self._first_seen.get(one.key, now) for one in found}
            return tuple(
                replace(one, since=one.since or self._first_seen[one.key]) for one in found
            )


def _make_alert(key: str, severity: HealthStatus, **details: Value) -> HealthIssue:
    return replace(_make_issue(key, severity, **details), is_alert=True)


def _make_issue(key: str, severity: HealthStatus, **details: Value) -> HealthIssue:
    return HealthIssue(key, severity, details)
