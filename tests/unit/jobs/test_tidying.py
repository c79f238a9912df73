"""What was removed goes when nobody can bring it back any more, here and on the shelf."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from receipt_desktop.jobs import tidying
from receipt_desktop.jobs.cache import Cache
from receipt_desktop.jobs.cleanup import AGE_SECONDS
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Priority, Query, Receipt, Wish
from receipt_desktop.redis_address import Address
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.shelf import Shelf
from receipt_desktop.store.store import Store
from receipt_desktop.store.tables import ReceiptRow

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Place:
    paths: Paths
    store: Store
    originals: Originals
    cache: Cache
    shelf: Path

    def added(self, content: str) -> Receipt:
        kept = self.originals.keep_bytes(content.encode())
        path = str(kept.path)
        return self.store.add(content, kept.content_hash, path, Priority.NORMAL, Wish())

    def here(self, receipt: Receipt) -> Path:
        return self.originals.path_of(receipt.content_hash)

    def there(self, receipt: Receipt) -> bool:
        """Whether other machines find its file."""
        return any(path.name == receipt.content_hash for path in self.shelf.rglob("*"))

    def tidy(self) -> None:
        tidying.tidy(self.paths, self.store, self.originals, self.cache)

    def removed(self, receipt: Receipt, ago: timedelta) -> None:
        """As if it was removed then."""
        self.store.remove([receipt.id])
        then = datetime.now(UTC) - ago
        wanted = update(ReceiptRow).where(ReceiptRow.id == receipt.id)
        with self.store._change() as (session, _):
            session.execute(wanted.values(removed_at=then))


@pytest.fixture
def place(paths: Paths, tmp_path: Path, redis_address: Address) -> Iterator[Place]:
    store = Store(f"sqlite:///{paths.database}")
    cache = Cache(redis_address, "secret", paths.data)
    shelf = tmp_path / "shared"
    made = Place(paths, store, Originals(paths, Shelf(str(shelf))), cache, shelf)
    made.added("another one, or no row is trusted")
    yield made
    cache.close()
    store.close()


def aged(path: Path) -> None:
    then = time.time() - AGE_SECONDS - 1
    os.utime(path, (then, then))


def test_an_erased_one_goes_with_its_files(place: Place) -> None:
    receipt = place.added("one")
    tidying.forget(place.store.erase([receipt.id]), place.originals, place.cache)
    place.tidy()
    assert not place.there(receipt)
    assert place.here(receipt).exists()  # too young: somebody may just be giving it again
    aged(place.here(receipt))
    place.tidy()
    assert not place.here(receipt).exists()


def test_one_that_is_given_again_meanwhile_stays(place: Place) -> None:
    receipt = place.added("one")
    tidying.forget(place.store.erase([receipt.id]), place.originals, place.cache)
    again = place.added("one")
    aged(place.here(again))
    place.tidy()
    assert place.there(again)
    assert place.here(again).exists()


def test_what_can_be_brought_back_is_kept_for_a_day(place: Place) -> None:
    young, old = place.added("young"), place.added("old")
    place.removed(young, tidying.RESTORABLE - HOUR)
    place.removed(old, tidying.RESTORABLE + HOUR)
    for receipt in (young, old):
        aged(place.here(receipt))
    place.tidy()
    assert [place.here(one).exists() for one in (young, old)] == [True, False]
    assert [place.there(one) for one in (young, old)] == [True, False]
    assert [one.id for one in place.store.restore([young.id, old.id])] == [young.id]


@pytest.mark.parametrize(("shared", "back"), [(False, 0), (True, 1)])
def test_a_start_forgets_what_was_removed_but_not_what_another_machine_may_bring_back(
    place: Place, shared: bool, back: int
) -> None:
    receipt = place.added("one")
    place.store.remove([receipt.id])
    tidying.forget_removed(place.store, place.originals, place.cache, shared=shared)
    assert len(place.store.restore([receipt.id])) == back
    assert place.here(receipt).exists() is shared
    assert len(place.store.receipts(Query())) == 1 + back


def test_the_files_of_the_very_last_one_go_too(paths: Paths, redis_address: Address) -> None:
    store, originals = Store(f"sqlite:///{paths.database}"), Originals(paths)
    cache = Cache(redis_address, "secret", paths.data)
    kept = originals.keep_bytes(b"the only one")
    receipt = store.add("a.jpg", kept.content_hash, str(kept.path), Priority.NORMAL, Wish())
    page = paths.pages / kept.content_hash[:2] / kept.content_hash / "0.jpg"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"page")
    tidying.forget(store.erase([receipt.id]), originals, cache)
    for path in (kept.path, page, page.parent):
        aged(path)
    for _ in range(2):
        tidying.tidy(paths, store, originals, cache)
    assert not kept.path.exists()
    assert not page.parent.exists()
    assert list(paths.removed.iterdir()) == []
    cache.close()
    store.close()
