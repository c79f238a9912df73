"""A tax that is named without an amount asks for a review."""

from __future__ import annotations

from datetime import date

import pytest

from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.validation.check import check_draft
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)


def find_reasons(text: str) -> tuple[ReviewReason, ...]:
    page = printed(text)
    return check_draft(extract_by_rules(page, TODAY), page, TODAY).reasons


@pytest.mark.parametrize(
    "text",
    [
        "Candle | 10.00\nSales Tax 6.5%\nTOTAL | $10.65\nVisa | $10.65",
        "Vis | 8,00\nColle | 4,00\nTOTAL (EUR) | 12,00\n*** TVA EUR ***\nA 2O 1O 2",
        "Brot | 4,00\nSumme EUR | 4,00\nMwSt 7 %",
        "Kava | 4,00\nUkupno EUR | 4,00\n25 % PDV",
        "Candle | 10.00\nSubtotal | 10.00\nSales Tax 6.5x\nTOTAL | $10.65\nVisa | $10.65",
        "Candle | 10.00\nSubtotal | 10.00\nSALES TAX 6.5 o/o\nTOTAL | $10.65",
        "Candle | 10.00\nSubtotal | 10.00\nTax\nTOTAL | $10.65\nVisa | $10.65",
        "Essen | 10,00\nSumme EUR | 10,00\nMwSt 19*",
        "Vis | 8,00\nColle | 4,00\nTOTAL (EUR) | 12,00\n*** TVA EUR *** 2:00",
        "Cymma: | 141,00\nB T.4 HAC: | 14,96\n=141.00",
        "Mouka | 40,00\nCymma: | 40,00\nB T4. HDC 3:64",
    ],
)
def test_a_named_tax_without_an_amount(text: str) -> None:
    assert ReviewReason.UNREAD_TAX in find_reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Candle | 10.00\nSales Tax 6.5% | 0.65\nTOTAL | $10.65\nVisa | $10.65",
        "Brot | 4,00\nSumme EUR | 4,00\nUSt-IdNr. DE123456789",
        "Brot | 4,00\nSumme EUR | 4,00\nalle Preise inkl. MwSt.",
        "Bread | 4.00\nTotal GBP | 4.00\nVAT 0%",
        "Bread | 4.00\nTotal GBP | 4.00\n5 % off your next visit",
        "Bread | 4.00\nTotal GBP | 4.00\nVAT 799094462",
        "Bread | 4.00\nTotal GBP | 4.00\nVAT 799 0944 62",
        "Bread | 4.00\nSubtotal | 4.00\nTax\nTOTAL | $4.00\nVisa | $4.00",
        "B T.4 Biscuits | 4.00\nTotal GBP | 4.00",
    ],
)
def test_a_printed_amount_or_no_charged_tax(text: str) -> None:
    assert ReviewReason.UNREAD_TAX not in find_reasons(text)
