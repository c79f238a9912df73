"""Tips whose word was misread, as a part of the total or as a proposal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

BILL = """
    Green Burger
    94128 San Francisco, CA
    November 11, 2025
    Cheeseburger | $21.00
    Subtotal | $21.00
    SALES TAX (9.25%) | $1.94
    {tip} | $2.00
    Total | $24.94
"""


@pytest.mark.parametrize("word", ["Tp", "T1p", "Tlp:", "Tip"])
def test_a_tip_below_the_tax(word: str) -> None:
    draft = extract_by_rules(printed(BILL.format(tip=word)), date(2026, 6, 1))
    assert draft.get_value(Field.TIP) == Decimal("2.00")


def test_misread_proposals_are_no_totals() -> None:
    text = BILL.format(tip="Tip") + "+ 2%: (T1p $0.42 Total $25.36)\n+ 5%: (T1p $1.05 Total $25.99)"
    draft = extract_by_rules(printed(text), date(2026, 6, 1))
    assert draft.get_value(Field.TOTAL) == Decimal("24.94")
    assert not draft.has_several_receipts
