"""What is not as it should be, each with its mend: the reasons behind the one word of health."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from receipt_desktop.health import (
    Counts,
    Health,
    OllamaState,
    RedisState,
    StorageState,
    Trouble,
    WorkerState,
)

LOW_DISK_BYTES, FULL_DISK_BYTES = 500_000_000, 50_000_000
FULL_MEMORY_PERCENT = 90
LEAST_OUTCOMES = 10
"""Of the last hour, before a share of failures says anything."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What health is judged by."""

    redis: RedisState
    workers: Sequence[WorkerState]
    counts: Counts
    open: bool
    """Whether the queue is at work: neither paused nor held back."""
    minutes_without_end: float
    """Since the last receipt was completed, or since the oldest one waits, the shorter one."""
    completed: int
    """In the last hour."""
    failed: int
    """In the last hour."""
    stall_minutes: int
    failure_percent: int
    ollama: OllamaState | None = None
    storage: StorageState | None = None
    alive_elsewhere: int = 0
    """Other processes that take receipts."""
    consumes: bool = True
    """Whether this process is to take receipts."""


def troubles(signs: Signs) -> tuple[Trouble, ...]:
    """All of them, the worst first."""
    found = (
        *of_redis(signs.redis, runs=signs.consumes or bool(signs.alive_elsewhere)),
        *of_storage(signs.storage),
        *of_workers(signs),
        *of_progress(signs),
        *of_model(signs.ollama),
    )
    order = (Health.UNHEALTHY, Health.DEGRADED, Health.HEALTHY)
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def verdict(found: Sequence[Trouble]) -> Health:
    """The worst of them."""
    for worst in (Health.UNHEALTHY, Health.DEGRADED):
        if any(trouble.severity is worst for trouble in found):
            return worst
    return Health.HEALTHY


def of_redis(redis: RedisState, *, runs: bool = True) -> Iterator[Trouble]:
    """A server that does not answer, or that may lose ids."""
    if not redis.reachable:
        yield no_redis(redis) if runs or not redis.ours else not_running()
        return
    if redis.eviction not in (None, "noeviction"):
        yield Trouble(
            "redis_evicts",
            Health.DEGRADED,
            f"Redis may drop what waits when its memory is full ({redis.eviction}).",
            "Set maxmemory-policy to noeviction.",
            {"policy": redis.eviction or ""},
        )
    most, used = redis.max_memory_bytes or 0, redis.memory_bytes or 0
    percent = round(100 * used / most) if most else 0
    if percent >= FULL_MEMORY_PERCENT:
        yield Trouble(
            "redis_memory",
            Health.DEGRADED,
            f"The memory of Redis is {percent} % full.",
            "Give it more (maxmemory), or wait until fewer receipts wait.",
            {"percent": percent},
        )


def not_running() -> Trouble:
    """What to say when no process of ours is there, and so no Redis of ours."""
    return Trouble(
        "not_running",
        Health.UNHEALTHY,
        "Receipt Desktop does not run on this data folder, nor does its Redis.",
        "Start the window, or receipt-desktop worker.",
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


def of_storage(storage: StorageState | None) -> Iterator[Trouble]:
    """A disk that fills up, a damaged database."""
    if storage is None:
        return
    if storage.damage:
        yield Trouble(
            "database_damaged",
            Health.UNHEALTHY,
            f"The database is damaged: {storage.damage}",
            "Close the program and put back a copy of receipts.db.",
            {"damage": storage.damage},
            alert=True,
        )
    megabytes = storage.free_bytes // 1_000_000
    if storage.free_bytes < LOW_DISK_BYTES:
        full = storage.free_bytes < FULL_DISK_BYTES
        yield Trouble(
            "disk_full" if full else "disk_low",
            Health.UNHEALTHY if full else Health.DEGRADED,
            f"Only {megabytes} MB of disk space are left.",
            "Free some now." if full else "Free some soon.",
            {"megabytes": megabytes},
            alert=True,
        )


def of_workers(signs: Signs) -> Iterator[Trouble]:
    """Threads that died; nobody there to do the work."""
    workers = [worker for worker in signs.workers if not worker.process]
    dead = sum(1 for worker in workers if not worker.alive)
    if dead:
        yield Trouble(
            "workers_stopped",
            Health.DEGRADED,
            f"{dead} of {len(workers)} workers stopped; they are being replaced.",
            details={"dead": dead, "all": len(workers)},
        )
    nobody = not workers and not signs.alive_elsewhere
    if nobody and signs.counts.pending > signs.counts.held and not signs.consumes:
        yield Trouble(
            "no_workers",
            Health.DEGRADED,
            "Receipts wait and no worker is there to read them.",
            "Start the window or receipt-desktop worker.",
        )


def of_progress(signs: Signs) -> Iterator[Trouble]:
    """Work waits and nothing is completed; much of what ends fails."""
    waiting = signs.counts.pending + signs.counts.processing - signs.counts.held
    minutes = int(signs.minutes_without_end)
    if signs.open and waiting > 0 and minutes >= signs.stall_minutes:
        yield Trouble(
            "stalled",
            Health.DEGRADED,
            f"No receipt was completed for {minutes} minutes while {waiting} wait.",
            "Look at what the workers do; cancel what hangs.",
            {"minutes": minutes, "waiting": waiting},
            alert=True,
        )
    ended = signs.completed + signs.failed
    percent = round(100 * signs.failed / ended) if ended else 0
    if ended >= LEAST_OUTCOMES and percent >= signs.failure_percent:
        yield Trouble(
            "failures_many",
            Health.DEGRADED,
            f"{percent} % of the last hour's {ended} receipts failed.",
            "The failures are grouped by their cause on the Queue page.",
            {"percent": percent, "count": ended},
            alert=True,
        )


def of_model(ollama: OllamaState | None) -> Iterator[Trouble]:
    """A model that the settings ask for and that is not there: worth a word, no limitation.

    Everything works without it, so this never makes the queue less than healthy.
    """
    if ollama is None or not ollama.used:
        return
    if not ollama.reachable:
        yield Trouble(
            "model_unreachable",
            Health.HEALTHY,
            f"Ollama does not answer at {ollama.host}; receipts are read by rules alone.",
            "Start Ollama, or turn the language model off in Settings.",
            {"host": ollama.host},
        )
    elif ollama.model is None:
        yield Trouble(
            "model_missing",
            Health.HEALTHY,
            "Ollama runs, but the chosen model is not installed.",
            "Pull a model in Settings.",
            {"host": ollama.host},
        )
