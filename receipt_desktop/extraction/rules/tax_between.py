"""The tax of North American receipts as what stands between the subtotal and the total.

Cities print their own name there: "Sub Total $50.99", "CHANDLER $3.98", "Total $54.97".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.facts.loader import compile_any_word, load_facts
from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.rules.tax_candidates import TaxCandidate
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.tax_names import names_tax

_MIN_SHARE = Decimal("0.02")
"""Of the net amount."""


def find_tax_between(
    chosen: Sequence[TaxCandidate],
    labelled: Sequence[LabelledAmount],
    total: Decimal,
    country: str | None,
) -> list[TaxCandidate]:
    """The chosen rows; else the only row that raises the subtotal above it to the total below."""
    most = load_facts("taxes")["between"]["most"].get(country)
    places = [place for place, e in enumerate(labelled) if _is_total(e, total)]
    first = places[0] if places else 0
    if chosen or most is None or first < _ROWS_ABOVE:
        return list(chosen)
    net, tax = labelled[first - 2 : first]
    share = tax.amount.value / net.amount.value if net.amount.value > 0 else Decimal(0)
    is_sum = net.amount.value + tax.amount.value == total and _are_apart(net, tax)
    is_possible = _MIN_SHARE <= share <= Decimal(most) / 100 and _may_be_tax(tax)
    if net.role is not AmountRole.SUBTOTAL or not (is_sum and is_possible):
        return []
    return [TaxCandidate(tax.row, None, net.amount.value, tax.amount.value, total, is_proven=True)]


_ROWS_ABOVE = 2


def add_missing_tax(
    chosen: Sequence[TaxCandidate],
    found: Sequence[TaxCandidate],
    labelled: Sequence[LabelledAmount],
    total: Decimal,
    country: str | None,
) -> list[TaxCandidate]:
    """The chosen rows with one more between subtotal and total, if all together raise it to that.

    "Subtotal 123.94", "FHST 5%  0.80", whose name was misread, "HST 13%  14.03", "Total 138.77".
    """
    is_added = country in load_facts("taxes")["between"]["most"]
    summed = sum((row.amount for row in chosen), Decimal(0))
    last = max((e.row.index for e in labelled if _is_total(e, total)), default=0)
    nets = [e for e in labelled if e.role is AmountRole.SUBTOTAL and e.columns == 1]
    for net in nets if chosen and is_added else ():
        among = [row for row in found if net.row.index < row.row.index < last]
        missing = total - net.amount.value - summed
        if fitting := [row for row in among if _may_be_missing(row, missing, chosen)]:
            return [*chosen, replace(fitting[0], is_proven=True)]
    return list(chosen)


def _may_be_missing(row: TaxCandidate, missing: Decimal, chosen: Sequence[TaxCandidate]) -> bool:
    """Whether a row with a rate has the missing amount, and is no charge."""
    is_charge = compile_any_word("charge", "other").search(row.row.folded)
    is_apart = all(row.row is not one.row for one in chosen)
    return bool(row.rate) and row.amount == missing > 0 and is_apart and not is_charge


def _is_total(entry: LabelledAmount, total: Decimal) -> bool:
    return entry.role in TOTAL_ROLES and entry.columns == 1 and entry.amount.value == total


def _are_apart(net: LabelledAmount, tax: LabelledAmount) -> bool:
    """Whether both stand alone in rows below each other."""
    return net.columns == tax.columns == 1 and net.row.index < tax.row.index


def _may_be_tax(entry: LabelledAmount) -> bool:
    """Whether the words are unknown, and none of a charge: "Delivery", "Tip", "Bag fee"."""
    is_charge = compile_any_word("charge", "other").search(entry.row.folded)
    is_unknown = entry.role is AmountRole.NONE or names_tax(entry.label)
    has_words = any(letter.isalpha() for letter in entry.label)
    return is_unknown and has_words and not is_charge
