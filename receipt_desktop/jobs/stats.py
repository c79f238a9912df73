"""Counts, percentiles and health: how the queue stands, in frozen snapshots."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import (
    Health,
    QueueHealth,
    RedisState,
    Stats,
    Trouble,
    WorkerState,
)
from receipt_desktop.jobs.consumer import Workers
from receipt_desktop.jobs.huey import Queue
from receipt_desktop.jobs.pace import Pace
from receipt_desktop.store.store import Store

LOW_DISK_BYTES = 500_000_000
SAMPLE = 500
"""Durations that the percentiles are taken over."""


@dataclass(frozen=True, slots=True)
class Instruments:
    """Whom to ask how things stand."""

    store: Store
    queue: Queue
    redis_state: Callable[[], RedisState]
    pace: Pace
    data: Path
    workers: Workers | None = None


def health(ask: Instruments) -> QueueHealth:
    """How the queue stands now; blocks for one Redis round trip and one query."""
    redis = ask.redis_state()
    workers = ask.workers.states() if ask.workers else ()
    counts = ask.store.counts()
    troubles = tuple(_troubles(ask, redis, workers))
    paused = bool(ask.workers and ask.workers.paused)
    open_receipts = counts.pending + counts.processing
    return QueueHealth(
        status=_verdict(troubles),
        troubles=troubles,
        counts=counts,
        queue_length=queue_length(ask.queue) if redis.reachable else 0,
        workers=workers,
        redis=redis,
        paused=paused,
        remaining=_remaining(ask, open_receipts, len(workers)) if not paused else None,
        receipts_a_minute=ask.pace.a_minute(),
    )


def _remaining(ask: Instruments, open_receipts: int, workers: int) -> float | None:
    """Seconds until the pile is done; None when there is no pile."""
    return ask.pace.pile(open_receipts, max(1, workers)) if open_receipts else None


def queue_length(queue: Queue) -> int:
    """Ids waiting in Redis, 0 when it does not answer."""
    try:
        return queue.length()
    except ServiceUnavailable:
        return 0


def _troubles(
    ask: Instruments, redis: RedisState, workers: tuple[WorkerState, ...]
) -> Iterator[Trouble]:
    if not redis.reachable:
        yield no_redis(redis)
    dead = sum(1 for worker in workers if not worker.alive)
    if dead:
        yield Trouble(
            "workers_stopped",
            Health.DEGRADED,
            f"{dead} of {len(workers)} workers stopped; they are being replaced.",
            details={"dead": dead, "all": len(workers)},
        )
    free = shutil.disk_usage(ask.data).free
    if free < LOW_DISK_BYTES:
        megabytes = free // 1_000_000
        yield Trouble(
            "disk_low",
            Health.DEGRADED,
            f"Only {megabytes} MB of disk space are left.",
            "Free some.",
            {"megabytes": megabytes},
            alert=True,
        )


def no_redis(redis: RedisState) -> Trouble:
    """What to say of a Redis that does not answer."""
    if redis.ours:
        sentence, mend = "Redis does not answer.", "It is being started again."
        return Trouble("redis_down", Health.UNHEALTHY, sentence, mend)
    return Trouble(
        "shared_redis_down",
        Health.UNHEALTHY,
        f"The shared Redis at {redis.address} does not answer.",
        "Check that it runs.",
        {"address": redis.address},
    )


def _verdict(troubles: tuple[Trouble, ...]) -> Health:
    """The worst of them."""
    for worst in (Health.UNHEALTHY, Health.DEGRADED):
        if any(trouble.severity is worst for trouble in troubles):
            return worst
    return Health.HEALTHY


def stats(ask: Instruments) -> Stats:
    """Statistics over terminal outcomes; durations in seconds, the rate in percent."""
    counts = ask.store.counts()
    durations = sorted(ask.store.recent_seconds(SAMPLE))
    ended = counts.completed + counts.failed
    return Stats(
        total_processed=ended,
        success_rate=round(100 * counts.completed / ended, 1) if ended else None,
        average_seconds=round(sum(durations) / len(durations), 2) if durations else None,
        p50_seconds=percentile(durations, 0.50),
        p95_seconds=percentile(durations, 0.95),
        queue_length=queue_length(ask.queue),
        active_jobs=counts.processing,
        failed_jobs=counts.failed,
        counts=counts,
    )


def percentile(ordered: list[float], share: float) -> float | None:
    """The nearest-rank percentile of an ascending list, or None for an empty one."""
    if not ordered:
        return None
    rank = max(0, min(len(ordered) - 1, round(share * len(ordered) + 0.5) - 1))
    return round(ordered[rank], 2)
