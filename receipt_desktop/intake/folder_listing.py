"""Lists the files of a watched folder that may be receipts."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.watched_folders import AfterReading, WatchedFolder
from receipt_desktop.reading.file_search import (
    HIDDEN_ATTRIBUTES,
    SYSTEM_FILES,
    FileIdentity,
    identity_of,
    is_system_folder,
)

PARTIAL_FILES = (
    *("*.filepart", "*.opdownload", "*.!ut", "*.bc!", "*.aria2", "*.lock", "*.lck", "*.unfinished"),
    *("*.icloud", "*.!sync", "*.sync-conflict*", "*~", "~wrl*", "~lock.*", "#*#"),
)
"""Patterns, in lower case, of files that a download or a copy is still writing, and of locks."""
LEFT_OUT = re.compile("|".join(map(fnmatch.translate, (*SYSTEM_FILES, *PARTIAL_FILES))))
"""Matches the name, in lower case, of a file that is no receipt; one expression for speed."""
MAX_DEPTH = 64
"""Of subfolders; deeper ones are a loop or a mistake."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as it was seen."""

    path: Path
    size: int
    modified_ns: int

    @property
    def stamp(self) -> tuple[int, int]:
        """What changes when the file is written."""
        return self.size, self.modified_ns


@dataclass(slots=True)
class FolderListing:
    """The files of one look, by their key (`make_key`), and the subfolders that stay closed."""

    files: dict[str, ListedFile] = field(default_factory=dict)
    denied: list[Path] = field(default_factory=list)


def list_folder(
    folder: WatchedFolder,
    excluded: frozenset[FileIdentity] = frozenset(),
    is_stopped: Callable[[], bool] = lambda: False,
) -> FolderListing:
    """The files of a watched folder, without hidden, temporary, partial and ignored ones.

    Links to folders are not followed. `excluded` are folders that are left out. Raises `OSError`
    when the folder itself cannot be read.
    """
    root, listing = Path(folder.path), FolderListing()
    visited = set(excluded)
    pending: list[tuple[Path, str, int]] = [(root, "", 0)]
    while pending and not is_stopped():
        current, prefix, depth = pending.pop()
        try:
            entries = list(_scan_folder(current, visited))
        except OSError:
            if current == root:
                raise
            listing.denied.append(current)
            continue
        for entry, status in entries:
            relative = prefix + entry.name
            if not stat.S_ISDIR(status.st_mode):
                _add_file(listing, folder, current / entry.name, relative, status)
            elif depth < MAX_DEPTH and _is_entered(folder, entry.name, relative, depth):
                pending.append((current / entry.name, f"{relative}/", depth + 1))
    return listing


def make_key(relative: str) -> str:
    """The relative path as it is stored: bytes that are no text become escapes."""
    return relative.encode("utf-8", "backslashreplace").decode()


def is_ignored(relative: str, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern names the file, or a folder above it, by its name or relative path.

    Upper and lower case are the same, and so are the two ways of writing an accented letter.
    """
    if not patterns:
        return False
    path = _fold(relative)
    names = path.split("/")
    paths = ["/".join(names[: end + 1]) for end in range(len(names))]
    folded = [_fold(pattern).replace("\\", "/").strip("/") for pattern in patterns]
    return any(
        fnmatch.fnmatchcase(candidate, pattern)
        for pattern in folded
        if pattern
        for candidate in (*names, *paths)
    )


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _scan_folder(
    folder: Path, visited: set[FileIdentity]
) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
    """The files and folders in a folder that was not visited before. Raises `OSError`."""
    identity = identity_of(folder)
    if identity in visited:
        return
    if identity:
        visited.add(identity)
    with os.scandir(make_openable(folder)) as entries:
        for entry in entries:
            status = _read_status(entry)
            if status is not None:
                yield entry, status


def _read_status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """The status of a file or folder; None for links to folders, pipes, and what is gone."""
    try:
        status = entry.stat()
        is_file = stat.S_ISREG(status.st_mode)
        if not is_file and not entry.is_dir(follow_symlinks=False):
            return None
    except OSError:
        return None
    hidden = getattr(status, "st_file_attributes", 0) & HIDDEN_ATTRIBUTES
    return None if hidden else status


def _add_file(
    listing: FolderListing,
    folder: WatchedFolder,
    path: Path,
    relative: str,
    status: os.stat_result,
) -> None:
    name = path.name
    if LEFT_OUT.match(name.lower()) or is_ignored(relative, folder.ignored):
        return
    listing.files[make_key(relative)] = ListedFile(path, status.st_size, status.st_mtime_ns)


def _is_entered(folder: WatchedFolder, name: str, relative: str, depth: int) -> bool:
    """Whether a subfolder is listed; that of read files is not."""
    is_done = (
        folder.after_reading is AfterReading.MOVE
        and depth == 0
        and _fold(name) == _fold(folder.done_folder)
    )
    return (
        folder.with_subfolders
        and not is_done
        and not is_system_folder(name)
        and not is_ignored(relative, folder.ignored)
    )
