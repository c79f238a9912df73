"""Chooses the taxes of a receipt among the rows that may be one, by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.tax_blocks import keep_last_of_rates
from receipt_desktop.extraction.rules.tax_candidates import (
    CENT,
    MAX_SHARE,
    TOLERANCE,
    TaxCandidate,
    rounding_of_row,
)
from receipt_desktop.extraction.rules.tax_layouts import add_misread_row
from receipt_desktop.extraction.text.tax_names import holds_tax, names_tax


def prove_tax_rows(
    found: Sequence[TaxCandidate], total: Decimal | None, rates: Sequence[Decimal] = ()
) -> list[TaxCandidate]:
    """Mark rows as proven whose amount fits the rate and the total, or the amount above."""
    joined: list[TaxCandidate] = []
    for row in found:
        above = joined[-1] if joined else None
        if above and _is_net_row_of(above, row):
            joined[-1] = replace(row, rate=above.rate, net=above.amount, is_proven=True)
        elif above and _is_gross_row_of(above, row):
            net = above.amount - row.amount
            joined[-1] = replace(row, net=net, gross=above.amount, is_proven=True)
        else:
            joined.append(row)
    return [_prove_by_total(row, total, rates) for row in joined]


def _is_net_row_of(above: TaxCandidate, row: TaxCandidate) -> bool:
    """Whether the row above has the net amount of this tax: "VAT 20%  55.92"."""
    if not above.rate or above.is_proven or row.rate not in (None, above.rate):
        return False
    if above.needs_proof and row.needs_proof and not names_tax(f"{above.row.text} {row.row.text}"):
        return False  # the prices of two items, of which one is a tenth of the other
    return abs(above.amount * above.rate / 100 - row.amount) <= CENT


def _is_gross_row_of(above: TaxCandidate, row: TaxCandidate) -> bool:
    """Whether the row above has the sales of this tax: "PTU A 12,30" above "Kwota A 23% 2,30"."""
    if above.is_proven or above.rate is not None or not row.rate:
        return False
    return abs(above.amount * row.rate / (100 + row.rate) - row.amount) <= CENT


def _prove_by_total(
    row: TaxCandidate, total: Decimal | None, rates: Sequence[Decimal]
) -> TaxCandidate:
    if row.is_proven or not total:
        return row
    possible = [row.rate] if row.rate is not None else _list_rates(row, rates)
    for rate in possible:
        if rate and abs(total * rate / (100 + rate) - row.amount) <= rounding_of_row(row.row):
            return replace(row, rate=rate, net=total - row.amount, gross=total, is_proven=True)
    return row


def _list_rates(row: TaxCandidate, rates: Sequence[Decimal]) -> Sequence[Decimal]:
    """Rates that a tax without a printed rate may have: those of the country, else any whole one.

    The latter only beside the total itself, as in "VAT INCL 70.44 8.65", or in words that say so:
    "TOTAL INCLUDES GST OF 3.49".
    """
    if not row.needs_proof:
        return ()
    is_clear = len(row.row.amounts) > 1 or holds_tax(row.row.text)
    return (*rates, *(_WHOLE_RATES if is_clear else ()))


_WHOLE_RATES = tuple(Decimal(rate) for rate in range(3, 28))


def choose_tax_rows(
    found: Sequence[TaxCandidate], total: Decimal | None, rates: Sequence[Decimal] = ()
) -> list[TaxCandidate]:
    """One row for each tax, without repeats and the sum of the table."""
    chosen: list[TaxCandidate] = []
    for row in add_misread_row(prove_tax_rows(found, total, rates), rates):
        if not _may_be_tax(row, total):
            continue
        repeats = [
            other
            for other in chosen
            if other.amount == row.amount
            and (other.rate == row.rate or None in (other.rate, row.rate))
            and not (other.names and row.names and other.names != row.names)
            and not _are_of_other_days(other, row)
        ]
        if repeats:
            if row.is_proven and not repeats[0].is_proven:
                chosen[chosen.index(repeats[0])] = row
            continue
        chosen.append(row)
    chosen = _replace_table_sum(chosen)
    if sum_row := _find_sum_row(chosen, total):
        return [sum_row]
    if parallel := _find_parallel_taxes(chosen, total):
        return parallel
    if parts := _find_parts_of_sum(chosen):
        return parts
    proven = [row for row in chosen if row.is_proven and row.rate]
    if proven:
        amount_of_proven = sum((row.amount for row in proven), Decimal(0))
        if _matches_total(proven, total) or any(
            abs(r.amount - amount_of_proven) <= TOLERANCE for r in chosen if not r.is_proven
        ):
            return [row for row in chosen if row.is_proven]
    return _keep_possible(_drop_sum_row(chosen), total, rates)


def _are_of_other_days(one: TaxCandidate, other: TaxCandidate) -> bool:
    """Whether the rows begin with different days, as those of hotels do: each has its own tax."""
    days = [_DAY.match(candidate.row.text) for candidate in (one, other)]
    return all(days) and len({day[0] for day in days if day}) > 1


_DAY = re.compile(r"\W*\d{1,4}[./-](?:\d{1,2}|[^\W\d_]{3,9})(?:[./-]\d{2,4})?(?= )")


def _replace_table_sum(rows: Sequence[TaxCandidate]) -> list[TaxCandidate]:
    """The rows without one that states the sums of the other rates of its table."""
    for whole in rows:
        parts = [row for row in rows if row is not whole and row.is_proven and row.net and row.rate]
        if len({row.rate for row in parts}) < 2 or not (whole.is_proven and whole.net):  # noqa: PLR2004
            continue
        nets = sum((row.net or Decimal(0) for row in parts), Decimal(0))
        taxes = sum((row.amount for row in parts), Decimal(0))
        if abs(nets - whole.net) <= TOLERANCE and abs(taxes - whole.amount) <= TOLERANCE:
            return [row for row in rows if row is not whole]
    return list(rows)


def _find_parallel_taxes(rows: Sequence[TaxCandidate], total: Decimal | None) -> list[TaxCandidate]:
    """The taxes that are charged side by side (CGST and SGST), when each is printed once.

    Where OCR lost one of two equal halves, the whole amount stands for both.
    """
    named = _drop_sum_row([row for row in rows if row.names and row.amount])
    if whole := _find_whole(named):
        return [whole]
    names = [name for row in named for name in row.names]
    summed = sum((row.amount for row in named), Decimal(0))
    is_possible = len(named) > 1 and len(set(names)) == len(names)
    return named if is_possible and total and summed <= total * MAX_SHARE else []


def _find_whole(named: Sequence[TaxCandidate]) -> TaxCandidate | None:
    """The amount of a tax of which only one of two equal parts was read; else None."""
    whole_names = load_facts("taxes")["parallel"]["parts"]
    for whole in named:
        names = {part for name in whole.names for part in whole_names.get(name, ())}
        parts = [row for row in named if row.names and row.names <= names]
        if len(parts) == 1 and parts[0].is_proven and parts[0].amount * 2 == whole.amount:
            return whole
    return None


def _keep_possible(
    rows: Sequence[TaxCandidate], total: Decimal | None, rates: Sequence[Decimal]
) -> list[TaxCandidate]:
    """The rows without unproven ones that add up to too much: prices "(VAT 5%) 37.00".

    Where the taxes are printed before and after a discount, the sum of the last ones remains.
    """
    summed = sum((row.amount for row in rows), Decimal(0))
    most = max(rates, default=Decimal(0))
    if total and most and summed > total * most / (100 + most):
        if last := _find_last_sum(rows):
            return [last]
        rows = keep_last_of_rates(rows, total * most / (100 + most))
        summed = sum((row.amount for row in rows), Decimal(0))
    if total and summed > total * MAX_SHARE:
        return [row for row in rows if row.is_proven]
    return list(rows)


def _find_last_sum(rows: Sequence[TaxCandidate]) -> TaxCandidate | None:
    """The last row, when it is the sum of two others of different rates."""
    *others, last = rows
    is_sum = any(
        abs(one.amount + two.amount - last.amount) <= TOLERANCE and one.rate != two.rate
        for one, two in combinations(others, 2)
    )
    return last if is_sum and last.rate is None else None


def _may_be_tax(row: TaxCandidate, total: Decimal | None) -> bool:
    """Whether words or arithmetic speak for a tax, and the amount is not the net or the total."""
    if row.is_proven:
        return True
    return not row.needs_proof and not (total and row.amount > total * MAX_SHARE)


def _find_sum_row(rows: Sequence[TaxCandidate], total: Decimal | None) -> TaxCandidate | None:
    """The tax row of the whole receipt, when the tax of each item is printed too; else None."""
    for row in rows:
        others = [r for r in rows if r is not row and r.is_proven and r.rate == row.rate]
        parts = sum((other.amount for other in others), Decimal(0))
        whole = row.is_proven and row.net is not None and row.net + row.amount == total
        are_parts = len(others) > 1 and abs(parts - row.amount) <= TOLERANCE
        if whole and row.rate and (are_parts or (others and _prints_net(row))):
            return row
    return None


def _prints_net(row: TaxCandidate) -> bool:
    """Whether the net amount stands in the row and was not computed from the total."""
    return any(abs(amount.value) == row.net for amount in row.row.amounts)


def _matches_total(rows: Iterable[TaxCandidate], total: Decimal | None) -> bool:
    gross = sum(((row.net or Decimal(0)) + row.amount for row in rows), Decimal(0))
    return total is not None and abs(gross - total) <= TOLERANCE * 3


def _find_parts_of_sum(rows: Sequence[TaxCandidate]) -> list[TaxCandidate]:
    """The taxes of different rates that add up to one without a rate: "TOTAL TAX"."""
    parts = [row for row in rows if row.rate and row.amount]
    summed = sum((row.amount for row in parts), Decimal(0))
    sums = [row for row in rows if row.rate is None and not row.is_proven and row.amount == summed]
    are_rates = len(parts) > 1 and len({row.rate for row in parts}) == len(parts)
    return parts if are_rates and sums and len(parts) + len(sums) == len(rows) else []


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
