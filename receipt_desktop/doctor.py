"""Is everything there that reading needs? Each part green, or with its mend."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from receipt_desktop.data_folder import SENTENCES as UNUSABLE
from receipt_desktop.data_folder import open_to_others, unusable, unusable_logs
from receipt_desktop.draft import ModelOutcome
from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import Finding, Health, Leftover, ModelState, Orphan, RedisState
from receipt_desktop.jobs.cleanup import leftovers
from receipt_desktop.jobs.orphans import kept_originals, lost_originals, orphans
from receipt_desktop.paths import Paths
from receipt_desktop.reading.engines import Engine
from receipt_desktop.settings_file import put_aside
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.extraction.trial import Trial

LOW_DISK_BYTES, FULL_DISK_BYTES = 500_000_000, 50_000_000

MODEL_SHARE = 0.5
"""Of an attempt's time, what the test receipt may take: others are longer and are read first."""
ABSENT = (ModelOutcome.OFF, ModelOutcome.NO_MODEL, ModelOutcome.UNREACHABLE)

SMALLER = "Too slow: use a smaller model, or a longer time limit (PROCESSING_TIMEOUT_MS)."
LARGER = "Use a larger model, qwen2.5:3b for one; this one is checked, but helps little."
ANOTHER = "Use another model, qwen2.5:3b for one."
READ = "{model} read {right} of {asked} values of the test receipt right, in {seconds} s."
FREE = "{free_bytes} are free in {folder}."

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "redis_answers": ("Our own server {version} answers in {milliseconds} ms.", ""),
        "shared_redis_answers": ("The shared server {version} answers in {milliseconds} ms.", ""),
        "redis_silent": (
            "No Redis answers at {address}.",
            "If it does not come back by itself, start the program again.",
        ),
        "shared_redis_silent": (
            "No Redis answers at {address}.",
            "Check REDIS_URL and that the server runs.",
        ),
        "rapidocr_reads": ("RapidOCR {version} reads all Latin letters.", ""),
        "tesseract_reads": ("Tesseract {version} reads {languages}.", ""),
        "ollama_silent": (
            "Ollama does not answer at {host}. Receipts are read by rules alone.",
            "Install Ollama from ollama.com and start it, or set its address in Settings.",
        ),
        "ollama_empty": (
            "Ollama {version} runs, but the chosen model is not installed.",
            "Pull a model in Settings, qwen2.5:3b for one.",
        ),
        "ollama_answers": ("Ollama {version} with {model}.", ""),
        "trial_good": (READ, ""),
        "trial_slow": (READ, SMALLER),
        "trial_weak": (READ, LARGER),
        "trial_too_slow": ("The model did not answer the test receipt in time.", SMALLER),
        "trial_nonsense": ("The model's answer to the test receipt made no sense.", ANOTHER),
        "disk_free": (FREE, ""),
        "disk_low": (FREE, "Free some space soon."),
        "disk_full": (FREE, "Free some space now."),
        **UNUSABLE,
        "folder_sound": ("Every file and folder in {folder} can be used.", ""),
        "folder_open": (
            "Other users of this computer can open {folder}.",
            "Take their rights to the folder away.",
        ),
        "settings_folder": (
            "{path} is a folder, so settings cannot be saved and the defaults are used.",
            "Move the folder away.",
        ),
        "settings_aside": (
            "Settings that could not be used were replaced by defaults. The old file is {path}.",
            "Set again what is missing, then delete the old file.",
        ),
        "redis_ready": ("Our own server starts with the program ({binary}).", ""),
        "originals_sound": ("Every original has its receipt, every receipt its original.", ""),
        "originals_unknown": (
            "Originals without a receipt: {count} ({size_bytes}). None is deleted.",
            "Read them in again: receipt-desktop doctor --adopt.",
        ),
        "originals_lost": (
            "Receipts whose original is missing in {folder}: {count}.",
            "Put the files back from a backup, or add the receipts again.",
        ),
        "leftovers_none": ("Nothing is left of removed receipts.", ""),
        "leftovers_found": (
            "Files or folders of removed receipts and broken-off runs: {count} ({size_bytes}).",
            "They are deleted once an hour, or by receipt-desktop doctor --clean-up.",
        ),
        "database_none": ("{path} is made when the first receipt is added.", ""),
        "database_missing": (
            "{path} is missing, and originals are there.",
            "Put a copy of it back, or read the originals in: receipt-desktop doctor --adopt.",
        ),
        "database_sound": ("No damage. Receipts: {count}.", ""),
        "database_damaged": (
            "The database is damaged ({damage}).",
            "Start the program again to save what can be read, or run receipt-desktop restore.",
        ),
    }
)
"""What is found and what mends it, by the key for translation."""


