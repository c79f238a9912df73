"""Originals without a receipt are found, and receipts without their original."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.paths import Paths, resources_folder
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.files.originals import Originals
from receipt_desktop.jobs.orphans import count_lost_originals, find_orphans, list_originals
from receipt_desktop.reading.file_errors import make_file_refusal
from receipt_desktop.reading.request import ReadLimits
from receipt_desktop.store.queue_state import QueueSwitch
from receipt_desktop.store.store import Store
from tests.databases import open_store
from tests.removal import record_erasure

SAMPLE = resources_folder() / "samples" / "cafe.jpg"
BY = SubmitOptions(actor="window:test")


class TwoPages:
    """What counts the pages of a file."""

    def count_pages(
        self,
        path: Path,
        limits: ReadLimits,
        deadline: Deadline,
        passwords: tuple[str, ...] = (),
    ) -> int:
        del path, limits, deadline, passwords
        return 2


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    made = open_store(paths.database)
    yield made
    made.close()


@pytest.fixture
def emptied(paths: Paths) -> Callable[[Store], Store]:
    """The program on a new database over the old files."""
    opened: list[Store] = []

    def emptied(store: Store) -> Store:
        store.close()
        for file in paths.data.glob("receipts.db*"):
            file.unlink()
        opened.append(open_store(paths.database))
        return opened[-1]

    return emptied


def submission(store: Store, paths: Paths, *, pages: bool = False) -> SubmissionService:
    settings = Settings(one_receipt_a_page=pages)
    return SubmissionService(store, Originals(paths), lambda *_: None, TwoPages(), lambda: settings)


def found(store: Store, paths: Paths) -> list[str]:
    return [
        one.name
        for one in find_orphans(paths, store.list_content_hashes, store.find_submitted_names)
    ]


def test_a_kept_original_without_a_row_is_an_orphan_and_nothing_else_is(
    store: Store, paths: Paths
) -> None:
    originals = Originals(paths)
    names = ("known", "removed", "restorable", "lost")
    kept = {name: originals.store_bytes(name.encode()) for name in names}
    for name in ("known", "restorable"):
        one = kept[name]
        store.add_receipt(name, one.content_hash, Priority.NORMAL, ReadOptions())
    store.remove_receipts(
        [r.id for r in store.find_receipts(ReceiptQuery()) if r.file_name == "restorable"]
    )
    record_erasure(originals, kept["removed"].content_hash)
    (paths.originals / "readme").write_text("x")
    (paths.originals / "aa").mkdir(exist_ok=True)
    (paths.originals / "aa" / "holiday.jpg").write_text("x")
    (orphan,) = find_orphans(paths, store.list_content_hashes, store.find_submitted_names)
    assert (orphan.path, orphan.bytes, orphan.name) == (kept["lost"].path, 4, "")
    assert orphan.content_hash == hashlib.sha256(b"lost").hexdigest()


def test_a_lost_original_is_counted(store: Store, paths: Paths) -> None:
    originals = Originals(paths)
    for name in ("here", "gone"):
        one = originals.store_bytes(name.encode())
        store.add_receipt(name, one.content_hash, Priority.NORMAL, ReadOptions())
    assert count_lost_originals(paths, store.list_present_hashes) == 0
    one.path.unlink()
    assert count_lost_originals(paths, store.list_present_hashes) == 1


def test_orphans_are_read_in_again_once(
    store: Store, paths: Paths, emptied: Callable[[Store], Store]
) -> None:
    (first,) = submission(store, paths).submit_files([SAMPLE], BY)
    assert first.receipt
    again = emptied(store)
    told: list[tuple[int, int]] = []
    (orphan,) = find_orphans(paths, again.list_content_hashes, again.find_submitted_names)
    intake = submission(again, paths)
    (answer,) = intake.adopt_orphans([orphan], BY, lambda done, of: told.append((done, of)))
    assert answer.receipt
    assert answer.receipt.content_hash == first.receipt.content_hash
    assert answer.receipt.file_name == f"{orphan.content_hash[:8]}.jpg"
    assert told == [(1, 1)]
    assert found(again, paths) == []
    (second,) = intake.adopt_orphans([orphan], BY)
    assert (second.is_duplicate, len(again.find_receipts(ReceiptQuery()))) == (True, 1)
    again.close()


def test_the_name_is_taken_from_the_audit_log(store: Store, paths: Paths) -> None:
    submission(store, paths).submit_files([SAMPLE], BY)
    store.erase_receipts(
        [one.id for one in store.find_receipts(ReceiptQuery())]
    )  # without any proof
    assert found(store, paths) == ["cafe.jpg"]


def test_each_page_is_a_receipt_again_where_that_is_wanted(
    store: Store, paths: Paths, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + b"x" * 100)
    intake = submission(store, paths, pages=True)
    intake.submit_files([scan], BY)
    store.erase_receipts([one.id for one in store.find_receipts(ReceiptQuery())])
    (orphan,) = find_orphans(paths, store.list_content_hashes, store.find_submitted_names)
    assert orphan.name == "scan.pdf"
    intake.adopt_orphans([orphan], BY)
    names = {one.file_name for one in store.find_receipts(ReceiptQuery())}
    assert names == {"scan.pdf · 1", "scan.pdf · 2"}


def test_an_orphan_that_is_no_receipt_or_was_changed_is_refused_and_stays(
    store: Store, paths: Paths
) -> None:
    originals = Originals(paths)
    originals.store_bytes(b"words")
    changed = originals.store_file(SAMPLE)
    changed.path.write_bytes(SAMPLE.read_bytes() + b"x")
    listed = find_orphans(paths, store.list_content_hashes, store.find_submitted_names)
    answers = submission(store, paths).adopt_orphans(listed, BY)
    keys = {answer.error.key for answer in answers if answer.error}
    assert keys == {"file_seems_text", "original_changed"}
    assert len(found(store, paths)) == 2


def test_a_queue_that_is_emptied_takes_no_orphan_in(store: Store, paths: Paths) -> None:
    Originals(paths).store_file(SAMPLE)
    store.set_switch(QueueSwitch.DRAINING, on=True)
    listed = find_orphans(paths, store.list_content_hashes, store.find_submitted_names)
    (answer,) = submission(store, paths).adopt_orphans(listed, BY)
    assert answer.error
    assert answer.error.key == "draining"


class NoPages:
    """A PDF that cannot be opened."""

    def count_pages(
        self,
        path: Path,
        limits: ReadLimits,
        deadline: Deadline,
        passwords: tuple[str, ...] = (),
    ) -> int:
        del limits, deadline, passwords
        raise make_file_refusal(path, "pdf_broken")


def test_refused_files_are_not_stored(store: Store, paths: Paths, tmp_path: Path) -> None:
    """Else it would be an original without a receipt for ever."""
    settings = Settings(one_receipt_a_page=True)
    intake = SubmissionService(
        store, Originals(paths), lambda *_: None, NoPages(), lambda: settings
    )
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + b"x" * 100)
    answers = (
        *intake.submit_files([scan], BY),
        *intake.submit_upload(io.BytesIO(scan.read_bytes()), "scan.pdf", BY),
        *intake.submit_picture(b"words", "pasted.png", BY),
    )
    keys = [answer.error.key for answer in answers if answer.error]
    assert keys == ["pdf_broken", "pdf_broken", "file_seems_text"]
    assert list_originals(paths) == {}
    assert [path for path in paths.originals.rglob("*") if path.is_file()] == []
