"""A receipt that was added before in another file names the earlier one and needs a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.duplicates import Duplicate, DuplicateTier
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Box, Line, PagePrint
from receipt_desktop.domain.reading import ExtractedValue, Reading, ReviewReason
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.review_reasons import reason_message
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import ACCEPTED_READING
from tests.unit.store.test_review_state import finish_receipt

DUPLICATE, SAME_FILE = ReviewReason.DUPLICATE, DuplicateTier.SAME_FILE


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
    assert message.text() == "Probably the same receipt as a.jpg."


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


def test_a_pair_is_named_and_is_no_duplicate(store: Store) -> None:
    receipt = finish_receipt(store, change_reading(CARD="1234"), "a.jpg")
    slip = finish_receipt(store, make_slip(), "slip.jpg")
    assert slip.duplicate_of == Duplicate(receipt.id, "a.jpg", DuplicateTier.PAIR)
    assert slip.reasons == (ReviewReason.PAIR,)
    store.approve_receipts([slip.id], approved=True)
    assert store.get_receipt(slip.id).reasons == ()


def make_slip() -> Reading:
    """The card slip of the example."""
    draft = ACCEPTED_READING.checked.draft
    names = (Field.TOTAL, Field.DATE, Field.MERCHANT, Field.TIME, Field.CARD)
    fields = {name: draft.fields[name] for name in names}
    slip = replace(draft, fields=fields, items=(), tax_lines=())
    checked = replace(ACCEPTED_READING.checked, draft=slip)
    text = replace(ACCEPTED_READING.text, lines=ACCEPTED_READING.text.lines[-1:])
    return replace(ACCEPTED_READING, checked=checked, text=text)


def test_the_pixels_and_the_look_are_found_whatever_was_read(store: Store) -> None:
    found = without(with_prints("a", LOOK), Field.DATE, Field.MERCHANT, lines=NUMBERS)
    first = finish_receipt(store, with_prints("a", LOOK, lines=NUMBERS), "a.jpg")
    same = finish_receipt(store, found, "b.jpg")
    assert same.duplicate_of == Duplicate(first.id, "a.jpg", DuplicateTier.SAME_FILE)
    again = replace(found, text=replace(found.text, prints=(PagePrint("c", NEAR_LOOK),)))
    near = finish_receipt(store, again, "c.jpg")
    assert near.duplicate_of is not None
    assert near.duplicate_of.tier is DuplicateTier.LIKELY
    far = replace(found, text=replace(found.text, prints=(PagePrint("d", OTHER_LOOK),)))
    assert finish_receipt(store, far, "d.jpg").duplicate_of is None


def test_what_one_receipt_lacks_makes_it_possible(store: Store) -> None:
    first = finish_receipt(store, ACCEPTED_READING, "a.jpg")
    for place, field in enumerate((Field.TOTAL, Field.DATE, Field.MERCHANT)):
        name = f"{place}.jpg"
        later = finish_receipt(store, without(ACCEPTED_READING, field), name)
        assert later.duplicate_of == Duplicate(first.id, "a.jpg", DuplicateTier.POSSIBLE)
        store.remove_receipts([later.id])


@pytest.mark.parametrize("is_purged", [False, True])
def test_a_receipt_deleted_before_says_so(store: Store, is_purged: bool) -> None:
    first = finish_receipt(store, change_reading(NUMBER="77"), "a.jpg")
    store.remove_receipts([first.id])
    if is_purged:
        store.purge_removed()
    again = finish_receipt(store, change_reading(NUMBER="77"), "b.jpg")
    found = again.duplicate_of
    assert found is not None
    assert (found.receipt_id, found.tier) == (first.id, DuplicateTier.CERTAIN)
    assert (store.compare_with_duplicate(again.id).earlier is None) is is_purged
    reading = store.get_details(again.id).reading
    assert reading is not None
    words = reason_message(DUPLICATE, reading.checked.draft).text()
    assert words.startswith("You deleted this receipt on ")
    store.keep_both(again.id, first.id)
    assert not is_open_duplicate(store, again)


@pytest.mark.parametrize("is_purged", [False, True])
def test_the_same_file_again_says_that_it_was_deleted(store: Store, is_purged: bool) -> None:
    first = finish_receipt(store, without(with_prints("a", LOOK), Field.DATE), "a.jpg")
    store.remove_receipts([first.id])
    if is_purged:
        store.purge_removed()
    again = finish_receipt(store, without(with_prints("a", LOOK), Field.DATE), "a.jpg")
    assert again.duplicate_of is not None
    assert (again.duplicate_of.tier, again.duplicate_of.file_name) == (SAME_FILE, "a.jpg")


def test_keeping_both_is_about_these_two_only_and_can_be_undone(store: Store) -> None:
    first, second = add_pair(store)
    kept = store.keep_both(second.id, first.id)
    assert (kept.needs_review, kept.duplicate_of) == (False, None)
    third = finish_receipt(store, ACCEPTED_READING, "c.jpg")
    assert third.duplicate_of is not None
    assert not is_open_duplicate(store, second)
    store.keep_both(second.id, first.id, kept=False)
    assert is_open_duplicate(store, second)
    entries = store.find_audit_entries(AuditQuery(receipt_id=second.id))
    assert [one.after["kept"] for one in entries if one.action == "keep_both"] == [False, True]


def test_a_supplier_is_ignored_but_for_sure_duplicates(store: Store) -> None:
    _, second = add_pair(store)
    assert store.ignore_duplicates(second.id) == (second.id,)
    assert not is_open_duplicate(store, second)
    assert finish_receipt(store, ACCEPTED_READING, "c.jpg").duplicate_of is None
    finish_receipt(store, change_reading(NUMBER="1000", TIME=time(9, 1)), "d.jpg")
    sure = finish_receipt(store, change_reading(NUMBER="1000", TIME=time(9, 1)), "e.jpg")
    assert sure.duplicate_of is not None
    store.notice_duplicates(second.id, (second.id,))
    assert is_open_duplicate(store, second)


TAX_IDS = {"DE": "DE811569869", "AT": "ATU57147500"}


def test_what_is_ignored_is_a_supplier_and_not_its_name(store: Store) -> None:
    def add(country: str, name: str, file: str) -> Receipt:
        reading = change_reading(MERCHANT=name, TAX_ID=TAX_IDS[country])
        draft = replace(reading.checked.draft, country=country)
        checked = replace(reading.checked, draft=draft)
        return finish_receipt(store, replace(reading, checked=checked), file)

    add("DE", "Kantine", "a.jpg")
    second = add("DE", "Kantine", "b.jpg")
    renamed = add("DE", "Kantine GmbH", "c.jpg")
    assert renamed.duplicate_of is not None
    assert store.ignore_duplicates(second.id) == (second.id, renamed.id)
    add("AT", "Kantine", "d.jpg")
    namesake = add("AT", "Kantine", "e.jpg")
    assert namesake.duplicate_of is not None
    known, other = (store.find_supplier_of(one.id) for one in (second, namesake))
    assert known is not None
    assert other is not None
    merge = store.merge_suppliers(other.id, known.id)
    assert add("AT", "Kantine", "f.jpg").duplicate_of is None
    store.undo_supplier_merge(merge)
    assert add("DE", "Kantine", "g.jpg").duplicate_of is None
    store.notice_duplicates(second.id, (second.id,))
    assert is_open_duplicate(store, second)


def test_the_filter_finds_each_tier(store: Store) -> None:
    _, second = add_pair(store)
    for tier in DuplicateTier:
        found = store.find_receipts(ReceiptQuery(duplicate_tier=tier))
        assert [one.id for one in found] == ([second.id] if tier is DuplicateTier.LIKELY else [])


NUMBERS = tuple(f"{number} {number * 7}" for number in range(1000, 1006))
LOOK, NEAR_LOOK, OTHER_LOOK = "0f" * 16, "0f" * 15 + "ff", "a5" * 16


def with_prints(pixels: str, look: str, lines: tuple[str, ...] = ()) -> Reading:
    """The example in a picture."""
    printed = tuple(Line(row, Box(5, 40 * at, 200, 30), 0.9) for at, row in enumerate(lines))
    text = replace(ACCEPTED_READING.text, prints=(PagePrint(pixels, look),))
    text = replace(text, lines=(*text.lines, *printed))
    return replace(ACCEPTED_READING, text=text)


def without(found: Reading, *names: Field, lines: tuple[str, ...] = ()) -> Reading:
    """The reading with some fields not found."""
    draft = found.checked.draft
    fields = {name: value for name, value in draft.fields.items() if name not in names}
    printed = tuple(Line(row, Box(5, 40 * at, 200, 30), 0.9) for at, row in enumerate(lines))
    text = replace(found.text, lines=(*found.text.lines, *printed))
    checked = replace(found.checked, draft=replace(draft, fields=fields))
    return replace(found, checked=checked, text=text)
