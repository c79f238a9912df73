"""Files that belong to nobody, found and deleted: what a killed program leaves behind.

Nothing younger than an hour is touched, no symbolic link is followed, and nothing outside the data
folder but the scratch folders of our own dead processes. Originals and page pictures go only with
proof that a person or an API client removed the receipt (`receipt_desktop.store.erasures`), and
only while no row uses them: that no row knows them proves nothing.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from receipt_desktop.health import Cleaned, Leftover
from receipt_desktop.paths import Paths
from receipt_desktop.reading.process import SCRATCH
from receipt_desktop.role import machine
from receipt_desktop.store.erasures import Erasures, Proof
from receipt_desktop.store.originals import GONE

log = logging.getLogger(__name__)

AGE_SECONDS = 3600.0
YOUNG_SECONDS = 60.0
"""An original younger than this may be about to get its row."""
TEMPORARY, SCRATCHES, PAGES, ORIGINAL = "temporary", "scratch", "pages", "original"
RANDOM = "[a-z0-9_]{8}"
"""What Python's tempfile makes of a name."""
IN_DATA = re.compile(
    rf"settings\.(?!json$){RANDOM}|(?:api\.token|webhook\.secret)\.{RANDOM}|\..+\.part"
)
IN_ORIGINALS = re.compile(rf"\.new-[0-9a-f]{{8}}-[0-9]+-{RANDOM}")
IN_PAGES = re.compile(rf"(?:[0-9]+|thumb)\.jpg{RANDOM}")
KEPT = re.compile(rf"(?P<gone>{re.escape(GONE)})?(?P<hash>[0-9a-f]{{64}})(?:-[0-9]+)?")
"""An original, or the folder of a receipt's page pictures; or one that was moved aside."""
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
    return _delete_all(search.all(frozenset(hashes())), search, hashes)


def delete_removed(paths: Paths, removed: Collection[str], hashes: Hashes) -> Cleaned:
    """Delete the originals and page pictures of these content hashes, as `clean_up` does."""
    search = _Search(paths, YOUNG_SECONDS)
    return _delete_all(search.of(removed, frozenset(hashes())), search, hashes)


def _delete_all(found: Iterable[Leftover], search: _Search, hashes: Hashes) -> Cleaned:
    count = size = failed = 0
    for leftover in found:
        try:
            gone = _delete(leftover, search, hashes)
        except OSError as error:
            log.info("%s could not be deleted: %s", leftover.path.name, error.strerror)
            failed += 1
            continue
        count, size = count + gone, size + gone * leftover.bytes
    return Cleaned(count, size, failed)


def _delete(leftover: Leftover, search: _Search, hashes: Hashes) -> bool:
    """Whether it went; one that is wanted after all is back in its place."""
    if not search.old(leftover.path):
        return False
    found = KEPT.fullmatch(leftover.path.name)
    if leftover.kind not in (PAGES, ORIGINAL) or found is None:
        _remove(leftover.path)
        return True
    # Moved aside first: whoever keeps the same bytes from now on writes them anew.
    name = leftover.path.name.removeprefix(GONE)
    place, aside = leftover.path.with_name(name), leftover.path.with_name(GONE + name)
    if not found["gone"]:
        leftover.path.rename(aside)
    unwanted = found["hash"] not in hashes() and search.proven(aside, found["hash"])
    if not (unwanted and search.old(aside)) and not place.exists():
        aside.rename(place)
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
        """Everything that belongs to nobody; receipts have the content hashes `used`."""
        proofs = Erasures(self.paths).proofs()
        yield from self._matching(self.paths.data, IN_DATA)
        yield from self._matching(self.paths.originals, IN_ORIGINALS)
        for folder in _folders(self.paths.originals):
            yield from self._matching(folder, IN_ORIGINALS)
            yield from self._doubles(folder)
            yield from self._unused(_entries(folder), used, ORIGINAL, proofs)
        for folder in _folders(self.paths.pages):
            yield from self._doubles(folder)
            for receipt in _folders(folder):
                yield from self._matching(receipt, IN_PAGES)
            yield from self._unused(_entries(folder), used, PAGES, proofs)
        yield from self._scratches()

    def of(self, removed: Collection[str], used: frozenset[str]) -> Iterator[Leftover]:
        """What is left of these content hashes alone."""
        proofs = Erasures(self.paths).proofs()
        for name in sorted(set(removed) & set(proofs)):
            original = self.paths.originals / name[:2] / name
            yield from self._unused([original] * original.exists(), used, ORIGINAL, proofs)
            pictures = sorted((self.paths.pages / name[:2]).glob(f"{name}*"))
            yield from self._unused(pictures, used, PAGES, proofs)

    def proven(self, path: Path, content_hash: str) -> bool:
        """Whether there still is a proof that this file, or its receipt, was given up."""
        proof = Erasures(self.paths).proof(content_hash)
        return proof is not None and self._covered(path, proof)

    def _covered(self, path: Path, proof: Proof) -> bool:
        """A folder of page pictures goes with its original."""
        if not path.is_dir():
            return proof.covers(path)
        original = self.paths.originals / proof.content_hash[:2] / proof.content_hash
        return not original.exists() or proof.covers(original)

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

    def _doubles(self, folder: Path) -> Iterator[Leftover]:
        """What a clean-up that was killed had moved aside and what is there anew since."""
        for path in _entries(folder):
            place = path.with_name(path.name.removeprefix(GONE))
            if KEPT.fullmatch(path.name) and place != path and place.exists() and self.old(path):
                yield Leftover(path, _size(path), TEMPORARY)

    def _unused(
        self,
        found: Iterable[Path],
        used: frozenset[str],
        kind: str,
        proofs: Mapping[str, Proof],
    ) -> Iterator[Leftover]:
        """Those of `found` that were given up and that no row uses."""
        for path in found:
            name = KEPT.fullmatch(path.name)
            proof = proofs.get(name["hash"]) if name else None
            if name is None or proof is None or proof.content_hash in used:
                continue
            double = name["gone"] and path.with_name(path.name.removeprefix(GONE)).exists()
            fits = path.is_dir() == (kind == PAGES) and not double
            if fits and self._covered(path, proof) and self.old(path):
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
