"""The health of the queue as JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from receipt_desktop.domain.health import (
    HealthIssue,
    OllamaState,
    ProcessState,
    QueueHealth,
    RedisState,
    StorageState,
    WorkerState,
)
from receipt_desktop.domain.timestamps import format_timestamp


def health_to_json(health: QueueHealth) -> dict[str, Any]:
    """Durations in seconds, sizes in bytes, timestamps ISO 8601 in UTC."""
    counts = health.counts
    return {
        "status": health.status.value,
        "timestamp": format_timestamp(datetime.now(UTC), "seconds"),
        "troubles": [_issue_to_json(item) for item in health.issues],
        "redis": _redis_to_json(health.redis),
        "queue": {
            "length": counts.pending,
            "active": counts.processing,
            "completed": counts.completed,
            "failed": counts.failed,
            "held": counts.held,
            "needsReview": counts.needs_review,
            "idsInRedis": health.queue_length,
            "paused": health.paused,
            "draining": health.draining,
            "waitsFor": health.held_by_schedule.value if health.held_by_schedule else None,
            "oldestWaitingAge": _round_tenths(health.oldest_waiting),
        },
        "workers": [_worker_to_json(item) for item in health.workers],
        "processes": [_process_to_json(item) for item in health.processes],
        "ollama": _ollama_to_json(health.ollama),
        "storage": _storage_to_json(health.storage),
        "metrics": {
            "receiptsPerMinute": _round_tenths(health.receipts_per_minute),
            "estimatedTimeRemaining": _round_tenths(health.remaining),
        },
    }


def _issue_to_json(one: HealthIssue) -> dict[str, Any]:
    return {
        "key": one.key,
        "severity": one.severity.value,
        "sentence": one.sentence,
        "mend": one.remedy,
        "alert": one.is_alert,
        "since": format_timestamp(one.since, "seconds"),
    }


def _redis_to_json(redis: RedisState) -> dict[str, Any]:
    return {
        "connected": redis.reachable,
        "own": redis.is_own,
        "address": redis.address,
        "version": redis.version,
        "memoryBytes": redis.memory_bytes,
        "maxMemoryBytes": redis.max_memory_bytes,
        "latencyMs": redis.latency_ms,
        "persistence": redis.persistence,
        "evictionPolicy": redis.eviction,
        "restarts": redis.restarts,
    }


def _worker_to_json(one: WorkerState) -> dict[str, Any]:
    return {
        "name": one.name,
        "process": one.process or None,
        "alive": one.is_alive,
        "requestId": one.receipt_id,
        "file": one.file_name,
        "stage": one.stage.value if one.stage else None,
        "progress": one.progress,
        "attempt": one.attempt,
        "since": format_timestamp(one.since, "seconds"),
    }


def _process_to_json(one: ProcessState) -> dict[str, Any]:
    return {
        "name": one.name,
        "host": one.host,
        "pid": one.pid,
        "kind": one.kind,
        "concurrency": one.concurrency,
        "alive": one.is_alive,
        "here": one.is_current,
        "startedAt": format_timestamp(one.started_at, "seconds"),
        "seenAt": format_timestamp(one.seen_at, "seconds"),
    }


def _ollama_to_json(ollama: OllamaState | None) -> dict[str, Any] | None:
    if ollama is None:
        return None
    return {
        "used": ollama.is_used,
        "reachable": ollama.reachable,
        "host": ollama.host,
        "model": ollama.model,
        "loaded": ollama.is_loaded,
        "tokensPerSecond": _round_tenths(ollama.tokens_per_second),
        "seenAt": format_timestamp(ollama.seen_at, "seconds"),
    }


def _storage_to_json(storage: StorageState | None) -> dict[str, Any] | None:
    if storage is None:
        return None
    return {
        "freeBytes": storage.free_bytes,
        "databaseBytes": storage.database_bytes,
        "damage": storage.damage,
        "checkedAt": format_timestamp(storage.checked_at, "seconds"),
    }


def _round_tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
