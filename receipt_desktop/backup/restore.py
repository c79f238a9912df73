"""A backup unpacked into a new folder, checked as a whole, and only then put in place."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import filelock

from receipt_desktop.atomic import PRIVATE
from receipt_desktop.backup import contents, swap
from receipt_desktop.backup.archive import DATABASE, Job
from receipt_desktop.backup.originals import kept_files, row_hashes
from receipt_desktop.backup.snapshot import (
    check,
    copy_database,
    facts,
    full_disk,
    not_there,
    sync_file,
)
from receipt_desktop.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.liveness import living
from receipt_desktop.paths import Paths
from receipt_desktop.store.engine import NEWEST, create_at, newer_data, revisions
from receipt_desktop.store.open_file import SIDE_FILES, side_file

SPARE = 1.1
"""Times the size of the backup that the disk has to have free."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, or is ready to be."""

    receipts: int
    originals: int
    created: str
    """When the backup was made, ISO 8601; empty for a copy of the database alone."""
    aside: Path
    """Where the previous files are, or will be."""
    newer: int = 0
    """Originals among these that the backup does not have."""
    without_original: int = 0
    """Receipts whose original the backup does not have."""
    database_only: bool = False


def restore(paths: Paths, file: Path, job: Job) -> Restored:
    """Check and unpack a backup, then put it in the place of what is there.

    The present data folder is kept aside. Raises `ServiceUnavailable` while a program uses the data
    folder, `InvalidRequest` for a file that is no sound backup, `NewerData`, `Cancelled`; nothing
    is changed then.
    """
    with alone(paths):
        made = prepare(paths, file, job)
        journal = swap.load(paths)
        if journal is None:
            raise swap.restoring()
        try:
            swap.swap(paths, journal)
        except ServiceUnavailable:
            _discard_unused(paths)
            raise
    return made


def _discard_unused(paths: Paths) -> None:
    """Delete what was unpacked; one that is half swapped is completed at the next start."""
    journal = swap.load(paths)
    if journal and journal.state not in (swap.SWAPPING, swap.RETURNING):
        swap.discard(paths, journal)


@contextmanager
def alone(paths: Paths) -> Iterator[None]:
    """Hold the data folder. Raises `ServiceUnavailable` while another program has it."""
    paths.create()
    try:
        with filelock.FileLock(paths.lock, timeout=0, mode=PRIVATE):
            if living(paths):  # the owner has just ended, and others go on
                raise swap.in_use()
            yield
    except filelock.Timeout as error:
        raise swap.in_use() from error


def prepare(paths: Paths, file: Path, job: Job) -> Restored:
    """Check a backup and unpack it beside the data folder; the swap is left for later.

    The caller holds the data folder. Raises as `restore` does.
    """
    if not file.is_file():
        raise not_there(file)
    unfinished = swap.load(paths)
    if unfinished:
        swap.discard(paths, unfinished)
    _room(paths, file)
    journal = swap.begin(paths, datetime.now().astimezone(), secrets.token_hex(4))
    try:
        made = _unpacked(paths, file, job, Path(journal.staging), Path(journal.aside))
        swap.unpacked(paths, journal, database_only=made.database_only)
    except BaseException:
        swap.discard(paths, journal)
        raise
    return made


def _room(paths: Paths, file: Path) -> None:
    needed = int(file.stat().st_size * SPARE)
    if shutil.disk_usage(paths.data).free < needed:
        raise full_disk(needed, paths.data)


def _unpacked(paths: Paths, file: Path, job: Job, staging: Path, aside: Path) -> Restored:
    if contents.is_database(file):
        return _database_alone(file, staging, aside)
    found = contents.read(file, job, staging)
    if found.problems:
        raise InvalidRequest(
            f"The backup is damaged: {found.problems[0]} Nothing was changed.",
            key="backup_changed",
            problem=found.problems[0],
            count=len(found.problems),
        )
    database = staging / DATABASE
    if found.manifest.revision is None:
        _keep_present_database(paths, staging)
    elif not database.is_file():
        raise contents.not_a_backup()
    if database.is_file():
        _settle_database(database)
    (staging / "originals").mkdir(mode=0o700, exist_ok=True)
    return _told(paths, found, staging, aside)


def _told(paths: Paths, found: contents.Read, staging: Path, aside: Path) -> Restored:
    database = staging / DATABASE
    kept = {path.name for path in kept_files(Paths(staging))}
    named = row_hashes(database) if database.is_file() else set()
    newer = sum(path.name not in kept for path in kept_files(paths))
    return Restored(
        found.manifest.receipts,
        len(kept),
        found.manifest.created,
        aside,
        newer,
        len(named - kept),
    )


def _database_alone(file: Path, staging: Path, aside: Path) -> Restored:
    """A daily copy: originals and settings stay as they are."""
    target = staging / DATABASE
    shutil.copyfile(file, target)
    for suffix in SIDE_FILES:
        beside = side_file(file, suffix)
        if beside.is_file():
            shutil.copyfile(beside, side_file(target, suffix))
    _settle_database(target)
    receipts = facts(target).rows.get("receipts", 0)
    return Restored(receipts, 0, "", aside, database_only=True)


def _settle_database(database: Path) -> None:
    """Checked, and its tables brought up to date. Raises `InvalidRequest`, `NewerData`."""
    try:
        found = facts(database)
        problem = check(database)
    except ReceiptError as error:
        raise _bad_database(error.sentence) from error
    if problem or found.revision is None:
        raise _bad_database(problem or "it has no tables of ours")
    if found.revision not in revisions():
        raise newer_data("The database in the backup")
    create_at(database, NEWEST)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    sync_file(database)


def _bad_database(problem: str) -> InvalidRequest:
    return InvalidRequest(
        f"The database in this file cannot be used: {problem}. Nothing was changed.",
        key="backup_database",
        problem=problem,
    )


def _keep_present_database(paths: Paths, staging: Path) -> None:
    """The backup has none, that of a shared server for one: the present one stays."""
    if paths.database.is_file():
        copy_database(paths.database, staging / DATABASE)
