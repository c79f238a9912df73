"""The queue's health in the JSON shape in which it leaves the program."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from receipt_desktop.health import (
    OllamaState,
    ProcessState,
    QueueHealth,
    RedisState,
    StorageState,
    Trouble,
    WorkerState,
)


def health_json(now: QueueHealth) -> dict[str, Any]:
    """Durations in seconds, sizes in bytes, moments ISO 8601 in UTC."""
    counts = now.counts
    return {
        "status": now.status.value,
        "timestamp": moment(datetime.now(UTC)),
        "troubles": [_trouble(one) for one in now.troubles],
        "redis": _redis(now.redis),
        "queue": {
            "length": counts.pending,
            "active": counts.processing,
            "completed": counts.completed,
            "failed": counts.failed,
            "held": counts.held,
            "needsReview": counts.needs_review,
            "idsInRedis": now.queue_length,
            "paused": now.paused,
            "draining": now.draining,
            "waitsFor": now.waits_for.value if now.waits_for else None,
            "oldestWaitingAge": _rounded(now.oldest_waiting),
        },
        "workers": [_worker(one) for one in now.workers],
        "processes": [_process(one) for one in now.processes],
        "ollama": _ollama(now.ollama),
        "storage": _storage(now.storage),
        "metrics": {
            "receiptsPerMinute": _rounded(now.receipts_a_minute),
            "estimatedTimeRemaining": _rounded(now.remaining),
        },
    }


def moment(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _trouble(one: Trouble) -> dict[str, Any]:
    return {
        "key": one.key,
        "severity": one.severity.value,
        "sentence": one.sentence,
        "mend": one.mend,
        "alert": one.alert,
        "since": moment(one.since),
    }


def _redis(redis: RedisState) -> dict[str, Any]:
    return {
        "connected": redis.reachable,
        "own": redis.ours,
        "address": redis.address,
        "version": redis.version,
        "memoryBytes": redis.memory_bytes,
        "maxMemoryBytes": redis.max_memory_bytes,
        "latencyMs": redis.latency_ms,
        "persistence": redis.persistence,
        "evictionPolicy": redis.eviction,
        "restarts": redis.restarts,
    }


def _worker(one: WorkerState) -> dict[str, Any]:
    return {
        "name": one.name,
        "process": one.process or None,
        "alive": one.alive,
        "requestId": one.receipt_id,
        "file": one.file_name,
        "stage": one.stage.value if one.stage else None,
        "progress": one.progress,
        "attempt": one.attempt,
        "since": moment(one.since),
    }


def _process(one: ProcessState) -> dict[str, Any]:
    return {
        "name": one.name,
        "host": one.host,
        "pid": one.pid,
        "kind": one.kind,
        "concurrency": one.concurrency,
        "alive": one.alive,
        "here": one.here,
        "startedAt": moment(one.started_at),
        "seenAt": moment(one.seen_at),
    }


def _ollama(ollama: OllamaState | None) -> dict[str, Any] | None:
    if ollama is None:
        return None
    return {
        "used": ollama.used,
        "reachable": ollama.reachable,
        "host": ollama.host,
        "model": ollama.model,
        "loaded": ollama.loaded,
        "tokensPerSecond": _rounded(ollama.tokens_a_second),
        "seenAt": moment(ollama.seen_at),
    }


def _storage(storage: StorageState | None) -> dict[str, Any] | None:
    if storage is None:
        return None
    return {
        "freeBytes": storage.free_bytes,
        "databaseBytes": storage.database_bytes,
        "damage": storage.damage,
        "checkedAt": moment(storage.checked_at),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
