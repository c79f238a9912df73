"""What was removed goes when nobody can bring it back any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from receipt_desktop.jobs.cache import Cache
from receipt_desktop.jobs.cleanup import clean_up
from receipt_desktop.paths import Paths
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store

RESTORABLE = timedelta(days=1)
"""How long a program that goes on keeps what was removed, for the undo."""


def forget(hashes: Iterable[str], originals: Originals, cache: Cache) -> None:
    """What was read of these bytes, which no receipt uses; their files go with a clean-up."""
    for content_hash in hashes:
        originals.give_up(content_hash)
        cache.forget(content_hash)


def forget_removed(store: Store, originals: Originals, cache: Cache, *, shared: bool) -> None:
    """What was removed before this program began nobody can bring back, but on other machines.

    `shared`: they use the same database.
    """
    for content_hash in store.purge_removed(RESTORABLE if shared else timedelta()):
        originals.remove(content_hash)
        cache.forget(content_hash)


def tidy(paths: Paths, store: Store, originals: Originals, cache: Cache) -> None:
    """Once an hour: what was removed long ago, and files that belong to nobody."""
    forget(store.purge_removed(RESTORABLE), originals, cache)
    originals.clear_shelf(store.hashes)
    clean_up(paths, store.hashes)
