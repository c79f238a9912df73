"""Health of the queue: issues, counts, workers, processes, Redis, storage. Frozen snapshots."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from receipt_desktop.domain.receipt import Stage
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.messages import Message, Value


class HealthStatus(enum.StrEnum):
    """The overall health."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"


@dataclass(frozen=True, slots=True)
class ReceiptCounts:
    """Receipts by status, and those that need review."""

    pending: int = 0
    processing: int = 0
    completed: int = 0
    failed: int = 0
    needs_review: int = 0
    held: int = 0
    """Pending receipts that are on hold."""

    @property
    def total(self) -> int:
        return self.pending + self.processing + self.completed + self.failed


@dataclass(frozen=True, slots=True)
class HealthIssue:
    """A problem and its remedy."""

    key: str
    """Of the message `issue_<key>`; `details` fills its placeholders."""
    severity: HealthStatus
    details: Mapping[str, Value] = field(default_factory=dict)
    is_alert: bool = False
    """Whether a desktop notification is shown."""
    since: datetime | None = None
    """When it began or was first seen by this process, UTC."""

    @property
    def message(self) -> Message:
        """The message in the catalogue, with its remedy."""
        return Message(f"issue_{self.key}", self.details)

    @property
    def sentence(self) -> str:
        """What is wrong, in English."""
        return self.message.text()

    @property
    def remedy(self) -> str:
        """The remedy in English; "" where there is none."""
        return self.message.remedy()


@dataclass(frozen=True, slots=True)
class WorkerState:
    """A consumer thread of this process, or a running attempt of another process."""

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
    """A process that takes receipts from the queue, on this machine or another."""

    name: str
    host: str
    pid: int
    kind: str
    """window, process, worker, serve."""
    concurrency: int
    started_at: datetime
    seen_at: datetime
    is_alive: bool
    """Whether it was seen within the duration of a lease."""
    is_current: bool = False
    """Whether it is this process."""


@dataclass(frozen=True, slots=True)
class RedisState:
    """The state of our own Redis or of the shared one."""

    reachable: bool
    is_own: bool
    address: str
    """Without the password."""
    version: str | None = None
    memory_bytes: int | None = None
    latency_ms: float | None = None
    restarts: int = 0
    persistence: str | None = None
    """none, rdb, aof or rdb+aof; the queue needs none."""
    eviction: str | None = None
    """`maxmemory-policy`; any policy but noeviction may evict ids, which are then requeued."""
    max_memory_bytes: int | None = None
    is_python: bool = False
    """Whether it is the server in Python, which stands in where no Redis binary is available."""
    """0 or None: unlimited."""


class RedisHost(enum.StrEnum):
    """Which process runs our own Redis, as seen by this process."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """Another process holds the data folder."""
    TAKING_OVER = "taking over"
    """The other process has ended; this one is taking over."""
    FAILED = "failed"
    """It could not be started here; another attempt follows."""


@dataclass(frozen=True, slots=True)
class WriteBlock:
    """Why the database cannot be written to."""

    problem: Message | None
    """None while a transaction is only slow."""
    since: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class OllamaState:
    """The last known state of the language model."""

    reachable: bool
    host: str
    is_used: bool
    """Whether the settings enable a model."""
    model: str | None = None
    """The model that is in use."""
    is_loaded: bool | None = None
    """Whether it is in memory; None if unknown."""
    tokens_per_second: float | None = None
    """Average of the last answers; None before the first."""
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StorageState:
    """The disk and the database."""

    free_bytes: int
    database_bytes: int | None = None
    damage: str | None = None
    """The damage found by the last check of the database, or None."""
    checked_at: datetime | None = None
    """When the whole database was last checked."""
    copy_problem: str | None = None
    """Why the last daily copy of the database failed: no_space, damaged, failed."""
    salvaged: Mapping[str, str | int] | None = None
    """Counts of what was recovered and lost from a damaged database, until dismissed."""
    orphans: int = 0
    """Stored originals without a receipt, at the last count."""


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """The health of the queue, as the status strip and the Queue page show it."""

    status: HealthStatus
    issues: tuple[HealthIssue, ...]
    counts: ReceiptCounts
    queue_length: int
    """Ids waiting in Redis, scheduled retries included."""
    workers: tuple[WorkerState, ...]
    redis: RedisState
    paused: bool = False
    remaining: float | None = None
    """Estimated seconds until the queue is empty."""
    receipts_per_minute: float | None = None
    """Over the last ten minutes."""
    draining: bool = False
    """No new receipts are accepted; waiting ones are finished."""
    held_by_schedule: Schedule | None = None
    """The schedule that currently holds the queue; None while it runs."""
    oldest_waiting: float | None = None
    """Seconds."""
    concurrency: int = 0
    """Configured consumer threads of this process."""
    processes: tuple[ProcessState, ...] = ()
    ollama: OllamaState | None = None
    storage: StorageState | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """English sentences, each with its remedy."""
        return tuple(issue.message.whole() for issue in self.issues)

    @property
    def alerts(self) -> tuple[HealthIssue, ...]:
        """Issues that are shown as a desktop notification."""
        return tuple(issue for issue in self.issues if issue.is_alert)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the Doctor."""

    subject: str
    """redis, tesseract, rapidocr, ollama, trial (of the model), disk, folder, settings, database,
    originals, leftovers, start."""
    health: HealthStatus
    message: Message
    """`finding_<key>`, or the message of an error."""

    @property
    def key(self) -> str:
        """Names the finding."""
        return self.message.key.removeprefix("finding_")

    @property
    def sentence(self) -> str:
        """What was found, in English."""
        return self.message.text()

    @property
    def remedy(self) -> str:
        """The remedy in English; "" where none is needed."""
        return self.message.remedy()
