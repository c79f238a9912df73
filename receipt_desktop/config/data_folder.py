"""Checks and prepares the files and folders of the data folder and their permissions.

Uses `os.path` instead of `pathlib`: it treats an unreadable folder as missing.
"""
# ruff: noqa: PTH110, PTH112

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.messages import Message

OWN_NAME_PREFIXES = (
    *("receipts.db", "settings.json", "queue.secret", "api.token", "webhook.secret", "app.lock"),
    *("originals", "pages", "removed", "copies", "logs", "redis", "."),
    *("processes", "window.lock", "database.lock", "moved.json", "exports"),
)
"""Prefixes of the names that the program creates in its data folder."""
OTHER_USERS_MODE = 0o077
"""Permissions of other users."""


@dataclass(frozen=True, slots=True)
class UnusablePath:
    """A file or folder that cannot be used."""

    path: Path
    key: str
    """Of the message: folder_is_file, file_is_folder_here or no_rights."""

    @property
    def message(self) -> Message:
        """What is wrong, with its remedy."""
        return Message(self.key, {"path": str(self.path)})


def find_unusable_paths(paths: Paths) -> tuple[UnusablePath, ...]:
    """The files and folders that receipts need and that cannot be used."""
    return tuple(_find_unusable(_list_folders(paths), _list_files(paths)))


def find_unusable_logs(paths: Paths) -> tuple[UnusablePath, ...]:
    """The files and folders of the log that cannot be used; the program works without a log."""
    files = (paths.logs / LOG_FILE_NAME, paths.logs / "redis.log")
    return tuple(_find_unusable((paths.logs,), files))


def prepare_data_folder(paths: Paths, *, work: bool = True) -> None:
    """Create the folders, accessible by their owner only.

    Without `work`, only the files of the records are checked. Raises `ServiceUnavailable` that
    names the unusable file and the remedy.
    """
    files = _list_files(paths) if work else _list_record_files(paths)
    for found in _find_unusable(_list_folders(paths), files):
        raise unusable_path_error(found)
    try:
        paths.create_folders()
    except OSError as error:
        raise data_folder_error(paths, error) from error
    with suppress(OSError):
        restrict_to_owner(paths)


def data_folder_error(paths: Paths, error: OSError) -> ServiceUnavailable:
    """The error for a data folder that cannot be used."""
    reason = error.strerror or type(error).__name__
    return ServiceUnavailable("data_folder", path=str(paths.data), reason=reason)


def unusable_path_error(found: UnusablePath) -> ServiceUnavailable:
    """The error for an unusable file or folder, with the remedy."""
    return ServiceUnavailable(found.key, path=str(found.path))


def is_open_to_others(paths: Paths) -> bool:
    """Whether other users may access the data folder."""
    if not hasattr(os, "getuid"):
        return False
    try:
        return bool(paths.data.stat().st_mode & OTHER_USERS_MODE)
    except OSError:
        return False


def restrict_to_owner(paths: Paths) -> None:
    """Remove the permissions of other users, unless the folder has files of other programs.

    Raises `OSError`.
    """
    if not hasattr(os, "getuid"):
        return
    for path in (paths.data, paths.owner_lock):
        with suppress(FileNotFoundError):
            status = path.stat()
            if (
                status.st_uid == os.getuid()
                and status.st_mode & OTHER_USERS_MODE
                and _holds_only_own_files(paths)
            ):
                path.chmod(status.st_mode & 0o700)


def _holds_only_own_files(paths: Paths) -> bool:
    return all(path.name.startswith(OWN_NAME_PREFIXES) for path in paths.data.iterdir())


def _list_folders(paths: Paths) -> tuple[Path, ...]:
    copies = paths.data / "copies"
    stored = (paths.originals, paths.pages, paths.removed, copies)
    return (paths.data, paths.redis, paths.processes, *stored)


def _list_record_files(paths: Paths) -> tuple[Path, ...]:
    """The files that showing records needs: the database and the secrets."""
    side_files = (paths.data / f"{paths.database.name}{end}" for end in ("-wal", "-shm"))
    markers = (paths.database_lock, paths.running_marker, paths.damage_marker)
    return (
        paths.database,
        *side_files,
        *markers,
        paths.queue_secret,
        paths.api_token,
        paths.webhook_secret,
    )


def _list_files(paths: Paths) -> tuple[Path, ...]:
    server = (paths.redis / name for name in ("redis.conf", "redis.pid", "redis.sock"))
    return (paths.owner_lock, paths.window_lock, *_list_record_files(paths), *server)


def _find_unusable(folders: Iterable[Path], files: Iterable[Path]) -> Iterator[UnusablePath]:
    """The unusable ones among these; missing ones are not reported."""
    for path in folders:
        if os.path.exists(path) and not os.path.isdir(path):
            yield UnusablePath(path, "folder_is_file")
        elif os.path.exists(path) and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            yield UnusablePath(path, "no_rights")
    for path in files:
        if os.path.isdir(path):
            yield UnusablePath(path, "file_is_folder_here")
        elif os.path.exists(path) and not os.access(path, os.R_OK | os.W_OK):
            yield UnusablePath(path, "no_rights")
