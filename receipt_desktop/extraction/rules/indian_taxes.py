"""The tax of Indian receipts from its equal halves, their printed sum and tables of IGST.

"CGST 2.5% 4.38", "SGST 2.5% 4.38" and "Total taxes 8.75": the printed sum is rounded once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import (
    CENT,
    TaxCandidate,
    find_rates,
    rounding_of_row,
)
from receipt_desktop.extraction.rules.tax_halves import is_half
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import find_parallel_names, names_tax

_HALVES = frozenset({"cgst", "sgst", "utgst"})
_WHOLE_NAMES = frozenset({"igst"})
_HALF_UNIT = Decimal("0.5")
"""Bills are rounded to whole rupees."""
_PAIR = 2


def find_indian_tax(
    chosen: Sequence[TaxCandidate],
    rows: Sequence[TextRow],
    total: Decimal,
    rates: Sequence[Decimal],
) -> list[TaxCandidate]:
    """The chosen rows, or the tax that its halves or a table of IGST prove."""
    names = {name for row in rows for name in find_parallel_names(row.text)}
    if not total or not names & (_HALVES | _WHOLE_NAMES):
        return list(chosen)
    if chosen:
        return _take_whole(_drop_repeated(chosen), rows)
    return _find_halves(rows, total) or list(_find_by_rate(rows, total, rates))[:1]


def _drop_repeated(chosen: Sequence[TaxCandidate]) -> list[TaxCandidate]:
    """The proven halves where each is stated again: "CGST 6% On 918.90 55.13", "TOT CGST 55.14"."""
    proven = [row for row in chosen if row.is_proven]
    others = [row for row in chosen if not row.is_proven]
    is_pair = len(proven) == len(others) == _PAIR and all(map(is_half, chosen))
    first = chosen[0].amount if chosen else Decimal(0)
    are_equal = all(abs(row.amount - first) <= CENT for row in chosen)
    return proven if is_pair and are_equal else list(chosen)


def _take_whole(chosen: Sequence[TaxCandidate], rows: Sequence[TextRow]) -> list[TaxCandidate]:
    """The sum of two equal halves as it is printed, if it is; else the chosen rows."""
    if len(chosen) != _PAIR:
        return list(chosen)
    half, whole = sorted(chosen, key=lambda row: row.amount)
    if find_parallel_names(half.row.text) & _HALVES and half.amount * 2 == whole.amount:
        return list(chosen) if is_half(whole) else [whole]
    if half.amount != whole.amount or half.rate != whole.rate:
        return list(chosen)
    for row in rows:
        for value in _list_wholes(row, half.amount):
            rate = half.rate * 2 if half.rate else None
            return [replace(half, row=row, rate=rate, amount=value, gross=None)]
    return list(chosen)


def _list_wholes(row: TextRow, half: Decimal) -> Iterable[Decimal]:
    """Amounts that are twice the half but for a cent, behind both halves or the name of the tax."""
    values = [abs(amount.value) for amount in row.amounts]
    is_sum = values.count(half) >= _PAIR or (names_tax(row.text) and half not in values)
    for value in values if is_sum else ():
        if 0 < abs(value - half * 2) <= CENT:
            yield value


def _find_halves(rows: Sequence[TextRow], total: Decimal) -> list[TaxCandidate]:
    """Equal halves in rows of their names: their rate or a printed sum of both proves them."""
    found: dict[frozenset[str], TaxCandidate] = {}
    for row in rows:
        names, values = find_parallel_names(row.text), _list_values(row)
        if names and names <= _HALVES and len(values) == 1 and values[0]:
            net, rate = total - values[0] * 2, next(iter(find_rates(row.text)), None)
            half = TaxCandidate(row, rate, net, values[0], None, is_proven=True, names=names)
            found[names] = half  # the last one: sums stand below the items
    halves = list(found.values())
    is_pair = len(halves) == _PAIR and halves[0].amount == halves[1].amount
    is_proven = all(map(_fits_rate, halves)) or (is_pair and _is_sum_printed(halves[0], rows))
    return halves if is_pair and is_proven else []


def _list_values(row: TextRow) -> list[Decimal]:
    """The amounts of a row; the figures at its end where none has decimals: "SGST 6%  186"."""
    values = [abs(amount.value) for amount in row.amounts]
    figures = _LAST_FIGURES.search(row.text)
    return values or ([Decimal(figures[0])] if figures else [])


_LAST_FIGURES = re.compile(r"(?<= )\d{1,6}$")


def _fits_rate(half: TaxCandidate) -> bool:
    net, rate = half.net or Decimal(0), half.rate or Decimal(0)
    return rate > 0 and abs(net * rate / 100 - half.amount) <= rounding_of_row(half.row) / 2


def _is_sum_printed(half: TaxCandidate, rows: Sequence[TextRow]) -> bool:
    """Whether "Total GST" is twice the half, and what remains of the total is printed."""
    values = {abs(amount.value) for row in rows for amount in row.amounts}
    is_net = any(abs(value - (half.net or Decimal(0))) <= _HALF_UNIT for value in values)
    return is_net and any(
        names_tax(row.text) and [abs(a.value) for a in row.amounts] == [half.amount * 2]
        for row in rows
    )


def _find_by_rate(
    rows: Sequence[TextRow], total: Decimal, rates: Sequence[Decimal]
) -> Iterable[TaxCandidate]:
    """A net amount and a tax in one row that make the total: "138,795.00  0.00  24,983.10"."""
    for row in rows:
        values = {abs(amount.value) for amount in row.amounts}
        for rate in {*rates, *(rate * 2 for rate in rates)}:
            for net in values if rate else ():
                tax = (net * rate / 100).quantize(CENT)
                if tax in values and abs(net + tax - total) <= _HALF_UNIT and tax >= 1:
                    yield TaxCandidate(row, rate, net, tax, None, is_proven=True)
