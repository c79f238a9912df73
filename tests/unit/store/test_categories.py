"""Categories of one's own: renamed and merged on the receipts, undone, mapped from readings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.categories import Category, TaxTreatment
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.fields import CATEGORIES, Field
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from tests.unit.store.test_listing import find, make_reading


def add(store: Store, name: str, **values: Any) -> Receipt:
    """A receipt that was read with these values."""
    row = store.add_receipt(name, name, Priority.NORMAL, ReadOptions())
    store.claim_receipt(row.id, "me", 60)
    done = store.finish_attempt(row.id, "me", make_reading("words", **values))
    assert done
    return done


def names(store: Store) -> list[str]:
    return [one.name for one in store.list_categories()]


def categories(store: Store) -> list[str | None]:
    """The categories of the receipts, in the order of arrival."""
    found = store.find_receipts(ReceiptQuery())
    return [one.category for one in sorted(found, key=lambda one: one.number)]


def test_the_list_starts_with_those_of_the_program(file_store: Store) -> None:
    assert names(file_store) == list(CATEGORIES)
    assert len({one.colour for one in file_store.list_categories()}) == len(CATEGORIES)


def test_a_renamed_category_is_renamed_on_receipts_and_in_later_readings(store: Store) -> None:
    add(store, "read", CATEGORY="groceries")
    typed = add(store, "typed", CATEGORY="fuel")
    store.correct_field(typed.id, Field.CATEGORY, "groceries")
    change = store.move_category("groceries", "Food")
    assert categories(store) == ["Food", "Food"]
    assert find(store, ReceiptQuery(text="food")) == ["typed", "read"]
    assert store.list_categories()[0].count == 2
    add(store, "later", CATEGORY="groceries")
    assert categories(store)[-1] == "Food"
    store.restore_categories(change)
    assert names(store) == list(CATEGORIES)
    assert categories(store) == ["groceries", "groceries", "Food"]


def test_a_merged_category_is_not_lost_and_comes_back(file_store: Store) -> None:
    add(file_store, "a", CATEGORY="fuel")
    add(file_store, "b", CATEGORY="transport")
    change = file_store.move_category("fuel", "transport")
    assert categories(file_store) == ["transport", "transport"]
    assert "fuel" not in names(file_store)
    assert add(file_store, "c", CATEGORY="fuel").category == "transport"
    file_store.restore_categories(change)
    assert categories(file_store) == ["fuel", "transport", "transport"]
    reading = file_store.get_details(file_store.find_receipts(ReceiptQuery())[-1].id).reading
    assert reading is not None
    assert reading.checked.draft.get_value(Field.CATEGORY) == "fuel"


def test_a_typed_name_in_other_letters_is_the_same_category(file_store: Store) -> None:
    receipt = add(file_store, "a", CATEGORY="fuel")
    file_store.move_category("fuel", "Vehicles")
    assert file_store.correct_field(receipt.id, Field.CATEGORY, "VEHICLES").category == "Vehicles"
    assert file_store.correct_field(receipt.id, Field.CATEGORY, "fuel").category == "Vehicles"
    assert file_store.correct_field(receipt.id, Field.CATEGORY, "Own").category == "Own"


def test_a_category_in_use_cannot_be_left_out(file_store: Store) -> None:
    add(file_store, "a", CATEGORY="fuel")
    unused = [one for one in file_store.list_categories() if one.name != "leisure"]
    file_store.save_categories(unused)
    assert "leisure" not in names(file_store)
    with pytest.raises(Conflict):
        file_store.save_categories([one for one in unused if one.name != "fuel"])
    assert "fuel" in names(file_store)


@pytest.mark.parametrize("name", ["", "  ", " x", "x" * 61, "FUEL"])
def test_bad_names_are_refused(file_store: Store, name: str) -> None:
    wanted = [*file_store.list_categories(), Category(name, "#000000")]
    with pytest.raises(InvalidRequest):
        file_store.save_categories(wanted)


def test_the_tax_treatment_of_a_category_is_that_of_its_receipts(file_store: Store) -> None:
    receipt = add(file_store, "a", CATEGORY="restaurant")
    before = file_store.list_categories()
    wanted = [
        replace(one, tax_treatment=TaxTreatment.NOT_DEDUCTIBLE, is_hidden=True)
        if one.name == "restaurant"
        else one
        for one in reversed(before)
    ]
    change = file_store.save_categories(wanted, "window:me")
    assert names(file_store) == list(reversed(CATEGORIES))
    assert file_store.get_details(receipt.id).tax_treatment is TaxTreatment.NOT_DEDUCTIBLE
    entry = file_store.find_audit_entries(AuditQuery())[0]
    assert (entry.actor, entry.action, entry.subject) == ("window:me", "category", "restaurant")
    assert entry.after["restaurant"]["taxTreatment"] == "not_deductible"
    file_store.restore_categories(change)
    assert file_store.list_categories() == before


def test_fields_of_bookkeeping_are_found_filtered_and_taken_back(store: Store) -> None:
    trip, plain = add(store, "trip"), add(store, "plain")
    before = store.correct_fields([trip.id], Field.TAGS, "Trip, Client A")
    store.correct_field(trip.id, Field.REIMBURSABLE, True)
    store.correct_field(trip.id, Field.PROJECT, "Wien")
    store.correct_field(trip.id, Field.PAID_BY, "Eva")
    store.correct_field(trip.id, Field.NOTE, "With the client")
    now = store.get_receipt(trip.id)
    assert (now.tags, now.project, now.note) == (("Trip", "Client A"), "Wien", "With the client")
    assert (now.paid_by, now.reimbursable) == ("Eva", True)
    for query in (
        ReceiptQuery(tag="Client A"),
        ReceiptQuery(project="Wien"),
        ReceiptQuery(paid_by="Eva"),
        ReceiptQuery(reimbursable=True),
        ReceiptQuery(text="with client"),
    ):
        assert find(store, query) == ["trip"]
    assert find(store, ReceiptQuery(tag="Client")) == []
    assert find(store, ReceiptQuery(tag="", project="", paid_by="")) == ["plain"]
    values = store.list_values()
    assert (values.projects, values.payers) == (("Wien",), ("Eva",))
    assert values.tags == ("Trip", "Client A")
    store.correct_fields([trip.id, plain.id], Field.TAGS, "trip, New", adds_tags=True)
    assert store.get_receipt(trip.id).tags == ("Trip", "Client A", "New")
    assert store.get_receipt(plain.id).tags == ("trip", "New")
    store.restore_fields(before)
    assert store.get_receipt(trip.id).tags == ()
    assert store.get_receipt(trip.id).reasons == now.reasons


def test_archived_receipts_leave_lists_and_counts_until_they_are_wanted(store: Store) -> None:
    first, second = add(store, "a", doubtful=True), add(store, "b")
    store.mark_receipts([first.id], "archived", on=True)
    assert find(store, ReceiptQuery()) == ["b"]
    assert find(store, ReceiptQuery(archived=True)) == ["a"]
    assert find(store, ReceiptQuery(archived=None)) == ["b", "a"]
    assert store.count_kinds(ReceiptQuery()).all == 1
    counts = store.count_by_status()
    assert (counts.completed, counts.needs_review) == (1, 0)
    assert [one.id for one in store.find_receipts(ReceiptQuery(ids=(first.id,)))] == [first.id]
    assert [one.receipt.id for one in store.iterate_details(ReceiptQuery())] == [second.id]
    (back,) = store.mark_receipts([first.id], "archived", on=False)
    assert back.reasons == (ReviewReason.DOUBTFUL_DATE,)
    assert find(store, ReceiptQuery()) == ["b", "a"]
