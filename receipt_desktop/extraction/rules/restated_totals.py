"""Totals whose words were not read: a subtotal and its taxes, whose sum is printed again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow

_NUMBER = re.compile(r"(?<![\d.,/:-])(\d+(?:[.,]\d{1,2})?)\W*$")
_ROWS_BELOW = 4
_LEAST_TAXES = 2
_HALF_UNIT = Decimal("0.5")


def find_restated_total(
    labelled: Sequence[LabelledAmount], rows: Sequence[TextRow]
) -> tuple[Decimal, Decimal] | None:
    """The subtotal and what its taxes make of it, where numbers below without words repeat that.

    "Sub Total 355.00", "SGST 9% 31.95", "CGST 9% 31.95", "418.9" and "419": a rounding follows.
    """
    places = [n for n, e in enumerate(labelled) if e.role is AmountRole.SUBTOTAL]
    charges = labelled[places[-1] + 1 :] if places else ()
    is_taxed = len(charges) >= _LEAST_TAXES and all(e.role is AmountRole.TAX for e in charges)
    if not is_taxed or any(entry.role in TOTAL_ROLES for entry in labelled):
        return None
    net = labelled[places[-1]].amount.value
    exact = net + sum((entry.amount.value for entry in charges), Decimal(0))
    numbers = list(_list_numbers(rows, charges[-1].row.index))
    rounded = [n for n in numbers if n % 1 == 0 and abs(n - exact) <= _HALF_UNIT]
    return (net, [exact, *rounded][-1]) if exact in numbers else None


def _list_numbers(rows: Sequence[TextRow], above: int) -> Iterable[Decimal]:
    for row in rows:
        match = _NUMBER.search(row.text)
        if match and 0 < row.index - above <= _ROWS_BELOW:
            yield Decimal(match[1].replace(",", "."))
