"""How things stand: counts, workers, Redis, statistics. Frozen snapshots."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from receipt_desktop.receipt import Stage


class Health(enum.StrEnum):
    """The one word for how the whole stands."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"


@dataclass(frozen=True, slots=True)
class Counts:
    """Receipts by status, and those that wait for a person."""

    pending: int = 0
    processing: int = 0
    completed: int = 0
    failed: int = 0
    needs_review: int = 0

    @property
    def total(self) -> int:
        return self.pending + self.processing + self.completed + self.failed


@dataclass(frozen=True, slots=True)
class WorkerState:
    """One consumer thread."""

    name: str
    alive: bool
    receipt_id: str | None = None
    file_name: str | None = None
    stage: Stage | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class RedisState:
    """Our Redis, or the shared one."""

    reachable: bool
    ours: bool
    address: str
    """Without any password."""
    version: str | None = None
    memory_bytes: int | None = None
    latency_ms: float | None = None
    restarts: int = 0


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """What the status strip and the Queue page show."""

    status: Health
    reasons: tuple[str, ...]
    """English sentences, the mend included."""
    counts: Counts
    queue_length: int
    """Ids waiting in Redis, scheduled retries included."""
    workers: tuple[WorkerState, ...]
    redis: RedisState
    paused: bool = False
    remaining: float | None = None
    """Estimated seconds until the pile is done."""
    receipts_a_minute: float | None = None
    """Over the last ten minutes."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Statistics over terminal outcomes; durations in seconds, rates in percent."""

    total_processed: int
    success_rate: float | None
    average_seconds: float | None
    p50_seconds: float | None
    p95_seconds: float | None
    queue_length: int
    active_jobs: int
    failed_jobs: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """One model that Ollama has."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ModelState:
    """Ollama as seen from here."""

    reachable: bool
    host: str
    version: str | None = None
    installed: tuple[InstalledModel, ...] = ()
    chosen: str | None = None
    """The model that would be asked now."""
    remote: bool = False
    """Whether `host` is another machine: text would leave this one."""


@dataclass(frozen=True, slots=True)
class PullProgress:
    """How far the download of a model is."""

    status: str
    done_bytes: int = 0
    total_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the Doctor: green, or with its mend."""

    subject: str
    """redis, tesseract, rapidocr, ollama, trial (of the model), disk, database."""
    health: Health
    sentence: str
    mend: str = ""
