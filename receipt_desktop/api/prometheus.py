"""Metrics in Prometheus text format, version 0.0.4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from receipt_desktop.api.middleware import RequestMetrics
from receipt_desktop.domain.health import HealthStatus, QueueHealth, RedisState
from receipt_desktop.domain.jobs import DurationSummary, Statistics

METRIC_PREFIX = "receipt_desktop_"
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrometheusMetric:
    """One metric with its samples."""

    name: str
    help_text: str
    samples: tuple[tuple[Labels, float | None], ...]
    metric_type: str = "gauge"


def render_metrics(now: QueueHealth, past: Statistics, traffic: RequestMetrics) -> str:
    """Render all metrics; unknown values are left out."""
    metrics = (*_queue_metrics(now), *_statistics_metrics(past), *_request_metrics(traffic))
    return "".join(line for metric in metrics for line in _format_metric(metric))


def _queue_metrics(now: QueueHealth) -> Iterator[PrometheusMetric]:
    counts = now.counts
    named = ("pending", "processing", "completed", "failed")
    yield PrometheusMetric(
        "receipts",
        "Receipts by status.",
        _labelled_samples("status", {n: getattr(counts, n) for n in named}),
    )
    yield PrometheusMetric(
        "receipts_to_review", "Receipts for a person to see.", _single_sample(counts.needs_review)
    )
    yield PrometheusMetric(
        "receipts_held", "Waiting receipts that a person holds.", _single_sample(counts.held)
    )
    yield PrometheusMetric("queue_ids", "Ids waiting in Redis.", _single_sample(now.queue_length))
    yield PrometheusMetric(
        "queue_paused", "Whether nothing is taken from the queue.", _single_sample(now.paused)
    )
    yield PrometheusMetric(
        "oldest_waiting_seconds", "Age of the oldest.", _single_sample(now.oldest_waiting or 0.0)
    )
    states = {h.value: float(now.status is h) for h in HealthStatus}
    yield PrometheusMetric("health", "1 for how it stands.", _labelled_samples("status", states))
    yield from _redis_metrics(now.redis)
    yield PrometheusMetric(
        "processes", "Processes of the queue that live.", _single_sample(_count_live_processes(now))
    )
    alive = sum(1 for one in now.workers if one.is_alive)
    yield PrometheusMetric("workers", "Workers that are seen from here.", _single_sample(alive))
    yield PrometheusMetric(
        "receipts_per_minute", "Over ten minutes.", _single_sample(now.receipts_per_minute)
    )
    storage = now.storage
    yield PrometheusMetric(
        "disk_free_bytes", "Free space.", _single_sample(storage.free_bytes if storage else None)
    )


def _redis_metrics(redis: RedisState) -> Iterator[PrometheusMetric]:
    yield PrometheusMetric("redis_up", "Whether Redis answers.", _single_sample(redis.reachable))
    yield PrometheusMetric(
        "redis_memory_bytes", "Memory of Redis.", _single_sample(redis.memory_bytes)
    )
    latency = None if redis.latency_ms is None else redis.latency_ms / 1000
    yield PrometheusMetric("redis_latency_seconds", "Round trip to Redis.", _single_sample(latency))


def _count_live_processes(now: QueueHealth) -> int:
    return sum(1 for one in now.processes if one.is_alive)


def _statistics_metrics(past: Statistics) -> Iterator[PrometheusMetric]:
    outcomes = {"completed": float(past.completed), "failed": float(past.failed)}
    yield PrometheusMetric(
        "outcomes", "Outcomes of the last 90 days.", _labelled_samples("outcome", outcomes)
    )
    yield PrometheusMetric(
        "running_seconds", "At work, of 90 days.", _quantile_samples(past.running)
    )
    yield PrometheusMetric(
        "waiting_seconds", "In the queue, of 90 days.", _quantile_samples(past.waiting)
    )


def _request_metrics(traffic: RequestMetrics) -> Iterator[PrometheusMetric]:
    with traffic.lock:
        codes = {str(code): float(count) for code, count in sorted(traffic.status_counts.items())}
        seconds = traffic.total_seconds
    yield PrometheusMetric(
        "http_requests_total",
        "Answers since the start.",
        _labelled_samples("code", codes),
        "counter",
    )
    yield PrometheusMetric(
        "http_seconds_total", "Spent on them.", _single_sample(round(seconds, 3)), "counter"
    )


def _single_sample(value: float | None) -> tuple[tuple[Labels, float | None], ...]:
    return (({}, value),)


def _labelled_samples(
    label: str, values: Mapping[str, float]
) -> tuple[tuple[Labels, float | None], ...]:
    return tuple(({label: name}, value) for name, value in values.items())


def _quantile_samples(spread: DurationSummary) -> tuple[tuple[Labels, float | None], ...]:
    known = {"0.5": spread.p50, "0.95": spread.p95, "0.99": spread.p99}
    return tuple(({"quantile": name}, value) for name, value in known.items())


def _format_metric(metric: PrometheusMetric) -> Iterable[str]:
    samples = [(labels, value) for labels, value in metric.samples if value is not None]
    if not samples:
        return
    name = METRIC_PREFIX + metric.name
    yield f"# HELP {name} {metric.help_text}\n# TYPE {name} {metric.metric_type}\n"
    for labels, value in samples:
        inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
        yield (
            f"{name}{{{inside}}} {float(value):.10g}\n"
            if inside
            else f"{name} {float(value):.10g}\n"
        )
