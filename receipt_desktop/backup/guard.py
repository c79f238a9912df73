"""Before the database is opened: whether it is there and whole, and how the last run ended."""

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

from receipt_desktop.atomic import PRIVATE, write_text_atomically
from receipt_desktop.backup import report, schema
from receipt_desktop.backup.copies import all_copies, copy_before_migration
from receipt_desktop.backup.originals import any_kept, row_hashes, without_receipt
from receipt_desktop.backup.pages import HEADER, HEADER_BYTES
from receipt_desktop.backup.recovery import finish, rebuild, salvaged_file
from receipt_desktop.backup.snapshot import check, read_only
from receipt_desktop.errors import DamagedData
from receipt_desktop.paths import Paths
from receipt_desktop.patience import print_wait, taken, wait_until
from receipt_desktop.settings import Settings
from receipt_desktop.store.engine import NEWEST, is_damage, revisions
from receipt_desktop.store.open_file import side_file

log = logging.getLogger(__name__)

CHECKED_AT_START = 200_000_000
"""Bytes; a larger database is checked beside the work after an unclean end."""
REBUILDING = "another program that rebuilds the database"
WAIT_SECONDS = 60.0
"""For another process that salvages."""


def prepare_for(paths: Paths, settings: Settings, stack: ExitStack, *, owner: bool) -> bool:
    """`prepare` the database of the data folder, and note until the end that it is in use.

    Nothing is done for a database on a server. Raises `ServiceUnavailable`.
    """
    if settings.database_url:
        return False
    unclean = prepare(paths, owner=owner)
    if owner:
        mark_running(paths)
    stack.callback(mark_ended, paths)
    return unclean


def prepare(paths: Paths, *, owner: bool) -> bool:
    """Make sure that there is a sound database to open, or none yet.

    A damaged or lost one is rebuilt first, by one process at a time; `owner` says that this one
    holds the data folder. Returns whether the database should be checked as a whole soon. Raises
    `ServiceUnavailable` when another program uses a damaged database, or the disk is full.
    """
    unclean = ended_uncleanly(paths)
    log_lost = unclean and not side_file(paths.database, "-wal").exists()
    if needs_rebuild(paths, unclean=unclean):
        with _alone(paths, owner=owner):
            _settle(paths, unclean=unclean)
    elif log_lost:
        _tell_missing_rows(paths)
    _keep_copy(paths)
    paths.suspect.unlink(missing_ok=True)
    if unclean:
        paths.running.unlink(missing_ok=True)
    return unclean


def _settle(paths: Paths, *, unclean: bool) -> None:
    """Another process may have done it meanwhile."""
    finish(paths)
    if needs_rebuild(paths, unclean=unclean):
        rebuild(paths)


def needs_rebuild(paths: Paths, *, unclean: bool) -> bool:
    """Whether the database is lost or damaged, as far as a look at the start shows."""
    database = paths.database
    if salvaged_file(paths).exists():
        return True
    if database.is_dir() or not _readable(database):
        return False  # opening it says what is in the way
    size = database.stat().st_size if database.exists() else 0
    if size == 0:
        return _held_something(paths)
    if _broken_header(database, size):
        return True
    problem = _probe(database)
    if problem is not None:
        return problem or _held_something(paths)
    suspect = paths.suspect.exists() or (unclean and size <= CHECKED_AT_START)
    return suspect and check(database) is not None


def _readable(database: Path) -> bool:
    try:
        with database.open("rb"):
            return True
    except FileNotFoundError:
        return not database.is_symlink()
    except (OSError, RuntimeError):
        return False


def _held_something(paths: Paths) -> bool:
    """Whether there was a database with receipts once."""
    log_file = side_file(paths.database, "-wal")
    with suppress(OSError):
        if log_file.stat().st_size:
            return True
    return any_kept(paths) or bool(all_copies(paths))


