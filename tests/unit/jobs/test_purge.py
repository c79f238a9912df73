"""What was removed goes when nobody can bring it back any more, here and on the shelf."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update

from receipt_desktop.broker.address import RedisAddress
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.shared_storage import SharedStorage
from receipt_desktop.jobs import purge
from receipt_desktop.jobs.reading_cache import ReadingCache
from receipt_desktop.jobs.stale_files import MIN_AGE_SECONDS
from receipt_desktop.store.store import Store
from receipt_desktop.store.tables import ReceiptRow
from tests.databases import open_store

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Place:
    paths: Paths
    store: Store
    originals: Originals
    cache: ReadingCache
    shelf: Path

    def added(self, content: str) -> Receipt:
        kept = self.originals.store_bytes(content.encode())
        return self.store.add_receipt(content, kept.content_hash, Priority.NORMAL, ReadOptions())

    def here(self, receipt: Receipt) -> Path:
        return self.originals.original_path(receipt.content_hash)

    def there(self, receipt: Receipt) -> bool:
        """Whether other machines find its file."""
        return any(path.name == receipt.content_hash for path in self.shelf.rglob("*"))

    def tidy(self) -> None:
        purge.purge_expired(self.paths, self.store, self.originals, self.cache)

    def erase(self, receipt: Receipt) -> None:
        prove = self.originals.tombstones.record_erasures
        purge.drop_cached_readings(
            self.store.erase_receipts([receipt.id], "api:shop", prove), self.cache
        )

    def remove(self, receipt: Receipt) -> None:
        self.store.remove_receipts(
            [receipt.id], "window:test", self.originals.tombstones.record_erasures
        )

    def start(self, *, shared: bool = False) -> None:
        purge.purge_at_start(self.paths, self.store, self.originals, self.cache, shared=shared)

    def removed(self, receipt: Receipt, ago: timedelta) -> None:
        """As if it was removed then."""
        self.remove(receipt)
        then = datetime.now(UTC) - ago
        wanted = update(ReceiptRow).where(ReceiptRow.id == receipt.id)
        with self.store._transaction() as (session, _):
            session.execute(wanted.values(removed_at=then))


@pytest.fixture
def place(paths: Paths, tmp_path: Path, redis_address: RedisAddress) -> Iterator[Place]:
    store = open_store(paths.database)
    cache = ReadingCache(redis_address, "secret", paths.data)
    shelf = tmp_path / "shared"
    made = Place(paths, store, Originals(paths, SharedStorage(str(shelf))), cache, shelf)
    made.added("another one")
    yield made
    cache.close()
    store.close()


def copied(place: Place, folder: Path) -> Path:
    """A copy of the database as it is now."""
    with place.store._read_session() as session:
        session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return Path(shutil.copy(place.paths.database, folder / "copy.db"))


@contextmanager
def put_back(place: Place, copy: Path) -> Iterator[Place]:
    """The copy in the place of the database, opened again."""
    place.store.close()
    for file in place.paths.data.glob("receipts.db*"):
        file.unlink()
    shutil.copy(copy, place.paths.database)
    store = open_store(place.paths.database)
    yield replace(place, store=store)
    store.close()


def aged(path: Path) -> None:
    then = time.time() - MIN_AGE_SECONDS - 1
    os.utime(path, (then, then))


def test_an_erased_one_goes_with_its_files(place: Place) -> None:
    receipt = place.added("one")
    place.erase(receipt)
    proof = json.loads((place.paths.removed / receipt.content_hash).read_text(encoding="utf-8"))
    assert (proof["receipts"], proof["by"]) == ([receipt.id], "api:shop")
    place.tidy()
    assert not place.there(receipt)
    assert place.here(receipt).exists()  # too young: somebody may just be giving it again
    aged(place.here(receipt))
    place.tidy()
    assert not place.here(receipt).exists()


def test_one_that_is_given_again_meanwhile_stays(place: Place) -> None:
    receipt = place.added("one")
    place.erase(receipt)
    again = place.added("one")
    aged(place.here(again))
    place.tidy()
    assert place.there(again)
    assert place.here(again).exists()


def test_removed_receipts_are_kept_for_a_day(place: Place) -> None:
    young, old = place.added("young"), place.added("old")
    place.removed(young, purge.RESTORE_PERIOD - HOUR)
    place.removed(old, purge.RESTORE_PERIOD + HOUR)
    for receipt in (young, old):
        aged(place.here(receipt))
    place.tidy()
    assert [place.here(one).exists() for one in (young, old)] == [True, False]
    assert [place.there(one) for one in (young, old)] == [True, False]
    assert [one.id for one in place.store.restore_receipts([young.id, old.id])] == [young.id]


@pytest.mark.parametrize(("shared", "back"), [(False, 0), (True, 1)])
def test_a_start_forgets_what_was_removed_but_not_what_another_machine_may_bring_back(
    place: Place, shared: bool, back: int
) -> None:
    receipt = place.added("one")
    aged(place.here(receipt))
    place.remove(receipt)
    place.start(shared=shared)
    assert len(place.store.restore_receipts([receipt.id])) == back
    assert place.here(receipt).exists() is shared
    assert len(place.store.find_receipts(ReceiptQuery())) == 1 + back


def test_what_was_removed_and_restored_is_not_purged_by_an_old_copy_of_the_database(
    paths: Paths, place: Place, tmp_path: Path
) -> None:
    """The copy says that it is removed; the person has restored it since."""
    receipt = place.added("one")
    place.remove(receipt)
    old = copied(place, tmp_path)
    place.store.restore_receipts([receipt.id])
    place.originals.withdraw_removals([receipt.content_hash])
    with put_back(place, old) as again:
        for kept in paths.originals.rglob("*"):
            aged(kept)
        again.start()
        again.tidy()
        assert again.store.find_receipts(ReceiptQuery(ids=(receipt.id,))) == []
        assert again.here(receipt).read_text() == "one"
        assert again.there(receipt)


def test_what_was_erased_and_submitted_again_is_not_lost_with_the_rows(
    place: Place, tmp_path: Path
) -> None:
    receipt = place.added("one")
    place.erase(receipt)
    old = copied(place, tmp_path)
    again = place.added("one")
    with put_back(place, old) as back:
        aged(back.here(again))
        back.start()
        back.tidy()
        assert back.here(again).exists()
        assert back.there(again)


def test_a_row_that_an_old_copy_brings_back_outweighs_the_proof(
    place: Place, tmp_path: Path
) -> None:
    receipt = place.added("one")
    aged(place.here(receipt))
    old = copied(place, tmp_path)
    place.erase(receipt)
    with put_back(place, old) as back:
        back.start()
        assert list(back.paths.removed.iterdir()) == []
        back.tidy()
        assert back.here(receipt).exists()
        assert back.there(receipt)


def test_a_page_of_a_file_that_lives_keeps_the_file(place: Place) -> None:
    kept = place.originals.store_bytes(b"two pages")
    pages = [
        place.store.add_receipt(f"x · {n}", kept.content_hash, Priority.NORMAL, ReadOptions(page=n))
        for n in range(2)
    ]
    aged(kept.path)
    place.erase(pages[0])
    assert not place.paths.removed.exists()
    place.tidy()
    assert kept.path.exists()
    place.remove(pages[1])
    place.start()
    assert not kept.path.exists()


def test_a_removal_that_cannot_be_recorded_is_not_done(place: Place) -> None:
    receipt = place.added("one")
    place.paths.removed.write_text("a file in the place of the folder")
    for act in (place.erase, place.remove):
        with pytest.raises(ServiceUnavailable, match="Nothing was removed"):
            act(receipt)
    assert place.store.get_receipt(receipt.id) == receipt


def test_erasures_of_another_machine_are_applied(place: Place, tmp_path: Path) -> None:
    """The audit log of the shared database has it; a new database over old files proves nothing."""
    receipt, lost = place.added("one"), place.added("lost")
    there = Paths(tmp_path / "there")
    there.create_folders()
    other = Originals(there, SharedStorage(str(place.shelf)))
    for one in (receipt, lost):
        aged(other.fetch_original(one.content_hash))
    shown = place.added("shown there only")
    pages = there.pages / shown.content_hash[:2] / f"{shown.content_hash}-0"
    pages.mkdir(parents=True)
    aged(pages)
    place.erase(shown)
    place.erase(receipt)
    place.store.purge_removed()
    with place.store._transaction() as (session, _):
        session.execute(delete(ReceiptRow).where(ReceiptRow.id == lost.id))
    purge.purge_expired(there, place.store, other, place.cache, shared=True)
    assert not other.original_path(receipt.content_hash).exists()
    assert other.original_path(lost.content_hash).exists()
    assert not pages.exists()
    assert place.there(receipt)  # the machine that erased it clears the shared storage
    place.tidy()
    assert not place.there(receipt)
    assert place.there(lost)


def test_the_files_of_the_very_last_one_go_too(paths: Paths, redis_address: RedisAddress) -> None:
    store, originals = open_store(paths.database), Originals(paths)
    cache = ReadingCache(redis_address, "secret", paths.data)
    kept = originals.store_bytes(b"the only one")
    receipt = store.add_receipt("a.jpg", kept.content_hash, Priority.NORMAL, ReadOptions())
    page = paths.pages / kept.content_hash[:2] / kept.content_hash / "0.jpg"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"page")
    prove = originals.tombstones.record_erasures
    purge.drop_cached_readings(store.erase_receipts([receipt.id], "api:shop", prove), cache)
    for path in (kept.path, page, page.parent):
        aged(path)
    for _ in range(2):
        purge.purge_expired(paths, store, originals, cache)
    assert not kept.path.exists()
    assert not page.parent.exists()
    assert list(paths.removed.iterdir()) == []
    cache.close()
    store.close()
