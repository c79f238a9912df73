"""Statistics of the queue as JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.jobs import DurationSummary, Statistics, StatisticsBucket


def wrap_in_envelope(data: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The envelope of an API answer; `seconds` is the processing time."""
    now = datetime.now(UTC)
    return {
        "success": True,
        "data": data,
        "processingTime": round(seconds, 3),
        "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def statistics_to_json(statistics: Statistics, health: QueueHealth) -> dict[str, Any]:
    """Durations in seconds, the rate in percent, timestamps ISO 8601 in UTC."""
    counts = health.counts
    queue = {
        "queueLength": counts.pending,
        "activeJobs": counts.processing,
        "failedJobs": counts.failed,
    }
    return {
        "totalProcessed": statistics.processed,
        "successRate": statistics.success_rate,
        "averageProcessingTime": statistics.running.average,
        **queue,
        "localStorage": {
            "total": counts.total,
            "completed": counts.completed,
            "failed": counts.failed,
            "pending": counts.pending,
            "processing": counts.processing,
        },
        "queueHealth": {
            "status": health.status.value,
            **queue,
            "redisConnection": health.redis.reachable,
            "reasons": list(health.reasons),
            "paused": health.paused,
            "draining": health.draining,
        },
        "waitingTime": _spread_to_json(statistics.waiting),
        "runningTime": _spread_to_json(statistics.running),
        "oldestWaitingAge": _round_tenths(statistics.oldest_waiting),
        "throughput": {
            "lastHour": statistics.last_hour,
            "perMinute": _round_tenths(health.receipts_per_minute),
            "hours": [_bucket_to_json(bucket) for bucket in statistics.hours],
            "days": [_bucket_to_json(bucket) for bucket in statistics.days],
        },
        "estimatedTimeRemaining": _round_tenths(health.remaining),
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
