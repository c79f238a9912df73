"""Diagnostics of the installation: each finding with its status and remedy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from receipt_desktop.config.data_folder import (
    find_unusable_logs,
    find_unusable_paths,
    is_open_to_others,
)
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings_file import list_set_aside_files
from receipt_desktop.domain.cleanup import LeftoverFile, OrphanedOriginal
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import Finding, HealthStatus, RedisState
from receipt_desktop.domain.language_model import ModelState
from receipt_desktop.domain.reading import ModelOutcome
from receipt_desktop.domain.scripts import (
    SCRIPT_FACTS,
    describe_script_packages,
    list_script_languages,
)
from receipt_desktop.jobs.orphans import count_lost_originals, find_orphans, list_originals
from receipt_desktop.jobs.stale_files import find_stale_files
from receipt_desktop.messages import Message, Value
from receipt_desktop.reading.engines import OcrEngine
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.extraction.llm.self_test import ModelTestResult

LOW_DISK_BYTES, FULL_DISK_BYTES = 500_000_000, 50_000_000

MAX_MODEL_SHARE = 0.5
"""Maximum share of an attempt's time for the test receipt; others are longer and need reading."""
ABSENT_OUTCOMES = (ModelOutcome.OFF, ModelOutcome.NO_MODEL, ModelOutcome.UNREACHABLE)


def run_diagnostics(
    redis: RedisState, engines: tuple[OcrEngine, ...], model: ModelState, paths: Paths, store: Store
) -> tuple[Finding, ...]:
    """Return all findings; blocks while the database file and all originals are checked."""
    return (
        *check_folder(paths),
        *check_settings(paths),
        describe_redis(redis),
        *(describe_engine(engine) for engine in engines),
        describe_scripts(engines),
        describe_model(model),
        *catch_as_finding("disk", lambda: [check_disk(paths.data)]),
        *check_store(paths, store),
    )


def check_store(paths: Paths, store: Store) -> tuple[Finding, ...]:
    """Check the database and its consistency with the files."""

    def originals() -> list[Finding]:
        found = find_orphans(paths, store.list_content_hashes, store.find_submitted_names)
        lost = 0 if store.is_shared else count_lost_originals(paths, store.list_present_hashes)
        return describe_originals(found, lost, paths.originals)

    return (
        *catch_as_finding("database", lambda: [check_database(store)]),
        *catch_as_finding("originals", originals),
        *catch_as_finding(
            "leftovers",
            lambda: [describe_stale_files(find_stale_files(paths, store.list_content_hashes))],
        ),
    )


