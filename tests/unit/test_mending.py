"""A sum that does not come out names the line and what would mend it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from receipt_desktop.draft import Draft, Field, Item, Reason, TaxLine, Value
from receipt_desktop.mending import Kind, mends, sentence

SUM, TAX = (Reason.SUM_MISMATCH,), (Reason.TAX_MISMATCH,)


def item(name: str, total: str, quantity: str | None = None, price: str | None = None) -> Item:
    return Item(
        name,
        Decimal(total),
        0.8,
        Decimal(quantity) if quantity else None,
        Decimal(price) if price else None,
    )


def draft(total: str, *items: Item, taxes: tuple[TaxLine, ...] = ()) -> Draft:
    return Draft({Field.TOTAL: Value(Decimal(total), 0.7)}, items=items, tax_lines=taxes)


MILK = item("Milk", "2.20", "2", "1.10")
BREAD = item("Bread", "3.40")


def test_sums_that_come_out_need_no_mend() -> None:
    assert mends(draft("5.60", MILK, BREAD), SUM) == ()


def test_nothing_is_proposed_unasked() -> None:
    assert mends(draft("9.99", MILK, BREAD), (Reason.NO_DATE,)) == ()


def test_a_line_that_is_not_quantity_times_price_is_named() -> None:
    (mend,) = mends(draft("5.60", item("Milk", "2.90", "2", "1.10"), BREAD), SUM)
    assert (mend.kind, mend.line, mend.proposed) == (Kind.PRODUCT, 1, Decimal("2.20"))
    assert sentence(mend) == "Line 1, Milk: quantity times price is 2.20, not 2.90."


def test_a_misread_digit_is_named() -> None:
    (mend,) = mends(draft("5.60", item("Milk", "2.20"), item("Bread", "8.40")), SUM)
    assert (mend.kind, mend.line, mend.proposed) == (Kind.DIGIT, 2, Decimal("3.40"))


def test_digits_that_no_reader_takes_for_one_another_are_not_proposed() -> None:
    (mend,) = mends(draft("5.60", item("Milk", "2.20"), item("Bread", "9.40")), SUM)
    assert mend.kind is Kind.TOTAL


def test_a_line_too_much_is_named() -> None:
    (mend,) = mends(draft("5.60", MILK, item("Card ending", "42.42"), BREAD), SUM)
    assert sentence(mend) == "Without line 2, Card ending (42.42), the items add up."


@pytest.mark.parametrize("total", ["50.00", "7.77"])
def test_else_both_sums_are_told(total: str) -> None:
    (mend,) = mends(draft(total, MILK, BREAD), SUM)
    assert sentence(mend) == f"The items add up to 5.60; the total was read as {total}."


def test_two_lines_that_could_be_it_are_not_guessed() -> None:
    (mend,) = mends(draft("2.20", item("Milk", "2.20"), item("Milk", "2.20")), SUM)
    assert mend.kind is Kind.TOTAL


def test_a_tax_line_that_contradicts_its_rate_is_named() -> None:
    wrong = TaxLine(Decimal(19), Decimal("100.00"), Decimal("17.00"), 0.7)
    right = TaxLine(Decimal(7), Decimal("10.00"), Decimal("0.70"), 0.7)
    (mend,) = mends(draft("127.70", taxes=(right, wrong)), TAX)
    assert sentence(mend) == "Tax line 2: 19 % of its net amount is 19.00, not 17.00."
