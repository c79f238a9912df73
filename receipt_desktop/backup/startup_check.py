"""Checks before the database is opened: whether it is sound, and how the last run ended."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import filelock
import psutil

from receipt_desktop.backup import salvage_report, table_schema
from receipt_desktop.backup.copies import list_all_copies, make_migration_copy
from receipt_desktop.backup.original_files import find_orphans, has_any_original, read_row_hashes
from receipt_desktop.backup.rebuild import install_rebuilt, rebuild_database, salvaged_path
from receipt_desktop.backup.snapshot import check_database, connect_read_only
from receipt_desktop.backup.sqlite_pages import HEADER_BYTES, SQLITE_MAGIC, parse_page_bytes
from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.startup_wait import print_wait_notice, try_acquire, wait_until
from receipt_desktop.domain.errors import DamagedInUse
from receipt_desktop.store.database_errors import is_damage_error
from receipt_desktop.store.database_file import side_file_path
from receipt_desktop.store.revisions import NEWEST_REVISION, list_revisions

log = logging.getLogger(__name__)

MAX_STARTUP_CHECK_BYTES = 200_000_000
"""A larger database is checked in the background after an unclean end."""
REBUILD_NOTICE = "another program that rebuilds the database"
REBUILD_TIMEOUT_SECONDS = 60.0
"""How long to wait for another process that rebuilds the database."""


def prepare_database_for(
    paths: Paths, settings: Settings, stack: ExitStack, *, owner: bool
) -> bool:
    """Prepare the database of the data folder and mark it as in use until `stack` is closed.

    Does nothing for a database on a server. Returns whether the database should be checked
    completely. Raises `ServiceUnavailable`.
    """
    if settings.database_url:
        return False
    unclean = prepare_database(paths, owner=owner)
    if owner:
        mark_running(paths)
    stack.callback(mark_ended, paths)
    return unclean


def prepare_database(paths: Paths, *, owner: bool) -> bool:
    """Make sure that the database is sound or does not exist yet.

    A damaged or lost one is rebuilt first, by one process at a time; `owner` tells whether this
    process holds the data folder. Returns whether the database should be checked completely.
    Raises `ServiceUnavailable` if another process uses a damaged database, or the disk is full.
    """
    unclean = has_ended_uncleanly(paths)
    log_lost = unclean and not side_file_path(paths.database, "-wal").exists()
    if needs_rebuild(paths, unclean=unclean):
        with _exclude_other_rebuilds(paths, owner=owner):
            _finish_or_rebuild(paths, unclean=unclean)
    elif log_lost:
        _report_missing_rows(paths)
    _copy_before_migration(paths)
    delete_file(paths.damage_marker)
    if unclean:
        delete_file(paths.running_marker)
    return unclean


def _finish_or_rebuild(paths: Paths, *, unclean: bool) -> None:
    """Rebuild the database, unless another process has done so meanwhile."""
    install_rebuilt(paths)
    if needs_rebuild(paths, unclean=unclean):
        rebuild_database(paths)


def needs_rebuild(paths: Paths, *, unclean: bool) -> bool:
    """Whether the database is lost or damaged, by the checks at the start."""
    database = paths.database
    if salvaged_path(paths).exists():
        return True
    if database.is_dir() or not _is_readable(database):
        return False  # opening it reports the obstacle
    size = database.stat().st_size if database.exists() else 0
    if size == 0:
        return _had_receipts(paths)
    if _has_broken_header(database, size):
        return True
    problem = _probe_tables(database)
    if problem is not None:
        return problem or _had_receipts(paths)
    suspect = paths.damage_marker.exists() or (unclean and size <= MAX_STARTUP_CHECK_BYTES)
    return suspect and check_database(database) is not None


def _is_readable(database: Path) -> bool:
    try:
        with database.open("rb"):
            return True
    except FileNotFoundError:
        return not database.is_symlink()
    except (OSError, RuntimeError):
        return False


def _had_receipts(paths: Paths) -> bool:
    """Whether there is evidence of an earlier database with receipts."""
    log_file = side_file_path(paths.database, "-wal")
    with suppress(OSError):
        if log_file.stat().st_size:
            return True
    return has_any_original(paths) or bool(list_all_copies(paths))


def _has_broken_header(database: Path, size: int) -> bool:
    """Whether the header is invalid, or the file is shorter than its page count."""
    with database.open("rb") as stream:
        head = stream.read(HEADER_BYTES)
    if not head.startswith(SQLITE_MAGIC) or len(head) < HEADER_BYTES:
        return True
    page_bytes = parse_page_bytes(head) or 0
    counted = head[24:28] == head[92:96]
    with suppress(OSError):
        if side_file_path(database, "-wal").stat().st_size:
            return False  # missing pages may be in the log
    return counted and size < int.from_bytes(head[28:32], "big") * page_bytes


def _probe_tables(database: Path) -> bool | None:
    """None for a database with our tables; True if it is damaged, False if it has no tables.

    Reads only the first page of every table.
    """
    try:
        with closing(sqlite3.connect(database, timeout=1.0)) as connection:
            tables = table_schema.read_tables(connection)
            if "receipts" not in tables:
                return False
            for name in tables:
                connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchall()  # noqa: S608
            version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            return None if version else True
    except sqlite3.DatabaseError as error:
        return True if is_damage_error(error) else None  # a locked database is sound


@contextmanager
def _exclude_other_rebuilds(paths: Paths, *, owner: bool) -> Iterator[None]:
    """Exclude rebuilds by other processes, or wait until one has finished.

    Raises `DamagedData` if another process uses a damaged database.
    """
    if owner:
        yield
        return
    lock = filelock.FileLock(paths.owner_lock, timeout=0, mode=PRIVATE_MODE)

    def ready() -> bool:
        return try_acquire(lock) or not needs_rebuild(paths, unclean=False)

    try:
        if not wait_until(ready, REBUILD_TIMEOUT_SECONDS, REBUILD_NOTICE, print_wait_notice):
            raise DamagedInUse("damaged_in_use")
        yield
    finally:
        lock.release()


def _report_missing_rows(paths: Paths) -> None:
    """Report originals without a receipt after the write-ahead log was lost."""
    if not paths.database.is_file():
        return
    orphans = len(find_orphans(paths, read_row_hashes(paths.database)))
    if orphans:
        report = salvage_report.SalvageReport(
            salvage_report.ROWS_MISSING, datetime.now(UTC), orphans=orphans
        )
        salvage_report.save_report(paths, report)


def _copy_before_migration(paths: Paths) -> None:
    """Make a copy of a database that is about to be migrated."""
    if needs_migration(paths) and not make_migration_copy(paths, NEWEST_REVISION):
        log.warning("could not copy the database before its migration")


def needs_migration(paths: Paths) -> bool:
    """Whether an older version of the program wrote the database."""
    revision = _read_revision(paths.database)
    return revision in list_revisions() and revision != NEWEST_REVISION


def _read_revision(database: Path) -> str | None:
    if not database.is_file() or not database.stat().st_size:
        return None
    with suppress(sqlite3.Error), closing(connect_read_only(database)) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    return None


# -- markers


def mark_suspect(paths: Paths) -> None:
    """Mark the database as suspect, so that the next start checks all of it."""
    with suppress(OSError):
        paths.damage_marker.touch()


def mark_running(paths: Paths) -> None:
    """Record that this process holds the data folder.

    Without `mark_ended`, the next start treats the end as unclean.
    """
    process = psutil.Process()
    values = {"pid": process.pid, "started": process.create_time()}
    with suppress(OSError):
        write_text_atomically(paths.running_marker, json.dumps(values), mode=PRIVATE_MODE)


def mark_ended(paths: Paths) -> None:
    """Record that this process ended properly; the marker of another process is kept."""
    with suppress(OSError):
        if _read_running_marker(paths)[0] == os.getpid():
            delete_file(paths.running_marker)


def has_ended_uncleanly(paths: Paths) -> bool:
    """Whether the process that last held the data folder did not end properly."""
    try:
        pid, started = _read_running_marker(paths)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    if pid == os.getpid():
        return False
    try:
        return abs(float(psutil.Process(pid).create_time()) - started) > 1
    except psutil.Error:
        return True


def _read_running_marker(paths: Paths) -> tuple[int, float]:
    """Process id and start time in the marker; (0, 0.0) if it is invalid. Raises `OSError`."""
    try:
        raw = json.loads(paths.running_marker.read_text(encoding="utf-8"))
        return int(raw["pid"]), float(raw["started"])
    except (ValueError, KeyError, TypeError):
        return 0, 0.0
