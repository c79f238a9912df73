"""Tax rows of less usual layouts: without a rate, with the amount before its name, or refunded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.rules.tax_candidates import (
    CENT,
    MAX_SHARE,
    TaxCandidate,
    find_rates,
    match_rate,
    rounding_of_row,
)
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import (
    find_parallel_names,
    is_name_of_tax,
    names_tax,
    names_taxed_amount,
)

_TOTALS = frozenset({AmountRole.TOTAL, AmountRole.TOTAL_INCL, AmountRole.ROUNDED})
_NETS = frozenset({AmountRole.SUBTOTAL, AmountRole.NET})
_COLUMNS = 3
"""Net, tax and gross."""


def find_row_without_rate(row: TextRow, usual: Sequence[Decimal]) -> TaxCandidate | None:
    """A row of net, tax and gross whose rate was not read: a usual one that fits all three.

    Beside the name of a tax net and tax are enough: "GST  13.18  0.66".
    """
    amounts = list(dict.fromkeys(abs(amount.value) for amount in row.amounts))
    if _SUMS_ALONE.fullmatch(row.text):
        amounts = [amount for amount in amounts if amount]
    elif len(row.amounts) != len(amounts):
        return None
    if len(amounts) == _COLUMNS - 1 and is_name_of_tax(row.text.split("  ")[0]):
        return _find_net_and_tax(row, amounts, usual)
    if len(amounts) != _COLUMNS:
        return None
    for rate in usual:
        net, tax, gross = match_rate(rate, amounts, CENT) or (None, Decimal(0), None)
        if rate and net and gross and {net, tax, gross} == {*amounts} and net + tax == gross:
            return TaxCandidate(row, rate, net, tax, gross, is_proven=True)
    return None


_SUMS_ALONE = re.compile(r"(?:[\d,]*\d\.\d\d\s+){3,}[\d,]*\d\.\d\d")
"""The last row of a table: gross sum, discount, net, tax and total, some of them equal or 0."""


def find_row_without_tax(row: TextRow, usual: Sequence[Decimal]) -> TaxCandidate | None:
    """A row of a usual rate, net and gross, whose tax was not read: "19,00 39,46 46,96"."""
    amounts = list(dict.fromkeys(abs(amount.value) for amount in row.amounts))
    printed = {*find_rates(row.text), *amounts} & {*usual}
    for rate in printed:
        others = [amount for amount in amounts if amount != rate]
        if rate and len(others) == _COLUMNS - 1:
            net, gross = others
            exact = net * rate / 100
            if exact >= _LEAST_TAX and abs(net + exact - gross) <= CENT / 2:
                return TaxCandidate(row, rate, net, gross - net, gross, is_proven=True)
    return None


_LEAST_TAX = Decimal("0.1")
"""A smaller one may be the difference of other amounts by chance."""


def _find_net_and_tax(
    row: TextRow, amounts: Sequence[Decimal], usual: Sequence[Decimal]
) -> TaxCandidate | None:
    net, tax = amounts
    for rate in usual:
        if rate and 0 < tax < net and abs(net * rate / 100 - tax) <= CENT / 2:
            names = find_parallel_names(row.text)
            return TaxCandidate(row, rate, net, tax, None, is_proven=True, names=names)
    return None


def prove_together(
    found: Sequence[TaxCandidate], labelled: Sequence[LabelledAmount]
) -> list[TaxCandidate]:
    """Mark rows with rates as proven whose taxes raise a net amount to the total only together.

    "NETO 7.898,74", "VA 21% 1.509,92", "VA 27% 191,34" and "TOTAL 9.600,00", in which a letter of
    the name of the tax is lost.
    """
    found = _prove_with_net(found, labelled)
    possible = [row for row in found if row.needs_proof and row.rate and not row.is_proven]
    summed = sum((row.amount for row in possible), Decimal(0))
    nets = {entry.amount.value for entry in labelled if entry.role in _NETS}
    totals = {entry.amount.value for entry in labelled if entry.role in _TOTALS}
    are_rates = len(possible) > 1 and len({row.rate for row in possible}) == len(possible)
    if not are_rates or not any(net + summed in totals for net in nets):
        return list(found)
    return [replace(row, is_proven=True) if row in possible else row for row in found]


def _prove_with_net(
    found: Sequence[TaxCandidate], labelled: Sequence[LabelledAmount]
) -> Sequence[TaxCandidate]:
    """Mark rows as proven that are the taxes of one net amount and raise it to a total.

    "Subtotal 19.000,00", "IVA 21% 3.990,00", "Contribución 6,383% 1.212,77", "Total 24.202,77".
    """
    totals = {entry.amount.value for entry in labelled if entry.role in _TOTALS}
    for net in {entry.amount.value for entry in labelled if entry.role in _NETS}:
        fitting = {row.row.index: row for row in found if _is_tax_of(row, net)}
        summed = sum((row.amount for row in fitting.values()), Decimal(0))
        if len(fitting) > 1 and net + summed in totals:
            kept = fitting.values()
            others = [row for row in found if row.row.index not in fitting]
            proven = [replace(row, is_proven=True) for row in kept]
            return sorted([*others, *proven], key=lambda row: row.row.index)
    return found


def _is_tax_of(row: TaxCandidate, net: Decimal) -> bool:
    return bool(row.rate) and abs(net * (row.rate or 0) / 100 - row.amount) <= CENT / 2


def find_amount_before_name(
    row: TextRow, entries: Sequence[LabelledAmount], labelled: Sequence[LabelledAmount]
) -> TaxCandidate | None:
    """The tax of "6.38 VAT TTL  38.25": it stands before its name, and the total behind it.

    The net amount has to be printed too.
    """
    if len(entries) != 2 or not names_tax(row.text):  # noqa: PLR2004
        return None
    first, last = entries
    tax, total = first.amount.value, last.amount.value
    if first.label or not 0 < tax <= total * MAX_SHARE:
        return None
    values = {entry.amount.value for entry in labelled if entry.row is not row}
    if not {total, total - tax} <= values:
        return None
    return TaxCandidate(row, None, total - tax, tax, total, is_proven=True)


def prove_by_subtotal(found: TaxCandidate, labelled: Sequence[LabelledAmount]) -> TaxCandidate:
    """Mark a tax as proven that raises a subtotal to a total: "Hawaii 4.712%  0.38".

    Its name or its rate has to be printed; beside a name, a misread rate does not count.
    """
    if len(found.row.amounts) == 1 and not found.rate and names_taxed_amount(found.row.text):
        return found  # "Sprzed. opod. PTU B 5,68" beside the sales of another rate
    totals = {entry.amount.value for entry in labelled if entry.role in _TOTALS}
    nets = {entry.amount.value for entry in labelled if entry.role in _NETS}
    if found.rate:
        totals |= _list_sums_below(found.row, labelled)
    for net in sorted(net for net in nets if net + found.amount in totals and not found.is_proven):
        gross, rate = net + found.amount, found.rate
        fits = rate and abs(net * rate / 100 - found.amount) <= rounding_of_row(found.row)
        if fits or (names_tax(found.row.text) and found.amount <= gross * MAX_SHARE):
            rate = rate if fits else None
            return replace(found, rate=rate, net=net, gross=gross, is_proven=True)
    return found


def _list_sums_below(row: TextRow, labelled: Sequence[LabelledAmount]) -> set[Decimal]:
    """The amount without words right below a row with a rate: "TX 7.75%  2.70" above "37.60"."""
    return {
        entry.amount.value
        for entry in labelled
        if entry.row.index == row.index + 1 and entry.columns == 1 and not entry.label.strip()
    }


def add_misread_row(
    found: Sequence[TaxCandidate], rates: Sequence[Decimal]
) -> Sequence[TaxCandidate]:
    """The rows with that of a misread rate, which with another one makes up the sums of the table.

    "14% 12,63 1,76", "4,00% 0,17 0,04" and "12,80 1,80": the rate is 24 %.
    """
    proven = [row for row in found if row.is_proven and row.net]
    for whole, part in permutations(proven, 2):
        net, tax = (whole.net or Decimal(0)) - (part.net or Decimal(0)), whole.amount - part.amount
        for row in found:
            printed = {abs(amount.value) for amount in row.row.amounts}
            if not row.is_proven and 0 < tax < net and {net, tax} <= printed:
                fitting = (rate for rate in rates if abs(net * rate / 100 - tax) <= CENT / 2)
                rate = next(fitting, None)
                new = TaxCandidate(row.row, rate, net, tax, net + tax, is_proven=True)
                return [new, *(one for one in found if one not in (row, whole))]
    return found


def is_label_of_other(entry: LabelledAmount, *, is_item: bool) -> bool:
    """Whether the label, from the row above or below, does not belong to the amount.

    It is the heading of a document, or the amount is that of an item: "3 x 2.50".
    """
    row = entry.row
    if entry.label in row.text:
        return False
    if compile_any_word("tax", "document").search(fold_text(entry.label)):
        return True
    return is_item and (
        not names_tax(entry.label) or _is_quantity(row) or _heads_items(entry.label)
    )


def _heads_items(label: str) -> bool:
    """Whether the words head the columns of the items: "DESCRIZIONE  IVA  PREZZO"."""
    words = {*compile_any_word("column", "item").findall(fold_text(label))}
    return bool(words - _SUM_HEADS)


_SUM_HEADS = {"total", "eur", "amount", "importe"}
"""Words that also stand beside the name of a tax: "VAT EUR"."""


def _is_quantity(row: TextRow) -> bool:
    """Whether the row is "2 x 3.59", or "20:3.59  7.18", where the sign was not read."""
    if re.search(r"\d ?[x×*@] {0,2}[^\d ]? ?\d", row.text, re.IGNORECASE):
        return True
    if len(row.amounts) != 2 or not row.amounts[0].value:  # noqa: PLR2004
        return False
    price, whole = (abs(amount.value) for amount in row.amounts)
    times = whole / price
    return times > 1 and times % 1 == 0 and row.text.startswith(f"{int(times)}")


def restore_refunded(found: Sequence[TaxCandidate]) -> list[TaxCandidate]:
    """Proven rows of refunded goods, all of whose amounts are negative, beside those of others.

    "V 19,0%  0,91-  4,79-  5,70-" for returned deposits.
    """
    refunded = [row for row in found if row.is_proven and _is_negative(row)]
    if not any(row.is_proven and not _is_negative(row) for row in found):
        return list(found)
    return [row.negated() if row in refunded else row for row in found]


def _is_negative(row: TaxCandidate) -> bool:
    return all(amount.value <= 0 for amount in row.row.amounts)
