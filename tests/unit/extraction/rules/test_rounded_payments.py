"""What is paid in cash after a rounding that stands below the total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.extraction.values import find_total


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (
            (
                "BROOD | 2.10\nKAAS | 11.57\nSUBTOTAAL | 13.67\nBetaald met:\nAFRONDING | -0.02\n"
                "CONTANT | 20.00\nWISSELGELD | -6.35"
            ),
            "13.65",
        ),
        (
            (
                "MILK | $6.49\nBREAD | $25.32\nTOTAL | $31.81\nROUNDING | -$0.01\n"
                "CASH | $40.00\nCHANGE DUE | $8.20"
            ),
            "31.80",
        ),
        (
            "MILK | 6.49\nTEA | 25.34\nTOTAL | 31.83\nROUNDING | 0.02\nCASH | 40.00\nCHANGE | 8.15",
            "31.85",
        ),
        ("MILK | 1.00\nTEA | 0.38\nTOTAL | 1.38\nROUNDING | 0.02\nCASH | 1.40", "1.40"),
    ],
)
def test_the_rounded_amount_is_paid(text: str, paid: str) -> None:
    assert find_total(text) == Decimal(paid)


@pytest.mark.parametrize(
    "text",
    [
        # Cash with a misread digit, beside the total after the rounding.
        (
            "MILK | 4.97\nTotal | 4.97\nRounding | 0.03\nTotal After Rounding | 5.00\n"
            "Cash | 10.03\nChange | 5.03"
        ),
        "MILK | 5.00\nTotal | 5.00\nRounding | 0.03\nCash | 10.03\nChange | 5.00",
        "MILK | 5.00\nTotal | 5.00\nRounding | 0.00\nCash | 10.00\nChange | 5.00",
    ],
)
def test_a_misread_payment_proves_no_rounding(text: str) -> None:
    assert find_total(text) == Decimal("5.00")
