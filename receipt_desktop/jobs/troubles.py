"""What is not as it should be, each with its mend: the reasons behind the one word of health."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType

from receipt_desktop.health import (
    Blocked,
    Counts,
    Health,
    OllamaState,
    RedisHost,
    RedisState,
    StorageState,
    Trouble,
    WorkerState,
)

LOW_DISK_BYTES, FULL_DISK_BYTES = 500_000_000, 50_000_000
FULL_MEMORY_PERCENT = 90
SHORTAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"memory_short": ("memory_short", "memory_file"), "reader_fails": ("reader_fails",)}
)
"""Troubles, and the keys of the errors with which receipts wait for their end."""
LEAST_OUTCOMES = 10
"""Of the last hour, before a share of failures says anything."""

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "redis_down": ("Redis does not answer.", "It is being started again; nothing is lost."),
        "redis_taken_over": (
            "Redis is not running: the program that ran it has ended.",
            "Another program on this data folder takes over within seconds; nothing is lost.",
        ),
        "redis_elsewhere": (
            "Redis does not answer. Another program on this data folder runs it.",
            "That program starts it again. If this lasts, close it: this one then takes over.",
        ),
        "redis_failed": (
            "Redis could not be started: {reason}",
            "It is tried again every half minute; nothing is lost.",
        ),
        "shared_redis_down": (
            "The shared Redis at {address} does not answer.",
            "Check that it runs and can be reached from here.",
        ),
        "not_running": (
            "Receipt Desktop does not run on this data folder, nor does its Redis.",
            "Start the window, or receipt-desktop worker.",
        ),
        "redis_evicts": (
            "Redis may throw the queue away when its memory is full ({policy}).",
            "Set maxmemory-policy to noeviction.",
        ),
        "redis_memory": (
            "Redis has used {percent} % of the memory it may use.",
            "Give it more, or let the queue run empty.",
        ),
        "workers_stopped": ("{dead} of {all} workers stopped; they are being replaced.", ""),
        "no_workers": (
            "Receipts wait, and no worker is there to read them.",
            "Start a worker, or open the window on this data folder.",
        ),
        "disk_low": ("Only {megabytes} MB of disk space are left.", "Free some soon."),
        "disk_full": (
            "The disk is full: {megabytes} MB are left.",
            "Free some now; new files are refused until then.",
        ),
        "database_damaged": (
            "The database is damaged ({damage}).",
            "Close the program and start it again: what can be read is saved first.",
        ),
        "database_salvaged": (
            "The database was rebuilt. Receipts saved: {receipts}, lost: {lost_receipts}.",
            "The Doctor in Settings has the details.",
        ),
        "copy_no_space": (
            "There is no space for the daily copy of the database.",
            "Free some space.",
        ),
        "copy_failed": (
            "The daily copy of the database could not be made.",
            "Check the permissions of the folder copies in the data folder.",
        ),
        "database_waits": (
            "A change waits for the database: another program has locked it, or the disk is slow.",
            "Receipts go on when it answers; nothing is lost.",
        ),
        "database_fails": (
            "The last change could not be written: {problem}",
            "It is tried again; receipts go on when it succeeds.",
        ),
        "memory_short": (
            "Reading waits for memory: too little is free for a reader, for {minutes} min now.",
            "Close other programs. Nothing is lost, and reading goes on by itself.",
        ),
        "reader_fails": (
            "Reading waits: the reader fails on every page, for {minutes} min now.",
            "Look at the Doctor in Settings, or install the program again. Nothing is lost.",
        ),
        "originals_unknown": (
            "Originals without a receipt: {count}. None is deleted.",
            "Read them in again with the Doctor in Settings, or receipt-desktop doctor --adopt.",
        ),
        "stalled": (
            "Nothing was completed for {minutes} minutes, and {waiting} wait.",
            "Look at what the workers do, and cancel what hangs.",
        ),
        "failures_many": (
            "{percent} % of the last hour's {count} receipts failed.",
            "The Failures tab of the Queue page has them by cause.",
        ),
        "model_unreachable": (
            "Ollama does not answer at {host}; receipts are read by rules alone.",
            "Start Ollama, or turn the model off in Settings.",
        ),
        "model_missing": (
            "Ollama runs, but the chosen model is not installed.",
            "Pull it in Settings, or choose another one.",
        ),
    }
)
"""What is wrong and what mends it, by the key for translation."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What health is judged by."""

    redis: RedisState
    workers: Sequence[WorkerState]
    counts: Counts
    open: bool
    """Whether the queue is at work: neither paused nor held back."""
    minutes_without_end: float
    """Since the last receipt was completed, or since the oldest one waits, the shorter one."""
    completed: int
    """In the last hour."""
    failed: int
    """In the last hour."""
    stall_minutes: int
    failure_percent: int
    ollama: OllamaState | None = None
    storage: StorageState | None = None
    alive_elsewhere: int = 0
    """Other processes that take receipts."""
    consumes: bool = True
    """Whether this process is to take receipts."""
    redis_host: RedisHost = RedisHost.HERE
    """Which process runs our Redis."""
    redis_failure: str = ""
    """Why it could not be started here."""
    blocked: Blocked | None = None
    """Why the database cannot be written, while it cannot."""
    shortages: Mapping[str, float] = field(default_factory=dict)
    """What receipts wait for (`SHORTAGES`), and since how many seconds."""


