"""Moves the data folder: copies it, compares each file by its hash, opens the copy, and switches.

Until the note of the move is written the old folder is the one in use; only then it is emptied.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.backup.progress import ProgressMeter, ProgressReporter
from receipt_desktop.backup.restore import hold_data_folder
from receipt_desktop.backup.snapshot import (
    check_database,
    disk_full_error,
    is_disk_full,
    read_database_info,
)
from receipt_desktop.broker.pid_file import terminate_stale_server
from receipt_desktop.config import moved_data
from receipt_desktop.config.atomic import sync_folder
from receipt_desktop.config.busy_files import delete_file, delete_tree, rename_path
from receipt_desktop.config.paths import PRIVATE_FOLDER, Paths
from receipt_desktop.domain.errors import DamagedData, InvalidRequest, ServiceUnavailable
from receipt_desktop.store.database_file import SIDE_FILE_SUFFIXES, side_file_path

log = logging.getLogger(__name__)

STAGING_NAME = ".moving"
"""Folder in the new place for files that are not compared yet."""
LEFT_BEHIND = frozenset({"processes", "running", "receipts.db-shm", moved_data.FILE_NAME})
"""Entries that belong to running processes or to the place, like lock files."""
SERVER_FILES = frozenset({"redis.conf", "redis.pid", "redis.sock"})
"""Written anew by each start of the server."""
OWN_NAME = "Receipt Desktop"
"""The data's own folder below one that holds other files."""
CHUNK_BYTES = 1024 * 1024
FREE_SPACE_FACTOR = 1.05


@dataclass(frozen=True, slots=True)
class MoveResult:
    """What was moved, and where it is."""

    folder: Path
    receipts: int
    files: int
    size: int
    """Bytes."""
    is_old_kept: bool
    """Whether the files are still in the old place too."""


