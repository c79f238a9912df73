"""Single values of receipts as rows of text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)


def find_total(text: str) -> Decimal | None:
    """The total of a printed receipt."""
    total = extract_by_rules(printed(text), TODAY).get_value(Field.TOTAL)
    assert total is None or isinstance(total, Decimal)
    return total


def name_merchant(text: str, country: str | None) -> str | None:
    """The best name of the merchant on a printed receipt of this country."""
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None
