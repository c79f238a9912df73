"""When a change is safe from a power cut, and that nobody hears of it before."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Announcement, Priority, Receipt, Status, Wish
from receipt_desktop.store import durability
from receipt_desktop.store.additions import NewReceipt
from receipt_desktop.store.durability import Flusher
from receipt_desktop.store.location import sqlite_url
from receipt_desktop.store.store import Store
from tests.unit.store.readings import FULL


class Disk:
    """Stands in for the call that flushes a file; each flush waits for `allowed`."""

    def __init__(self) -> None:
        self.flushed: list[str] = []
        self.begun = threading.Event()
        self.allowed = threading.Event()
        self.allowed.set()
        self.broken = False

    def sync(self, file: Path) -> None:
        self.begun.set()
        self.allowed.wait()
        if self.broken:
            raise OSError(5, "Input/output error")
        self.flushed.append(file.name)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    monkeypatch.setattr(durability, "sync_file", made.sync)
    return made


@pytest.fixture
def store(paths: Paths, disk: Disk) -> Iterator[Store]:
    made = Store(sqlite_url(paths.database))
    disk.flushed.clear()
    yield made
    disk.allowed.set()
    made.close()


def added(store: Store, name: str = "a") -> Receipt:
    return store.add(name, name, "", Priority.NORMAL, Wish())


def test_a_result_is_flushed_and_claims_and_progress_are_not(store: Store, disk: Disk) -> None:
    receipt = added(store)
    assert disk.flushed == ["receipts.db-wal"]
    store.claim(receipt.id, "me", 60)
    store.renew({receipt.id: "me"}, 60)
    assert disk.flushed == ["receipts.db-wal"]
    store.finish(receipt.id, "me", FULL)
    assert disk.flushed == ["receipts.db-wal"] * 2


def test_nobody_hears_of_a_result_before_it_is_flushed(store: Store, disk: Disk) -> None:
    heard: list[Announcement] = []
    receipt, other = added(store), added(store, "b")
    store.claim(receipt.id, "me", 60)
    store.subscribe(heard.append)
    disk.allowed.clear()
    disk.begun.clear()
    finishing = threading.Thread(target=store.finish, args=(receipt.id, "me", FULL))
    finishing.start()
    assert disk.begun.wait(30)
    store.claim(other.id, "me", 60)  # later, and behind it in the line
    assert heard == []
    disk.allowed.set()
    finishing.join()
    assert [one.status for one in heard if isinstance(one, Receipt)] == [
        Status.COMPLETED,
        Status.PROCESSING,
    ]


def test_a_change_that_the_disk_refuses_is_an_error_and_is_heard_of_when_it_is_safe(
    store: Store, disk: Disk
) -> None:
    heard: list[Announcement] = []
    store.subscribe(heard.append)
    disk.broken = True
    receipt = store.add_all([NewReceipt("a", "a", Priority.NORMAL, Wish())])[0][0]
    with pytest.raises(ServiceUnavailable, match="Input/output error"):
        store.approve([receipt.id], approved=True)
    with pytest.raises(ServiceUnavailable):
        store.hold([receipt.id], held=True)
    assert len(heard) == 1  # the row itself, which nobody was to be sure of yet
    disk.broken = False
    store.flush()
    assert len(heard) == 2


def test_one_flush_covers_all_that_was_committed_before_it(disk: Disk, tmp_path: Path) -> None:
    flusher = Flusher(tmp_path / "log")
    first = flusher.committed()
    disk.allowed.clear()
    waiting = [threading.Thread(target=flusher.flush, args=(first,))]
    waiting[0].start()
    assert disk.begun.wait(30)
    later = [flusher.committed() for _ in range(5)]
    waiting += [threading.Thread(target=flusher.flush, args=(number,)) for number in later]
    for thread in waiting[1:]:
        thread.start()
    assert flusher.flushed == 0
    disk.allowed.set()
    for thread in waiting:
        thread.join()
    assert flusher.flushed == later[-1]
    assert len(disk.flushed) == 2


def test_a_database_on_a_server_needs_no_flush(disk: Disk) -> None:
    flusher = Flusher(None)
    flusher.flush(flusher.committed())
    assert flusher.flushed == 1
    assert disk.flushed == []
