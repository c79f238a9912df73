"""Permanently deletes what was removed, once it can no longer be restored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from receipt_desktop.jobs.cache import Cache
from receipt_desktop.jobs.cleanup import clean_up, delete_removed
from receipt_desktop.jobs.orphans import unknown_hashes
from receipt_desktop.paths import Paths
from receipt_desktop.store.erasures import Erasure
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store

RESTORABLE = timedelta(days=1)
"""How long a program that goes on keeps what was removed, for the undo."""


def forget(hashes: Iterable[str], cache: Cache) -> None:
    """What was read of these bytes, which no receipt uses; their files go with a clean-up."""
    for content_hash in hashes:
        cache.forget(content_hash)


def forget_removed(
    paths: Paths, store: Store, originals: Originals, cache: Cache, *, shared: bool
) -> None:
    """At the start: what was removed before can no longer be restored, but on other machines.

    `shared`: they use the same database.
    """
    originals.put_back()
    originals.reconcile(store.present_hashes)
    purged = store.purge_removed(RESTORABLE if shared else timedelta())
    forget(purged, cache)
    delete_removed(paths, purged, store.hashes)


def tidy(
    paths: Paths, store: Store, originals: Originals, cache: Cache, *, shared: bool = False
) -> None:
    """Once an hour: what was removed long ago, and files that belong to nobody.

    `shared`: other machines use the same database, and what they removed goes here too.
    """
    forget(store.purge_removed(RESTORABLE), cache)
    originals.reconcile(store.present_hashes)
    if shared:
        adopt_erasures(paths, store, originals)
    originals.clear_shelf(store.hashes)
    clean_up(paths, store.hashes)


def adopt_erasures(paths: Paths, store: Store, originals: Originals) -> None:
    """Record here what another machine removed: the audit log of the shared database says so.

    The shared storage is cleared by the machine on which the receipt was removed.
    """
    found = unknown_hashes(paths, store.hashes) - set(originals.erasures.proofs())
    erased = [one for one in store.erasures(found) if not _kept_since(one, originals)]
    originals.erasures.record(erased, shared_cleared=True)


def _kept_since(erasure: Erasure, originals: Originals) -> bool:
    """Whether the original was kept here after that."""
    try:
        modified = originals.path_of(erasure.content_hash).stat().st_mtime
    except OSError:
        return False
    return modified > erasure.at.timestamp()
