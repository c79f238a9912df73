"""The file of an SQLite database: whether it can be opened, and is still the same one."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.config.atomic import PRIVATE_MODE, replace_file
from receipt_desktop.domain.errors import ServiceUnavailable

log = logging.getLogger(__name__)

SIDE_FILE_SUFFIXES = ("-wal", "-shm")
"""What SQLite keeps beside the file while it is open."""
COPIES_FOLDER = "copies"
"""The folder of database copies, beside the database."""
FileIdentity = tuple[int, int]


class DatabaseFileWatch:
    """Notices that the file was deleted, replaced or emptied under an open database.

    SQLite itself goes on writing into a deleted file without an error. A connection of its own
    keeps what was committed readable until the end. Thread-safe.
    """

    def __init__(self, file: Path) -> None:
        """The file as it is now. Raises `ServiceUnavailable`."""
        self._file = file
        self._keeper = sqlite3.connect(file, check_same_thread=False)
        self._keeper.execute("SELECT count(*) FROM sqlite_master").fetchall()
        self._identity = file_identity(file)
        self.log_file = side_file_path(file, "-wal")
        self._log_inode = _file_inode(self.log_file)
        self._closed = False

    def check_unchanged(self, _: object) -> None:
        """Raise `ServiceUnavailable` when another file, or none, is in its place now."""
        if file_identity(self._file) != self._identity:
            raise replaced_database_error(self._file)
        self._log_inode = _file_inode(self.log_file)

    def close(self) -> None:
        """Close it; what a deleted file held is written into a new one. Safe to call twice."""
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
        """In its old place where that is free, else among the copies."""
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
        """Our log is still there by its name: SQLite would put it into the other file."""
        if self._log_inode and _file_inode(self.log_file) == self._log_inode:
            for suffix in SIDE_FILE_SUFFIXES:
                with suppress(OSError):
                    side_file_path(self._file, suffix).unlink(missing_ok=True)

    def _choose_copy_path(self) -> Path:
        folder = self._file.parent / COPIES_FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / f"receipts-replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}.db"


def file_identity(file: Path) -> FileIdentity | None:
    """Which file this is; None for an empty one, or none at all."""
    found = _stat_or_none(file)
    return (found.st_dev, found.st_ino) if found and found.st_size else None


def _file_inode(file: Path) -> FileIdentity | None:
    found = _stat_or_none(file)
    return (found.st_dev, found.st_ino) if found else None


def _stat_or_none(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


def check_openable(file: Path) -> None:
    """Make the file if there is none, for its owner's eyes only.

    Raises `ServiceUnavailable` naming what is in the way.
    """
    for path in (file, *(side_file_path(file, suffix) for suffix in SIDE_FILE_SUFFIXES)):
        if path.is_dir():
            raise database_folder_error(path)
    try:
        file.touch(mode=PRIVATE_MODE)
        with suppress(PermissionError):  # another user's file that we may write to
            file.chmod(PRIVATE_MODE)
        with file.open("r+b"):
            pass
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
        raise unusable_database_error(file, error) from error


def side_file_path(file: Path, suffix: str) -> Path:
    """The -wal or -shm of a database."""
    return file.with_name(file.name + suffix)


def database_folder_error(path: Path) -> ServiceUnavailable:
    """The sentence for a folder where a file has to be."""
    return ServiceUnavailable("database_folder", path=str(path))


def unusable_database_error(path: Path, error: Exception) -> ServiceUnavailable:
    """The sentence for a file that the system does not open."""
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return ServiceUnavailable("database_unusable", path=str(path), reason=reason)


def replaced_database_error(path: Path) -> ServiceUnavailable:
    """The sentence for a file that is no longer the one that was opened."""
    return ServiceUnavailable("database_replaced", path=str(path))
