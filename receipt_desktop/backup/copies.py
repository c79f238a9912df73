"""Copies of the database beside it: one a day while the program runs, one before each migration."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from receipt_desktop.atomic import PRIVATE, write_text_atomically
from receipt_desktop.backup.snapshot import copy_database, facts
from receipt_desktop.errors import DamagedData, ReceiptError
from receipt_desktop.paths import Paths
from receipt_desktop.store.open_file import COPIES

log = logging.getLogger(__name__)

DAILY = re.compile(r"receipts-(\d{4}-\d{2}-\d{2})\.db")
MIGRATION = re.compile(r"receipts-before-\d{4}-(\d{4}-\d{2}-\d{2})\.db")
MIGRATIONS_KEPT = 3
SPARE_BYTES = 200_000_000
"""A copy is not made when less than this would be left for receipts."""
RESULT = "last-copy.json"
OK, NO_SPACE, DAMAGED, FAILED = "ok", "no_space", "damaged", "failed"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy; it was checked before it got its name."""

    path: Path
    day: date
    bytes: int


@dataclass(frozen=True, slots=True)
class LastCopy:
    """How the last daily copy ended."""

    at: str
    """ISO 8601, UTC."""
    result: str
    """ok, no_space, damaged, failed."""


def folder_of(paths: Paths) -> Path:
    """Where the copies are."""
    return paths.data / COPIES


def copies(paths: Paths, names: re.Pattern[str] = DAILY) -> list[Copy]:
    """All copies of one kind, the newest first."""
    return sorted(_found(folder_of(paths), names), key=lambda one: one.path.name, reverse=True)


def _found(folder: Path, names: re.Pattern[str]) -> Iterator[Copy]:
    for path in folder.glob("receipts-*.db"):
        fits = names.fullmatch(path.name)
        if fits and path.is_file():
            try:
                yield Copy(path, date.fromisoformat(fits[1]), path.stat().st_size)
            except (ValueError, OSError):
                continue


def all_copies(paths: Paths) -> list[Copy]:
    """Those of both kinds, the newest first."""
    found = [*copies(paths), *copies(paths, MIGRATION)]
    return sorted(found, key=lambda one: (one.day, _modified(one.path)), reverse=True)


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def copy_daily(paths: Paths, kept: int) -> Copy | None:
    """Make today's copy unless it is there, and delete the oldest beyond `kept`; 0 makes none.

    Never raises for a full disk or damage: `last_copy` has the result. The copies that are there
    stay when no new one can be made.
    """
    today = datetime.now(UTC).date()
    existing = copies(paths)
    if kept <= 0 or not paths.database.is_file() or (existing and existing[0].day >= today):
        return None
    target = folder_of(paths) / f"receipts-{today.isoformat()}.db"
    result = _attempt(paths, target)
    _remember(paths, result)
    if result != OK:
        return None
    _rotate(paths, DAILY, kept)
    return copies(paths)[0]


def copy_before_migration(paths: Paths, target_revision: str) -> bool:
    """Keep the database as it is before its tables change; whether that went well."""
    day = datetime.now(UTC).date().isoformat()
    target = folder_of(paths) / f"receipts-before-{target_revision}-{day}.db"
    if target.exists():
        return True
    result = _attempt(paths, target)
    if result == OK:
        _rotate(paths, MIGRATION, MIGRATIONS_KEPT)
    return result == OK


def _attempt(paths: Paths, target: Path) -> str:
    """Make one copy; how it ended."""
    try:
        folder_of(paths).mkdir(mode=0o700, exist_ok=True)
        needed = paths.database.stat().st_size + SPARE_BYTES
        if shutil.disk_usage(paths.data).free < needed:
            return NO_SPACE
        copy_database(paths.database, target)
    except DamagedData:
        return DAMAGED
    except (ReceiptError, OSError) as error:
        log.info("no copy of the database could be made: %s", error)
        return FAILED
    return OK


def _rotate(paths: Paths, names: re.Pattern[str], kept: int) -> None:
    for old in copies(paths, names)[kept:]:
        try:
            old.path.unlink(missing_ok=True)
        except OSError as error:
            log.info("%s could not be deleted: %s", old.path.name, error)


def _remember(paths: Paths, result: str) -> None:
    made = LastCopy(datetime.now(UTC).isoformat(timespec="seconds"), result)
    try:
        target = folder_of(paths) / RESULT
        write_text_atomically(target, json.dumps(asdict(made)), mode=PRIVATE)
    except OSError as error:
        log.info("the result of the copy could not be written: %s", error)


def last_copy(paths: Paths) -> LastCopy | None:
    """How the last daily copy ended; None before the first one."""
    try:
        raw = json.loads((folder_of(paths) / RESULT).read_text(encoding="utf-8"))
        return LastCopy(str(raw["at"]), str(raw["result"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def newest_sound(paths: Paths) -> Copy | None:
    """The newest copy that can still be read; rot on the disk is possible."""
    for one in all_copies(paths):
        try:
            if facts(one.path).revision is not None:
                return one
        except ReceiptError:
            continue
    return None
