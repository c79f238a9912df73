"""Finds the files to read: walks folders, expands patterns and skips system files."""

from __future__ import annotations

import errno
import fnmatch
import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.containers import Origin
from receipt_desktop.domain.display import format_file_name, format_path
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError
from receipt_desktop.reading.file_types import make_unreadable_error

WEB_ADDRESS = re.compile(
    r"(https?|ftps?|sftp|s3):[/\\]*(?=[^/\\])|www\.[^/\\]+\.[^/\\]", re.IGNORECASE
)
"""The start of a web address; `Path` collapses its two slashes to one."""
SYSTEM_FILES = (
    *(".*", "~$*", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r"),
    *("*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.download", "*.swp"),
    *("*.lnk", "*.url", "*.webloc"),
)
"""Patterns, in lower case, of files that systems and programs leave in folders, and hidden ones."""
SYSTEM_FOLDERS = (
    *(".*", "@eadir", "#recycle", "#snapshot", "__macosx", "$recycle.bin", "lost+found"),
    *("system volume information", "found.???", "$windows.~*", "*.download"),
)
CANNOT_RESOLVE = 1921
"""Windows error code of a link that leads back to itself (ERROR_CANT_RESOLVE_FILENAME)."""
HIDDEN_ATTRIBUTES = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0) | getattr(
    stat, "FILE_ATTRIBUTE_SYSTEM", 0
)
"""File attributes on Windows of such files."""
FileIdentity = tuple[int, int]
"""Device and inode number: the same for all links to a file."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, or the error for a path that names none."""

    path: Path
    given: str
    """The path as the caller gave it."""
    error: ReceiptError | None = None
    origin: Origin | None = None
    """Of a file that was unpacked from an archive or a message."""


def find_files(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """The files of `paths` in their order; those of a folder sorted by name, recursively.

    A file with several links is found once; pipes, devices and circular links in folders are
    skipped. Raises nothing: errors are in the `FoundFile`.
    """
    search = _FileSearch()
    for path in paths:
        if os.path.isdir(make_openable(path)):  # noqa: PTH112 (Path.is_dir raises for a name that is too long)
            yield from search.search_root(path)
        elif os.path.lexists(make_openable(path)):
            search.add_file(path)
            yield FoundFile(path, str(path))
        elif WEB_ADDRESS.match(str(path)):
            yield _reject_web_address(path)
        elif glob.has_magic(str(path)):
            yield from search.expand_pattern(path)
        else:
            yield FoundFile(path, str(path))


def _reject_web_address(path: Path) -> FoundFile:
    given = WEB_ADDRESS.sub(
        lambda match: f"{match[1]}://" if match[1] else match[0], path.as_posix(), count=1
    )
    return FoundFile(path, given, InvalidRequest("web_address", name=format_file_name(given)))


@dataclass(slots=True)
class _FileSearch:
    """One search over all given paths."""

    folders: set[FileIdentity] = field(default_factory=set)
    files: set[FileIdentity] = field(default_factory=set)
    """Files found so far."""
    linked: set[FileIdentity] = field(default_factory=set)
    """Files found through a link or given directly, which are skipped in their own folder."""

    def add_file(self, path: Path) -> None:
        """Note a file that was given directly."""
        identity = identity_of(path)
        if identity:
            self.files.add(identity)
            self.linked.add(identity)

    def expand_pattern(self, pattern: Path) -> Iterator[FoundFile]:
        """Expand a pattern that the shell did not expand."""
        names = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207 (as it was given)
        if not names:
            unmatched = InvalidRequest("pattern_unmatched", name=format_path(str(pattern)))
            yield FoundFile(pattern, str(pattern), unmatched)
        for path in map(Path, names):
            if os.path.isdir(path):  # noqa: PTH112 (as above)
                yield from self.search_root(path)
            elif not is_system_file(path.name) and self._is_first_sighting(path):
                yield FoundFile(path, str(path))

    def search_root(self, folder: Path) -> Iterator[FoundFile]:
        """All files below a given folder."""
        above = _parent_identities(folder)
        stack = [self._list_folder(folder)] if self._is_first_visit(folder) else []
        while stack:
            found = next(stack[-1], None)
            if found is None:
                stack.pop()
            elif found.error or not os.path.isdir(found.path):  # noqa: PTH112 (as above)
                yield found
            elif self._is_new_folder(found.path, above):
                stack.append(self._list_folder(found.path))

    def _list_folder(self, folder: Path) -> Iterator[FoundFile]:
        """Files and folders in a folder, or the error why it cannot be listed."""
        try:
            names = _sorted_names(folder)
        except OSError as error:
            yield FoundFile(folder, str(folder), make_unreadable_error(folder, error))
            return
        for path in (folder / name for name in names):
            if os.path.isdir(path) or self._is_new_file(path):  # noqa: PTH112 (as above)
                yield FoundFile(path, str(path))

    def _is_new_file(self, path: Path) -> bool:
        return (
            not is_system_file(path.name)
            and not _is_skipped(path)
            and self._is_first_sighting(path)
        )

    def _is_new_folder(self, path: Path, above: frozenset[FileIdentity]) -> bool:
        """Whether to visit the folder; a link may lead to those `above` the given one."""
        is_candidate = not is_system_folder(path.name) and identity_of(path) not in above
        return is_candidate and self._is_first_visit(path)

    def _is_first_visit(self, path: Path) -> bool:
        identity = identity_of(path)
        if identity in self.folders:
            return False
        if identity:
            self.folders.add(identity)
        return True

    def _is_first_sighting(self, path: Path) -> bool:
        """Whether this file was not found before.

        Only links count as repeats: some file systems give two files the same inode number.
        """
        identity = identity_of(path)
        if identity is None:
            return True
        is_link = path.is_symlink()
        if identity in self.files and (is_link or identity in self.linked):
            return False
        self.files.add(identity)
        if is_link:
            self.linked.add(identity)
        return True


def _parent_identities(folder: Path) -> frozenset[FileIdentity]:
    parents = folder.resolve().parents
    return frozenset(identity for parent in parents if (identity := identity_of(parent)))


def _sorted_names(folder: Path) -> list[str]:
    """Names in a folder, links last, so that files keep their own names. Raises `OSError`."""
    with os.scandir(make_openable(folder)) as entries:
        names = [(entry.is_symlink(), entry.name) for entry in entries if not _is_hidden(entry)]
    return [name for _, name in sorted(names)]


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    """Whether Windows hides the entry, which costs no system call there."""
    if os.name != "nt" or not HIDDEN_ATTRIBUTES:
        return False
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & HIDDEN_ATTRIBUTES)


def identity_of(path: Path) -> FileIdentity | None:
    """The identity of the file that the path leads to; None when it cannot be read."""
    try:
        status = make_openable(path).stat()
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


def is_system_file(name: str) -> bool:
    """Whether the name is that of a system file, a temporary file or a shortcut."""
    return any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in SYSTEM_FILES)


def is_system_folder(name: str) -> bool:
    """Whether the name is that of a system folder."""
    return any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in SYSTEM_FOLDERS)


def _is_skipped(path: Path) -> bool:
    """Whether the path is a pipe, socket or device, or a circular link."""
    try:
        return not stat.S_ISREG(make_openable(path).stat().st_mode)
    except ValueError:
        return False
    except OSError as error:
        winerror = getattr(error, "winerror", None)
        return error.errno == errno.ELOOP or winerror == CANNOT_RESOLVE