def move_data_folder(
    paths: Paths,
    folder: Path,
    *,
    keep_old: bool = False,
    on_progress: ProgressReporter = lambda *_: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> MoveResult:
    """Move everything in the data folder to another folder, which is empty or does not exist.

    Raises `InvalidRequest` for a folder that cannot be used, `ServiceUnavailable` while a program
    uses the data or when the copy is not right, `Cancelled`. The old folder is untouched then.
    """
    _check_target(paths.data, folder)
    with hold_data_folder(paths, "move_in_use"):
        terminate_stale_server(paths)
        files = list_files(paths.data)
        size = sum((paths.data / file).lstat().st_size for file in files)
        try:
            staging = _make_staging(folder, size)
            meter = ProgressMeter(2 * size, on_progress, is_cancelled)
            receipts = _copy_checked(paths, staging, files, meter)
            _switch(paths.data, staging, folder)
        except OSError as error:
            _discard_copy(folder)
            if is_disk_full(error):
                raise disk_full_error(size, folder) from error
            reason = error.strerror or str(error)
            raise ServiceUnavailable("move_failed", path=str(folder), reason=reason) from error
        except BaseException:
            _discard_copy(folder)
            raise
        kept = keep_old or not _empty_folder(paths.data)
    return MoveResult(folder, receipts, len(files), size, kept)


def find_move_target(data: Path, chosen: Path) -> Path:
    """The folder for the data: the chosen one, or one of their own below it if it has files.

    Raises `InvalidRequest`, `ServiceUnavailable`.
    """
    target = chosen / OWN_NAME if chosen.is_dir() and not _is_vacant(chosen) else chosen
    _check_target(data, target)
    return target


def list_files(data: Path) -> Sequence[Path]:
    """The files and links to move, relative to the data folder, the database last."""
    return sorted(_walk(data), key=lambda file: (file.parts[0].startswith("receipts.db"), file))


def _walk(data: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(data):
        place = Path(root)
        if place == data:
            folders[:] = [name for name in folders if name not in {*LEFT_BEHIND, STAGING_NAME}]
        links = [name for name in folders if (place / name).is_symlink()]
        for name in (*links, *names):
            if not _stays_behind(place / name, data):
                yield (place / name).relative_to(data)


def _stays_behind(file: Path, data: Path) -> bool:
    if file.parent == data:
        return file.name in LEFT_BEHIND or file.name.endswith(".lock")
    return file.parent == Paths(data).redis and file.name in SERVER_FILES


def _check_target(data: Path, folder: Path) -> None:
    old, new = data.resolve(), folder.resolve()
    if old == new or new.is_relative_to(old) or old.is_relative_to(new):
        raise InvalidRequest("move_inside", path=str(folder))
    if folder.exists() and not (folder.is_dir() and _is_vacant(folder)):
        raise InvalidRequest("move_target_used", path=str(folder))


def _is_vacant(folder: Path) -> bool:
    """Whether nothing is there but the rest of another move. Raises `ServiceUnavailable`."""
    try:
        names = {one.name for one in folder.iterdir()}
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServiceUnavailable("move_failed", path=str(folder), reason=reason) from error
    rest = names - {STAGING_NAME, moved_data.FILE_NAME}
    return all(name.endswith(".lock") for name in rest)


def _make_staging(folder: Path, size: int) -> Path:
    """The empty folder for the copies, in the new place. Raises `OSError`."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    _discard_copy(folder)
    if shutil.disk_usage(folder).free < size * FREE_SPACE_FACTOR:
        raise disk_full_error(size, folder)
    staging = folder / STAGING_NAME
    staging.mkdir(mode=PRIVATE_FOLDER)
    return staging


def _copy_checked(paths: Paths, staging: Path, files: Sequence[Path], meter: ProgressMeter) -> int:
    """Copy the files and open the copy; returns the receipts in it. Raises `ServiceUnavailable`."""
    digests = {file: _copy_file(paths.data / file, staging / file, meter) for file in files}
    for file, digest in digests.items():
        if digest is not None and _hash_file(staging / file, meter) != digest:
            raise ServiceUnavailable("move_differs", path=str(staging / file))
    if not paths.database.is_file():
        return 0
    receipts = _open_copy(Paths(staging).database)
    for suffix in SIDE_FILE_SUFFIXES:  # left by opening it
        side_file = side_file_path(Paths(staging).database, suffix)
        if side_file.relative_to(staging) not in digests:
            delete_file(side_file)
    return receipts


def _open_copy(database: Path) -> int:
    """Open and check the copied database; returns its receipts. Raises `ServiceUnavailable`."""
    try:
        if check_database(database, quick=True) is None:
            return read_database_info(database).rows.get("receipts", 0)
    except DamagedData as error:
        raise ServiceUnavailable("move_differs", path=str(database)) from error
    raise ServiceUnavailable("move_differs", path=str(database))


def _copy_file(source: Path, target: Path, meter: ProgressMeter) -> bytes | None:
    """Copy a file to the disk; returns its SHA-256, None for a link. Raises `OSError`."""
    target.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if source.is_symlink():
        target.symlink_to(source.resolve(), target_is_directory=source.is_dir())
        return None
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as written:
        while chunk := read.read(CHUNK_BYTES):
            written.write(chunk)
            digest.update(chunk)
            meter.advance(len(chunk))
        written.flush()
        os.fsync(written.fileno())
    shutil.copystat(source, target)
    return digest.digest()


def _hash_file(file: Path, meter: ProgressMeter) -> bytes:
    digest = hashlib.sha256()
    with file.open("rb") as read:
        while chunk := read.read(CHUNK_BYTES):
            digest.update(chunk)
            meter.advance(len(chunk))
    return digest.digest()


def _switch(data: Path, staging: Path, folder: Path) -> None:
    """Put the copies in their place, and note where they are. Raises `OSError`."""
    for one in sorted(staging.iterdir()):
        rename_path(one, folder / one.name)
    staging.rmdir()
    sync_folder(folder)
    moved_data.delete_note(folder)  # the data may come back to where they were before
    moved_data.write_note(data, folder)
    sync_folder(data)


def _discard_copy(folder: Path) -> None:
    with suppress(OSError):
        if (folder / STAGING_NAME).exists():
            delete_tree(folder / STAGING_NAME)


def _empty_folder(data: Path) -> bool:
    """Delete what was moved; False when something could not be deleted."""
    done = True
    for one in data.iterdir():
        if one.name == moved_data.FILE_NAME or one.name.endswith(".lock"):
            continue
        try:
            delete_tree(one) if one.is_dir() and not one.is_symlink() else delete_file(one)
        except OSError as error:
            log.warning("could not delete %s after the move: %s", one, error)
            done = False
    return done
