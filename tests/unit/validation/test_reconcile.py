"""A sum that does not come out names the line and what would mend it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import (
    Draft,
    ExtractedValue,
    LineItem,
    LineKind,
    ReviewReason,
    TaxLine,
)
from receipt_desktop.domain.review_reasons import find_remainder
from receipt_desktop.domain.suggested_fix import FixKind, fix_message
from receipt_desktop.validation.reconcile import suggest_fixes, tax_lines_match_rates

SUM, TAX = (ReviewReason.SUM_MISMATCH,), (ReviewReason.TAX_MISMATCH,)


def make_item(
    name: str, total: str, quantity: str | None = None, price: str | None = None
) -> LineItem:
    return LineItem(
        name,
        Decimal(total),
        0.8,
        Decimal(quantity) if quantity else None,
        Decimal(price) if price else None,
    )


def make_draft(total: str, *items: LineItem, taxes: tuple[TaxLine, ...] = ()) -> Draft:
    return Draft({Field.TOTAL: ExtractedValue(Decimal(total), 0.7)}, items=items, tax_lines=taxes)


MILK = make_item("Milk", "2.20", "2", "1.10")
BREAD = make_item("Bread", "3.40")


def test_correct_sums_need_no_suggested_fix() -> None:
    assert suggest_fixes(make_draft("5.60", MILK, BREAD), SUM) == ()


def test_without_a_sum_reason_no_fix_is_suggested() -> None:
    assert suggest_fixes(make_draft("9.99", MILK, BREAD), (ReviewReason.NO_DATE,)) == ()


def test_a_line_that_is_not_quantity_times_price_is_named() -> None:
    (mend,) = suggest_fixes(make_draft("5.60", make_item("Milk", "2.90", "2", "1.10"), BREAD), SUM)
    assert (mend.kind, mend.line, mend.proposed) == (FixKind.PRODUCT, 1, Decimal("2.20"))
    assert fix_message(mend).text() == "Line 1, Milk: quantity times price is 2.20, not 2.90."


def test_a_misread_digit_is_named() -> None:
    (mend,) = suggest_fixes(
        make_draft("5.60", make_item("Milk", "2.20"), make_item("Bread", "8.40")), SUM
    )
    assert (mend.kind, mend.line, mend.proposed) == (FixKind.DIGIT, 2, Decimal("3.40"))


def test_digits_that_no_reader_takes_for_one_another_are_not_proposed() -> None:
    (mend,) = suggest_fixes(
        make_draft("5.60", make_item("Milk", "2.20"), make_item("Bread", "9.40")), SUM
    )
    assert mend.kind is FixKind.TOTAL


def test_a_line_too_much_is_named() -> None:
    (mend,) = suggest_fixes(make_draft("5.60", MILK, make_item("Card ending", "42.42"), BREAD), SUM)
    assert fix_message(mend).text() == "Without line 2, Card ending (42.42), the items add up."


@pytest.mark.parametrize("total", ["50.00", "7.77"])
def test_without_a_single_cause_both_sums_are_shown(total: str) -> None:
    (mend,) = suggest_fixes(make_draft(total, MILK, BREAD), SUM)
    said = f"Change the total to 5.60, the sum of the items. {total} was read."
    assert fix_message(mend).text() == said


def test_two_lines_that_could_be_it_are_not_guessed() -> None:
    (mend,) = suggest_fixes(
        make_draft("2.20", make_item("Milk", "2.20"), make_item("Milk", "2.20")), SUM
    )
    assert mend.kind is FixKind.TOTAL


def test_a_total_that_is_known_well_is_not_doubted_for_its_items() -> None:
    sure = Draft({Field.TOTAL: ExtractedValue(Decimal("10.00"), 0.95)}, items=(BREAD,))
    assert suggest_fixes(sure, SUM) == ()
    unsure = Draft({Field.TOTAL: ExtractedValue(Decimal("10.00"), 0.6)}, items=(BREAD,))
    assert [one.kind for one in suggest_fixes(unsure, SUM)] == [FixKind.TOTAL]


@pytest.mark.parametrize(
    ("items", "gap"),
    [
        ("9.74", "0.82"),  # with the tax on top it would be 0.38 too much
        ("9.36", "0"),  # net prices
        ("8.00", "1.36"),  # net prices, and a line is missing
        ("11.00", "-0.44"),
    ],
)
def test_tax_explains_what_is_missing_but_not_what_is_too_much(items: str, gap: str) -> None:
    fields = {
        Field.TOTAL: ExtractedValue(Decimal("10.56"), 0.9),
        Field.TAX: ExtractedValue(Decimal("1.20"), 0.9),
    }
    lines = (make_item("All", items),)
    assert find_remainder(Draft(fields), LineKind.ITEMS, lines) == Decimal(gap)


def test_a_refund_lacks_what_its_lines_do_not_give_back() -> None:
    fields = {
        Field.TOTAL: ExtractedValue(Decimal("-10.00"), 0.9),
        Field.TAX: ExtractedValue(Decimal("-1.00"), 0.9),
    }
    lines = (make_item("All", "-8.00"),)
    assert find_remainder(Draft(fields), LineKind.ITEMS, lines) == Decimal("-1.00")


def test_a_tax_line_that_contradicts_its_rate_is_named() -> None:
    wrong = TaxLine(Decimal(19), Decimal("100.00"), Decimal("17.00"), 0.7)
    right = TaxLine(Decimal(7), Decimal("10.00"), Decimal("0.70"), 0.7)
    (mend,) = suggest_fixes(make_draft("127.70", taxes=(right, wrong)), TAX)
    assert fix_message(mend).text() == "Tax line 2: 19 % of the net amount is 19.00, not 17.00."


@pytest.mark.parametrize(
    ("currency", "amount", "fits"),
    [("JPY", "196", True), ("KRW", "196", True), ("JPY", "190", False), ("EUR", "196", False)],
)
def test_taxes_without_decimals_are_rounded_to_whole_units(
    currency: str, amount: str, *, fits: bool
) -> None:
    line = TaxLine(Decimal(10), Decimal(1964), Decimal(amount), 0.9)
    draft = Draft({}, currency, tax_lines=(line,))
    assert tax_lines_match_rates(draft) is fits
