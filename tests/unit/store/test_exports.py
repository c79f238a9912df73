"""What was exported is remembered by batch and profile."""

from __future__ import annotations

from decimal import Decimal

import pytest

from receipt_desktop.domain.errors import NotFound
from receipt_desktop.domain.export_batch import ExportFilter, ExportState
from receipt_desktop.domain.export_profile_json import profile_from_json, profile_to_json
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from tests.unit.export.examples import BRITISH, READY
from tests.unit.store.test_listing import make_reading


def add(store: Store, name: str) -> Receipt:
    row = store.add_receipt(name, name * 64, Priority.NORMAL, ReadOptions())
    store.claim_receipt(row.id, "me", 60)
    done = store.finish_attempt(row.id, "me", make_reading(TOTAL=Decimal(10), MERCHANT=name))
    assert done
    return done


def export(store: Store, *receipts: Receipt) -> int:
    number = store.begin_batch(BRITISH, "xero", "bills.csv", "test")
    store.finish_batch(number, [one.number for one in receipts], len(receipts))
    return number


def find(store: Store, state: ExportState, profile: str = "") -> set[str]:
    query = ReceiptQuery(export=ExportFilter(state, profile))
    assert store.count_kinds(query).all == len(store.find_receipts(query))
    return {one.file_name for one in store.find_receipts(query)}


def test_the_exported_the_new_and_the_changed_ones_are_found(store: Store) -> None:
    one, other, third = (add(store, name) for name in "abc")
    first = export(store, one, other)
    assert find(store, ExportState.EXPORTED) == {"a", "b"}
    assert find(store, ExportState.NOT_EXPORTED, BRITISH.key) == {"c"}
    assert find(store, ExportState.NOT_EXPORTED, "another") == {"a", "b", "c"}
    assert find(store, ExportState.CHANGED) == set()
    store.correct_field(one.id, Field.TOTAL, Decimal(11))
    store.mark_receipts([other.id], "flagged", True)
    assert find(store, ExportState.CHANGED) == {"a"}
    second = export(store, one, third)
    assert find(store, ExportState.CHANGED) == set()
    store.undo_batch(second)
    assert find(store, ExportState.CHANGED) == {"a"}
    assert find(store, ExportState.NOT_EXPORTED) == {"c"}
    store.undo_batch(second, undone=False)
    assert [batch.number for batch in store.list_batches()] == [second, first]
    assert store.list_batches()[1].receipts == 2


def test_an_unfinished_batch_counts_for_nothing(file_store: Store) -> None:
    one = add(file_store, "a")
    number = file_store.begin_batch(BRITISH, "xero", "bills.csv")
    assert file_store.list_batches() == []
    file_store.drop_batch(number)
    with pytest.raises(NotFound):
        file_store.undo_batch(number)
    assert export(file_store, one) == number + 1, "numbers are never used again"


def test_an_erased_receipt_is_no_part_of_a_batch(file_store: Store) -> None:
    one, other = add(file_store, "a"), add(file_store, "b")
    number = export(file_store, one, other)
    file_store.erase_receipts([one.id], "test", lambda _: None)
    late = file_store.begin_batch(BRITISH, "xero", "bills.csv")
    file_store.finish_batch(late, [one.number, other.number], 2)
    assert find(file_store, ExportState.EXPORTED) == {"b"}
    assert number < late


def test_a_chosen_few_are_narrowed_down(file_store: Store) -> None:
    one, other = add(file_store, "a"), add(file_store, "b")
    export(file_store, one)
    wanted = ExportFilter(ExportState.NOT_EXPORTED)
    query = ReceiptQuery(numbers=(one.number, other.number), export=wanted)
    assert [details.receipt.id for details in file_store.iterate_details(query)] == [other.id]
    assert file_store.count_kinds(query).all == 1
    assert file_store.sum_receipts(query).count == 1


def test_profiles_are_saved_and_deleted(file_store: Store) -> None:
    file_store.save_profile(BRITISH)
    file_store.save_profile(READY)
    assert file_store.list_profiles() == [BRITISH, READY]
    file_store.delete_profile(BRITISH.key)
    assert file_store.list_profiles() == [READY]
    assert profile_from_json(profile_to_json(READY)) == READY


def test_the_rates_of_some_receipts_are_found(file_store: Store) -> None:
    one = add(file_store, "a")
    assert file_store.list_tax_rates(ReceiptQuery()) == (Decimal(19),)
    assert file_store.list_tax_rates(ReceiptQuery(ids=(one.id,))) == (Decimal(19),)
    assert file_store.list_tax_rates(ReceiptQuery(numbers=(99,))) == ()
