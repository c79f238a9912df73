"""Statistics in the JSON shape in which they leave the program."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.jobs import DurationSummary, Statistics, StatisticsBucket


def wrap_in_envelope(data: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What every answer of a program to a program is wrapped in; `seconds` it took."""
    now = datetime.now(UTC)
    return {
        "success": True,
        "data": data,
        "processingTime": round(seconds, 3),
        "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def statistics_to_json(found: Statistics, now: QueueHealth) -> dict[str, Any]:
    """Durations in seconds, the rate in percent, moments ISO 8601 in UTC."""
    counts = now.counts
    queue = {
        "queueLength": counts.pending,
        "activeJobs": counts.processing,
        "failedJobs": counts.failed,
    }
    return {
        "totalProcessed": found.processed,
        "successRate": found.success_rate,
        "averageProcessingTime": found.running.average,
        **queue,
        "localStorage": {
            "total": counts.total,
            "completed": counts.completed,
            "failed": counts.failed,
            "pending": counts.pending,
            "processing": counts.processing,
        },
        "queueHealth": {
            "status": now.status.value,
            **queue,
            "redisConnection": now.redis.reachable,
            "reasons": list(now.reasons),
            "paused": now.paused,
            "draining": now.draining,
        },
        "waitingTime": _spread_to_json(found.waiting),
        "runningTime": _spread_to_json(found.running),
        "oldestWaitingAge": _round_tenths(found.oldest_waiting),
        "throughput": {
            "lastHour": found.last_hour,
            "perMinute": _round_tenths(now.receipts_per_minute),
            "hours": [_bucket_to_json(bucket) for bucket in found.hours],
            "days": [_bucket_to_json(bucket) for bucket in found.days],
        },
        "estimatedTimeRemaining": _round_tenths(now.remaining),
    }


def _spread_to_json(spread: DurationSummary) -> dict[str, Any]:
    return {
        "count": spread.count,
        "average": spread.average,
        "p50": spread.p50,
        "p95": spread.p95,
        "p99": spread.p99,
    }


def _bucket_to_json(bucket: StatisticsBucket) -> dict[str, Any]:
    return {
        "start": bucket.start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "completed": bucket.completed,
        "failed": bucket.failed,
        "waitingTime": _spread_to_json(bucket.waiting),
        "runningTime": _spread_to_json(bucket.running),
    }


def _round_tenths(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