def _broken_header(database: Path, size: int) -> bool:
    """Whether the first bytes are not SQLite's, or the file is shorter than they say."""
    with database.open("rb") as stream:
        head = stream.read(HEADER_BYTES)
    if not head.startswith(HEADER) or len(head) < HEADER_BYTES:
        return True
    page_bytes = int.from_bytes(head[16:18], "big")
    page_bytes = 65_536 if page_bytes == 1 else page_bytes
    counted = head[24:28] == head[92:96]
    with suppress(OSError):
        if side_file(database, "-wal").stat().st_size:
            return False  # what is missing may be in there
    return counted and size < int.from_bytes(head[28:32], "big") * page_bytes


def _probe(database: Path) -> bool | None:
    """None for a database with our tables; else whether it is damaged, or has no tables.

    The first page of every table is looked at, which costs next to nothing.
    """
    try:
        with closing(sqlite3.connect(database, timeout=1.0)) as connection:
            tables = schema.tables(connection)
            if "receipts" not in tables:
                return False
            for name in tables:
                connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchall()  # noqa: S608
            version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            return None if version else True
    except sqlite3.DatabaseError as error:
        return True if is_damage(error) else None  # a locked one is sound


@contextmanager
def _alone(paths: Paths, *, owner: bool) -> Iterator[None]:
    """No other process rebuilds the database, or the owner of the data folder has just done so.

    Raises `DamagedData` when another program uses a damaged database.
    """
    if owner:
        yield
        return
    lock = filelock.FileLock(paths.lock, timeout=0, mode=PRIVATE)

    def ready() -> bool:
        return taken(lock) or not needs_rebuild(paths, unclean=False)

    try:
        if not wait_until(ready, WAIT_SECONDS, REBUILDING, print_wait):
            raise DamagedData(
                "The database is damaged, and another Receipt Desktop is running on this data "
                "folder. Close it and try again: what can be read is saved then.",
                key="damaged_in_use",
            )
        yield
    finally:
        lock.release()


def _tell_missing_rows(paths: Paths) -> None:
    """The log of the last run is gone: receipts of which only the originals are left."""
    if not paths.database.is_file():
        return
    orphans = len(without_receipt(paths, row_hashes(paths.database)))
    if orphans:
        told = report.Report(report.ROWS_MISSING, datetime.now(UTC), orphans=orphans)
        report.keep(paths, told)


def _keep_copy(paths: Paths) -> None:
    """Of a database whose tables are about to change."""
    revision = _revision(paths.database)
    if revision in revisions() and revision != NEWEST and not copy_before_migration(paths, NEWEST):
        log.warning("the tables change without a copy of the database: none could be made")


def _revision(database: Path) -> str | None:
    if not database.is_file() or not database.stat().st_size:
        return None
    with suppress(sqlite3.Error), closing(read_only(database)) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    return None


# -- marks


def suspect(paths: Paths) -> None:
    """Damage was seen: the next start checks everything and rebuilds. A full disk is ignored."""
    with suppress(OSError):
        paths.suspect.touch()


def mark_running(paths: Paths) -> None:
    """Note that this process holds the data folder.

    Without `mark_ended` the next start checks more.
    """
    me = psutil.Process()
    values = {"pid": me.pid, "started": me.create_time()}
    with suppress(OSError):
        write_text_atomically(paths.running, json.dumps(values), mode=PRIVATE)


def mark_ended(paths: Paths) -> None:
    """The run of this process ended properly; the mark of another one stays."""
    with suppress(OSError):
        if _marked(paths)[0] == os.getpid():
            paths.running.unlink(missing_ok=True)


def ended_uncleanly(paths: Paths) -> bool:
    """Whether the process that last held the data folder is gone without having ended properly."""
    try:
        pid, started = _marked(paths)
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


def _marked(paths: Paths) -> tuple[int, float]:
    """Process id and start time in the mark, (0, 0) in one that cannot be understood.

    Raises `OSError`.
    """
    try:
        raw = json.loads(paths.running.read_text(encoding="utf-8"))
        return int(raw["pid"]), float(raw["started"])
    except (ValueError, KeyError, TypeError):
        return 0, 0.0
