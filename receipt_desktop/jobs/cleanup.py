"""Files that belong to nobody, found and deleted: what a killed program leaves behind.

Nothing younger than an hour is touched, no symbolic link is followed, and nothing outside the data
folder but the scratch folders of our own dead processes. Originals and page pictures go only when
the rows can be trusted: not beside a database that was found damaged, not without any row.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from receipt_desktop.health import Cleaned, Leftover
from receipt_desktop.paths import Paths
from receipt_desktop.reading.process import SCRATCH
from receipt_desktop.role import machine

log = logging.getLogger(__name__)

AGE_SECONDS = 3600.0
TEMPORARY, SCRATCHES, PAGES, ORIGINAL = "temporary", "scratch", "pages", "original"
GONE = ".gone-"
"""Begins the name of what is about to be deleted."""
RANDOM = "[a-z0-9_]{8}"
"""What Python's tempfile makes of a name."""
IN_DATA = re.compile(
    rf"settings\.(?!json$){RANDOM}|(?:api\.token|webhook\.secret)\.{RANDOM}|\..+\.part"
)
IN_ORIGINALS = re.compile(rf"\.new-[0-9a-f]{{8}}-[0-9]+-{RANDOM}|{re.escape(GONE)}.+")
IN_PAGES = re.compile(rf"(?:[0-9]+|thumb)\.jpg{RANDOM}")
KEPT = re.compile(r"(?P<hash>[0-9a-f]{64})(?:-[0-9]+)?")
"""An original, or the folder of a receipt's page pictures."""
OF_PROCESS = re.compile(rf"{SCRATCH}(?P<machine>[0-9a-f]{{8}})-(?P<pid>[0-9]+)-{RANDOM}")

Hashes = Callable[[], Collection[str]]
"""The content hashes of all rows, removed ones that can be restored included."""


def leftovers(paths: Paths, hashes: Hashes, age: float = AGE_SECONDS) -> tuple[Leftover, ...]:
    """All of them, nothing is deleted. `age` in seconds since they were last written to.

    Raises what `hashes` raises.
    """
    return tuple(_Search(paths, age).all(frozenset(hashes())))


def clean_up(paths: Paths, hashes: Hashes, age: float = AGE_SECONDS) -> Cleaned:
    """Delete them; one that resists is counted and left. Raises what `hashes` raises."""
    search = _Search(paths, age)
    count = size = failed = 0
    for leftover in search.all(frozenset(hashes())):
        try:
            gone = _delete(leftover, search, hashes)
        except OSError as error:
            log.info("%s could not be deleted: %s", leftover.path.name, error.strerror)
            failed += 1
            continue
        count, size = count + gone, size + gone * leftover.bytes
    return Cleaned(count, size, failed)


def _delete(leftover: Leftover, search: _Search, hashes: Hashes) -> bool:
    """Whether it went; one that somebody wants after all is back in its place."""
    if not search.old(leftover.path):
        return False
    if leftover.kind not in (PAGES, ORIGINAL):
        _remove(leftover.path)
        return True
    # Moved aside first: whoever keeps the same bytes from now on writes them anew.
    aside = leftover.path.with_name(GONE + leftover.path.name)
    leftover.path.rename(aside)
    found = KEPT.fullmatch(leftover.path.name)
    wanted = found is None or found["hash"] in hashes() or not search.old(aside)
    if wanted and not leftover.path.exists():
        aside.rename(leftover.path)
        return False
    _remove(aside)
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Search:
    """Through one data folder."""

    paths: Paths
    age: float

    def all(self, used: frozenset[str]) -> Iterator[Leftover]:
        """Everything that belongs to nobody, of the receipts with other hashes than these."""
        yield from self._matching(self.paths.data, IN_DATA)
        yield from self._matching(self.paths.originals, IN_ORIGINALS)
        trusted = bool(used) and not any(self.paths.data.glob("*.damaged-*"))
        given_up = None if trusted else frozenset(one.name for one in _entries(self.paths.removed))
        for folder in _folders(self.paths.originals):
            yield from self._matching(folder, IN_ORIGINALS)
            yield from self._unused(folder, used, ORIGINAL, given_up)
        for folder in _folders(self.paths.pages):
            yield from self._matching(folder, IN_ORIGINALS)
            for receipt in _folders(folder):
                yield from self._matching(receipt, IN_PAGES)
            yield from self._unused(folder, used, PAGES, given_up)
        yield from self._scratches()

    def old(self, path: Path) -> bool:
        """Whether nothing in it was written within the age; False for a link or what is gone."""
        try:
            last = max(entry.st_mtime for entry in _stats(path))
        except (OSError, ValueError):
            return False
        return not path.is_symlink() and time.time() - last >= self.age

    def _matching(self, folder: Path, names: re.Pattern[str]) -> Iterator[Leftover]:
        for path in _entries(folder):
            if names.fullmatch(path.name) and self.old(path):
                yield Leftover(path, _size(path), TEMPORARY)

    def _unused(
        self, folder: Path, used: frozenset[str], kind: str, given_up: frozenset[str] | None
    ) -> Iterator[Leftover]:
        """Where the rows cannot be trusted, only those that were `given_up`."""
        for path in _entries(folder):
            found = KEPT.fullmatch(path.name)
            if not found or path.is_dir() != (kind == PAGES) or found["hash"] in used:
                continue
            if (given_up is None or found["hash"] in given_up) and self.old(path):
                yield Leftover(path, _size(path), kind)

    def _scratches(self) -> Iterator[Leftover]:
        """Folders of readers whose parent process is no more, at whatever machine they were."""
        for path in _folders(Path(tempfile.gettempdir())):
            if _of_dead(path) and self.old(path):
                yield Leftover(path, _size(path), SCRATCHES)


def tidy_scratches() -> int:
    """Delete the folders of dead readers of this machine, however young; how many."""
    dead = [
        path
        for path in _folders(Path(tempfile.gettempdir()))
        if path.name.startswith(f"{SCRATCH}{machine()}-") and _of_dead(path)
    ]
    for path in dead:
        shutil.rmtree(path, ignore_errors=True)
    return len(dead)


def _of_dead(path: Path) -> bool:
    """Whether it is of a reader whose parent process is no more, and of this user."""
    found = OF_PROCESS.fullmatch(path.name)
    return found is not None and not psutil.pid_exists(int(found["pid"])) and _ours(path)


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, in order; nothing for a link or where there is none."""
    try:
        return [] if folder.is_symlink() else sorted(folder.iterdir())
    except OSError:
        return []


def _folders(folder: Path) -> list[Path]:
    return [path for path in _entries(folder) if path.is_dir() and not path.is_symlink()]


def _ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _stats(path: Path) -> Iterator[os.stat_result]:
    """Of itself and of everything below it."""
    own = path.lstat()
    yield own
    if stat.S_ISDIR(own.st_mode):
        for inside in path.rglob("*"):
            yield inside.lstat()


def _size(path: Path) -> int:
    """Bytes of all files in it."""
    try:
        return sum(entry.st_size for entry in _stats(path) if stat.S_ISREG(entry.st_mode))
    except OSError:
        return 0
