"""Finds tax rows; arithmetic, not the column, decides which amount is net, tax or gross."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from receipt_desktop.domain.reading import TaxLine
from receipt_desktop.extraction.facts.loader import compile_any_word, get_country_fact
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

CENT = Decimal("0.01")
TOLERANCE = Decimal("0.02")
"""Tolerance for the rounding of each row."""
MAX_RATE = 30

_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?) ?[%٪]")
_BARE_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,]| ?[x×*@])")


@dataclass(frozen=True, slots=True)
class TaxCandidate:
    """A tax row with the amounts that could be identified."""

    row: TextRow
    rate: Decimal | None
    net: Decimal | None
    amount: Decimal
    gross: Decimal | None
    is_proven: bool
    """Whether net x rate = tax (or net + tax = gross with the rate) holds."""


def find_rates(text: str) -> list[Decimal]:
    """The percentages of a row, up to `MAX_RATE`."""
    found = [Decimal(raw.replace(",", ".")) for raw in _RATE.findall(text)]
    return [rate for rate in found if rate <= MAX_RATE]


def find_tax_rows(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], rates: Sequence[Decimal]
) -> list[TaxCandidate]:
    """All rows with a tax amount, from top to bottom; `rates` are usual in the country."""
    by_row: dict[int, list[LabelledAmount]] = {}
    for entry in labelled:
        by_row.setdefault(entry.row.index, []).append(entry)
    found: list[TaxCandidate] = []
    printed = [rate for row in rows for rate in find_rates(row.text) if rate in rates]
    first_total = next((e.row.index for e in labelled if e.role in _CLOSING_ROLES), 0)
    for row in rows:
        entries = by_row.get(row.index, [])
        usual = (
            rates if row.index >= first_total else ()
        )  # a number without % among items is a quantity
        table = _parse_table_row(row, usual, ()) if len(entries) > 1 else None
        if table is None and len(entries) > 1 and entries[0].role in _SUM_ROLES:
            table = _parse_table_row(row, rates, printed)
        found.extend([table] if table else _parse_labelled_row(row, entries))
    return found


_SUM_ROLES = frozenset({AmountRole.TOTAL, AmountRole.TAX, AmountRole.NET})
_CLOSING_ROLES = frozenset(
    {
        AmountRole.TOTAL,
        AmountRole.TOTAL_INCL,
        AmountRole.ROUNDED,
        AmountRole.SUBTOTAL,
        AmountRole.NET,
    }
)


def _parse_table_row(
    row: TextRow, usual: Sequence[Decimal], printed_rates: Sequence[Decimal]
) -> TaxCandidate | None:
    amounts = list(dict.fromkeys(abs(amount.value) for amount in find_amounts(row.text)))
    printed = find_rates(row.text)
    bare = [Decimal(raw.replace(",", ".")) for raw in _BARE_RATE.findall(row.text)]
    rates = [*printed, *(rate for rate in bare if rate in usual and rate > 0), *printed_rates]
    for rate in rates:
        if found := match_rate(rate, amounts):
            net, tax, gross = found
            return TaxCandidate(row, rate, net, tax, gross, is_proven=True)
    return None


def match_rate(
    rate: Decimal, amounts: Sequence[Decimal]
) -> tuple[Decimal, Decimal, Decimal | None] | None:
    """(net, tax, gross) among the amounts such that net x rate = tax, within rounding."""
    if rate == 0:
        return (
            (max(amounts), Decimal(0), max(amounts))
            if Decimal(0) in amounts and len(amounts) > 1
            else None
        )
    for net, tax in permutations(amounts, 2):
        if tax > 0 and abs(net * rate / 100 - tax) <= TOLERANCE and net > tax:
            gross = net + tax
            printed_gross = next((a for a in amounts if abs(a - gross) <= TOLERANCE), None)
            return net, tax, printed_gross
    for gross, tax in permutations(amounts, 2):
        if tax > 0 and abs(gross * rate / (100 + rate) - tax) <= CENT and gross > tax:
            return gross - tax, tax, gross
    return None


def _parse_labelled_row(row: TextRow, entries: Sequence[LabelledAmount]) -> list[TaxCandidate]:
    found = []
    for entry in entries:
        if not (entry.role is AmountRole.TAX or _is_included_tax(entry)) or entry.columns > 1:
            continue
        if compile_any_word("tax", "of_stay").search(fold_text(entry.label)):
            continue
        rates = find_rates(entry.label) or find_rates(row.text[entry.amount.end :])
        rate = rates[0] if rates else None
        found.append(TaxCandidate(row, rate, None, abs(entry.amount.value), None, is_proven=False))
    return found


def _is_included_tax(entry: LabelledAmount) -> bool:
    """Whether it is the amount of an included tax: "Prices incl. VAT 20%  10.39"."""
    return entry.role is AmountRole.INCL and bool(_TAX_WORD.search(entry.label.casefold()))


_TAX_WORD = re.compile(r"\b(?:tax|vat|gst)\b")


def prove_tax_rows(found: Sequence[TaxCandidate], total: Decimal | None) -> list[TaxCandidate]:
    """Mark rows as proven whose amount fits the rate and the total, or the net amount above."""
    joined: list[TaxCandidate] = []
    for row in found:
        above = joined[-1] if joined else None
        if above and _is_net_row_of(above, row):
            joined[-1] = replace(row, rate=above.rate, net=above.amount, is_proven=True)
        else:
            joined.append(row)
    return [_prove_by_total(row, total) for row in joined]


def _is_net_row_of(above: TaxCandidate, row: TaxCandidate) -> bool:
    """Whether the row above has the net amount of this tax: "VAT 20%  55.92"."""
    if not above.rate or above.is_proven or row.rate not in (None, above.rate):
        return False
    return abs(above.amount * above.rate / 100 - row.amount) <= CENT


def _prove_by_total(row: TaxCandidate, total: Decimal | None) -> TaxCandidate:
    if row.is_proven or row.rate is None or not total or not row.rate:
        return row
    if abs(total * row.rate / (100 + row.rate) - row.amount) <= TOLERANCE:
        return TaxCandidate(
            row.row, row.rate, total - row.amount, row.amount, total, is_proven=True
        )
    return row


def choose_tax_rows(found: Sequence[TaxCandidate], total: Decimal | None) -> list[TaxCandidate]:
    """One row for each tax, without repeats and the sum of the table."""
    chosen: list[TaxCandidate] = []
    for row in prove_tax_rows(found, total):
        repeats = [
            other
            for other in chosen
            if other.amount == row.amount
            and (other.rate == row.rate or None in (other.rate, row.rate))
        ]
        if repeats:
            if row.is_proven and not repeats[0].is_proven:
                chosen[chosen.index(repeats[0])] = row
            continue
        chosen.append(row)
    if sum_row := _find_sum_row(chosen, total):
        return [sum_row]
    proven = [row for row in chosen if row.is_proven and row.rate]
    if proven:
        amount_of_proven = sum((row.amount for row in proven), Decimal(0))
        if _matches_total(proven, total) or any(
            abs(r.amount - amount_of_proven) <= TOLERANCE for r in chosen if not r.is_proven
        ):
            return [row for row in chosen if row.is_proven]
    return _drop_sum_row(chosen)


def _find_sum_row(rows: Sequence[TaxCandidate], total: Decimal | None) -> TaxCandidate | None:
    """The tax row of the whole receipt, when the tax of each item is printed too; else None."""
    for row in rows:
        others = [r for r in rows if r is not row and r.is_proven and r.rate == row.rate]
        parts = sum((other.amount for other in others), Decimal(0))
        whole = row.is_proven and row.net is not None and row.net + row.amount == total
        if whole and row.rate and len(others) > 1 and abs(parts - row.amount) <= TOLERANCE:
            return row
    return None


def _matches_total(rows: Iterable[TaxCandidate], total: Decimal | None) -> bool:
    gross = sum(((row.net or Decimal(0)) + row.amount for row in rows), Decimal(0))
    return total is not None and abs(gross - total) <= TOLERANCE * 3


def _drop_sum_row(rows: Sequence[TaxCandidate]) -> list[TaxCandidate]:
    for row in rows:
        others = [other for other in rows if other is not row and other.amount > 0]
        if (
            len(others) > 1
            and abs(sum((o.amount for o in others), Decimal(0)) - row.amount) <= TOLERANCE
        ):
            return others
    positive = [row for row in rows if row.amount > 0]
    return list(positive or rows[:1])


def make_tax_line(row: TaxCandidate) -> TaxLine:
    """The tax line of a row."""
    confidence = (0.95 if row.is_proven else 0.7) * min(1.0, row.row.score + 0.05)
    return TaxLine(row.rate, row.net, row.amount, round(confidence, 3), row.row.evidence())


def list_tax_rates(country: str | None) -> list[Decimal]:
    """Usual tax rates of a country in percent."""
    return [Decimal(rate) for rate in get_country_fact(country, "rates", [])]
