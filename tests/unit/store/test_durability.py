"""When a change is safe from a power cut, and that nobody hears of it before."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, ReceiptChange, Status
from receipt_desktop.store import durability
from receipt_desktop.store import store as store_module
from receipt_desktop.store.durability import CommitFlusher
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.store import Store
from tests.databases import open_store
from tests.unit.store.example_readings import SAMPLE_READING
from tests.waiting import SECONDS


class RecordingDisk:
    """Stands in for the call that flushes a file; each flush waits for `allowed`."""

    def __init__(self) -> None:
        self.flushed: list[str] = []
        self.begun = threading.Event()
        self.allowed = threading.Event()
        self.allowed.set()
        self.broken = False

    def sync_file(self, file: Path) -> None:
        self.begun.set()
        self.allowed.wait()
        if self.broken:
            raise OSError(5, "Input/output error")
        self.flushed.append(file.name)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> RecordingDisk:
    made = RecordingDisk()
    monkeypatch.setattr(durability, "sync_file", made.sync_file)
    return made


@pytest.fixture
def store(paths: Paths, disk: RecordingDisk) -> Iterator[Store]:
    made = open_store(paths.database)
    disk.flushed.clear()
    yield made
    disk.allowed.set()
    made.close()


def add_receipt(store: Store, name: str = "a") -> Receipt:
    return store.add_receipt(name, name, Priority.NORMAL, ReadOptions())


def test_a_result_is_flushed_and_claims_and_progress_are_not(
    store: Store, disk: RecordingDisk
) -> None:
    receipt = add_receipt(store)
    assert disk.flushed == ["receipts.db-wal"]
    store.claim_receipt(receipt.id, "me", 60)
    store.renew_leases({receipt.id: "me"}, 60)
    assert disk.flushed == ["receipts.db-wal"]
    store.finish_attempt(receipt.id, "me", SAMPLE_READING)
    assert disk.flushed == ["receipts.db-wal"] * 2


def test_a_result_is_announced_only_after_the_flush(store: Store, disk: RecordingDisk) -> None:
    heard: list[ReceiptChange] = []
    receipt, other = add_receipt(store), add_receipt(store, "b")
    store.claim_receipt(receipt.id, "me", 60)
    store.subscribe(heard.append)
    disk.allowed.clear()
    disk.begun.clear()
    finishing = threading.Thread(
        target=store.finish_attempt, args=(receipt.id, "me", SAMPLE_READING)
    )
    finishing.start()
    assert disk.begun.wait(SECONDS)
    store.claim_receipt(other.id, "me", 60)  # later, and behind it in the line
    assert heard == []
    disk.allowed.set()
    finishing.join()
    assert [one.status for one in heard if isinstance(one, Receipt)] == [
        Status.COMPLETED,
        Status.PROCESSING,
    ]


def test_a_failed_flush_is_an_error_and_the_change_is_announced_later(
    store: Store, disk: RecordingDisk
) -> None:
    heard: list[ReceiptChange] = []
    store.subscribe(heard.append)
    disk.broken = True
    receipt = store.add_receipts([NewReceipt("a", "a", Priority.NORMAL, ReadOptions())])[0][0]
    with pytest.raises(ServiceUnavailable, match="Input/output error"):
        store.approve_receipts([receipt.id], approved=True)
    with pytest.raises(ServiceUnavailable):
        store.hold_receipts([receipt.id], held=True)
    assert len(heard) == 1  # the row itself, which nobody was to be sure of yet
    disk.broken = False
    store.flush()
    assert len(heard) == 2


def test_one_flush_covers_all_earlier_commits(disk: RecordingDisk, tmp_path: Path) -> None:
    flusher = CommitFlusher(tmp_path / "log")
    first = flusher.register_commit()
    disk.allowed.clear()
    waiting = [threading.Thread(target=flusher.flush_commit, args=(first,))]
    waiting[0].start()
    assert disk.begun.wait(SECONDS)
    later = [flusher.register_commit() for _ in range(5)]
    waiting += [threading.Thread(target=flusher.flush_commit, args=(number,)) for number in later]
    for thread in waiting[1:]:
        thread.start()
    assert flusher.flushed_commit == 0
    disk.allowed.set()
    for thread in waiting:
        thread.join()
    assert flusher.flushed_commit == later[-1]
    assert len(disk.flushed) == 2


def test_a_database_on_a_server_needs_no_flush(disk: RecordingDisk) -> None:
    flusher = CommitFlusher(None)
    flusher.flush_commit(flusher.register_commit())
    assert flusher.flushed_commit == 1
    assert disk.flushed == []


def test_the_log_is_emptied_after_some_commits(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "COMMITS_PER_CHECKPOINT", 3)
    alone = tmp_path / "without_log.db"
    with closing(open_store(paths.database)) as store:
        for name in ("a", "b", "c"):
            store.add_receipts([NewReceipt(name, name, Priority.NORMAL, ReadOptions())])
        shutil.copyfile(paths.database, alone)
    with closing(sqlite3.connect(alone)) as copied:
        assert copied.execute("SELECT count(*) FROM receipts").fetchone() == (3,)
