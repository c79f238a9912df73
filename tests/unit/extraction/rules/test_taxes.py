from decimal import Decimal

import pytest

from receipt_desktop.extraction.rules.taxes import (
    TaxCandidate,
    choose_tax_rows,
    find_rates,
    find_tax_rows,
    match_rate,
)
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

RATES = [Decimal(19), Decimal(7), Decimal(6)]


def lines(text: str, total: str) -> list[TaxCandidate]:
    rows = build_rows(printed(text).lines)
    found = find_tax_rows(rows, label_amounts(rows), RATES)
    return choose_tax_rows(found, Decimal(total))


def amounts(found: list[TaxCandidate]) -> list[str]:
    return [str(row.amount) for row in found]


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        ("B 7% | 15,46 | 1,08 | 16,54\nC 19% | 2,97 | 0,57 | 3,54", "20.08", ["1.08", "0.57"]),
        ("A 7 % | 0,47 | 6,69 | 7,16\nSumme | 0,47 | 6,69 | 7,16", "7.16", ["0.47"]),
        ("T.P.S. | 1.60\nT.V.Q. | 3.19\nTPS: 1,60 $ TVQ: 3,19 $", "36.79", ["1.60", "3.19"]),
        ("incl. 19,00% Mwst | 18,36\nNetto-Warenwert | 96,62", "114.98", ["18.36"]),
        ("GST payable (6%) | 1.09\nSR (@ 6%) | 18.31 | 1.09", "19.40", ["1.09"]),
        ("Mwst 19% | 2,39\nMwst 7% | 2,61", "54.90", ["2.39", "2.61"]),
        ("SR @ 0% | 59.00 | 0.00", "59.00", ["0"]),
        ("Bread | 2.50", "2.50", []),
    ],
)
def test_tax_tables_and_single_rows(text: str, total: str, expected: list[str]) -> None:
    assert amounts(lines(text, total)) == expected


def test_columns_are_distinguished_by_arithmetic() -> None:
    row = lines("19 % | 9,58 | 50,38 | 59,96", "59.96")[0]
    assert (row.rate, row.net, row.amount, row.gross) == (
        Decimal(19),
        Decimal("50.38"),
        Decimal("9.58"),
        Decimal("59.96"),
    )
    assert row.is_proven


def test_a_rate_that_does_not_fit_gives_no_tax_row() -> None:
    assert match_rate(Decimal(19), [Decimal("10.00"), Decimal("3.00")]) is None


def test_rates_of_a_row() -> None:
    assert find_rates("7,7% und 19 % von 100%") == [Decimal("7.7"), Decimal(19)]
