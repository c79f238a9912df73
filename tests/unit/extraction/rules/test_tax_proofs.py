"""Taxes of Japanese tills that print the sales of each rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.validation.check import check_draft
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)
TWO_RATES = """
月見堂
2026年5月10日（日）12:31
小計（税抜8%） | ¥1,748
消費税等（8%） | ¥139
小計（税抜10%） | ¥356
消費税等（10%） | ¥35
合計 | ¥2,278
(税率 8%対象 | ¥1,887)
(税率10%対象 | ¥391)
(内消費税等 8% | ¥139)
(内消費税等10% | ¥35)
"""


def list_taxes(text: str) -> list[tuple[Decimal | None, Decimal | None, Decimal]]:
    lines = extract_by_rules(printed(text), TODAY).tax_lines
    return [(line.rate, line.net, line.amount) for line in lines]


def test_two_rates_have_their_sales() -> None:
    assert list_taxes(TWO_RATES) == [
        (Decimal(8), Decimal(1748), Decimal(139)),
        (Decimal(10), Decimal(356), Decimal(35)),
    ]


def test_the_subtotal_of_one_rate_is_none_of_the_receipt() -> None:
    page = printed(TWO_RATES)
    check = check_draft(extract_by_rules(page, TODAY), page, TODAY)
    assert ReviewReason.PARTS_DIFFER not in check.reasons


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("合計 | ¥1,221\n(内消費税等 | ¥90)\n(8%対象 | ¥1,221)", (8, 1131, 90)),
        ("外税10%対象額 | ¥545\n外税10% | ¥54\n合計 | ¥599", (10, 545, 54)),
    ],
)
def test_one_rate_has_its_sales(rows: str, expected: tuple[int, int, int]) -> None:
    text = f"月見堂\n2026年5月10日（日）12:31\nおにぎり | ¥545\n{rows}"
    assert list_taxes(text) == [tuple(map(Decimal, expected))]


def test_a_tax_that_is_no_share_of_the_sales_is_not_proven() -> None:
    text = "月見堂\n2026年5月10日\n合計 | ¥1,221\n(内消費税等8% | ¥70)\n(8%対象 | ¥1,221)"
    assert list_taxes(text) == [(Decimal(8), None, Decimal(70))]
