"""How things stand: counts, workers, Redis, statistics. Frozen snapshots."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from receipt_desktop.domain.receipt import Stage
from receipt_desktop.domain.schedule import Schedule


class HealthStatus(enum.StrEnum):
    """The one word for how the whole stands."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"


@dataclass(frozen=True, slots=True)
class ReceiptCounts:
    """Receipts by status, and those that wait for a person."""

    pending: int = 0
    processing: int = 0
    completed: int = 0
    failed: int = 0
    needs_review: int = 0
    held: int = 0
    """Of the pending: paused one by one."""

    @property
    def total(self) -> int:
        return self.pending + self.processing + self.completed + self.failed


@dataclass(frozen=True, slots=True)
class HealthIssue:
    """One thing that is not as it should be: what, and how it is mended."""

    key: str
    """Names the sentences for translation; `details` fills their placeholders."""
    severity: HealthStatus
    sentence: str
    remedy: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)
    is_alert: bool = False
    """Worth a notification outside the window."""
    since: datetime | None = None
    """UTC; from when on it was so, or was first seen by this process."""


@dataclass(frozen=True, slots=True)
class WorkerState:
    """One consumer thread of this process, or one running attempt of another process."""

    name: str
    is_alive: bool
    receipt_id: str | None = None
    file_name: str | None = None
    stage: Stage | None = None
    since: datetime | None = None
    attempt: int = 0
    progress: int = 0
    """Percent."""
    process: str = ""
    """`ProcessState.name`; empty for this process."""


@dataclass(frozen=True, slots=True)
class ProcessState:
    """One process that takes receipts from the queue, on this machine or another."""

    name: str
    host: str
    pid: int
    kind: str
    """window, process, worker, serve."""
    concurrency: int
    started_at: datetime
    seen_at: datetime
    is_alive: bool
    """Whether it was seen within the time of a lease."""
    is_current: bool = False
    """Whether it is this process."""


@dataclass(frozen=True, slots=True)
class RedisState:
    """Our Redis, or the shared one."""

    reachable: bool
    is_own: bool
    address: str
    """Without any password."""
    version: str | None = None
    memory_bytes: int | None = None
    latency_ms: float | None = None
    restarts: int = 0
    persistence: str | None = None
    """none, rdb, aof, rdb+aof; the queue needs none."""
    eviction: str | None = None
    """`maxmemory-policy`; anything but noeviction may lose ids, which are then put back."""
    max_memory_bytes: int | None = None
    """0 or None: no limit."""


class RedisHost(enum.StrEnum):
    """Which process runs our own Redis, as this one knows it."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """Another process holds the data folder."""
    TAKING_OVER = "taking over"
    """The other process has ended; this one takes its place."""
    FAILED = "failed"
    """It could not be started here; it is tried again."""


@dataclass(frozen=True, slots=True)
class WriteBlock:
    """Why the database cannot be written."""

    problem: str
    """An English sentence; empty while a change waits and has not failed."""
    since: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class OllamaState:
    """The language model as it was last seen."""

    reachable: bool
    host: str
    is_used: bool
    """Whether the settings ask for a model at all."""
    model: str | None = None
    """The model that would be asked now."""
    is_loaded: bool | None = None
    """Whether it is in memory; None where Ollama does not tell."""
    tokens_per_second: float | None = None
    """Of the last answers; None before the first."""
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StorageState:
    """The disk and the database."""

    free_bytes: int
    database_bytes: int | None = None
    damage: str | None = None
    """What the database said is damaged at its last check."""
    checked_at: datetime | None = None
    """When it was last checked as a whole."""
    copy_problem: str | None = None
    """Why the last daily copy of the database was not made: no_space, damaged, failed."""
    salvaged: Mapping[str, str | int] | None = None
    """What was saved and lost of a damaged database, until it is dismissed."""
    orphans: int = 0
    """Kept originals without a receipt, at the last look."""


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """What the status strip and the Queue page show."""

    status: HealthStatus
    issues: tuple[HealthIssue, ...]
    counts: ReceiptCounts
    queue_length: int
    """Ids waiting in Redis, scheduled retries included."""
    workers: tuple[WorkerState, ...]
    redis: RedisState
    paused: bool = False
    remaining: float | None = None
    """Estimated seconds until the pile is done."""
    receipts_per_minute: float | None = None
    """Over the last ten minutes."""
    draining: bool = False
    """Nothing new is taken in; what waits is finished."""
    held_by_schedule: Schedule | None = None
    """The part of the schedule that holds the work back just now."""
    oldest_waiting: float | None = None
    """Seconds."""
    concurrency: int = 0
    """Consumer threads wanted in this process."""
    processes: tuple[ProcessState, ...] = ()
    ollama: OllamaState | None = None
    storage: StorageState | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """English sentences, the mend included."""
        return tuple(f"{one.sentence} {one.remedy}".strip() for one in self.issues)

    @property
    def alerts(self) -> tuple[HealthIssue, ...]:
        """What is worth a notification."""
        return tuple(one for one in self.issues if one.is_alert)


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the Doctor: green, or with its mend."""

    subject: str
    """redis, tesseract, rapidocr, ollama, trial (of the model), disk, folder, settings, database,
    originals, leftovers, start."""
    health: HealthStatus
    sentence: str
    """In English, as the command line says it."""
    mend: str = ""
    key: str = ""
    """Names the sentences for translation; `details` fills their placeholders."""
    details: Mapping[str, str | float] = field(default_factory=dict)
    """A number whose name ends in `_bytes` is a size."""
