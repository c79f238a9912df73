"""A review ends when a person approves; a correction is checked and can begin one, never end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.audit import AuditEntry, AuditQuery
from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    Reading,
    ReviewReason,
)
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.store.store import Store

ITEM_TOTALS = ("RAPID RAIL", "2024-03-14", "FARE 30.00", "TOTAL 30.00")
TEXT = Text(
    tuple(Line(row, Box(0, 40 * n, 300, 30), 0.9) for n, row in enumerate(ITEM_TOTALS)), (), ()
)


def make_reading(*reasons: ReviewReason, items: tuple[str, ...] = (), text: Text = TEXT) -> Reading:
    """A receipt over 30.00, doubted for these reasons."""
    fields = {
        Field.TOTAL: ExtractedValue(Decimal("30.00"), 0.97),
        Field.DATE: ExtractedValue(date(2024, 3, 14), 0.97),
        Field.MERCHANT: ExtractedValue("RAPID RAIL", 0.97),
    }
    bought = tuple(LineItem("Fare", Decimal(one), 0.8) for one in items)
    draft = Draft(fields, "MYR", items=bought, country="MY")
    return Reading(CheckedDraft(draft, bool(reasons), reasons), text, 1.0)


def make_blank_reading() -> Reading:
    """Nothing could be read."""
    found = CheckedDraft(Draft(), needs_review=True, reasons=(ReviewReason.NO_TEXT,))
    return Reading(found, Text((), (), ()), 1.0)


def finish_receipt(store: Store, found: Reading, name: str = "a.jpg") -> Receipt:
    receipt = store.add_receipt(name, name, Priority.NORMAL, ReadOptions())
    assert store.claim_receipt(receipt.id, "w", 60)
    done = store.finish_attempt(receipt.id, "w", found)
    assert done
    return done


def review_state(receipt: Receipt) -> tuple[bool, bool, tuple[ReviewReason, ...]]:
    return receipt.needs_review, receipt.approved, receipt.reasons


def last_audit_entry(store: Store) -> AuditEntry:
    return store.find_audit_entries(AuditQuery())[0]


def test_a_wrong_total_typed_over_a_doubtful_one_stays_in_review(store: Store) -> None:
    rail = make_reading(
        ReviewReason.DOUBTFUL_TOTAL, ReviewReason.SUM_MISMATCH, items=("30.00", "33.30")
    )
    receipt = finish_receipt(store, rail)
    now = store.correct_field(receipt.id, Field.TOTAL, Decimal("31.50"))
    assert now.needs_review
    assert now.reasons == (ReviewReason.SUM_MISMATCH, ReviewReason.UNPRINTED_TOTAL)
    (approved,) = store.approve_receipts([receipt.id], approved=True)
    assert (approved.needs_review, approved.total) == (False, Decimal("31.50"))


@pytest.mark.parametrize(
    "doubt", [reason for reason in ReviewReason if reason is not ReviewReason.NO_TEXT]
)
def test_no_correction_ends_a_review(file_store: Store, doubt: ReviewReason) -> None:
    receipt = finish_receipt(file_store, make_reading(doubt))
    for field, value in (
        (Field.TOTAL, Decimal("30.00")),
        (Field.DATE, date(2024, 3, 14)),
        (Field.MERCHANT, "Rapid Rail"),
        (Field.CURRENCY, "MYR"),
        (Field.TAX, None),
        (Field.TIP, None),
        (Field.SUBTOTAL, None),
    ):
        now = file_store.correct_field(receipt.id, field, value)
        assert now.needs_review
        assert now.reasons
    assert file_store.count_by_status().needs_review == 1
    assert not file_store.approve_receipts([receipt.id], approved=True)[0].needs_review


def test_a_settled_review_says_that_an_approval_is_left(store: Store) -> None:
    receipt = finish_receipt(store, make_reading(ReviewReason.DOUBTFUL_TOTAL))
    now = store.correct_field(receipt.id, Field.TOTAL, Decimal("30.00"))
    assert review_state(now) == (True, False, (ReviewReason.CORRECTED,))
    (approved,) = store.approve_receipts([receipt.id], approved=True)
    assert review_state(approved) == (False, True, ())
    (back,) = store.approve_receipts([receipt.id], approved=False)
    assert review_state(back) == (True, False, (ReviewReason.CORRECTED,))


def test_undoing_a_correction_restores_the_review_state(store: Store) -> None:
    doubts = (ReviewReason.DOUBTFUL_TOTAL, ReviewReason.DOUBTFUL_DATE)
    receipt = finish_receipt(store, make_reading(*doubts))
    store.correct_field(receipt.id, Field.DATE, date(2024, 3, 15))
    before = store.correct_field(receipt.id, Field.TOTAL, Decimal("30.00"))
    store.correct_field(receipt.id, Field.TOTAL, Decimal("99.00"))
    again = store.correct_field(receipt.id, Field.TOTAL, Decimal("30.00"))
    assert review_state(again) == review_state(before)
    store.revert_correction(receipt.id, Field.TOTAL)
    back = store.revert_correction(receipt.id, Field.DATE)
    assert review_state(back) == (True, False, doubts)


def test_a_sound_correction_leaves_a_done_receipt_done(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    for field, value in ((Field.MERCHANT, "Rapid Rail Sdn Bhd"), (Field.TOTAL, Decimal("30.05"))):
        assert review_state(store.correct_field(receipt.id, field, value)) == (False, False, ())


UNDOS: dict[str, Callable[[Store, str], Receipt]] = {
    "taken back": lambda store, one: store.revert_correction(one, Field.TAX),
    "set to what it was": lambda store, one: store.correct_field(one, Field.TAX, None),
}


@pytest.mark.parametrize("undo", UNDOS.values(), ids=UNDOS.keys())
@pytest.mark.parametrize("approved", [True, False])
def test_a_mismatching_correction_begins_a_review_until_undone(
    store: Store, undo: Callable[[Store, str], Receipt], *, approved: bool
) -> None:
    receipt = finish_receipt(store, make_reading())
    if approved:
        store.approve_receipts([receipt.id], approved=True)
    now = store.correct_field(receipt.id, Field.TAX, Decimal("31.00"))
    assert review_state(now) == (True, False, (ReviewReason.TAX_TOO_HIGH,))
    before, after = last_audit_entry(store).before, last_audit_entry(store).after
    assert ("approved" in before, after.get("approved")) == (approved, False if approved else None)
    assert review_state(undo(store, receipt.id)) == (False, approved, ())


def test_another_value_does_not_bring_the_approval_back(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    store.approve_receipts([receipt.id], approved=True)
    store.correct_field(receipt.id, Field.TAX, Decimal("31.00"))
    now = store.correct_field(receipt.id, Field.TAX, Decimal("3.00"))
    assert review_state(now) == (True, False, (ReviewReason.CORRECTED,))


def test_an_approval_after_the_correction_is_kept_by_its_undo(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    store.correct_field(receipt.id, Field.TAX, Decimal("31.00"))
    store.approve_receipts([receipt.id], approved=True)
    back = store.revert_correction(receipt.id, Field.TAX)
    assert (back.needs_review, back.approved) == (False, True)


def test_known_reasons_do_not_reopen_an_approved_receipt(
    store: Store,
) -> None:
    receipt = finish_receipt(store, make_reading(ReviewReason.DOUBTFUL_DATE))
    store.approve_receipts([receipt.id], approved=True)
    now = store.correct_field(receipt.id, Field.MERCHANT, "Rail")
    assert review_state(now) == (False, True, (ReviewReason.DOUBTFUL_DATE,))


def test_taking_the_total_away_withdraws_the_approval(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    store.approve_receipts([receipt.id], approved=True)
    now = store.correct_field(receipt.id, Field.TOTAL, None)
    assert review_state(now) == (True, False, (ReviewReason.NO_TOTAL,))
    with pytest.raises(Conflict, match="totalAmount"):
        store.approve_receipts([receipt.id], approved=True)


def test_a_new_reading_checks_the_kept_corrections(store: Store) -> None:
    receipt = finish_receipt(store, make_reading())
    store.correct_field(receipt.id, Field.TAX, Decimal("3.00"))
    store.approve_receipts([receipt.id], approved=True)
    store.reopen_receipts([receipt.id], None)
    assert store.claim_receipt(receipt.id, "w", 60)
    small = make_reading()
    fields = {**small.checked.draft.fields, Field.TOTAL: ExtractedValue(Decimal("3.00"), 0.97)}
    less = replace(small.checked, draft=replace(small.checked.draft, fields=fields))
    done = store.finish_attempt(receipt.id, "w", replace(small, checked=less))
    assert done
    assert review_state(done) == (True, False, (ReviewReason.TAX_TOO_HIGH,))


def test_an_empty_receipt_is_approved_only_when_that_is_confirmed(store: Store) -> None:
    receipt = finish_receipt(store, make_blank_reading())
    with pytest.raises(Conflict, match="totalAmount, date, merchantName") as refused:
        store.approve_receipts([receipt.id], approved=True)
    assert refused.value.key == "incomplete"
    with pytest.raises(Conflict):
        store.approve_receipts(
            [receipt.id], approved=True, accept_missing=(Field.TOTAL, Field.DATE)
        )
    assert not store.get_receipt(receipt.id).approved
    key_three = (Field.TOTAL, Field.DATE, Field.MERCHANT)
    (approved,) = store.approve_receipts([receipt.id], approved=True, accept_missing=key_three)
    assert approved.approved
    assert last_audit_entry(store).after == {
        "approved": True,
        "without": "totalAmount, date, merchantName",
    }


def test_one_incomplete_receipt_keeps_all_from_being_approved(store: Store) -> None:
    whole, empty = (
        finish_receipt(store, make_reading(), "a"),
        finish_receipt(store, make_blank_reading(), "b"),
    )
    with pytest.raises(Conflict):
        store.approve_receipts([whole.id, empty.id], approved=True)
    assert not store.get_receipt(whole.id).approved
    store.approve_receipts([whole.id, empty.id], approved=True, accept_missing=tuple(Field))
    assert store.get_receipt(whole.id).approved
    assert store.get_receipt(empty.id).approved
    told = {
        one.receipt_id: one.after for one in store.find_audit_entries(AuditQuery(text="approve"))
    }
    assert "without" not in told[whole.id]
    assert "without" in told[empty.id]


def test_withdrawing_an_approval_needs_no_confirmation(store: Store) -> None:
    receipt = finish_receipt(store, make_blank_reading())
    store.approve_receipts([receipt.id], approved=True, accept_missing=tuple(Field))
    (back,) = store.approve_receipts([receipt.id], approved=False)
    assert review_state(back) == (True, False, (ReviewReason.NO_TEXT,))
