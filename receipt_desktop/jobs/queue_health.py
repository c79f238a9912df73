"""Assesses the health of the queue as immutable snapshots."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import (
    HealthIssue,
    ProcessState,
    QueueHealth,
    ReceiptCounts,
    RedisHost,
    RedisState,
    StorageState,
    WorkerState,
)
from receipt_desktop.jobs.consumer import WorkerThreads
from receipt_desktop.jobs.gate import QueueGate
from receipt_desktop.jobs.health_checks import (
    SHORTAGE_KEYS,
    HealthInputs,
    IssueHistory,
    find_issues,
    judge_health,
)
from receipt_desktop.jobs.huey_queue import ReceiptQueue
from receipt_desktop.jobs.monitor import Monitor
from receipt_desktop.jobs.timings import EstimateSmoother, StageTimings
from receipt_desktop.messages import Value
from receipt_desktop.store.queue_state import QueueSwitch
from receipt_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Probes:
    """Sources of the queue's health."""

    store: Store
    queue: ReceiptQueue
    read_redis_state: Callable[[], RedisState]
    timings: StageTimings
    gate: QueueGate
    monitor: Monitor
    current_settings: Callable[[], Settings]
    process_name: str
    workers: WorkerThreads | None = None
    find_redis_host: Callable[[], RedisHost] = lambda: RedisHost.HERE
    read_redis_failure: Callable[[], Value] = lambda: ""
    is_process_dead: Callable[[str], bool] = lambda _: False
    """Whether the process of this name is known to be dead."""
    issue_history: IssueHistory = field(default_factory=IssueHistory)
    backlog_smoother: EstimateSmoother = field(default_factory=EstimateSmoother)
    further_checks: list[Callable[[], Iterable[HealthIssue]]] = field(default_factory=list)
    """Checks of other parts, such as the watched folders; they do not block."""


@dataclass(frozen=True, slots=True)
class QueueSnapshot:
    """State of the queue at one point in time."""

    redis: RedisState
    counts: ReceiptCounts
    workers: tuple[WorkerState, ...]
    processes: tuple[ProcessState, ...]
    switches: Collection[QueueSwitch]
    oldest_waiting: float | None
    storage: StorageState
    is_running: bool
    """Whether receipts may be started."""


def take_snapshot(ask: Probes) -> QueueSnapshot:
    """Take a snapshot; blocks for a Redis round trip and a few queries."""
    switches = ask.store.list_active_switches()
    return QueueSnapshot(
        redis=ask.read_redis_state(),
        counts=ask.store.count_by_status(),
        workers=(
            *(ask.workers.list_worker_states() if ask.workers else ()),
            *list_remote_workers(ask),
        ),
        processes=list_processes(ask),
        switches=switches,
        oldest_waiting=ask.store.oldest_wait_seconds(),
        storage=ask.monitor.measure_storage(),
        is_running=ask.gate.is_open and QueueSwitch.PAUSED not in switches,
    )


def collect_health_inputs(ask: Probes, seen: QueueSnapshot) -> HealthInputs:
    """Collect the inputs of the health checks."""
    now = ask.current_settings()
    completed, failed = ask.store.count_recent_outcomes(timedelta(hours=1))
    return HealthInputs(
        redis=seen.redis,
        workers=seen.workers,
        counts=seen.counts,
        is_queue_open=seen.is_running,
        idle_minutes=measure_idle_minutes(ask.store, seen.oldest_waiting),
        completed=completed,
        failed=failed,
        stall_minutes=now.stall_minutes,
        failure_percent=now.failure_alert_percent,
        ollama=ask.monitor.ollama_state,
        storage=seen.storage,
        other_consumers=sum(1 for one in seen.processes if one.is_alive and not one.is_current),
        is_consumer=ask.workers is not None,
        redis_host=RedisHost.HERE if seen.redis.reachable else ask.find_redis_host(),
        redis_failure=ask.read_redis_failure(),
        database_block=ask.store.find_write_block(),
        shortages=find_shortages(ask.store),
    )


def find_shortages(store: Store) -> dict[str, float]:
    """Shortages that block receipts in any process, with their duration in seconds."""
    found = {name: store.seconds_since_failure(keys) for name, keys in SHORTAGE_KEYS.items()}
    return {key: seconds for key, seconds in found.items() if seconds is not None}


def assess_queue_health(ask: Probes) -> QueueHealth:
    """Current health of the queue; blocks for a Redis round trip and a few queries."""
    seen = take_snapshot(ask)
    further = [issue for check in ask.further_checks for issue in check()]
    issues = find_issues(collect_health_inputs(ask, seen), further)
    found = ask.issue_history.stamp_issues(issues)
    return QueueHealth(
        status=judge_health(found),
        issues=found,
        counts=seen.counts,
        queue_length=count_queued_ids(ask.queue) if seen.redis.reachable else 0,
        workers=seen.workers,
        redis=seen.redis,
        paused=QueueSwitch.PAUSED in seen.switches,
        remaining=estimate_remaining(ask, seen.counts, seen.workers) if seen.is_running else None,
        receipts_per_minute=ask.timings.receipts_per_minute(),
        draining=QueueSwitch.DRAINING in seen.switches,
        held_by_schedule=ask.gate.blocking_schedule,
        oldest_waiting=seen.oldest_waiting,
        concurrency=ask.workers.thread_count if ask.workers else 0,
        processes=seen.processes,
        ollama=ask.monitor.ollama_state,
        storage=seen.storage,
    )


def list_processes(ask: Probes) -> tuple[ProcessState, ...]:
    """Processes active within the last day; processes known to be dead are not alive."""
    known = ask.store.list_processes(ask.current_settings().lease_seconds, ask.process_name)
    return tuple(
        replace(one, is_alive=False) if one.is_alive and ask.is_process_dead(one.name) else one
        for one in known
    )


def list_remote_workers(ask: Probes) -> tuple[WorkerState, ...]:
    """Current workers of other processes, derived from the leases in the database."""
    return tuple(
        WorkerState(
            name=owner.rpartition(":")[2],
            is_alive=True,
            receipt_id=receipt.id,
            file_name=receipt.file_name,
            stage=receipt.stage,
            since=receipt.started_at,
            attempt=receipt.attempts,
            progress=receipt.progress,
            process=owner.rpartition(":")[0],
        )
        for owner, receipt in ask.store.list_processing()
        if not owner.startswith(f"{ask.process_name}:")
    )


def measure_idle_minutes(store: Store, oldest: float | None) -> float:
    """Minutes since the last completion or the wait of the oldest receipt, if shorter."""
    last = store.last_completed_at()
    idle = (datetime.now(UTC) - last).total_seconds() if last else -1.0
    known = [seconds for seconds in (idle, oldest or 0.0) if seconds >= 0]  # after clock changes
    return min(known) / 60


def estimate_remaining(
    ask: Probes, counts: ReceiptCounts, workers: tuple[WorkerState, ...]
) -> float | None:
    """Seconds until the backlog is done, and its slowest receipt too; None without a backlog."""
    waiting = counts.pending + counts.processing - counts.held
    estimate = ask.timings.estimate_backlog(waiting, max(1, len(workers))) if waiting else None
    smooth = ask.backlog_smoother.smooth_estimate(estimate, time.monotonic())
    return None if smooth is None else max(smooth, ask.store.longest_remaining_seconds())


def count_queued_ids(queue: ReceiptQueue) -> int:
    """Number of ids waiting in Redis; 0 when it does not respond."""
    try:
        return queue.count_ids()
    except ServiceUnavailable:
        return 0
