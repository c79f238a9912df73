"""A receipt that was added before in another file names the earlier one and needs a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from receipt_desktop.domain.duplicates import Duplicate, DuplicateTier
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import ExtractedValue, Reading, ReviewReason
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, ReceiptQuery
from receipt_desktop.domain.review_reasons import reason_message
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import ACCEPTED_READING
from tests.unit.store.test_review_state import finish_receipt

DUPLICATE = ReviewReason.DUPLICATE


def change_reading(**values: FieldValue) -> Reading:
    """The example, which needs no review, with these values."""
    draft = ACCEPTED_READING.checked.draft
    fields = {Field[name]: ExtractedValue(value, 0.97) for name, value in values.items()}
    changed = replace(draft, fields={**draft.fields, **fields})
    return replace(ACCEPTED_READING, checked=replace(ACCEPTED_READING.checked, draft=changed))


def add_pair(store: Store) -> tuple[Receipt, Receipt]:
    """The same receipt in two files."""
    return (
        finish_receipt(store, ACCEPTED_READING, "a.jpg"),
        finish_receipt(store, ACCEPTED_READING, "b.jpg"),
    )


def is_open_duplicate(store: Store, receipt: Receipt) -> bool:
    """Whether it is marked everywhere; a mark in one place only is an error."""
    now = store.get_receipt(receipt.id)
    found = store.find_receipts(ReceiptQuery(is_duplicate=True))
    marks = {DUPLICATE in now.reasons, now.duplicate_of is not None, now in found}
    assert len(marks) == 1
    return marks.pop()


def test_the_later_receipt_names_the_earlier_one(store: Store) -> None:
    first, second = add_pair(store)
    assert not is_open_duplicate(store, first)
    assert is_open_duplicate(store, second)
    assert second.duplicate_of == Duplicate(first.id, "a.jpg", DuplicateTier.LIKELY)
    assert (second.needs_review, second.reasons) == (True, (DUPLICATE,))
    reading = store.get_details(second.id).reading
    assert reading is not None
    message = reason_message(DUPLICATE, reading.checked.draft)
    assert message.text() == "Possibly the same receipt as a.jpg."


def test_the_order_of_arrival_counts_not_that_of_the_readings(store: Store) -> None:
    first, second = (
        store.add_receipt(name, name, Priority.NORMAL, ReadOptions()) for name in ("a", "b")
    )
    for receipt in (second, first):
        assert store.claim_receipt(receipt.id, "w", 60)
        assert store.finish_attempt(receipt.id, "w", ACCEPTED_READING)
    assert not is_open_duplicate(store, first)
    assert is_open_duplicate(store, second)
    assert store.get_receipt(second.id).needs_review


def test_another_purchase_and_another_page_of_the_file_are_none(store: Store) -> None:
    finish_receipt(store, ACCEPTED_READING, "a.jpg")
    later = finish_receipt(store, change_reading(TIME=time(15, 2)), "b.jpg")
    assert not is_open_duplicate(store, later)
    page = store.add_receipt("a.jpg", "a.jpg", Priority.NORMAL, ReadOptions(page=1))
    assert store.claim_receipt(page.id, "w", 60)
    assert store.finish_attempt(page.id, "w", ACCEPTED_READING)
    assert store.get_receipt(page.id).duplicate_of is None


def test_a_receipt_read_again_is_no_duplicate_of_itself(store: Store) -> None:
    first, second = add_pair(store)
    for receipt in (first, second):
        store.reopen_receipts([receipt.id], None)
        assert store.claim_receipt(receipt.id, "w", 60)
        assert store.finish_attempt(receipt.id, "w", ACCEPTED_READING)
    assert not is_open_duplicate(store, first)
    assert is_open_duplicate(store, second)


def test_an_approval_ends_it_until_it_is_withdrawn(store: Store) -> None:
    _, second = add_pair(store)
    store.approve_receipts([second.id], approved=True)
    assert not is_open_duplicate(store, second)
    now = store.correct_field(second.id, Field.PAYMENT, "cash")
    assert now.approved
    store.approve_receipts([second.id], approved=False)
    assert is_open_duplicate(store, second)


def test_accepting_it_ends_it_and_a_new_reading_keeps_that(store: Store) -> None:
    _, second = add_pair(store)
    store.accept_reasons(second.id, [DUPLICATE])
    assert not is_open_duplicate(store, second)
    store.reopen_receipts([second.id], None)
    assert store.claim_receipt(second.id, "w", 60)
    store.finish_attempt(second.id, "w", ACCEPTED_READING)
    assert not is_open_duplicate(store, second)
    store.accept_reasons(second.id, [DUPLICATE], accepted=False)
    assert is_open_duplicate(store, second)


def test_removing_the_earlier_one_ends_it_and_restoring_brings_it_back(store: Store) -> None:
    first, second = add_pair(store)
    third = finish_receipt(store, ACCEPTED_READING, "c.jpg")
    store.remove_receipts([first.id])
    assert not is_open_duplicate(store, second)
    assert not store.get_receipt(second.id).needs_review
    now = store.get_receipt(third.id)
    assert now.duplicate_of == Duplicate(second.id, "b.jpg", DuplicateTier.LIKELY)
    store.restore_receipts([first.id])
    assert is_open_duplicate(store, second)
    store.erase_receipts([first.id, third.id])
    assert not is_open_duplicate(store, second)


def test_a_correction_of_either_one_is_checked(store: Store) -> None:
    first, second = add_pair(store)
    now = store.correct_field(second.id, Field.TIME, time(15, 2))
    assert not is_open_duplicate(store, second)
    assert (now.needs_review, now.reasons) == (True, (ReviewReason.CORRECTED,))
    store.revert_correction(second.id, Field.TIME)
    assert is_open_duplicate(store, second)
    store.correct_fields([first.id], Field.TIME, time(15, 2))
    assert not is_open_duplicate(store, second)


def test_a_correction_can_make_a_duplicate(store: Store) -> None:
    finish_receipt(store, ACCEPTED_READING, "a.jpg")
    second = finish_receipt(store, change_reading(TIME=time(15, 2)), "b.jpg")
    store.approve_receipts([second.id], approved=True)
    now = store.correct_field(second.id, Field.TIME, time(12, 30))
    assert is_open_duplicate(store, second)
    assert (now.needs_review, now.approved) == (True, False)
