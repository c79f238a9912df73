"""One receipt in several categories: reports, filters, totals of the list, renamed categories."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from receipt_desktop.domain.categories import Category, TaxTreatment
from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import LineItem, LineKind
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.report import Grouping
from receipt_desktop.store.store import Store
from tests.unit.store.test_reports import add, line, report, simple

BREAD = LineItem("Bread", Decimal("10.70"), 0.9, tax_rate=Decimal(7))
PAPER = LineItem("Paper", Decimal("11.90"), 0.9, tax_rate=Decimal(19), category="office")
TAXES = (line("19", "10.00", "1.90"), line("7", "10.00", "0.70"))


@pytest.fixture
def mixed(store: Store) -> Receipt:
    """A receipt of 22.60 for groceries, of which 11.90 are for the office."""
    row = add(store, simple("22.60", *TAXES, TAX=Decimal("2.60"), CATEGORY="groceries"), "1")
    return store.correct_lines(row.id, LineKind.ITEMS, (BREAD, PAPER))


def list_rows(store: Store, grouping: Grouping) -> dict[str | None, tuple[int, Decimal]]:
    return {row.key.value: (row.receipts, row.gross) for row in report(store, grouping).rows}


def test_a_report_has_each_line_in_its_own_category(store: Store, mixed: Receipt) -> None:
    add(store, simple("5.00", CATEGORY="office"), "2")
    add(store, simple("4.00", CATEGORY="office", currency=None), "3")
    found = report(store, Grouping.CATEGORY)
    assert {row.key.value: (row.receipts, row.gross) for row in found.rows} == {
        "groceries": (1, Decimal("10.70")),
        "office": (3, Decimal("16.90")),
    }
    assert (found.total.receipts, found.total.gross) == (3, Decimal("27.60"))
    assert list_rows(store, Grouping.TAX_RATE)["19"] == (1, Decimal("11.90"))
    store.correct_lines(mixed.id, LineKind.ITEMS, None)
    assert list_rows(store, Grouping.CATEGORY)["groceries"] == (1, Decimal("22.60"))


def test_tax_is_treated_as_the_category_of_the_line_says(store: Store, mixed: Receipt) -> None:
    listed = store.list_categories()
    private = [
        replace(one, tax_treatment=TaxTreatment.NOT_DEDUCTIBLE) if one.name == "office" else one
        for one in listed
    ]
    store.save_categories(private)
    found = report(store, Grouping.VAT)
    assert {(row.key.value, row.key.treatment) for row in found.rows} == {
        ("7", TaxTreatment.AS_PRINTED),
        ("19", TaxTreatment.NOT_DEDUCTIBLE),
    }
    assert found.deductible_tax == Decimal("0.70")
    for rate, treatment, count in (
        ("19", TaxTreatment.NOT_DEDUCTIBLE, 1),
        ("19", TaxTreatment.AS_PRINTED, 0),
        (None, TaxTreatment.NOT_DEDUCTIBLE, 1),
    ):
        query = ReceiptQuery(tax_rate=rate, tax_treatment=treatment)
        assert [one.id for one in store.find_receipts(query)] == [mixed.id] * count


def test_the_list_finds_it_by_both_and_adds_up_each(store: Store, mixed: Receipt) -> None:
    for name in ("groceries", "office"):
        query = ReceiptQuery(category=name)
        assert [one.id for one in store.find_receipts(query)] == [mixed.id]
        assert list(store.list_numbers(query)) == [mixed.number]
    add(store, simple("7.00", CATEGORY="office"), "2")
    totals = store.sum_receipts(ReceiptQuery())
    assert totals.count == 2
    assert {(one.category, one.count, one.total, one.tax) for one in totals.groups} == {
        ("groceries", 1, Decimal("10.70"), Decimal("0.70")),
        ("office", 2, Decimal("18.90"), Decimal("1.90")),
    }


def test_a_renamed_category_is_renamed_on_lines_and_comes_back(
    store: Store, mixed: Receipt
) -> None:
    assert {one.name: one.count for one in store.list_categories()}["office"] == 1
    change = store.move_category("office", "Desk")
    assert read_categories(store, mixed) == [None, "Desk"]
    assert set(list_rows(store, Grouping.CATEGORY)) == {"groceries", "Desk"}
    store.restore_categories(change)
    assert read_categories(store, mixed) == [None, "office"]
    assert set(list_rows(store, Grouping.CATEGORY)) == {"groceries", "office"}


def read_categories(store: Store, receipt: Receipt) -> list[str | None]:
    reading = store.get_details(receipt.id).reading
    assert reading
    return [item.category for item in reading.checked.draft.items]


def test_a_category_of_lines_is_not_dropped_from_the_list(store: Store, mixed: Receipt) -> None:
    kept: list[Category] = [one for one in store.list_categories() if one.name != "office"]
    with pytest.raises(Conflict):
        store.save_categories(kept)
    store.correct_field(mixed.id, Field.CATEGORY, "office")
    assert list_rows(store, Grouping.CATEGORY) == {"office": (1, Decimal("22.60"))}
