"""The tax that sums without and with it state, where its own amount was misread or not read.

"TOTAL EXCLUSIVE OF TAX" and "TOTAL INCLUSIVE OF TAX" of the same amount: there is none.
"Total excl. VAT 50.40", "VAT 19%" without an amount, and "Total 59.98": 9.58.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import CENT, TaxCandidate, find_rates
from receipt_desktop.extraction.rules.tax_rate_rows import find_rows_of_rates
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import names_tax, names_taxed_amount

_EXCLUDED = re.compile(r"\bex[a-z]{1,3}us\w*")
""" "Exclusive", also with a misread letter."""
_LONG_DECIMALS = re.compile(r"(?<![\d.,])(\d{1,6}[.,]\d{3,5})(?![\d.,%])")


def find_stated_tax(
    chosen: Sequence[TaxCandidate],
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    total: Decimal,
    rates: Sequence[Decimal],
) -> list[TaxCandidate]:
    """The chosen rows; what the sums state where none of these is proven."""
    if not total or any(row.is_proven for row in chosen):
        return list(chosen)
    if by_rate := find_rows_of_rates(rows, total, rates):
        return by_rate
    none = _find_equal_sums(labelled, total)
    stated = none or ([] if chosen else _find_between(rows, labelled, total))
    stated = stated or ([] if chosen else list(_find_long_decimals(rows, total)))
    stated = stated or ([] if chosen else _find_unnamed(labelled, total, rates))
    stated = stated or ([] if chosen else list(_find_whole_figures(rows, total, rates)))
    return stated[:1] or list(chosen)


def _find_equal_sums(labelled: Sequence[LabelledAmount], total: Decimal) -> list[TaxCandidate]:
    sums = [e for e in labelled if abs(e.amount.value) == total and names_tax(e.label)]
    without = [e for e in sums if e.role is not AmountRole.TOTAL_INCL and _excludes_tax(e.label)]
    has_tax = any(entry.role is AmountRole.TOTAL_INCL for entry in sums)
    return [
        TaxCandidate(entry.row, None, total, Decimal(0), total, is_proven=True)
        for entry in without
        if has_tax
    ]


def _excludes_tax(label: str) -> bool:
    return names_taxed_amount(label) or bool(_EXCLUDED.search(fold_text(label)))


def _find_between(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], total: Decimal
) -> list[TaxCandidate]:
    """A tax with its rate between a net amount and the total, which the rate makes of it."""
    places = [entry.row.index for entry in labelled if abs(entry.amount.value) == total]
    nets = [e for e in labelled if e.role in (AmountRole.NET, AmountRole.SUBTOTAL)]
    return [
        TaxCandidate(row, rate, abs(net.amount.value), tax, total, is_proven=True)
        for net in nets
        for row in rows
        if not row.amounts and net.row.index < row.index < max(places, default=-1)
        for rate, tax in _list_fitting(row, abs(net.amount.value), total)
    ]


def _list_fitting(row: TextRow, net: Decimal, total: Decimal) -> Iterable[tuple[Decimal, Decimal]]:
    """The rates of a row that names a tax, if one makes the total of the net amount."""
    tax = total - net
    for rate in find_rates(row.text) if names_tax(row.text) and tax > 0 else ():
        if abs(net * rate / 100 - tax) <= CENT:
            yield rate, tax


def _find_unnamed(
    labelled: Sequence[LabelledAmount], total: Decimal, rates: Sequence[Decimal]
) -> list[TaxCandidate]:
    """An amount without known words that a rate of the country makes of the printed net amount.

    "34.02 UAT TTL  520.00" and "Net TTL  485.98" in Thailand: the name of the tax was misread.
    """
    places = [entry.row.index for entry in labelled if abs(entry.amount.value) == total]
    nets = [e for e in labelled if e.role is AmountRole.NET and 0 < e.amount.value < total]
    return [
        TaxCandidate(entry.row, rate, net.amount.value, entry.amount.value, total, is_proven=True)
        for net in nets
        for entry in labelled
        if entry.role is AmountRole.NONE and entry.amount.value == total - net.amount.value
        for rate in rates
        if abs(net.amount.value * rate / 100 - entry.amount.value) <= CENT / 2
        and entry.row.index >= min(places, default=0)
    ]


def _find_whole_figures(
    rows: Sequence[TextRow], total: Decimal, rates: Sequence[Decimal]
) -> Iterable[TaxCandidate]:
    """A tax in figures without separators beside the total: "13300 INCL 19.00% IVA  2124"."""
    for row in rows:
        figures = {Decimal(figure) for figure in _WHOLE_FIGURE.findall(row.text)}
        if row.style.places or total not in figures or not names_tax(row.text):
            continue
        for rate in rates:
            tax = (total * rate / (100 + rate)).quantize(Decimal(1))
            if rate and tax in figures:
                yield TaxCandidate(row, rate, total - tax, tax, total, is_proven=True)


_WHOLE_FIGURE = re.compile(r"(?<![\d.,])\d{2,8}(?![\d.,%])")


def _find_long_decimals(rows: Sequence[TextRow], total: Decimal) -> Iterable[TaxCandidate]:
    """A tax in more decimals than the currency has: "Umsatzsteuer 19%  6,2850 EUR"."""
    for row in rows:
        rates, found = find_rates(row.text), _LONG_DECIMALS.findall(row.text)
        if len(rates) != 1 or len(found) != 1 or not names_tax(row.text):
            continue
        exact = Decimal(found[0].replace(",", "."))
        tax = (total * rates[0] / (100 + rates[0])).quantize(CENT)
        if tax and abs(exact - tax) <= CENT:
            yield TaxCandidate(row, rates[0], total - tax, tax, total, is_proven=True)
