"""A sum that does not come out names the line and what would mend it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, ExtractedValue, LineItem, ReviewReason, TaxLine
from receipt_desktop.domain.suggested_fix import FixKind
from receipt_desktop.validation.reconcile import format_fix, suggest_fixes

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


def test_matching_sums_get_no_suggested_fix() -> None:
    assert suggest_fixes(make_draft("5.60", MILK, BREAD), SUM) == ()


def test_no_fix_is_suggested_without_a_reason() -> None:
    assert suggest_fixes(make_draft("9.99", MILK, BREAD), (ReviewReason.NO_DATE,)) == ()


def test_a_line_that_is_not_quantity_times_price_is_named() -> None:
    (mend,) = suggest_fixes(make_draft("5.60", make_item("Milk", "2.90", "2", "1.10"), BREAD), SUM)
    assert (mend.kind, mend.line, mend.proposed) == (FixKind.PRODUCT, 1, Decimal("2.20"))
    assert format_fix(mend) == "Line 1, Milk: quantity times price is 2.20, not 2.90."


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
    assert format_fix(mend) == "Without line 2, Card ending (42.42), the items add up."


@pytest.mark.parametrize("total", ["50.00", "7.77"])
def test_without_a_line_fix_the_other_total_is_suggested(total: str) -> None:
    (mend,) = suggest_fixes(make_draft(total, MILK, BREAD), SUM)
    assert format_fix(mend) == f"The items add up to 5.60; the total was read as {total}."


def test_two_lines_that_could_be_it_are_not_guessed() -> None:
    (mend,) = suggest_fixes(
        make_draft("2.20", make_item("Milk", "2.20"), make_item("Milk", "2.20")), SUM
    )
    assert mend.kind is FixKind.TOTAL


def test_a_tax_line_that_contradicts_its_rate_is_named() -> None:
    wrong = TaxLine(Decimal(19), Decimal("100.00"), Decimal("17.00"), 0.7)
    right = TaxLine(Decimal(7), Decimal("10.00"), Decimal("0.70"), 0.7)
    (mend,) = suggest_fixes(make_draft("127.70", taxes=(right, wrong)), TAX)
    assert format_fix(mend) == "Tax line 2: 19 % of its net amount is 19.00, not 17.00."
