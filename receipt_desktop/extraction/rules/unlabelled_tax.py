"""Finds a tax whose words were not read, by its place beside the amounts that it makes up.

"37,091", "3,709" and "40,800" one below the other in Korea, or "1.22" below "%18  8.00" in Turkey.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, permutations

from receipt_desktop.domain.scripts import find_script_of_country
from receipt_desktop.extraction.facts.loader import get_country_fact
from receipt_desktop.extraction.rules.tax_candidates import CENT, TaxCandidate, find_rates
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow

_POSSIBLE_ROLES = frozenset(
    {AmountRole.NONE, AmountRole.TOTAL, AmountRole.TAX, AmountRole.NET, AmountRole.SUBTOTAL}
)
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_SMALL = re.compile(r"(?<![\d.,:/*+-])(?<![\d.,:/*+-] )[1-9]\d{0,2}$")
"""A number at the right end that has no separator since it is below a thousand."""
_SLACK = 3
"""Units by which the tax of a whole receipt may differ, since each item is rounded."""
_PARTS = 3
"""Untaxed goods, net amount and tax."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """The amount at the right end of a row."""

    row: TextRow
    value: Decimal


def find_unlabelled_tax(
    found: Sequence[TaxCandidate],
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    country: str | None,
) -> list[TaxCandidate]:
    """The rows with a tax, and where no words name one, the only one that its place proves."""
    if any(row.is_proven or not row.needs_proof for row in found):
        return list(found)
    figures = _list_figures(rows, labelled)
    possible = [*_find_below_rate(figures), *_find_parts(figures, country)]
    by_amount = {tax.amount: tax for tax in possible}
    return list(by_amount.values()) if len(by_amount) == 1 else list(found)


def _list_figures(rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]) -> list[_Figure]:
    """The last amount of each row that may be a sum or a tax, from top to bottom."""
    roles = {entry.row.index: entry.role for entry in labelled}
    figures = []
    for row in rows:
        amounts, small = row.amounts, _SMALL.search(row.text)
        if amounts and roles.get(row.index, AmountRole.NONE) in _POSSIBLE_ROLES:
            figures.append(_Figure(row, amounts[-1].value))
        elif not amounts and small and not row.style.places:
            figures.append(_Figure(row, Decimal(small[0])))
    return figures


def _find_below_rate(figures: Sequence[_Figure]) -> Iterable[TaxCandidate]:
    """A lone amount that is the tax of the total beside the rate in the row above."""
    values = [figure.value for figure in figures]
    for above, below in pairwise(figures):
        rates = find_rates(above.row.text)
        is_alone = not re.search(r"[^\W\d_]", below.row.text) and len(below.row.amounts) == 1
        is_next = below.row.index == above.row.index + 1 and is_alone
        if len(rates) != 1 or not rates[0] or not is_next or values.count(above.value) == 1:
            continue
        gross, tax = above.value, below.value
        if tax > 0 and abs(gross * rates[0] / (100 + rates[0]) - tax) <= CENT / 2:
            yield TaxCandidate(below.row, rates[0], gross - tax, tax, gross, is_proven=True)


def _find_parts(figures: Sequence[_Figure], country: str | None) -> Iterable[TaxCandidate]:
    """Net amount and tax that stand beside their sum, in a country of one rate.

    Its letters are not Latin, so that the words may not have been read. Untaxed goods may precede.
    """
    rates = [Decimal(rate) for rate in get_country_fact(country, "rates", [])]
    if len(rates) != 1 or not country or not find_script_of_country(country):
        return
    for start in range(len(figures)):
        for count in (_PARTS - 1, _PARTS):
            parts = figures[start : start + count]
            beside = [*figures[start - 1 : start], *figures[start + count : start + count + 1]]
            summed = sum((part.value for part in parts), Decimal(0))
            if len(parts) == count and any(other.value == summed for other in beside):
                yield from _find_tax(parts[-2:], rates[0])


def _find_tax(parts: Sequence[_Figure], rate: Decimal) -> Iterable[TaxCandidate]:
    """The smaller one of two amounts, if it is the tax of the other one."""
    for net, tax in permutations(parts, 2):
        if 0 < tax.value < net.value and not _LATIN_WORD.search(tax.row.text):
            slack = _SLACK * (CENT if tax.row.style.places else 1)
            if abs(net.value * rate / 100 - tax.value) <= min(slack, tax.value / 50):
                gross = net.value + tax.value
                yield TaxCandidate(tax.row, rate, net.value, tax.value, gross, is_proven=True)
