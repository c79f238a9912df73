"""Restores a backup: extracts it into a new folder, checks it, and swaps it in."""

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

from receipt_desktop.backup import archive_reader, swap
from receipt_desktop.backup.archive import DATABASE_NAME, BackupOptions
from receipt_desktop.backup.original_files import list_originals, read_row_hashes
from receipt_desktop.backup.snapshot import (
    check_database,
    copy_database,
    disk_full_error,
    file_missing_error,
    read_database_info,
)
from receipt_desktop.config.atomic import PRIVATE_MODE, sync_file
from receipt_desktop.config.liveness import count_live_processes
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import (
    InvalidRequest,
    NewerData,
    ReceiptError,
    ServiceUnavailable,
)
from receipt_desktop.messages import Value
from receipt_desktop.store.database_file import SIDE_FILE_SUFFIXES, side_file_path
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.revisions import NEWEST_REVISION, list_revisions

FREE_SPACE_FACTOR = 1.1
"""Required free space, as a multiple of the size of the backup."""


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """A restore that is finished or prepared."""

    receipts: int
    originals: int
    created: str
    """When the backup was created, ISO 8601; "" for a copy of the database."""
    aside: Path
    """The folder of the previous files."""
    newer: int = 0
    """Originals in the previous files that are not in the backup."""
    without_original: int = 0
    """Receipts whose original is not in the backup."""
    database_only: bool = False


def restore_backup(paths: Paths, file: Path, job: BackupOptions) -> RestoreResult:
    """Check and extract a backup, then replace the current files with it.

    The current files are kept aside. Raises `ServiceUnavailable` while a program uses the data
    folder, `InvalidRequest` for an invalid backup, `NewerData`, `Cancelled`; nothing is changed
    then.
    """
    with hold_data_folder(paths):
        made = prepare_restore(paths, file, job)
        journal = swap.load_journal(paths)
        if journal is None:
            raise swap.restore_running_error()
        try:
            swap.swap_files(paths, journal)
        except ServiceUnavailable:
            _discard_unused(paths)
            raise
    return made


def _discard_unused(paths: Paths) -> None:
    """Delete the extracted files; an interrupted swap is completed at the next start."""
    journal = swap.load_journal(paths)
    if journal and journal.state not in (swap.SWAPPING, swap.RETURNING):
        swap.discard_restore(paths, journal)


@contextmanager
def hold_data_folder(paths: Paths, in_use_key: str = "restore_in_use") -> Iterator[None]:
    """Hold the data folder.

    Raises `ServiceUnavailable` with this message while another program has it.
    """
    paths.create_folders()
    try:
        with filelock.FileLock(paths.owner_lock, timeout=0, mode=PRIVATE_MODE):
            if count_live_processes(paths):  # the owner has just ended, other processes still run
                raise ServiceUnavailable(in_use_key)
            yield
    except filelock.Timeout as error:
        raise ServiceUnavailable(in_use_key) from error


def prepare_restore(paths: Paths, file: Path, job: BackupOptions) -> RestoreResult:
    """Check a backup and extract it beside the data folder, ready for the swap.

    The caller holds the data folder. Raises the errors of `restore_backup`.
    """
    if not file.is_file():
        raise file_missing_error(file)
    unfinished = swap.load_journal(paths)
    if unfinished:
        swap.discard_restore(paths, unfinished)
    _check_free_space(paths, file)
    journal = swap.begin_restore(paths, datetime.now().astimezone(), secrets.token_hex(4))
    try:
        made = _unpack_backup(paths, file, job, Path(journal.staging), Path(journal.aside))
        swap.mark_unpacked(paths, journal, database_only=made.database_only)
    except BaseException:
        swap.discard_restore(paths, journal)
        raise
    return made


def _check_free_space(paths: Paths, file: Path) -> None:
    needed = int(file.stat().st_size * FREE_SPACE_FACTOR)
    if shutil.disk_usage(paths.data).free < needed:
        raise disk_full_error(needed, paths.data)


def _unpack_backup(
    paths: Paths, file: Path, job: BackupOptions, staging: Path, aside: Path
) -> RestoreResult:
    if archive_reader.is_database_copy(file):
        return _unpack_database(file, staging, aside)
    found = archive_reader.read_archive(file, job, staging)
    if found.problems:
        raise InvalidRequest("backup_changed", problem=found.problems[0])
    database = staging / DATABASE_NAME
    if found.manifest.revision is None:
        _keep_present_database(paths, staging)
    elif not database.is_file():
        raise archive_reader.not_a_backup_error()
    if database.is_file():
        _check_and_migrate(database)
    (staging / "originals").mkdir(mode=0o700, exist_ok=True)
    return _make_result(paths, found, staging, aside)


def _make_result(
    paths: Paths, found: archive_reader.ArchiveContents, staging: Path, aside: Path
) -> RestoreResult:
    database = staging / DATABASE_NAME
    included = {path.name for path in list_originals(Paths(staging))}
    hashes = read_row_hashes(database) if database.is_file() else set()
    newer = sum(path.name not in included for path in list_originals(paths))
    return RestoreResult(
        found.manifest.receipts,
        len(included),
        found.manifest.created,
        aside,
        newer,
        len(hashes - included),
    )


def _unpack_database(file: Path, staging: Path, aside: Path) -> RestoreResult:
    """Extract a copy of the database; originals and settings are not replaced."""
    target = staging / DATABASE_NAME
    shutil.copyfile(file, target)
    for suffix in SIDE_FILE_SUFFIXES:
        side_file = side_file_path(file, suffix)
        if side_file.is_file():
            shutil.copyfile(side_file, side_file_path(target, suffix))
    _check_and_migrate(target)
    receipts = read_database_info(target).rows.get("receipts", 0)
    return RestoreResult(receipts, 0, "", aside, database_only=True)


def _check_and_migrate(database: Path) -> None:
    """Check and migrate a database. Raises `InvalidRequest`, `NewerData`."""
    try:
        found = read_database_info(database)
        problem = check_database(database)
    except ReceiptError as error:
        raise _bad_database_error(error.message) from error
    if found.revision is None:
        raise InvalidRequest("backup_no_tables")
    if problem:
        raise _bad_database_error(problem)
    if found.revision not in list_revisions():
        raise NewerData("newer_backup")
    create_database_at(database, NEWEST_REVISION)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    sync_file(database)


def _bad_database_error(problem: Value) -> InvalidRequest:
    return InvalidRequest("backup_database", problem=problem)


def _keep_present_database(paths: Paths, staging: Path) -> None:
    """Keep the current database if the backup has none, as with a database server."""
    if paths.database.is_file():
        copy_database(paths.database, staging / DATABASE_NAME)
