"""Orphans of a lost database: originals without a receipt, receipts without an original."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.config.paths import CONTENT_HASH_PATTERN, Paths
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.files.tombstones import Tombstones

ListHashes = Callable[[], Collection[str]]
"""Returns the content hashes of all rows, including removed ones that can be restored."""
FOLDER_NAME = re.compile(r"[0-9a-f]{2}")
"""The names of the folders in `originals/`."""


def list_originals(paths: Paths) -> dict[str, Path]:
    """Return all files in `originals/` with the name of an original, by content hash."""
    folders = [
        folder for folder in _list_entries(paths.originals) if FOLDER_NAME.fullmatch(folder.name)
    ]
    return {
        path.name: path
        for folder in folders
        for path in _list_entries(folder)
        if CONTENT_HASH_PATTERN.fullmatch(path.name) and path.is_file() and not path.is_symlink()
    }


def find_unknown_hashes(paths: Paths, hashes: ListHashes) -> set[str]:
    """Return the content hashes of originals and page pictures here that no row uses.

    Raises what `hashes` raises.
    """
    pictures = (
        path.name[:64] for folder in _list_entries(paths.pages) for path in _list_entries(folder)
    )
    here = {*list_originals(paths), *filter(CONTENT_HASH_PATTERN.fullmatch, pictures)}
    return here - frozenset(hashes()) if here else set()


def find_unknown_originals(paths: Paths, hashes: ListHashes) -> dict[str, Path]:
    """Return the stored originals that no row uses. Raises what `hashes` raises.

    Files are listed before rows, so that a file that is being submitted has its row by then.
    """
    stored = list_originals(paths)
    used = frozenset(hashes()) if stored else frozenset()
    return {name: path for name, path in stored.items() if name not in used}


def find_orphans(
    paths: Paths, hashes: ListHashes, names: Callable[[Collection[str]], Mapping[str, str]]
) -> tuple[OrphanedOriginal, ...]:
    """Return the originals that no row uses and that were not removed, ordered by date.

    `names` returns the known file names of content hashes. Raises what `names` and `hashes` raise.
    """
    unknown, proofs = find_unknown_originals(paths, hashes), Tombstones(paths).list_tombstones()
    found = {
        name: path
        for name, path in unknown.items()
        if name not in proofs or not proofs[name].covers(path)
    }
    known = names(found) if found else {}
    made = (_make_orphan(name, path, known.get(name, "")) for name, path in found.items())
    return tuple(
        sorted(filter(None, made), key=lambda orphan: (orphan.modified, orphan.content_hash))
    )


def count_lost_originals(paths: Paths, present: ListHashes) -> int:
    """Count the missing originals of receipts on the list. Raises what `present` raises."""
    used = frozenset(present())
    return len(used - set(list_originals(paths)))


def _make_orphan(content_hash: str, path: Path, name: str) -> OrphanedOriginal | None:
    try:
        status = path.stat()
    except OSError:
        return None
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return OrphanedOriginal(path, content_hash, status.st_size, modified, name)


def _list_entries(folder: Path) -> list[Path]:
    """List the entries of a folder; empty for a link or a missing folder."""
    try:
        return [] if folder.is_symlink() else sorted(folder.iterdir())
    except OSError:
        return []