def catch_as_finding(subject: str, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Return the findings of `look`; a failed check is a finding too."""
    try:
        return list(look())
    except ReceiptError as error:
        return [make_error_finding(subject, error)]
    except OSError as error:
        reason = Message("finding_check_failed", {"reason": error.strerror or str(error)})
        return [Finding(subject, HealthStatus.UNHEALTHY, reason)]


def make_error_finding(subject: str, error: ReceiptError) -> Finding:
    """Return the finding for an unusable part, with the message of the error."""
    return Finding(subject, HealthStatus.UNHEALTHY, error.message)


def check_folder(paths: Paths) -> list[Finding]:
    """Check the data folder: a finding for each unusable path, or one if all is well."""
    folder = str(paths.data)
    found = [
        _make_unhealthy("folder", one.key, path=str(one.path)) for one in find_unusable_paths(paths)
    ]
    found += [
        _make_degraded("folder", one.key, path=str(one.path)) for one in find_unusable_logs(paths)
    ]
    found += [_make_degraded("folder", "folder_open", folder=folder)] * is_open_to_others(paths)
    return found or [_make_healthy("folder", "folder_sound", folder=folder)]


def check_settings(paths: Paths) -> list[Finding]:
    """Check for unusable settings files; empty if there are none."""
    if paths.settings_file.is_dir():
        return [_make_degraded("settings", "settings_folder", path=str(paths.settings_file))]
    return [
        _make_degraded("settings", "settings_aside", path=str(one))
        for one in list_set_aside_files(paths)
    ]


def describe_originals(found: Sequence[OrphanedOriginal], lost: int, folder: Path) -> list[Finding]:
    """Describe originals without a receipt and receipts without an original."""
    findings, size = [], sum(file.bytes for file in found)
    if found:
        findings.append(
            _make_degraded("originals", "originals_unknown", count=len(found), size_bytes=size)
        )
    if lost:
        findings.append(
            _make_degraded("originals", "originals_lost", count=lost, folder=str(folder))
        )
    return findings or [_make_healthy("originals", "originals_sound")]


def describe_redis(redis: RedisState) -> Finding:
    whose = "" if redis.is_own else "shared_"
    if not redis.reachable:
        return _make_unhealthy("redis", f"{whose}redis_silent", address=redis.address)
    return _make_healthy(
        "redis",
        "python_redis_answers" if redis.is_python else f"{whose}redis_answers",
        version=redis.version or "",
        milliseconds=float(redis.latency_ms or 0),
    )


def describe_ready_redis(binary: str) -> Finding:
    """Describe our own Redis that is not running at present."""
    return _make_healthy("redis", "redis_ready", binary=binary)


def describe_missing_database(paths: Paths) -> Finding:
    """Describe a database that does not exist yet, or that is missing."""
    if list_originals(paths):
        return _make_unhealthy("database", "database_missing", path=str(paths.database))
    return _make_healthy("database", "database_none", path=str(paths.database))


def describe_engine(engine: OcrEngine) -> Finding:
    subject = engine.name.lower()
    if not engine.is_available:
        return _make_degraded(subject, engine.key, **engine.details)
    languages = {"languages": ", ".join(engine.languages)} if engine.languages else {}
    return _make_healthy(subject, f"{subject}_reads", version=engine.version, **languages)


def describe_scripts(engines: Iterable[OcrEngine]) -> Finding:
    """Describe the scripts that no installed language of Tesseract reads."""
    installed = {code for engine in engines for code in engine.languages}
    missing = [
        script for script, facts in SCRIPT_FACTS.items() if not installed & set(facts.languages)
    ]
    if not missing:
        return _make_healthy("scripts", "scripts_complete")
    languages = list_script_languages(missing)
    return _make_healthy(
        "scripts",
        "scripts_missing",
        languages=", ".join(languages),
        install=describe_script_packages(languages),
    )


def describe_model(model: ModelState) -> Finding:
    if not model.reachable:
        return _make_degraded("ollama", "ollama_silent", host=model.host)
    version = model.version or ""
    if model.chosen is None:
        return _make_degraded("ollama", "ollama_empty", version=version)
    return _make_healthy("ollama", "ollama_answers", version=version, model=model.chosen)


def describe_model_test(trial: ModelTestResult, timeout: float) -> Finding | None:
    """Describe the result of the test receipt; None when no model was available.

    `timeout` is the budget of one attempt in seconds.
    """
    if trial.outcome in ABSENT_OUTCOMES:
        return None
    if trial.outcome is not ModelOutcome.USED:
        slow = trial.outcome is ModelOutcome.TOO_SLOW
        return _make_degraded("trial", "trial_too_slow" if slow else "trial_nonsense")
    details: dict[str, Value] = {
        "model": trial.model or "",
        "right": trial.correct_values,
        "asked": trial.requested_values,
        "seconds": round(trial.seconds),
    }
    if trial.seconds > timeout * MAX_MODEL_SHARE:
        return _make_degraded("trial", "trial_slow", **details)
    if trial.correct_values < trial.requested_values:
        return _make_degraded("trial", "trial_weak", **details)
    return _make_healthy("trial", "trial_good", **details)


def check_disk(data: Path) -> Finding:
    """Check the free space of the disk that holds, or will hold, the data folder."""
    existing = next(folder for folder in (data, *data.parents) if folder.is_dir())
    free = shutil.disk_usage(existing).free
    if free < FULL_DISK_BYTES:
        return _make_unhealthy("disk", "disk_full", free_bytes=free, folder=str(data))
    if free < LOW_DISK_BYTES:
        return _make_degraded("disk", "disk_low", free_bytes=free, folder=str(data))
    return _make_healthy("disk", "disk_free", free_bytes=free, folder=str(data))


def describe_stale_files(found: Sequence[LeftoverFile]) -> Finding:
    """Describe the files that a clean-up would delete."""
    if not found:
        return _make_healthy("leftovers", "leftovers_none")
    size = sum(file.bytes for file in found)
    return _make_healthy("leftovers", "leftovers_found", count=len(found), size_bytes=size)


def check_database(store: Store) -> Finding:
    damage = store.check_integrity()
    if damage:
        return _make_unhealthy("database", "database_damaged", damage=damage)
    return _make_healthy("database", "database_sound", count=store.count_by_status().total)


def _make_healthy(subject: str, key: str, **details: Value) -> Finding:
    return Finding(subject, HealthStatus.HEALTHY, Message(f"finding_{key}", details))


def _make_degraded(subject: str, key: str, **details: Value) -> Finding:
    return Finding(subject, HealthStatus.DEGRADED, Message(f"finding_{key}", details))


def _make_unhealthy(subject: str, key: str, **details: Value) -> Finding:
    return Finding(subject, HealthStatus.UNHEALTHY, Message(f"finding_{key}", details))
