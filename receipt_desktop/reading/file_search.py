"""Which files are meant: folders walked, patterns expanded, what is no document left out."""

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

from receipt_desktop.domain.display import format_file_name, format_path
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.reading.file_types import make_unreadable_error

WEB_ADDRESS = re.compile(
    r"(https?|ftps?|sftp|s3):[/\\]*(?=[^/\\])|www\.[^/\\]+\.[^/\\]", re.IGNORECASE
)
"""The beginning of an address; `Path` makes one slash of two."""
SYSTEM_FILES = (
    *(".*", "~$*", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r"),
    *("*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.download", "*.swp"),
    *("*.lnk", "*.url", "*.webloc"),
)
"""Names, in lower case, of what systems and programs leave in folders; hidden files as well."""
SYSTEM_FOLDERS = (
    *(".*", "@eadir", "#recycle", "#snapshot", "__macosx", "$recycle.bin", "lost+found"),
    *("system volume information", "found.???", "$windows.~*", "*.download"),
)
CANNOT_RESOLVE = 1921
"""What Windows says of a link that leads back to itself."""
HIDDEN_ATTRIBUTES = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0) | getattr(
    stat, "FILE_ATTRIBUTE_SYSTEM", 0
)
"""Windows' marks of such a file."""
FileIdentity = tuple[int, int]
"""Device and number of a file: the same whatever link leads there."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file to be read, or what is wrong with what was given in its place."""

    path: Path
    given: str
    """How it was written."""
    error: InvalidRequest | None = None


def find_files(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """Files as given, then those of folders, each folder's in the order of their names.

    A file that several links lead to is found once; pipes, devices and links that lead back are
    passed over in folders. Nothing here raises.
    """
    walked = _FileSearch()
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for a name that is too long)
            yield from walked.search_root(path)
        elif os.path.lexists(path):
            walked.add_file(path)
            yield FoundFile(path, str(path))
        elif WEB_ADDRESS.match(str(path)):
            yield _reject_web_address(path)
        elif glob.has_magic(str(path)):
            yield from walked.expand_pattern(path)
        else:
            yield FoundFile(path, str(path))


def _reject_web_address(path: Path) -> FoundFile:
    given = WEB_ADDRESS.sub(
        lambda found: f"{found[1]}://" if found[1] else found[0], str(path), count=1
    )
    return FoundFile(path, given, InvalidRequest("web_address", name=format_file_name(given)))


@dataclass(slots=True)
class _FileSearch:
    """One walk over everything that was given."""

    folders: set[FileIdentity] = field(default_factory=set)
    files: set[FileIdentity] = field(default_factory=set)
    """What was found already."""
    linked: set[FileIdentity] = field(default_factory=set)
    """Files found by a link, or given by their name: their folder has them no second time."""

    def add_file(self, path: Path) -> None:
        """A file given by its name."""
        identity = identity_of(path)
        if identity:
            self.files.add(identity)
            self.linked.add(identity)

    def expand_pattern(self, pattern: Path) -> Iterator[FoundFile]:
        """What a pattern stands for that the shell did not expand."""
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
        """All files below a folder that was given."""
        above = _parent_identities(folder)
        opened = [self._list_folder(folder)] if self._is_first_visit(folder) else []
        while opened:
            found = next(opened[-1], None)
            if found is None:
                opened.pop()
            elif found.error or not os.path.isdir(found.path):  # noqa: PTH112 (as above)
                yield found
            elif self._is_new_folder(found.path, above):
                opened.append(self._list_folder(found.path))

    def _list_folder(self, folder: Path) -> Iterator[FoundFile]:
        """Wanted files and folders in a folder, or the sentence why it cannot be listed."""
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
        """Also: not one of those `above` the folder that was given, which a link may lead to."""
        wanted = not is_system_folder(path.name) and identity_of(path) not in above
        return wanted and self._is_first_visit(path)

    def _is_first_visit(self, path: Path) -> bool:
        identity = identity_of(path)
        if identity in self.folders:
            return False
        if identity:
            self.folders.add(identity)
        return True

    def _is_first_sighting(self, path: Path) -> bool:
        """Whether nothing led there before.

        Only a link can do that: file systems that give one number to two files lose none here.
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
    return frozenset(one for parent in parents if (one := identity_of(parent)))


def _sorted_names(folder: Path) -> list[str]:
    """Names in a folder, links last: a file is found under its own name. Raises `OSError`."""
    with os.scandir(folder) as entries:
        shown = [(entry.is_symlink(), entry.name) for entry in entries if not _is_hidden(entry)]
    return [name for _, name in sorted(shown)]


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    """Whether Windows hides it; there a look costs nothing."""
    if os.name != "nt" or not HIDDEN_ATTRIBUTES:
        return False
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & HIDDEN_ATTRIBUTES)


def identity_of(path: Path) -> FileIdentity | None:
    """What the path leads to; None when that cannot be found out."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


def is_system_file(name: str) -> bool:
    """Whether such a name is given by a system or a program to what is no document."""
    return any(fnmatch.fnmatchcase(name.lower(), one) for one in SYSTEM_FILES)


def is_system_folder(name: str) -> bool:
    """Likewise of a folder."""
    return any(fnmatch.fnmatchcase(name.lower(), one) for one in SYSTEM_FOLDERS)


def _is_skipped(path: Path) -> bool:
    """A pipe, socket or device, or a link that leads back to itself."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except ValueError:
        return False
    except OSError as error:
        winerror = getattr(error, "winerror", None)
        return error.errno == errno.ELOOP or winerror == CANNOT_RESOLVE
