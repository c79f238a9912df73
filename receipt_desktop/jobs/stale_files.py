"""Clean-up of stale files: the leftovers of terminated processes and of removed receipts.

The regular clean-up keeps files younger than an hour; symbolic links are not followed. Outside the
data folder, only the scratch folders of our own dead processes are deleted. Originals and page
pictures are deleted only with a tombstone (`receipt_desktop.files.tombstones`), the proof that a
person or an API client removed the receipt, and only while no row uses them. A missing row alone is
no proof.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from receipt_desktop.config.busy_files import delete_file, delete_tree, rename_path
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import get_machine_id
from receipt_desktop.domain.cleanup import CleanupResult, LeftoverFile
from receipt_desktop.files.originals import DELETING_PREFIX
from receipt_desktop.files.tombstones import Tombstone, Tombstones
from receipt_desktop.jobs.orphans import ListHashes
from receipt_desktop.reading.worker.worker_process import SCRATCH_PREFIX

log = logging.getLogger(__name__)

MIN_AGE_SECONDS = 3600.0
ORIGINAL_GRACE_SECONDS = 60.0
"""Minimum age of an original; the row of a younger one may not be written yet."""
TEMPORARY, SCRATCH_FOLDERS, PAGES, ORIGINAL = "temporary", "scratch", "pages", "original"
TEMPFILE_SUFFIX = "[a-z0-9_]{8}"
"""The random part of a name from Python's tempfile."""
TEMPORARY_IN_DATA = re.compile(
    rf"settings\.(?!json$){TEMPFILE_SUFFIX}|(?:api\.token|webhook\.secret)\.{TEMPFILE_SUFFIX}|\..+\.part"
)
TEMPORARY_IN_ORIGINALS = re.compile(rf"\.new-[0-9a-f]{{8}}-[0-9]+-{TEMPFILE_SUFFIX}")
TEMPORARY_IN_PAGES = re.compile(rf"(?:[0-9]+|thumb)\.jpg{TEMPFILE_SUFFIX}|\..+\.part")
STORED_NAME = re.compile(
    rf"(?P<gone>{re.escape(DELETING_PREFIX)})?(?P<hash>[0-9a-f]{{64}})(?:-[0-9]+|-p[0-9a-f]{{16}})?"
)
"""The name of an original or of a folder of page pictures, moved aside or not."""
SCRATCH_NAME = re.compile(
    rf"{SCRATCH_PREFIX}(?P<machine>[0-9a-f]{{8}})-(?P<pid>[0-9]+)-{TEMPFILE_SUFFIX}"
)


def find_stale_files(
    paths: Paths, hashes: ListHashes, age: float = MIN_AGE_SECONDS
) -> tuple[LeftoverFile, ...]:
    """Find stale files without deleting them; `age` is in seconds since the last write.

    Raises what `hashes` raises.
    """
    return tuple(_StaleFileSearch(paths, age).find_all(frozenset(hashes())))


def delete_stale_files(
    paths: Paths, hashes: ListHashes, age: float = MIN_AGE_SECONDS
) -> CleanupResult:
    """Delete stale files; failures are counted and skipped.

    Raises what `hashes` raises.
    """
    search = _StaleFileSearch(paths, age)
    return _delete_files(search.find_all(frozenset(hashes())), search, hashes)


def delete_removed_files(
    paths: Paths, removed: Collection[str], hashes: ListHashes
) -> CleanupResult:
    """Delete originals and page pictures by content hash; see `delete_stale_files`."""
    search = _StaleFileSearch(paths, ORIGINAL_GRACE_SECONDS)
    return _delete_files(search.find_of_hashes(removed, frozenset(hashes())), search, hashes)


def _delete_files(
    found: Iterable[LeftoverFile], search: _StaleFileSearch, hashes: ListHashes
) -> CleanupResult:
    count = size = failed = 0
    for leftover in found:
        try:
            gone = _delete_if_unused(leftover, search, hashes)
        except OSError as error:
            log.warning("could not delete %s: %s", leftover.path.name, error.strerror)
            failed += 1
            continue
        count, size = count + gone, size + gone * leftover.bytes
    return CleanupResult(count, size, failed)


def _delete_if_unused(leftover: LeftoverFile, search: _StaleFileSearch, hashes: ListHashes) -> bool:
    """Delete a leftover and return whether it was deleted; one still in use is moved back."""
    if not search.is_old_enough(leftover.path):
        return False
    found = STORED_NAME.fullmatch(leftover.path.name)
    if leftover.kind not in (PAGES, ORIGINAL) or found is None:
        _remove_path(leftover.path)
        return True
    # Moved aside first: a new submission of the same bytes then writes a new file.
    name = leftover.path.name.removeprefix(DELETING_PREFIX)
    place, aside = leftover.path.with_name(name), leftover.path.with_name(DELETING_PREFIX + name)
    if not found["gone"]:
        rename_path(leftover.path, aside)
    unwanted = found["hash"] not in hashes() and search.is_erasure_proven(aside, found["hash"])
    if not (unwanted and search.is_old_enough(aside)) and not place.exists():
        rename_path(aside, place)
        return False
    _remove_path(aside)
    return True


def _remove_path(path: Path) -> None:
    if path.is_dir():
        delete_tree(path)
    else:
        delete_file(path)