def troubles(signs: Signs) -> tuple[Trouble, ...]:
    """All of them, the worst first."""
    found = (
        *of_redis(signs),
        *of_storage(signs.storage),
        *of_database(signs.blocked),
        *of_readers(signs),
        *of_workers(signs),
        *of_progress(signs),
        *of_model(signs.ollama),
    )
    order = (Health.UNHEALTHY, Health.DEGRADED, Health.HEALTHY)
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def verdict(found: Sequence[Trouble]) -> Health:
    """The worst of them."""
    for worst in (Health.UNHEALTHY, Health.DEGRADED):
        if any(trouble.severity is worst for trouble in found):
            return worst
    return Health.HEALTHY


def of_redis(signs: Signs) -> Iterator[Trouble]:
    """A server that does not answer, or that may lose ids."""
    redis = signs.redis
    if not redis.reachable:
        yield _silent(signs)
        return
    if redis.eviction not in (None, "noeviction"):
        yield _trouble("redis_evicts", Health.DEGRADED, policy=redis.eviction or "")
    most, used = redis.max_memory_bytes or 0, redis.memory_bytes or 0
    percent = round(100 * used / most) if most else 0
    if percent >= FULL_MEMORY_PERCENT:
        yield _trouble("redis_memory", Health.DEGRADED, percent=percent)


def _silent(signs: Signs) -> Trouble:
    if not signs.redis.ours:
        return _trouble("shared_redis_down", Health.UNHEALTHY, address=signs.redis.address)
    if signs.redis_host is RedisHost.FAILED:
        return _trouble("redis_failed", Health.UNHEALTHY, reason=signs.redis_failure)
    if not (signs.consumes or signs.alive_elsewhere):
        return _trouble("not_running", Health.UNHEALTHY)
    return _trouble(SILENT[signs.redis_host], Health.UNHEALTHY)


SILENT: Mapping[RedisHost, str] = MappingProxyType(
    {
        RedisHost.HERE: "redis_down",
        RedisHost.ELSEWHERE: "redis_elsewhere",
        RedisHost.TAKING_OVER: "redis_taken_over",
    }
)
"""What is said when our own Redis does not answer, by the process that runs it."""


