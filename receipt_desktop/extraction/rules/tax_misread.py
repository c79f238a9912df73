"""Restores a tax in which OCR misread or lost a digit, by the total and the printed rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.rules.tax_candidates import CENT, TaxCandidate, find_rates
from receipt_desktop.extraction.text.rows import TextRow

_LEAST_ROWS = 2
"""Rows that print the rate, so that it is that of the receipt."""
_LEAST_DIGITS = 3


def correct_exceeding_tax(
    chosen: Sequence[TaxCandidate], rows: Sequence[TextRow], total: Decimal
) -> list[TaxCandidate]:
    """The tax, corrected if it exceeds the only rate of the receipt by one wrong digit.

    "di cui IVA 6,05" for 5,05, where all items of 55,50 are taxed at 10 %.
    """
    rates = [rate for row in rows for rate in find_rates(row.text)]
    is_alone = len(chosen) == 1 and not chosen[0].is_proven and chosen[0].rate is None
    if not is_alone or len(set(rates)) != 1 or len(rates) < _LEAST_ROWS or not rates[0]:
        return list(chosen)
    row, tax = chosen[0], _tax_of(total, rates[0])
    if row.amount > tax + CENT and _is_one_digit_off(row.amount, tax):
        new = replace(row, rate=rates[0], net=total - tax, amount=tax, gross=total)
        return [replace(new, is_proven=True)]
    return list(chosen)


def find_misread_row(rows: Sequence[TextRow], total: Decimal) -> list[TaxCandidate]:
    """The row of a rate whose numbers are net and tax of the total, but for one digit each.

    "A= 21.00%  B6.53  3.4" for 16.53 and 3.47 of 20.00.
    """
    found = []
    for row in rows:
        rates = find_rates(row.text)
        tax = _tax_of(total, rates[0]) if len(rates) == 1 else Decimal(0)
        if tax and _prints_nearly(row, (total - tax, tax)):
            new = TaxCandidate(row, rates[0], total - tax, tax, total, is_proven=True)
            found.append(new)
    return found[:1]


def _tax_of(total: Decimal, rate: Decimal) -> Decimal:
    return (total * rate / (100 + rate)).quantize(CENT, ROUND_HALF_UP)


def _is_one_digit_off(printed: Decimal, right: Decimal) -> bool:
    digits, others = str(printed.quantize(CENT)), str(right)
    wrong = sum(a != b for a, b in zip(digits, others, strict=False))
    return len(digits) == len(others) and wrong == 1


def _prints_nearly(row: TextRow, amounts: tuple[Decimal, Decimal]) -> bool:
    """Whether the row has both amounts in this order, each but for one digit."""
    numbers = re.findall(r"\d+[.,]\d+(?![\d%]| ?%)", row.text)
    digits = [re.sub(r"\D", "", number) for number in numbers]
    wanted = [re.sub(r"\D", "", str(amount)) for amount in amounts]
    return len(digits) == len(wanted) and all(
        len(right) >= _LEAST_DIGITS and Levenshtein.distance(one, right) <= 1
        for one, right in zip(digits, wanted, strict=True)
    )
