"""Is everything there that reading needs? Each part green, or with its mend."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from receipt_desktop.health import Finding, Health, Leftover, ModelState, RedisState
from receipt_desktop.reading.engines import Engine
from receipt_desktop.receipt import ModelOutcome
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.extraction.trial import Trial

LOW_DISK_BYTES = 500_000_000
FULL_DISK_BYTES = 50_000_000

MODEL_SHARE = 0.5
"""Of an attempt's time, what the test receipt may take: others are longer and are read first."""
SMALLER = (
    "Too slow for the time that a receipt has: "
    "use a smaller model, or give more time (PROCESSING_TIMEOUT_MS)."
)
LARGER = "Use a larger model, qwen2.5:3b for one; what this one says is checked, but helps little."
ABSENT = (ModelOutcome.OFF, ModelOutcome.NO_MODEL, ModelOutcome.UNREACHABLE)


def examine(
    redis: RedisState, engines: tuple[Engine, ...], model: ModelState, data: Path, store: Store
) -> tuple[Finding, ...]:
    """All findings; blocks for a check of the database file."""
    return (
        redis_finding(redis),
        *(engine_finding(engine) for engine in engines),
        model_finding(model),
        disk_finding(data),
        database_finding(store),
    )


def redis_finding(redis: RedisState) -> Finding:
    if redis.reachable:
        whose = "Our own server" if redis.ours else "The shared server"
        return Finding(
            "redis",
            Health.HEALTHY,
            f"{whose} {redis.version} answers in {redis.latency_ms:.1f} ms.",
        )
    return Finding(
        "redis",
        Health.UNHEALTHY,
        f"No Redis answers at {redis.address}.",
        "Start the program again." if redis.ours else "Check REDIS_URL and that the server runs.",
    )


def engine_finding(engine: Engine) -> Finding:
    if engine.available:
        said = f"{engine.name} {engine.version} reads"
        languages = (
            f" {', '.join(engine.languages)}." if engine.languages else " all Latin letters."
        )
        return Finding(engine.name.lower(), Health.HEALTHY, said + languages)
    return Finding(engine.name.lower(), Health.DEGRADED, engine.problem, engine.mend)


def model_finding(model: ModelState) -> Finding:
    if not model.reachable:
        return Finding(
            "ollama",
            Health.DEGRADED,
            f"Ollama does not answer at {model.host}. Receipts are read by rules alone.",
            "Install Ollama from ollama.com and start it, or set its address in Settings.",
        )
    if model.chosen is None:
        return Finding(
            "ollama",
            Health.DEGRADED,
            f"Ollama {model.version} runs, but the chosen model is not installed.",
            "Pull a model in Settings, qwen2.5:3b for one.",
        )
    return Finding("ollama", Health.HEALTHY, f"Ollama {model.version} with {model.chosen}.")


def trial_finding(trial: Trial, timeout: float) -> Finding | None:
    """How a model did on the built-in receipt; None when none was there to try.

    `timeout` is the budget of one attempt in seconds.
    """
    if trial.outcome in ABSENT:
        return None
    if trial.outcome is not ModelOutcome.USED:
        sentence = f"The model did not answer the test receipt ({trial.outcome.value})."
        return Finding("trial", Health.DEGRADED, sentence, SMALLER)
    sentence = (
        f"{trial.model} read {trial.right} of {trial.asked} values of the test receipt right, "
        f"in {trial.seconds:.0f} s."
    )
    if trial.seconds > timeout * MODEL_SHARE:
        return Finding("trial", Health.DEGRADED, sentence, SMALLER)
    if trial.right < trial.asked:
        return Finding("trial", Health.DEGRADED, sentence, LARGER)
    return Finding("trial", Health.HEALTHY, sentence)


def disk_finding(data: Path) -> Finding:
    free = shutil.disk_usage(data).free
    sentence = f"{free / 1e9:.1f} GB are free in {data}."
    if free < FULL_DISK_BYTES:
        return Finding("disk", Health.UNHEALTHY, sentence, "Free some space now.")
    if free < LOW_DISK_BYTES:
        return Finding("disk", Health.DEGRADED, sentence, "Free some space soon.")
    return Finding("disk", Health.HEALTHY, sentence)


def leftovers_finding(found: Sequence[Leftover]) -> Finding:
    """What a clean-up would delete."""
    if not found:
        return Finding("leftovers", Health.HEALTHY, "No file belongs to nobody.")
    size = sum(one.bytes for one in found) / 1e6
    return Finding(
        "leftovers",
        Health.HEALTHY,
        f"{len(found)} files or folders ({size:.1f} MB) belong to no receipt.",
        "They are deleted once a day, or by receipt-desktop doctor --clean-up.",
    )


def database_finding(store: Store) -> Finding:
    damage = store.check_integrity()
    if damage:
        return Finding(
            "database",
            Health.UNHEALTHY,
            f"The database is damaged: {damage}",
            "Close the program and put back a copy of receipts.db.",
        )
    return Finding("database", Health.HEALTHY, f"{store.counts().total} receipts, no damage.")
