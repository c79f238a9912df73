"""Filling stations print volume, price and amount on rows of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

TODAY = date(2025, 6, 1)
INDIA = """
    LAXMI AUTOMOBILES
    THANE, 400607
    Date: | 10-10-2024
    Product: | PETROL
    PayMode: | Cash
    Rate/Ltr.: | 103.57
    Volume(Ltr.): | 19.31
    Amount(Rs.): | 2000.00
    Preset Value: | 2000.00
"""
INDONESIA = """
    SHELL TANJUNG BARAT
    JL. RAYA TANJUNG BARAT NO.156
    JAKARTA SELATAN
    06/07/25 | 08:59:45
    Fuel Type | :SUPER
    Amount | :30000. Rp
    Volume | :2.342 LTR
    Rate | :12810. Rp
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INDIA, ("PETROL", "19.31", "103.57", "2000.00")),
        (INDONESIA, ("SUPER", "2.342", "12810", "30000")),
    ],
)
def test_the_fuel_is_the_item(text: str, expected: tuple[str, ...]) -> None:
    draft = extract_by_rules(printed(text), TODAY)
    name, quantity, price, total = expected
    (item,) = draft.items
    assert (item.description, item.quantity, item.unit_price, item.total) == (
        name,
        Decimal(quantity),
        Decimal(price),
        Decimal(total),
    )
    assert draft.get_value(Field.TOTAL) == Decimal(total)


def test_a_volume_that_does_not_give_the_total_is_no_item() -> None:
    assert not extract_by_rules(printed(INDIA.replace("19.31", "29.31")), TODAY).items


def test_without_a_product_there_is_no_item() -> None:
    assert not extract_by_rules(printed(INDIA.replace("Product: | PETROL", "")), TODAY).items