@dataclass(frozen=True, slots=True)
class _StaleFileSearch:
    """A search for stale files in one data folder."""

    paths: Paths
    age: float

    def find_all(self, used: frozenset[str]) -> Iterator[LeftoverFile]:
        """Find all stale files; `used` are the content hashes of the receipts."""
        proofs = Tombstones(self.paths).list_tombstones()
        yield from self._find_matching(self.paths.data, TEMPORARY_IN_DATA)
        yield from self._find_matching(self.paths.originals, TEMPORARY_IN_ORIGINALS)
        for folder in _list_folders(self.paths.originals):
            yield from self._find_matching(folder, TEMPORARY_IN_ORIGINALS)
            yield from self._find_superseded(folder)
            yield from self._find_unused(_list_entries(folder), used, ORIGINAL, proofs)
        for folder in _list_folders(self.paths.pages):
            yield from self._find_superseded(folder)
            for receipt in _list_folders(folder):
                yield from self._find_matching(receipt, TEMPORARY_IN_PAGES)
            yield from self._find_unused(_list_entries(folder), used, PAGES, proofs)
        yield from self._find_scratch_folders()

    def find_of_hashes(
        self, removed: Collection[str], used: frozenset[str]
    ) -> Iterator[LeftoverFile]:
        """Find the remaining files of these content hashes only."""
        proofs = Tombstones(self.paths).list_tombstones()
        for name in sorted(set(removed) & set(proofs)):
            original = self.paths.originals / name[:2] / name
            yield from self._find_unused([original] * original.exists(), used, ORIGINAL, proofs)
            pictures = sorted((self.paths.pages / name[:2]).glob(f"{name}*"))
            yield from self._find_unused(pictures, used, PAGES, proofs)

    def is_erasure_proven(self, path: Path, content_hash: str) -> bool:
        """Whether a tombstone still proves the removal of this file or its receipt."""
        proof = Tombstones(self.paths).read_tombstone(content_hash)
        return proof is not None and self._is_covered(path, proof)

    def _is_covered(self, path: Path, proof: Tombstone) -> bool:
        """Whether the tombstone covers this file, or the original of these page pictures."""
        if not path.is_dir():
            return proof.covers(path)
        original = self.paths.originals / proof.content_hash[:2] / proof.content_hash
        return not original.exists() or proof.covers(original)

    def is_old_enough(self, path: Path) -> bool:
        """Whether the last write is at least `age` ago; False for links and missing files."""
        try:
            last = max(entry.st_mtime for entry in _walk_stats(path))
        except (OSError, ValueError):
            return False
        return not path.is_symlink() and time.time() - last >= self.age

    def _find_matching(self, folder: Path, names: re.Pattern[str]) -> Iterator[LeftoverFile]:
        for path in _list_entries(folder):
            if names.fullmatch(path.name) and self.is_old_enough(path):
                yield LeftoverFile(path, _measure_size(path), TEMPORARY)

    def _find_superseded(self, folder: Path) -> Iterator[LeftoverFile]:
        """Find files moved aside by an interrupted clean-up and since written again."""
        for path in _list_entries(folder):
            place = path.with_name(path.name.removeprefix(DELETING_PREFIX))
            if (
                STORED_NAME.fullmatch(path.name)
                and place != path
                and place.exists()
                and self.is_old_enough(path)
            ):
                yield LeftoverFile(path, _measure_size(path), TEMPORARY)

    def _find_unused(
        self,
        found: Iterable[Path],
        used: frozenset[str],
        kind: str,
        proofs: Mapping[str, Tombstone],
    ) -> Iterator[LeftoverFile]:
        """Filter `found` for removed files that no row uses."""
        for path in found:
            name = STORED_NAME.fullmatch(path.name)
            proof = proofs.get(name["hash"]) if name else None
            if name is None or proof is None or proof.content_hash in used:
                continue
            is_duplicate = (
                name["gone"] and path.with_name(path.name.removeprefix(DELETING_PREFIX)).exists()
            )
            fits = path.is_dir() == (kind == PAGES) and not is_duplicate
            if fits and self._is_covered(path, proof) and self.is_old_enough(path):
                yield LeftoverFile(path, _measure_size(path), kind)

    def _find_scratch_folders(self) -> Iterator[LeftoverFile]:
        """Find folders of readers with a dead parent process, of any machine."""
        for path in _list_folders(Path(tempfile.gettempdir())):
            if _belongs_to_dead_process(path) and self.is_old_enough(path):
                yield LeftoverFile(path, _measure_size(path), SCRATCH_FOLDERS)


def delete_scratch_folders() -> int:
    """Delete scratch folders of dead readers of this machine at any age; return their number."""
    dead = [
        path
        for path in _list_folders(Path(tempfile.gettempdir()))
        if path.name.startswith(f"{SCRATCH_PREFIX}{get_machine_id()}-")
        and _belongs_to_dead_process(path)
    ]
    for path in dead:
        shutil.rmtree(path, ignore_errors=True)
    return len(dead)


def _belongs_to_dead_process(path: Path) -> bool:
    """Whether the folder is of a reader with a dead parent process and of this user."""
    found = SCRATCH_NAME.fullmatch(path.name)
    return (
        found is not None and not psutil.pid_exists(int(found["pid"])) and _is_owned_by_user(path)
    )


def _list_entries(folder: Path) -> list[Path]:
    """List the entries of a folder in order; empty for a link or a missing folder."""
    try:
        return [] if folder.is_symlink() else sorted(folder.iterdir())
    except OSError:
        return []


def _list_folders(folder: Path) -> list[Path]:
    return [path for path in _list_entries(folder) if path.is_dir() and not path.is_symlink()]


def _is_owned_by_user(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _walk_stats(path: Path) -> Iterator[os.stat_result]:
    """Return the status of a path and of everything below it."""
    own = path.lstat()
    yield own
    if stat.S_ISDIR(own.st_mode):
        for inside in path.rglob("*"):
            yield inside.lstat()


def _measure_size(path: Path) -> int:
    """Return the total size of all files in bytes."""
    try:
        return sum(entry.st_size for entry in _walk_stats(path) if stat.S_ISREG(entry.st_mode))
    except OSError:
        return 0
