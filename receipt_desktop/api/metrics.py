"""How things stand in Prometheus's text format, version 0.0.4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from receipt_desktop.api.door import Traffic
from receipt_desktop.health import Health, QueueHealth
from receipt_desktop.history import Spread, Statistics

PREFIX = "receipt_desktop_"
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric with its samples."""

    name: str
    meaning: str
    samples: tuple[tuple[Labels, float | None], ...]
    kind: str = "gauge"


def page(now: QueueHealth, past: Statistics, traffic: Traffic) -> str:
    """All metrics; what is not known is left out."""
    metrics = (*_present(now), *_past(past), *_answers(traffic))
    return "".join(line for metric in metrics for line in _lines(metric))


def _present(now: QueueHealth) -> Iterator[Metric]:
    counts, redis = now.counts, now.redis
    named = ("pending", "processing", "completed", "failed")
    yield Metric(
        "receipts", "Receipts by status.", _by("status", {n: getattr(counts, n) for n in named})
    )
    yield Metric("receipts_to_review", "Receipts for a person to see.", _one(counts.needs_review))
    yield Metric("receipts_held", "Waiting receipts that a person holds.", _one(counts.held))
    yield Metric("queue_ids", "Ids waiting in Redis.", _one(now.queue_length))
    yield Metric("queue_paused", "Whether nothing is taken from the queue.", _one(now.paused))
    yield Metric("oldest_waiting_seconds", "Age of the oldest.", _one(now.oldest_waiting or 0.0))
    states = {h.value: float(now.status is h) for h in Health}
    yield Metric("health", "1 for how it stands.", _by("status", states))
    yield Metric("redis_up", "Whether Redis answers.", _one(redis.reachable))
    yield Metric("redis_memory_bytes", "Memory of Redis.", _one(redis.memory_bytes))
    latency = None if redis.latency_ms is None else redis.latency_ms / 1000
    yield Metric("redis_latency_seconds", "Round trip to Redis.", _one(latency))
    yield Metric("processes", "Processes of the queue that live.", _one(_living(now)))
    alive = sum(1 for one in now.workers if one.alive)
    yield Metric("workers", "Workers that are seen from here.", _one(alive))
    yield Metric("receipts_per_minute", "Over ten minutes.", _one(now.receipts_a_minute))
    storage = now.storage
    yield Metric("disk_free_bytes", "Free space.", _one(storage.free_bytes if storage else None))


def _living(now: QueueHealth) -> int:
    return sum(1 for one in now.processes if one.alive)


def _past(past: Statistics) -> Iterator[Metric]:
    outcomes = {"completed": float(past.completed), "failed": float(past.failed)}
    yield Metric("outcomes", "Outcomes of the last 90 days.", _by("outcome", outcomes))
    yield Metric("running_seconds", "At work, of 90 days.", _spread(past.running))
    yield Metric("waiting_seconds", "In the queue, of 90 days.", _spread(past.waiting))


def _answers(traffic: Traffic) -> Iterator[Metric]:
    with traffic.lock:
        codes = {str(code): float(count) for code, count in sorted(traffic.codes.items())}
        seconds = traffic.seconds
    yield Metric("http_requests_total", "Answers since the start.", _by("code", codes), "counter")
    yield Metric("http_seconds_total", "Spent on them.", _one(round(seconds, 3)), "counter")


def _one(value: float | None) -> tuple[tuple[Labels, float | None], ...]:
    return (({}, value),)


def _by(label: str, values: Mapping[str, float]) -> tuple[tuple[Labels, float | None], ...]:
    return tuple(({label: name}, value) for name, value in values.items())


def _spread(spread: Spread) -> tuple[tuple[Labels, float | None], ...]:
    known = {"0.5": spread.p50, "0.95": spread.p95, "0.99": spread.p99}
    return tuple(({"quantile": name}, value) for name, value in known.items())


def _lines(metric: Metric) -> Iterable[str]:
    samples = [(labels, value) for labels, value in metric.samples if value is not None]
    if not samples:
        return
    name = PREFIX + metric.name
    yield f"# HELP {name} {metric.meaning}\n# TYPE {name} {metric.kind}\n"
    for labels, value in samples:
        inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
        yield (
            f"{name}{{{inside}}} {float(value):.10g}\n"
            if inside
            else f"{name} {float(value):.10g}\n"
        )
