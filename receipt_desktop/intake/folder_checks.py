"""What is checked before a folder is watched."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.display import format_path
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.watched_folders import AfterReading, WatchedFolder
from receipt_desktop.messages import Message
from receipt_desktop.reading.file_search import identity_of

FORBIDDEN_CHARACTERS = frozenset('/\\:*?"<>|')
"""In names of folders, on one of the three systems."""


def check_watched_folder(
    folder: WatchedFolder, data_folder: Path, others: Iterable[WatchedFolder]
) -> None:
    """Raises `InvalidRequest` when the folder cannot or must not be watched.

    `others` are the folders that are watched already.
    """
    path = Path(folder.path)
    problem = find_folder_problem(path)
    if problem:
        raise InvalidRequest(problem.key, **problem.parameters)
    if not path.is_absolute():
        raise InvalidRequest("watch_relative", folder=format_path(folder.path))
    if _contains(path, data_folder) or _contains(data_folder, path):
        raise InvalidRequest("watch_data_folder", folder=format_path(folder.path))
    for other in others:
        if other.id != folder.id:
            _check_overlap(folder, other)
    if folder.after_reading is AfterReading.MOVE:
        _check_done_folder(folder)


def find_folder_problem(path: Path) -> Message | None:
    """Why a folder cannot be read at the moment; None when it can."""
    try:
        with os.scandir(make_openable(path)):
            return None
    except NotADirectoryError:
        return Message("watch_no_folder", {"folder": format_path(str(path))})
    except (OSError, ValueError) as error:
        return describe_folder_error(path, error)


def describe_folder_error(path: Path, error: Exception) -> Message:
    """The sentence for a folder that the system cannot read."""
    folder = format_path(str(path))
    if isinstance(error, FileNotFoundError):
        return Message("watch_missing", {"folder": folder})
    if isinstance(error, PermissionError):
        return Message("watch_denied", {"folder": folder})
    reason = getattr(error, "strerror", None) or str(error)
    return Message("watch_offline", {"folder": folder, "reason": reason})


def _check_overlap(folder: WatchedFolder, other: WatchedFolder) -> None:
    """A folder within another one would be read twice. Raises `InvalidRequest`."""
    ours, theirs = Path(folder.path), Path(other.path)
    shown = {"folder": format_path(folder.path), "other": format_path(other.path)}
    if _contains(ours, theirs) and _contains(theirs, ours):
        raise InvalidRequest("watch_twice", **shown)
    if _contains(theirs, ours):
        raise InvalidRequest("watch_inside", **shown)
    if _contains(ours, theirs):
        raise InvalidRequest("watch_around", **shown)


def _check_done_folder(folder: WatchedFolder) -> None:
    name = folder.done_folder
    is_name = name.strip(". ") and name == name.strip() and not name.endswith(".")
    has_forbidden = any(
        character in FORBIDDEN_CHARACTERS or not character.isprintable() for character in name
    )
    if not is_name or has_forbidden or name.startswith("."):
        raise InvalidRequest("watch_done_name", name=name)
    if not os.access(make_openable(Path(folder.path)), os.W_OK):
        raise InvalidRequest("watch_not_writable", folder=format_path(folder.path))


def _contains(outer: Path, inner: Path) -> bool:
    """Whether the inner folder is the outer one or lies in it, also through links."""
    resolved = _resolve(inner)
    wanted = identity_of(outer)
    if wanted is None:
        return resolved.is_relative_to(_resolve(outer))
    return any(identity_of(folder) == wanted for folder in (resolved, *resolved.parents))


def _resolve(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        return folder.absolute()
