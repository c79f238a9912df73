"""Pages of receipts: arranged, split, joined; a file is kept as long as a page needs it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest

from receipt_desktop.backup.audit_recovery import rebuild_further_originals, rebuild_receipts
from receipt_desktop.backup.original_files import read_row_hashes
from receipt_desktop.backup.verify import read_file_names
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.api_clients import ClientInfo
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, PagePicture, Text
from receipt_desktop.domain.page_sources import PageSource, Region
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, ReceiptsRemoved, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.files.tombstones import Erasure
from receipt_desktop.store.store import Store
from tests.unit.store.test_review_state import TEXT, finish_receipt, make_reading

LEFT, RIGHT = Region(0, 0, 0.5, 1), Region(0.5, 0.1, 0.5, 0.9)
PAGES = tuple(PagePicture(number, 100, 200, f"pages/a/{number}.jpg") for number in range(3))


def split_in_two(store: Store, receipt: Receipt) -> list[Receipt]:
    file = receipt.content_hash
    parts = [[PageSource(file, 0, region=LEFT)], [PageSource(file, 0, region=RIGHT)]]
    return store.split_receipt(receipt.id, parts)


def list_ids(store: Store) -> list[str]:
    return [one.id for one in store.find_receipts(ReceiptQuery())]


def test_a_receipt_is_all_pages_of_its_original_until_they_are_arranged(store: Store) -> None:
    whole = store.add_receipt("a.pdf", "a" * 64, Priority.NORMAL, ReadOptions())
    page = store.add_receipt("a.pdf", "a" * 64, Priority.NORMAL, ReadOptions(page=2))
    assert whole.sources == () == page.sources
    assert whole.page_sources == (PageSource("a" * 64),)
    assert page.page_sources == (PageSource("a" * 64, 2),)


def test_arranged_pages_are_kept_in_order_and_read_again(store: Store) -> None:
    receipt = finish_receipt(store, make_reading(text=Text((), PAGES, ())))
    store.correct_field(receipt.id, Field.MERCHANT, "Mine")
    pages = store.get_details(receipt.id).page_sources
    wanted = (replace(pages[2], turns=1), replace(pages[0], region=LEFT))
    arranged = store.arrange_pages(receipt.id, wanted)
    assert (arranged.status, arranged.page_sources) == (Status.PENDING, wanted)
    assert store.claim_receipt(receipt.id, "w", 60) is not None
    shown = tuple(replace(PAGES[n], source=one) for n, one in enumerate(wanted))
    store.finish_attempt(receipt.id, "w", make_reading(text=Text((), shown, ())))
    details = store.get_details(receipt.id)
    assert details.page_sources == wanted
    assert details.reading is not None
    assert details.reading.checked.draft.get_value(Field.MERCHANT) == "Mine"
    assert store.arrange_pages(receipt.id, ()).page_sources == (PageSource("a.jpg"),)


def test_a_corrected_value_follows_its_page_and_loses_its_place_on_a_turned_one(
    store: Store,
) -> None:
    receipt = finish_receipt(store, make_reading(text=Text((), PAGES, ())))
    for page, field in enumerate((Field.MERCHANT, Field.PHONE)):
        seen = Evidence(page, Box(1, 2, 3, 4), "x")
        store.correct_field(receipt.id, field, "x", evidence=seen)
    pages = store.get_details(receipt.id).page_sources
    store.arrange_pages(receipt.id, (pages[2], pages[0], replace(pages[1], turns=2)))
    reading = store.get_details(receipt.id).reading
    assert reading is not None
    fields = reading.checked.draft.fields
    moved = fields[Field.MERCHANT].evidence
    assert moved is not None
    assert moved.page == 1
    assert fields[Field.PHONE].evidence is None


def test_a_running_receipt_is_arranged_without_a_lost_attempt(store: Store) -> None:
    receipt = store.add_receipt("a.jpg", "a", Priority.NORMAL, ReadOptions())
    assert store.claim_receipt(receipt.id, "w", 60)
    arranged = store.arrange_pages(receipt.id, [PageSource("a", 0, 2)])
    assert (arranged.status, arranged.attempts) == (Status.PENDING, 0)
    assert store.finish_attempt(receipt.id, "w", make_reading()) is None


def test_a_split_puts_a_receipt_for_each_part_in_its_place(store: Store) -> None:
    before, receipt, after = (
        finish_receipt(store, make_reading(), name) for name in ("1.jpg", "2.jpg", "3.jpg")
    )
    heard: list[object] = []
    store.subscribe(heard.append)
    made = split_in_two(store, receipt)
    assert list_ids(store) == [after.id, made[0].id, made[1].id, before.id]
    assert [one.sources[0].region for one in made] == [LEFT, RIGHT]
    assert {one.content_hash for one in made} == {"2.jpg"}
    assert not store.count_receipts(ReceiptQuery(is_duplicate=True))
    assert heard == [ReceiptsRemoved((receipt.id,)), *made]


def test_undo_of_a_split_brings_everything_back_and_redo_the_same_parts(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    store.correct_field(receipt.id, Field.TOTAL, Decimal(12))
    before = store.get_details(receipt.id)
    made = [one.id for one in split_in_two(store, receipt)]
    store.exchange_receipts(made, [receipt.id], "unsplit")
    after = store.get_details(receipt.id)
    assert (after.reading, after.corrected_fields) == (before.reading, before.corrected_fields)
    assert list_ids(store) == [receipt.id]
    again = store.exchange_receipts([receipt.id], made, "split")
    assert sorted(one.id for one in again) == sorted(made) == sorted(list_ids(store))
    actions = [entry.action for entry in store.find_audit_entries(AuditQuery())]
    assert actions.count("split") == 2
    assert "unsplit" in actions


def test_a_split_whose_receipt_was_purged_cannot_be_undone(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    made = [one.id for one in split_in_two(store, receipt)]
    assert store.purge_removed() == []
    with pytest.raises(Conflict):
        store.exchange_receipts(made, [receipt.id], "unsplit")
    assert sorted(list_ids(store)) == sorted(made)


def test_the_shared_original_goes_with_its_last_part(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    first, second = split_in_two(store, receipt)
    store.purge_removed()
    given_up: list[Erasure] = []
    store.remove_receipts([first.id], prove=given_up.extend)
    assert (given_up, store.purge_removed()) == ([], [])
    store.remove_receipts([second.id], prove=given_up.extend)
    assert [one.content_hash for one in given_up] == ["a.jpg"]
    assert store.purge_removed() == ["a.jpg"]


def test_a_join_keeps_the_originals_of_all_its_pages(store: Store) -> None:
    reading = make_reading(text=replace(TEXT, pages=PAGES[:2]))
    long = finish_receipt(store, reading, "a.pdf")
    rest = store.add_receipt("b.jpg", "b.jpg", Priority.NORMAL, ReadOptions())
    joined = store.join_receipts([long.id, rest.id])
    assert joined.page_sources == (
        PageSource("a.pdf", 0),
        PageSource("a.pdf", 1),
        PageSource("b.jpg"),
    )
    assert list_ids(store) == [joined.id]
    assert store.purge_removed() == []
    assert store.list_content_hashes() == {"a.pdf", "b.jpg"} == store.list_present_hashes()
    given_up: list[Erasure] = []
    assert store.erase_receipts([joined.id], prove=given_up.extend) == ["a.pdf", "b.jpg"]
    assert sorted(one.content_hash for one in given_up) == ["a.pdf", "b.jpg"]
    assert store.list_content_hashes() == frozenset()


def test_undo_of_a_join_brings_the_receipts_back(store: Store) -> None:
    one, other = (finish_receipt(store, make_reading(), name) for name in ("a.jpg", "b.jpg"))
    joined = store.join_receipts([other.id, one.id])
    store.exchange_receipts([joined.id], [one.id, other.id], "unjoin")
    assert list_ids(store) == [other.id, one.id]
    store.exchange_receipts([one.id, other.id], [joined.id], "join")
    assert store.get_receipt(joined.id).originals == ("b.jpg", "a.jpg")


def test_a_join_needs_two_receipts(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    with pytest.raises(Conflict):
        store.join_receipts([receipt.id, receipt.id])
    with pytest.raises(InvalidRequest):
        store.join_receipts([receipt.id, "unknown"])
    assert list_ids(store) == [receipt.id]


def test_pages_taken_out_of_an_arrangement_no_longer_keep_their_original(store: Store) -> None:
    one, other = (finish_receipt(store, make_reading(), name) for name in ("a.jpg", "b.jpg"))
    store.arrange_pages(one.id, [PageSource("a.jpg"), PageSource("b.jpg")])
    store.erase_receipts([other.id])
    assert store.list_content_hashes() == {"a.jpg", "b.jpg"}
    store.arrange_pages(one.id, [PageSource("a.jpg")])
    assert store.list_content_hashes() == {"a.jpg"}


def test_backups_and_rescued_databases_know_the_originals_of_all_pages(
    file_store: Store, paths: Paths
) -> None:
    one, other = (finish_receipt(file_store, make_reading(), name) for name in ("a.jpg", "b.jpg"))
    joined = file_store.join_receipts([one.id, other.id])
    file_store.purge_removed()
    assert read_row_hashes(paths.database) == {"a.jpg", "b.jpg"}
    assert read_file_names(paths.database) == {"a.jpg": "a.jpg", "b.jpg": "a.jpg"}
    with closing(sqlite3.connect(paths.database)) as database, database:
        database.execute("DELETE FROM further_originals")
        database.execute("DELETE FROM search_texts")
        database.execute("DELETE FROM receipts")
        assert rebuild_receipts(database, lambda _: True) == 1
        rebuild_further_originals(database)
    assert file_store.get_receipt(joined.id).page_sources == joined.page_sources
    assert file_store.list_content_hashes() == {"a.jpg", "b.jpg"}


def test_clients_find_the_receipts_that_took_the_place_of_theirs(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    store.save_client_info([receipt.id], ClientInfo("shop"), ())
    made = split_in_two(store, receipt)
    found = store.find_receipts(ReceiptQuery(client="shop"))
    assert {one.id for one in found} == {one.id for one in made}