def examine(
    redis: RedisState, engines: tuple[Engine, ...], model: ModelState, paths: Paths, store: Store
) -> tuple[Finding, ...]:
    """All findings; blocks for a check of the database file and of all originals."""
    return (
        *folder_findings(paths),
        *settings_findings(paths),
        redis_finding(redis),
        *(engine_finding(engine) for engine in engines),
        model_finding(model),
        *tried("disk", lambda: [disk_finding(paths.data)]),
        *store_findings(paths, store),
    )


def store_findings(paths: Paths, store: Store) -> tuple[Finding, ...]:
    """What the database says, and whether the files fit it."""

    def originals() -> list[Finding]:
        found = orphans(paths, store.hashes, store.submitted_names)
        lost = 0 if store.shared else lost_originals(paths, store.present_hashes)
        return originals_findings(found, lost, paths.originals)

    return (
        *tried("database", lambda: [database_finding(store)]),
        *tried("originals", originals),
        *tried("leftovers", lambda: [leftovers_finding(leftovers(paths, store.hashes))]),
    )


def tried(subject: str, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What `look` finds; that it cannot be looked at is a finding too."""
    try:
        return list(look())
    except ReceiptError as error:
        return [refusal_finding(subject, error)]
    except OSError as error:
        return [Finding(subject, Health.UNHEALTHY, str(error))]


def refusal_finding(subject: str, error: ReceiptError) -> Finding:
    """A part that cannot be used at all, in the words of the error."""
    ill, details = Health.UNHEALTHY, dict(error.details)
    return Finding(subject, ill, error.sentence, key=error.key, details=details)


def folder_findings(paths: Paths) -> list[Finding]:
    """Each file or folder that stands in the way, or one word for all."""
    folder = str(paths.data)
    found = [_ill("folder", one.key, path=str(one.path)) for one in unusable(paths)]
    found += [_limited("folder", one.key, path=str(one.path)) for one in unusable_logs(paths)]
    found += [_limited("folder", "folder_open", folder=folder)] * open_to_others(paths)
    return found or [_well("folder", "folder_sound", folder=folder)]


def settings_findings(paths: Paths) -> list[Finding]:
    """A settings file that could not be used; nothing where it can."""
    if paths.settings.is_dir():
        return [_limited("settings", "settings_folder", path=str(paths.settings))]
    return [_limited("settings", "settings_aside", path=str(one)) for one in put_aside(paths)]


def originals_findings(found: Sequence[Orphan], lost: int, folder: Path) -> list[Finding]:
    """Originals without a receipt, receipts without their original."""
    told, size = [], sum(one.bytes for one in found)
    if found:
        told.append(_limited("originals", "originals_unknown", count=len(found), size_bytes=size))
    if lost:
        told.append(_limited("originals", "originals_lost", count=lost, folder=str(folder)))
    return told or [_well("originals", "originals_sound")]


def redis_finding(redis: RedisState) -> Finding:
    whose = "" if redis.ours else "shared_"
    if not redis.reachable:
        return _ill("redis", f"{whose}redis_silent", address=redis.address)
    return _well(
        "redis",
        f"{whose}redis_answers",
        version=redis.version or "",
        milliseconds=float(redis.latency_ms or 0),
    )


def ready_finding(binary: str) -> Finding:
    """A server of our own that does not run just now."""
    return _well("redis", "redis_ready", binary=binary)


def missing_finding(paths: Paths) -> Finding:
    """No database yet, or none any more."""
    if kept_originals(paths):
        return _ill("database", "database_missing", path=str(paths.database))
    return _well("database", "database_none", path=str(paths.database))


def engine_finding(engine: Engine) -> Finding:
    subject = engine.name.lower()
    if not engine.available:
        return Finding(
            subject, Health.DEGRADED, engine.problem, engine.mend, engine.key, engine.details
        )
    languages = {"languages": ", ".join(engine.languages)} if engine.languages else {}
    return _well(subject, f"{subject}_reads", version=engine.version, **languages)


def model_finding(model: ModelState) -> Finding:
    if not model.reachable:
        return _limited("ollama", "ollama_silent", host=model.host)
    version = model.version or ""
    if model.chosen is None:
        return _limited("ollama", "ollama_empty", version=version)
    return _well("ollama", "ollama_answers", version=version, model=model.chosen)


def trial_finding(trial: Trial, timeout: float) -> Finding | None:
    """How a model did on the built-in receipt; None when none was there to try.

    `timeout` is the budget of one attempt in seconds.
    """
    if trial.outcome in ABSENT:
        return None
    if trial.outcome is not ModelOutcome.USED:
        slow = trial.outcome is ModelOutcome.TOO_SLOW
        return _limited("trial", "trial_too_slow" if slow else "trial_nonsense")
    details: dict[str, str | float] = {
        "model": trial.model or "",
        "right": trial.right,
        "asked": trial.asked,
        "seconds": round(trial.seconds),
    }
    if trial.seconds > timeout * MODEL_SHARE:
        return _limited("trial", "trial_slow", **details)
    if trial.right < trial.asked:
        return _limited("trial", "trial_weak", **details)
    return _well("trial", "trial_good", **details)


def disk_finding(data: Path) -> Finding:
    """The disk on which the data folder is, or would be made."""
    there = next(folder for folder in (data, *data.parents) if folder.is_dir())
    free = shutil.disk_usage(there).free
    if free < FULL_DISK_BYTES:
        return _ill("disk", "disk_full", free_bytes=free, folder=str(data))
    if free < LOW_DISK_BYTES:
        return _limited("disk", "disk_low", free_bytes=free, folder=str(data))
    return _well("disk", "disk_free", free_bytes=free, folder=str(data))


def leftovers_finding(found: Sequence[Leftover]) -> Finding:
    """What a clean-up would delete."""
    if not found:
        return _well("leftovers", "leftovers_none")
    size = sum(one.bytes for one in found)
    return _well("leftovers", "leftovers_found", count=len(found), size_bytes=size)


def database_finding(store: Store) -> Finding:
    damage = store.check_integrity()
    if damage:
        return _ill("database", "database_damaged", damage=damage)
    return _well("database", "database_sound", count=store.counts().total)


def _well(subject: str, key: str, **details: str | float) -> Finding:
    return _finding(subject, Health.HEALTHY, key, details)


def _limited(subject: str, key: str, **details: str | float) -> Finding:
    return _finding(subject, Health.DEGRADED, key, details)


def _ill(subject: str, key: str, **details: str | float) -> Finding:
    return _finding(subject, Health.UNHEALTHY, key, details)


def _finding(subject: str, health: Health, key: str, details: Mapping[str, str | float]) -> Finding:
    sentence, mend = SENTENCES[key]
    words = {name: _in_english(name, value) for name, value in details.items()}
    return Finding(subject, health, sentence.format(**words), mend, key, details)


def _in_english(name: str, value: str | float) -> str:
    if isinstance(value, str):
        return value
    if name.endswith("_bytes"):
        return f"{value / 1e9:.1f} GB" if value >= 1e9 else f"{value / 1e6:.1f} MB"  # noqa: PLR2004
    return f"{value:.1f}" if isinstance(value, float) else str(value)
