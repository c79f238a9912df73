"""Copies of the database: daily ones, and one before each migration."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from receipt_desktop.backup.snapshot import copy_database, read_database_info
from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import DamagedData, ReceiptError
from receipt_desktop.store.database_file import COPIES_FOLDER

log = logging.getLogger(__name__)

DAILY_COPY_NAME = re.compile(r"receipts-(\d{4}-\d{2}-\d{2})\.db")
MIGRATION_COPY_NAME = re.compile(r"receipts-before-\d{4}-(\d{4}-\d{2}-\d{2})\.db")
MAX_MIGRATION_COPIES = 3
MIN_FREE_BYTES = 200_000_000
"""A copy is only made if this much space is left afterwards."""
RESULT_NAME = "last-copy.json"
OK, NO_SPACE, DAMAGED, FAILED = "ok", "no_space", "damaged", "failed"


@dataclass(frozen=True, slots=True)
class DatabaseCopy:
    """A verified copy of the database."""

    path: Path
    day: date
    bytes: int


@dataclass(frozen=True, slots=True)
class LastCopy:
    """The result of the last daily copy."""

    at: str
    """ISO 8601, UTC."""
    result: str
    """ok, no_space, damaged, failed."""


def copies_folder(paths: Paths) -> Path:
    """The folder of the copies."""
    return paths.data / COPIES_FOLDER


def list_copies(paths: Paths, names: re.Pattern[str] = DAILY_COPY_NAME) -> list[DatabaseCopy]:
    """The copies whose name matches, newest first."""
    return sorted(
        _find_copies(copies_folder(paths), names), key=lambda one: one.path.name, reverse=True
    )


def _find_copies(folder: Path, names: re.Pattern[str]) -> Iterator[DatabaseCopy]:
    for path in folder.glob("receipts-*.db"):
        match = names.fullmatch(path.name)
        if match and path.is_file():
            try:
                yield DatabaseCopy(path, date.fromisoformat(match[1]), path.stat().st_size)
            except (ValueError, OSError):
                continue


def list_all_copies(paths: Paths) -> list[DatabaseCopy]:
    """All copies, newest first."""
    found = [*list_copies(paths), *list_copies(paths, MIGRATION_COPY_NAME)]
    return sorted(found, key=lambda one: (one.day, _modified_time(one.path)), reverse=True)


def _modified_time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def make_daily_copy(paths: Paths, max_copies: int) -> DatabaseCopy | None:
    """Make today's copy unless it exists, and delete the oldest beyond `max_copies`; 0 makes none.

    Does not raise for a full disk or damage: see `read_last_copy`. Existing copies are kept if no
    new one can be made.
    """
    today = datetime.now(UTC).date()
    existing = list_copies(paths)
    if max_copies <= 0 or not paths.database.is_file() or (existing and existing[0].day >= today):
        return None
    target = copies_folder(paths) / f"receipts-{today.isoformat()}.db"
    result = _try_copy(paths, target)
    _save_result(paths, result)
    if result != OK:
        return None
    _delete_oldest(paths, DAILY_COPY_NAME, max_copies)
    return list_copies(paths)[0]


def make_migration_copy(paths: Paths, target_revision: str) -> bool:
    """Make a copy of the database before a migration; whether that succeeded."""
    day = datetime.now(UTC).date().isoformat()
    target = copies_folder(paths) / f"receipts-before-{target_revision}-{day}.db"
    if target.exists():
        return True
    result = _try_copy(paths, target)
    if result == OK:
        _delete_oldest(paths, MIGRATION_COPY_NAME, MAX_MIGRATION_COPIES)
    return result == OK


def _try_copy(paths: Paths, target: Path) -> str:
    """Make a copy; returns the result."""
    try:
        copies_folder(paths).mkdir(mode=0o700, exist_ok=True)
        needed = paths.database.stat().st_size + MIN_FREE_BYTES
        if shutil.disk_usage(paths.data).free < needed:
            return NO_SPACE
        copy_database(paths.database, target)
    except DamagedData:
        return DAMAGED
    except (ReceiptError, OSError) as error:
        log.warning("could not copy the database: %s", error)
        return FAILED
    return OK


def _delete_oldest(paths: Paths, names: re.Pattern[str], max_copies: int) -> None:
    for old in list_copies(paths, names)[max_copies:]:
        try:
            delete_file(old.path)
        except OSError as error:
            log.warning("could not delete %s: %s", old.path.name, error)


def _save_result(paths: Paths, result: str) -> None:
    last = LastCopy(datetime.now(UTC).isoformat(timespec="seconds"), result)
    try:
        target = copies_folder(paths) / RESULT_NAME
        write_text_atomically(target, json.dumps(asdict(last)), mode=PRIVATE_MODE)
    except OSError as error:
        log.warning("could not save the result of the database copy: %s", error)


def read_last_copy(paths: Paths) -> LastCopy | None:
    """The result of the last daily copy; None before the first one."""
    try:
        raw = json.loads((copies_folder(paths) / RESULT_NAME).read_text(encoding="utf-8"))
        return LastCopy(str(raw["at"]), str(raw["result"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find_newest_sound_copy(paths: Paths) -> DatabaseCopy | None:
    """The newest copy that can still be read; None if there is none."""
    for one in list_all_copies(paths):
        try:
            if read_database_info(one.path).revision is not None:
                return one
        except ReceiptError:
            continue
    return None
