"""The file of a SQLite database: checks that it can be opened and was not replaced."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.config.atomic import PRIVATE_MODE, replace_file
from receipt_desktop.domain.errors import ServiceUnavailable

log = logging.getLogger(__name__)

SIDE_FILE_SUFFIXES = ("-wal", "-shm")
"""Suffixes of SQLite's files beside the open database."""
COPIES_FOLDER = "copies"
"""The folder of database copies, beside the database."""
FileIdentity = tuple[int, int]


class DatabaseFileWatch:
    """Detects that the file of an open database was deleted, replaced or emptied.

    SQLite keeps writing into a deleted file without an error. A connection of the watch keeps the
    committed rows readable until `close`. Thread-safe.
    """

    def __init__(self, file: Path) -> None:
        """Watch the file as it is now. Raises `ServiceUnavailable`."""
        self._file = file
        self._keeper = _open_keeper(file)
        self._asking = threading.Lock()
        self._identity = file_identity(file)
        self.log_file = side_file_path(file, "-wal")
        self._log_inode = _file_inode(self.log_file)
        self._closed = False

    def check_unchanged(self, _: object) -> None:
        """Raise `ServiceUnavailable` if the file was replaced or deleted."""
        if file_identity(self._file) != self._identity:
            raise replaced_database_error(self._file)
        self._log_inode = _file_inode(self.log_file)

    def read_version(self) -> int | None:
        """A number that changes with every commit of whatever process; None if it is unknown.

        The connection of the watch never writes, so it sees all commits as those of others. See
        https://www.sqlite.org/pragma.html#pragma_data_version.
        """
        try:
            with self._asking:
                (version,) = self._keeper.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            return None
        return int(version)

    def empty_log(self) -> None:
        """Copy the write-ahead log into the database; readers and writers go on meanwhile.

        What it cannot copy now it leaves to the next time. See
        https://www.sqlite.org/pragma.html#pragma_wal_checkpoint.
        """
        try:
            with closing(sqlite3.connect(self._file)) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error as error:
            log.info("the write-ahead log was not emptied: %s", error)

    def close(self) -> None:
        """Close the watch; rows of a deleted file are saved first. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        try:
            if file_identity(self._file) != self._identity and self._file.parent.is_dir():
                self._save_rows()
                self._delete_log()
        finally:
            self._keeper.close()

    def _save_rows(self) -> None:
        """Save the rows at the old path, or among the copies if that is taken."""
        target = self._file
        try:
            if file_identity(target) is not None or target.exists():
                target = self._choose_copy_path()
            with replace_file(target) as unfinished, closing(sqlite3.connect(unfinished)) as copy:
                self._keeper.backup(copy)
        except (sqlite3.Error, OSError) as error:
            log.warning("rows of the replaced database could not be saved: %s", error)
            return
        log.warning("%s was deleted or replaced; its rows are in %s", self._file, target)

    def _delete_log(self) -> None:
        """Delete the old write-ahead log: SQLite would apply it to the new file."""
        if self._log_inode and _file_inode(self.log_file) == self._log_inode:
            for suffix in SIDE_FILE_SUFFIXES:
                with suppress(OSError):
                    side_file_path(self._file, suffix).unlink(missing_ok=True)

    def _choose_copy_path(self) -> Path:
        folder = self._file.parent / COPIES_FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / f"receipts-replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}.db"


def _open_keeper(file: Path) -> sqlite3.Connection:
    """A connection that has read from the file, and so holds it."""
    connection = sqlite3.connect(file, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def file_identity(file: Path) -> FileIdentity | None:
    """Device and inode of the file; None if it is empty or missing."""
    status = _stat_or_none(file)
    return (status.st_dev, status.st_ino) if status and status.st_size else None


def _file_inode(file: Path) -> FileIdentity | None:
    status = _stat_or_none(file)
    return (status.st_dev, status.st_ino) if status else None


def _stat_or_none(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


def check_openable(file: Path) -> None:
    """Create a missing database file, readable by its owner only.

    Raises `ServiceUnavailable` that names the obstacle.
    """
    for path in (file, *(side_file_path(file, suffix) for suffix in SIDE_FILE_SUFFIXES)):
        if path.is_dir():
            raise database_folder_error(path)
    try:
        file.touch(mode=PRIVATE_MODE)
        with suppress(PermissionError):  # another user's writable file
            file.chmod(PRIVATE_MODE)
        with file.open("r+b"):
            pass
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
        raise unusable_database_error(file, error) from error


def side_file_path(file: Path, suffix: str) -> Path:
    """The path of the -wal or -shm file of a database."""
    return file.with_name(file.name + suffix)


def database_folder_error(path: Path) -> ServiceUnavailable:
    """The error for a folder in place of the database file."""
    return ServiceUnavailable("database_folder", path=str(path))


def unusable_database_error(path: Path, error: Exception) -> ServiceUnavailable:
    """The error for a database file that cannot be opened."""
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return ServiceUnavailable("database_unusable", path=str(path), reason=reason)


def replaced_database_error(path: Path) -> ServiceUnavailable:
    """The error for a database file that was replaced after it was opened."""
    return ServiceUnavailable("database_replaced", path=str(path))
