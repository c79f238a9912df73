"""Japanese tables of taxes in figures without signs: "10%対象  438  39" below "消費税額"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from receipt_desktop.extraction.rules.tax_candidates import TaxCandidate, find_rates
from receipt_desktop.extraction.text.rows import TextRow

RATES = frozenset({Decimal(8), Decimal(10)})
_HEAD = re.compile("消費税額|うち消費税|内消費税|税額")
_TAXED = re.compile("対象|[课課]税|税率|軽減")
_FIGURE = re.compile(r"[(¥]?(\d{1,3}(?:,\d{3})+|\d+)円?\)?")
HEAD_ROWS = 4
"""Rows above that may have the head of the column."""


def find_japanese_table(
    chosen: Sequence[TaxCandidate], rows: Sequence[TextRow], total: Decimal
) -> list[TaxCandidate]:
    """The chosen taxes; those of a table of rates where none of them is proven."""
    if not total or any(row.is_proven for row in chosen):
        return list(chosen)
    by_rate = {tax.rate: tax for tax in _list_taxes(rows, total)}
    return list(by_rate.values()) or list(chosen)


def _list_taxes(rows: Sequence[TextRow], total: Decimal) -> Iterable[TaxCandidate]:
    for row in rows:
        rates = [rate for rate in find_rates(row.text) if rate in RATES]
        above = rows[max(0, row.index - HEAD_ROWS) : row.index + 1]
        is_table = any(map(_HEAD.search, (one.text for one in above)))
        if len(rates) == 1 and is_table and _TAXED.search(row.text):
            figures = [figure for figure in _list_figures(row) if figure <= total]
            yield from _match(row, rates[0], figures)


def _list_figures(row: TextRow) -> list[Decimal]:
    """The columns of a row that are whole amounts and nothing else."""
    found = (_FIGURE.fullmatch(piece.text.strip().replace("￥", "¥")) for piece in row.pieces)
    return [Decimal(match[1].replace(",", "")) for match in found if match]


def _match(row: TextRow, rate: Decimal, figures: Sequence[Decimal]) -> Iterable[TaxCandidate]:
    """The tax behind the amount with or without it, less than one yen off."""
    for base, tax in pairwise(figures):
        if 0 < tax < base and abs(base * rate / (100 + rate) - tax) < 1:
            yield TaxCandidate(row, rate, base - tax, tax, base, is_proven=True)
        elif 0 < tax < base and abs(base * rate / 100 - tax) < 1:
            yield TaxCandidate(row, rate, base, tax, base + tax, is_proven=True)
