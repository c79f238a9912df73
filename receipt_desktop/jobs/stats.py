"""How the queue stands, in frozen snapshots."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import (
    Counts,
    ProcessState,
    QueueHealth,
    RedisHost,
    RedisState,
    StorageState,
    WorkerState,
)
from receipt_desktop.jobs.consumer import Workers
from receipt_desktop.jobs.gate import Gate
from receipt_desktop.jobs.huey import Queue
from receipt_desktop.jobs.observer import Observer
from receipt_desktop.jobs.pace import Countdown, Pace
from receipt_desktop.jobs.troubles import SHORTAGES, Signs, Since, troubles, verdict
from receipt_desktop.settings import Settings
from receipt_desktop.store.store import Store
from receipt_desktop.store.switches import Switch


@dataclass(frozen=True, slots=True)
class Instruments:
    """Whom to ask how things stand."""

    store: Store
    queue: Queue
    redis_state: Callable[[], RedisState]
    pace: Pace
    gate: Gate
    observer: Observer
    settings: Callable[[], Settings]
    process_name: str
    workers: Workers | None = None
    redis_host: Callable[[], RedisHost] = lambda: RedisHost.HERE
    redis_failure: Callable[[], str] = lambda: ""
    ended: Callable[[str], bool] = lambda _: False
    """Whether the process of this name is known to be dead."""
    since: Since = field(default_factory=Since)
    pile: Countdown = field(default_factory=Countdown)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at one look."""

    redis: RedisState
    counts: Counts
    workers: tuple[WorkerState, ...]
    processes: tuple[ProcessState, ...]
    switches: Collection[Switch]
    oldest: float | None
    storage: StorageState
    going: bool
    """Whether receipts may be begun."""


def look(ask: Instruments) -> Seen:
    """Blocks for a Redis round trip and a few queries."""
    switches = ask.store.switches()
    return Seen(
        redis=ask.redis_state(),
        counts=ask.store.counts(),
        workers=(*(ask.workers.states() if ask.workers else ()), *elsewhere(ask)),
        processes=processes(ask),
        switches=switches,
        oldest=ask.store.oldest_waiting(),
        storage=ask.observer.storage(),
        going=ask.gate.open and Switch.PAUSED not in switches,
    )


def signs(ask: Instruments, seen: Seen) -> Signs:
    """What health is judged by."""
    now = ask.settings()
    completed, failed = ask.store.outcomes_of_last(timedelta(hours=1))
    return Signs(
        redis=seen.redis,
        workers=seen.workers,
        counts=seen.counts,
        open=seen.going,
        minutes_without_end=minutes_without_end(ask.store, seen.oldest),
        completed=completed,
        failed=failed,
        stall_minutes=now.stall_minutes,
        failure_percent=now.failure_alert_percent,
        ollama=ask.observer.ollama,
        storage=seen.storage,
        alive_elsewhere=sum(1 for one in seen.processes if one.alive and not one.here),
        consumes=ask.workers is not None,
        redis_host=RedisHost.HERE if seen.redis.reachable else ask.redis_host(),
        redis_failure=ask.redis_failure(),
        blocked=ask.store.blocked(),
        shortages=shortages(ask.store),
    )


def shortages(store: Store) -> dict[str, float]:
    """What receipts of any process wait for until a reader can work, and since when in seconds."""
    found = {trouble: store.waits_since(keys) for trouble, keys in SHORTAGES.items()}
    return {key: seconds for key, seconds in found.items() if seconds is not None}


def health(ask: Instruments) -> QueueHealth:
    """How the queue stands now; blocks for a Redis round trip and a few queries."""
    seen = look(ask)
    found = ask.since.noted(troubles(signs(ask, seen)))
    return QueueHealth(
        status=verdict(found),
        troubles=found,
        counts=seen.counts,
        queue_length=queue_length(ask.queue) if seen.redis.reachable else 0,
        workers=seen.workers,
        redis=seen.redis,
        paused=Switch.PAUSED in seen.switches,
        remaining=_remaining(ask, seen.counts, seen.workers) if seen.going else None,
        receipts_a_minute=ask.pace.a_minute(),
        draining=Switch.DRAINING in seen.switches,
        waits_for=ask.gate.waits_for,
        oldest_waiting=seen.oldest,
        concurrency=ask.workers.count if ask.workers else 0,
        processes=seen.processes,
        ollama=ask.observer.ollama,
        storage=seen.storage,
    )


def processes(ask: Instruments) -> tuple[ProcessState, ...]:
    """All that were seen within a day; one that is known to be dead is not alive."""
    known = ask.store.processes(ask.settings().lease_seconds, ask.process_name)
    return tuple(
        replace(one, alive=False) if one.alive and ask.ended(one.name) else one for one in known
    )


def elsewhere(ask: Instruments) -> tuple[WorkerState, ...]:
    """What the workers of other processes do just now, by the leases in the rows."""
    return tuple(
        WorkerState(
            name=owner.rpartition(":")[2],
            alive=True,
            receipt_id=receipt.id,
            file_name=receipt.file_name,
            stage=receipt.stage,
            since=receipt.started_at,
            attempt=receipt.attempts,
            progress=receipt.progress,
            process=owner.rpartition(":")[0],
        )
        for owner, receipt in ask.store.working()
        if not owner.startswith(f"{ask.process_name}:")
    )


def minutes_without_end(store: Store, oldest: float | None) -> float:
    """Minutes since a receipt was completed, or that the oldest one waits, the shorter one."""
    last = store.last_end()
    idle = (datetime.now(UTC) - last).total_seconds() if last else -1.0
    known = [seconds for seconds in (idle, oldest or 0.0) if seconds >= 0]  # the clock may be set
    return min(known) / 60


def _remaining(ask: Instruments, counts: Counts, workers: tuple[WorkerState, ...]) -> float | None:
    """Seconds until the pile is done; None when there is no pile."""
    waiting = counts.pending + counts.processing - counts.held
    estimate = ask.pace.pile(waiting, max(1, len(workers))) if waiting else None
    return ask.pile.shown(estimate, time.monotonic())


def queue_length(queue: Queue) -> int:
    """Ids waiting in Redis, 0 when it does not answer."""
    try:
        return queue.length()
    except ServiceUnavailable:
        return 0