def of_storage(storage: StorageState | None) -> Iterator[Trouble]:
    """A disk that fills up, a damaged database."""
    if storage is None:
        return
    if storage.damage:
        yield _alert("database_damaged", Health.UNHEALTHY, damage=storage.damage)
    elif storage.salvaged is not None:
        yield _trouble("database_salvaged", Health.DEGRADED, **storage.salvaged)
    if storage.copy_problem in ("no_space", "failed"):
        yield _trouble(f"copy_{storage.copy_problem}", Health.DEGRADED)
    if storage.orphans:
        yield _alert("originals_unknown", Health.DEGRADED, count=storage.orphans)
    megabytes = storage.free_bytes // 1_000_000
    if storage.free_bytes < FULL_DISK_BYTES:
        yield _alert("disk_full", Health.UNHEALTHY, megabytes=megabytes)
    elif storage.free_bytes < LOW_DISK_BYTES:
        yield _alert("disk_low", Health.DEGRADED, megabytes=megabytes)


def of_database(blocked: Blocked | None) -> Iterator[Trouble]:
    """A database that is locked, or whose disk is full."""
    if blocked is None:
        return
    found = (
        _trouble("database_fails", Health.UNHEALTHY, problem=blocked.problem)
        if blocked.problem
        else _trouble("database_waits", Health.DEGRADED)
    )
    yield replace(found, since=blocked.since)


def of_readers(signs: Signs) -> Iterator[Trouble]:
    """No reader can work, for want of memory or altogether."""
    for key, seconds in signs.shortages.items():
        yield _alert(key, Health.DEGRADED, minutes=int(seconds // 60))


def of_workers(signs: Signs) -> Iterator[Trouble]:
    """Threads that died; nobody there to do the work."""
    workers = [worker for worker in signs.workers if not worker.process]
    dead = sum(1 for worker in workers if not worker.alive)
    if dead:
        details = {"dead": dead, "all": len(workers)}
        yield _trouble("workers_stopped", Health.DEGRADED, **details)
    nobody = not workers and not signs.alive_elsewhere
    if nobody and signs.counts.pending > signs.counts.held and not signs.consumes:
        yield _trouble("no_workers", Health.DEGRADED)


def of_progress(signs: Signs) -> Iterator[Trouble]:
    """Work waits and nothing is completed; much of what ends fails."""
    waiting = signs.counts.pending + signs.counts.processing - signs.counts.held
    minutes = int(signs.minutes_without_end)
    if signs.open and waiting > 0 and minutes >= signs.stall_minutes:
        yield _alert("stalled", Health.DEGRADED, minutes=minutes, waiting=waiting)
    ended = signs.completed + signs.failed
    percent = round(100 * signs.failed / ended) if ended else 0
    if ended >= LEAST_OUTCOMES and percent >= signs.failure_percent:
        yield _alert("failures_many", Health.DEGRADED, percent=percent, count=ended)


def of_model(ollama: OllamaState | None) -> Iterator[Trouble]:
    """A model that the settings ask for and that is not there: worth a word, no limitation.

    Everything works without it, so this never makes the queue less than healthy.
    """
    if ollama is None or not ollama.used:
        return
    if not ollama.reachable:
        yield _trouble("model_unreachable", Health.HEALTHY, host=ollama.host)
    elif ollama.model is None:
        yield _trouble("model_missing", Health.HEALTHY)


class Since:
    """Notes from when on each trouble is there. Thread-safe."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._first: dict[str, datetime] = {}

    def noted(self, found: Sequence[Trouble]) -> tuple[Trouble, ...]:
        """The same with `since`, where a trouble does not know it itself."""
        now = self._clock()
        with self._lock:
            self._first = {one.key: self._first.get(one.key, now) for one in found}
            return tuple(replace(one, since=one.since or self._first[one.key]) for one in found)


def _alert(key: str, severity: Health, **details: str | int) -> Trouble:
    return replace(_trouble(key, severity, **details), alert=True)


def _trouble(key: str, severity: Health, **details: str | int) -> Trouble:
    sentence, mend = SENTENCES[key]
    return Trouble(key, severity, sentence.format(**details), mend, details)
