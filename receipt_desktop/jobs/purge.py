"""Permanent deletion of removed receipts that can no longer be restored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from receipt_desktop.config.paths import Paths
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.tombstones import Erasure
from receipt_desktop.jobs.orphans import find_unknown_hashes
from receipt_desktop.jobs.reading_cache import ReadingCache
from receipt_desktop.jobs.stale_files import delete_removed_files, delete_stale_files
from receipt_desktop.store.store import Store

RESTORE_PERIOD = timedelta(days=1)
"""How long a running program keeps removed receipts for undo."""


def drop_cached_readings(hashes: Iterable[str], cache: ReadingCache) -> None:
    """Delete the cached readings of unused content hashes; a clean-up deletes their files."""
    for content_hash in hashes:
        cache.forget_readings(content_hash)


def purge_at_start(
    paths: Paths, store: Store, originals: Originals, cache: ReadingCache, *, shared: bool
) -> None:
    """Purge removed receipts at the start of the program, which ends their undo.

    `shared`: other machines use the same database and may still restore receipts, so those
    removed within `RESTORE_PERIOD` are kept.
    """
    originals.restore_moved_files()
    originals.reconcile_tombstones(store.list_present_hashes)
    purged = store.purge_removed(RESTORE_PERIOD if shared else timedelta())
    drop_cached_readings(purged, cache)
    delete_removed_files(paths, purged, store.list_content_hashes)


def purge_expired(
    paths: Paths, store: Store, originals: Originals, cache: ReadingCache, *, shared: bool = False
) -> None:
    """Purge receipts removed before `RESTORE_PERIOD` and stale files; runs once an hour.

    `shared`: other machines use the same database; their erasures are applied here too.
    """
    drop_cached_readings(store.purge_removed(RESTORE_PERIOD), cache)
    originals.reconcile_tombstones(store.list_present_hashes)
    if shared:
        import_remote_erasures(paths, store, originals)
    originals.clear_shared_storage(store.list_content_hashes)
    delete_stale_files(paths, store.list_content_hashes)


def import_remote_erasures(paths: Paths, store: Store, originals: Originals) -> None:
    """Record the erasures by other machines, from the audit log of the shared database.

    The machine that removed a receipt clears the shared storage.
    """
    found = find_unknown_hashes(paths, store.list_content_hashes) - set(
        originals.tombstones.list_tombstones()
    )
    erased = [
        erasure
        for erasure in store.find_erasures(found)
        if not _is_stored_since(erasure, originals)
    ]
    originals.tombstones.record_erasures(erased, shared_cleared=True)


def _is_stored_since(erasure: Erasure, originals: Originals) -> bool:
    """Whether the original was stored here after the erasure."""
    try:
        modified = originals.original_path(erasure.content_hash).stat().st_mtime
    except OSError:
        return False
    return modified > erasure.at.timestamp()
