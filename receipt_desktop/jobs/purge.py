"""Permanently deletes what was removed, once it can no longer be restored."""

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
"""How long a program that goes on keeps what was removed, for the undo."""


def drop_cached_readings(hashes: Iterable[str], cache: ReadingCache) -> None:
    """What was read of these bytes, which no receipt uses; their files go with a clean-up."""
    for content_hash in hashes:
        cache.forget_readings(content_hash)


def purge_at_start(
    paths: Paths, store: Store, originals: Originals, cache: ReadingCache, *, shared: bool
) -> None:
    """At the start: what was removed before can no longer be restored, but on other machines.

    `shared`: they use the same database.
    """
    originals.restore_moved_files()
    originals.reconcile_tombstones(store.list_present_hashes)
    purged = store.purge_removed(RESTORE_PERIOD if shared else timedelta())
    drop_cached_readings(purged, cache)
    delete_removed_files(paths, purged, store.list_content_hashes)


def purge_expired(
    paths: Paths, store: Store, originals: Originals, cache: ReadingCache, *, shared: bool = False
) -> None:
    """Once an hour: what was removed long ago, and files that belong to nobody.

    `shared`: other machines use the same database, and what they removed goes here too.
    """
    drop_cached_readings(store.purge_removed(RESTORE_PERIOD), cache)
    originals.reconcile_tombstones(store.list_present_hashes)
    if shared:
        import_remote_erasures(paths, store, originals)
    originals.clear_shared_storage(store.list_content_hashes)
    delete_stale_files(paths, store.list_content_hashes)


def import_remote_erasures(paths: Paths, store: Store, originals: Originals) -> None:
    """Record here what another machine removed: the audit log of the shared database says so.

    The shared storage is cleared by the machine on which the receipt was removed.
    """
    found = find_unknown_hashes(paths, store.list_content_hashes) - set(
        originals.tombstones.list_tombstones()
    )
    erased = [one for one in store.find_erasures(found) if not _is_stored_since(one, originals)]
    originals.tombstones.record_erasures(erased, shared_cleared=True)


def _is_stored_since(erasure: Erasure, originals: Originals) -> bool:
    """Whether the original was kept here after that."""
    try:
        modified = originals.original_path(erasure.content_hash).stat().st_mtime
    except OSError:
        return False
    return modified > erasure.at.timestamp()
