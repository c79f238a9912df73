"""Two receipts become one with the pages of both, and an undo makes them two again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.comparison import Merge, Side, plan_merge
from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.errors import Conflict, NotFound
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.reading import ExtractedValue, LineItem, LineKind, Reading
from receipt_desktop.domain.receipt import Priority, ReadOptions, ReceiptDetails
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import ACCEPTED_READING, TOTAL_EVIDENCE
from tests.unit.store.test_duplicates import add_pair, make_slip
from tests.unit.store.test_review_state import finish_receipt


def photograph(**values: str) -> Reading:
    """Another picture of the example, with further values."""
    draft = ACCEPTED_READING.checked.draft
    read = {
        Field[name]: ExtractedValue(value, 0.8, TOTAL_EVIDENCE) for name, value in values.items()
    }
    draft = replace(draft, fields={**draft.fields, **read})
    text = replace(ACCEPTED_READING.text, pages=(PagePicture(0, 900, 1800, "pages/bb/bb/0.jpg"),))
    checked = replace(ACCEPTED_READING.checked, draft=draft)
    return replace(ACCEPTED_READING, text=text, checked=checked)


def add_photo(store: Store) -> tuple[str, str]:
    """A receipt, and a photo of it that shows its address too."""
    first = finish_receipt(store, ACCEPTED_READING, "a.jpg")
    second = finish_receipt(store, photograph(ADDRESS="Rue 1"), "b.jpg")
    return first.id, second.id


def merge(store: Store, receipt_id: str) -> Merge:
    """The usual merge of a duplicate."""
    planned = plan_merge(store.compare_with_duplicate(receipt_id), {})
    assert planned is not None
    return planned


def load_draft_value(details: ReceiptDetails, field: Field) -> object:
    assert details.reading is not None
    return details.reading.checked.draft.get_value(field)


def test_the_earlier_one_takes_pages_text_and_missing_values(store: Store) -> None:
    first, second = add_photo(store)
    store.merge_receipts(merge(store, second))
    details = store.get_details(first)
    assert details.reading is not None
    pages = details.reading.text.pages
    assert [(page.number, page.file) for page in pages] == [
        (0, "pages/aa/aabb/0.jpg"),
        (1, "pages/bb/bb/0.jpg"),
    ]
    assert [one.content_hash for one in details.page_sources] == ["a.jpg", "b.jpg"]
    assert details.receipt.originals == ("a.jpg", "b.jpg")
    assert details.receipt.pages == 2
    assert {line.page for line in details.reading.text.lines} == {0, 1}
    address = details.reading.checked.draft.fields[Field.ADDRESS]
    assert (address.value, address.evidence) == ("Rue 1", replace(TOTAL_EVIDENCE, page=1))
    assert details.receipt.duplicate_of is None
    with pytest.raises(NotFound):
        store.get_receipt(second)


def test_an_undo_makes_them_two_again(store: Store) -> None:
    first, second = add_photo(store)
    before = store.get_details(first), store.get_details(second)
    merged = store.merge_receipts(merge(store, second))
    store.undo_merge(merged)
    for known, now in zip(before, map(store.get_details, (first, second)), strict=True):
        assert replace(now, receipt=replace(now.receipt, version=0)) == replace(
            known, receipt=replace(known.receipt, version=0)
        )
    actions = [one.action for one in store.find_audit_entries(AuditQuery(receipt_id=second))]
    assert actions[:2] == ["unmerge", "merge"]
    store.merge_receipts(merged.merge)
    assert store.get_receipt(first).pages == 2


def test_the_chosen_side_of_each_field_is_taken(store: Store) -> None:
    first = finish_receipt(store, ACCEPTED_READING, "a.jpg")
    again = photograph(PAYMENT="card", CARD="9")
    second = finish_receipt(store, again, "b.jpg")
    items = (LineItem("Lait", Decimal("2.20"), 0.9),)
    store.correct_lines(second.id, LineKind.ITEMS, items)
    chosen: dict[Field | LineKind, Side] = {
        Field.PAYMENT: Side.KEPT,
        Field.CARD: Side.OTHER,
        LineKind.ITEMS: Side.OTHER,
    }
    planned = plan_merge(store.compare_with_duplicate(second.id), chosen)
    assert planned is not None
    merged = store.merge_receipts(planned)
    details = store.get_details(first.id)
    assert load_draft_value(details, Field.PAYMENT) is None
    assert load_draft_value(details, Field.CARD) == "9"
    assert details.reading is not None
    assert [one.description for one in details.reading.checked.draft.items] == ["Lait"]
    store.undo_merge(merged)
    details = store.get_details(first.id)
    assert load_draft_value(details, Field.CARD) == "1234"
    assert not details.corrected_fields
    assert not details.corrected_lines


def test_a_slip_joins_its_receipt_even_if_it_came_first(store: Store) -> None:
    slip = finish_receipt(store, make_slip(), "slip.jpg")
    receipt = finish_receipt(store, ACCEPTED_READING, "a.jpg")
    assert receipt.duplicate_of is not None
    assert receipt.duplicate_of.tier is DuplicateTier.PAIR
    planned = merge(store, receipt.id)
    assert (planned.kept_id, planned.other_id) == (receipt.id, slip.id)
    store.merge_receipts(planned)
    joined = store.get_receipt(receipt.id)
    assert (joined.pages, joined.duplicate_of, joined.needs_review) == (2, None, False)


def test_a_third_copy_repeats_the_merged_one_and_nothing_was_deleted(store: Store) -> None:
    first, second = add_photo(store)
    store.merge_receipts(merge(store, second))
    store.purge_removed()
    third = finish_receipt(store, ACCEPTED_READING, "c.jpg")
    assert third.duplicate_of is not None
    assert (third.duplicate_of.receipt_id, third.duplicate_of.deleted_at) == (first, None)


def test_a_merge_that_was_purged_cannot_be_undone(store: Store) -> None:
    _, second = add_photo(store)
    merged = store.merge_receipts(merge(store, second))
    store.purge_removed()
    with pytest.raises(Conflict):
        store.undo_merge(merged)


def test_a_receipt_that_is_not_read_cannot_be_merged(store: Store) -> None:
    first, _ = add_pair(store)
    waiting = store.add_receipt("w.jpg", "w.jpg", Priority.NORMAL, ReadOptions())
    with pytest.raises(Conflict):
        store.merge_receipts(Merge(first.id, waiting.id))
    with pytest.raises(Conflict):
        store.compare_with_duplicate(first.id)
