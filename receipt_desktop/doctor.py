"""Is everything there that reading needs? Each part green, or with its mend."""

from __future__ import annotations

import shutil
from pathlib import Path

from receipt_desktop.health import Finding, Health, ModelState, RedisState
from receipt_desktop.reading.engines import Engine
from receipt_desktop.store.store import Store

LOW_DISK_BYTES = 500_000_000
FULL_DISK_BYTES = 50_000_000


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


def disk_finding(data: Path) -> Finding:
    free = shutil.disk_usage(data).free
    sentence = f"{free / 1e9:.1f} GB are free in {data}."
    if free < FULL_DISK_BYTES:
        return Finding("disk", Health.UNHEALTHY, sentence, "Free some space now.")
    if free < LOW_DISK_BYTES:
        return Finding("disk", Health.DEGRADED, sentence, "Free some space soon.")
    return Finding("disk", Health.HEALTHY, sentence)


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
