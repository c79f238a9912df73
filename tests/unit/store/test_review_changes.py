"""Edited tables, positions of corrections, accepted reasons and marks are kept and taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence
from receipt_desktop.domain.reading import Draft, LineItem, LineKind, ReviewReason, TaxLine
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import SAMPLE_READING
from tests.unit.store.test_review_state import finish_receipt, last_audit_entry, make_reading

ITEMS = (
    LineItem("Fare", Decimal("29.00"), 0.9, Decimal(2), Decimal("14.50"), Decimal(6)),
    LineItem("Fee", Decimal("1.00"), 1.0, evidence=Evidence(0, Box(1, 2, 30, 4), "FEE 1.00")),
)
TAXES = (TaxLine(Decimal(6), None, Decimal("1.70"), 1.0),)


def load_draft(store: Store, receipt_id: str) -> Draft:
    reading = store.get_details(receipt_id).reading
    assert reading is not None
    return reading.checked.draft


def test_edited_tables_are_kept_as_they_are_and_taken_back(store: Store) -> None:
    receipt = finish_receipt(store, make_reading(items=("30.00",)))
    store.correct_lines(receipt.id, LineKind.ITEMS, ITEMS)
    store.correct_lines(receipt.id, LineKind.TAX_LINES, TAXES)
    draft = load_draft(store, receipt.id)
    assert (draft.items, draft.tax_lines) == (ITEMS, TAXES)
    assert store.get_details(receipt.id).corrected_lines == frozenset(LineKind)
    store.correct_lines(receipt.id, LineKind.ITEMS, None)
    assert [item.total for item in load_draft(store, receipt.id).items] == [Decimal("30.00")]
    assert store.get_details(receipt.id).corrected_lines == {LineKind.TAX_LINES}
    entry = last_audit_entry(store)
    assert entry.action == "uncorrect"
    assert [row["description"] for row in entry.before["items"]] == ["Fare", "Fee"]


def test_edited_items_are_checked_and_reverting_restores_the_review_state(store: Store) -> None:
    receipt = finish_receipt(store, make_reading(items=("30.00",)))
    (approved,) = store.approve_receipts([receipt.id], approved=True)
    assert approved.approved
    now = store.correct_lines(receipt.id, LineKind.ITEMS, ITEMS[:1])
    assert (now.needs_review, now.approved) == (True, False)
    assert now.reasons == (ReviewReason.SUM_MISMATCH,)
    back = store.correct_lines(receipt.id, LineKind.ITEMS, None)
    assert (back.needs_review, back.approved, back.reasons) == (False, True, ())


def test_edits_outlive_a_new_reading(store: Store) -> None:
    receipt = finish_receipt(store, make_reading(items=("31.00",)))
    store.correct_lines(receipt.id, LineKind.ITEMS, ITEMS)
    store.reopen_receipts([receipt.id], None)
    assert store.claim_receipt(receipt.id, "w", 60)
    store.finish_attempt(receipt.id, "w", make_reading(items=("5.00", "6.00")))
    assert load_draft(store, receipt.id).items == ITEMS


def test_a_corrected_value_keeps_its_new_place(store: Store) -> None:
    receipt = finish_receipt(store, SAMPLE_READING)
    place = Evidence(0, Box(7, 8, 90, 10), "24,99")
    store.correct_field(receipt.id, Field.TOTAL, Decimal("24.99"), evidence=place)
    assert load_draft(store, receipt.id).fields[Field.TOTAL].evidence == place
    store.correct_field(receipt.id, Field.TOTAL, Decimal("23.99"))
    read = SAMPLE_READING.checked.draft.fields[Field.TOTAL].evidence
    assert load_draft(store, receipt.id).fields[Field.TOTAL].evidence == read


def test_an_accepted_reason_is_not_raised_again_until_the_amounts_change(store: Store) -> None:
    mismatch = ReviewReason.SUM_MISMATCH
    receipt = finish_receipt(store, make_reading(mismatch, items=("28.00",)))
    now = store.accept_reasons(receipt.id, [mismatch])
    assert (now.needs_review, now.reasons) == (True, (ReviewReason.CORRECTED,))
    now = store.correct_field(receipt.id, Field.NUMBER, "0815")
    assert now.reasons == (ReviewReason.CORRECTED,)
    now = store.correct_field(receipt.id, Field.TOTAL, Decimal("29.00"))
    assert mismatch in now.reasons
    now = store.correct_field(receipt.id, Field.TOTAL, Decimal("30.00"))
    assert now.reasons == (ReviewReason.CORRECTED,)
    now = store.accept_reasons(receipt.id, [mismatch], accepted=False)
    assert now.reasons == (mismatch,)


def test_marks_are_set_found_and_recorded(store: Store) -> None:
    one, other = (finish_receipt(store, make_reading(), name) for name in ("a.jpg", "b.jpg"))
    store.mark_receipts([one.id], "flagged", on=True, by="window:ann")
    store.mark_receipts([other.id], "postponed", on=True)
    assert store.find_ids(ReceiptQuery(flagged=True)) == (one.id,)
    assert store.find_ids(ReceiptQuery(postponed=False)) == (one.id,)
    assert store.get_receipt(other.id).is_postponed
    (approved,) = store.approve_receipts([other.id], approved=True)
    assert not approved.is_postponed
    assert not store.mark_receipts([one.id], "flagged", on=False)[0].is_flagged


def test_a_receipt_that_was_not_read_has_no_tables_to_edit(store: Store) -> None:
    receipt = store.add_receipt("a.jpg", "a", Priority.NORMAL, ReadOptions())
    with pytest.raises(InvalidRequest):
        store.correct_lines(receipt.id, LineKind.ITEMS, ITEMS)
    with pytest.raises(InvalidRequest):
        store.accept_reasons(receipt.id, [ReviewReason.SUM_MISMATCH])


def test_a_reading_without_edits_is_loaded_as_it_was_read(store: Store) -> None:
    receipt = finish_receipt(store, replace(SAMPLE_READING))
    assert load_draft(store, receipt.id).items == SAMPLE_READING.checked.draft.items
