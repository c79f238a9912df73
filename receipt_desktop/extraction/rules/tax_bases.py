"""Tax rows that print the taxed amount and the rate before the tax, or the rate without its sign.

"H=HST 13%  4.00 @ 13.000%  0.52" in Canada, "CGST  2.50  35.38" in India.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import CENT, MAX_RATE, TaxCandidate
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import find_parallel_names, is_name_of_tax

_BASE = re.compile(
    r"(?<![\d.,])(?P<net>\d+[.,]\d\d) ?\S ?(?P<rate>\d{1,2}[.,]\d{3})\S?"
    r" +\$?(?P<whole>\d+)[., ](?P<cents>\d\d)\W*$"
)
"""The signs @ and % may be misread: "23.22 0 5.0008  1.16"."""
_RATE_ON_BASE = re.compile(
    r"(?<![\d.,])(?P<rate>\d{1,2}\.\d{2,5}) ?%? (?:on|of) \$?(?P<net>\d+\.\d\d) +"
    r"\$?(?P<whole>\d+)\.(?P<cents>\d\d)\W*$",
    re.IGNORECASE,
)
"""In the United States: "T = TX TAX 8.25000 on $3.19  $0.26"."""
_RATE_AND_NET = re.compile(
    r"(?<![\d.,])(?P<rate>\d{1,2}) ?%[^\W\d_]{0,3} +[¥￥]?(?P<net>[1-9][\d,]*)"
    r" +[内外]?消費[税稅][等額]{0,2} +[¥￥]?(?P<tax>[\d,]+)\W*$"
)
"""In Japan: "(8%  573  消費税  45)"; fractions of a yen are dropped."""
_NETS = frozenset({AmountRole.NET, AmountRole.SUBTOTAL, AmountRole.TOTAL, AmountRole.TOTAL_INCL})


def find_row_with_base(row: TextRow) -> TaxCandidate | None:
    """The tax behind the amount that is taxed and the rate, if it is their product."""
    if japanese := _RATE_AND_NET.search(row.text):
        return _find_yen(row, japanese)
    match = _BASE.search(row.text) or _RATE_ON_BASE.search(row.text)
    if match is None:
        return None
    net, rate = (Decimal(match[name].replace(",", ".")) for name in ("net", "rate"))
    tax = Decimal(f"{match['whole']}.{match['cents']}")
    if rate > MAX_RATE or not tax or abs(net * rate / 100 - tax) > CENT:
        return None
    names = find_parallel_names(row.text)
    return TaxCandidate(row, rate, net, tax, None, is_proven=True, names=names)


def _find_yen(row: TextRow, match: re.Match[str]) -> TaxCandidate | None:
    rate, net, tax = (Decimal(match[name].replace(",", "")) for name in ("rate", "net", "tax"))
    is_product = 0 <= net * rate / 100 - tax < 1
    return TaxCandidate(row, rate, net, tax, None, is_proven=True) if is_product else None


def find_row_with_bare_rate(
    row: TextRow, entries: Sequence[LabelledAmount], labelled: Sequence[LabelledAmount]
) -> TaxCandidate | None:
    """The tax behind a rate without its sign, if it is that of a printed net amount."""
    if len(entries) != 2 or not is_name_of_tax(entries[0].label):  # noqa: PLR2004
        return None
    rate, tax = (abs(entry.amount.value) for entry in entries)
    for net in _list_nets(row, labelled) if 0 < rate <= MAX_RATE else ():
        if 0 < tax < net and abs(net * rate / 100 - tax) <= CENT:
            names = find_parallel_names(row.text)
            return TaxCandidate(row, rate, net, tax, None, is_proven=True, names=names)
    return None


def _list_nets(row: TextRow, labelled: Sequence[LabelledAmount]) -> Iterable[Decimal]:
    """The sums above the row."""
    return (
        abs(entry.amount.value)
        for entry in labelled
        if entry.role in _NETS and entry.row.index < row.index
    )
