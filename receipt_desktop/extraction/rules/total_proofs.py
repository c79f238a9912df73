"""Candidates for the total, and the arithmetic that proves or contradicts them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from receipt_desktop.extraction.rules.cash_rounding import (
    TOTAL_ROLES,
    amounts_with_role,
    find_rounded_totals,
    prove_rounding,
)
from receipt_desktop.extraction.rules.column_sums import prove_column_sums
from receipt_desktop.extraction.rules.discount_proofs import (
    find_reduced_totals,
    find_totals_before_tax,
    prove_discounts,
)
from receipt_desktop.extraction.rules.payment_proofs import find_parts_of_total, prove_payments
from receipt_desktop.extraction.rules.raised_totals import find_raised_totals
from receipt_desktop.extraction.rules.tax_candidates import CENT, TOLERANCE, TaxCandidate
from receipt_desktop.extraction.text.labels import (
    AmountRole,
    LabelledAmount,
)

_REPEAT_SHARE = 0.3
"""Share of its weight that a repeated mention counts."""


_PROOF_WEIGHT = 1.2


_MAX_PROOFS = 2.2


@dataclass(slots=True)
class TotalCandidate:
    """A possible total."""

    value: Decimal
    """Without its sign."""
    mentions: list[tuple[float, LabelledAmount]] = field(default_factory=list)
    proofs: dict[str, float] = field(default_factory=dict)
    """Kinds of proof with their value: 1.0 for an exact match, 0.4 within rounding."""
    is_contradicted: bool = False
    """Whether cash minus change is another amount, or its last digit is impossible."""
    is_labelled_otherwise: bool = False
    """Whether the total is printed with one other digit: one of the two was misread."""
    evidence: float = 0.0
    """What the fitted weights make of its features, in log-odds."""
    sign: int = 1
    """-1 for a refund."""
    sign_trust: float = 1.0

    @property
    def score(self) -> float:
        weights = sorted((weight for weight, _ in self.mentions), reverse=True)
        seen = (weights[0] + _REPEAT_SHARE * sum(weights[1:4])) if weights else 0.0
        return seen + _PROOF_WEIGHT * min(_MAX_PROOFS, sum(self.proofs.values()))

    @property
    def signed_value(self) -> Decimal:
        return self.sign * self.value

    @property
    def is_labelled_total(self) -> bool:
        """Whether it stands alone beside the words of a total."""
        return any(entry.role in TOTAL_ROLES and entry.columns == 1 for _, entry in self.mentions)

    @property
    def best_mention(self) -> LabelledAmount:
        return max(self.mentions, key=lambda mention: mention[0])[1]


AMBIGUOUS_NET_LABEL = re.compile(r"\bnett? total|\bnet amount")
"""The amount due in some countries, the amount without tax in others."""


def add_proofs(
    candidates: dict[Decimal, TotalCandidate],
    labelled: Sequence[LabelledAmount],
    taxes: Sequence[TaxCandidate],
    steps: Sequence[LabelledAmount],
) -> None:
    proofs: defaultdict[Decimal, set[str]] = defaultdict(set)
    prove_payments(proofs, labelled)
    _prove_sums(proofs, labelled)
    _prove_taxes(proofs, taxes)
    prove_rounding(proofs, labelled, steps)
    for before, after in find_rounded_totals(labelled, steps):
        proofs[after] |= proofs[before]
    prove_discounts(proofs, labelled)
    prove_column_sums(proofs, labelled)
    raised = find_raised_totals(labelled)
    for _, value in raised:
        proofs[value] |= {"tax", "items"}
    for value, kinds in proofs.items():
        for candidate in candidates.values():
            _add_proof(candidate, value, kinds)
    _prove_by_rate(candidates.values(), taxes)
    reduced = find_reduced_totals(labelled) | find_parts_of_total(labelled)
    reduced |= find_totals_before_tax(
        labelled, {tax.net for tax in taxes if tax.is_proven and tax.net}
    )
    paid_totals = {value for value, kinds in proofs.items() if kinds & _PAID_PROOFS}
    for candidate in candidates.values():
        paid = candidate.proofs.keys() & {*_PAID_PROOFS, "tip", "discount"}
        has_impossible_digit = _is_rounded(labelled) and candidate.value % _COIN != 0
        candidate.is_contradicted = (
            (bool(paid_totals) and not paid)
            or has_impossible_digit
            or _is_before_tax(candidate, candidates.values(), taxes)
            or any(base == candidate.value for base, _ in raised)
            or candidate.value in reduced
        )
        candidate.is_labelled_otherwise = _is_labelled_otherwise(candidate, candidates.values())


def _is_before_tax(
    candidate: TotalCandidate, candidates: Iterable[TotalCandidate], taxes: Sequence[TaxCandidate]
) -> bool:
    """Whether the amount is the net of the taxes, and one labelled as a total is the gross."""
    parts = {(tax.net, tax.amount) for tax in taxes if tax.is_proven and tax.net is not None}
    net = sum((part[0] or Decimal(0) for part in parts), Decimal(0))
    gross = net + sum((part[1] for part in parts), Decimal(0))
    if candidate.value != net or gross <= net:
        return False
    return any(
        abs(other.value - gross) <= TOLERANCE or _is_rounded_off(other, gross)
        for other in candidates
        if other.is_labelled_total and other.value > net
    )


def _is_labelled_otherwise(candidate: TotalCandidate, candidates: Iterable[TotalCandidate]) -> bool:
    return not candidate.is_labelled_total and any(
        other.is_labelled_total
        and abs(other.value - candidate.value) > _COIN
        and differ_in_one_digit(other.value, candidate.value)
        for other in candidates
    )


def differ_in_one_digit(one: Decimal, other: Decimal) -> bool:
    """Whether the amounts have as many digits, and all but one are the same."""
    digits = f"{one:f}", f"{other:f}"
    return len(digits[0]) == len(digits[1]) and sum(map(str.__ne__, *digits)) == 1


def _is_rounded_off(candidate: TotalCandidate, exact: Decimal) -> bool:
    """Whether a total is the exact amount in whole units: 4,490 for 4,489.90, as in India."""
    if candidate.value % 1 or abs(candidate.value - exact) > _HALF_UNIT:
        return False
    return candidate.is_labelled_total or any(
        AMBIGUOUS_NET_LABEL.search(entry.label.casefold()) for _, entry in candidate.mentions
    )


_HALF_UNIT = Decimal("0.5")


def _is_rounded(labelled: Sequence[LabelledAmount]) -> bool:
    """Whether the bill was rounded to coins, by less than the smallest coin."""
    return any(0 < value < _COIN for value in amounts_with_role(labelled, AmountRole.ROUNDING))


_COIN = Decimal("0.05")
"""The smallest coin in countries with cash rounding."""


def _prove_sums(proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]) -> None:
    subtotals = amounts_with_role(labelled, AmountRole.SUBTOTAL, AmountRole.NET)
    subtotals += [
        abs(e.amount.value) for e in labelled if AMBIGUOUS_NET_LABEL.search(e.label.casefold())
    ]
    parts = [e.amount.value for e in labelled if e.role is AmountRole.SUBTOTAL and e.columns == 1]
    if len(parts) > 1 and len(set(parts)) == len(parts):
        proofs[sum(parts, Decimal(0))].add("part")
    extras = amounts_with_role(labelled, AmountRole.TAX, AmountRole.TIP)
    for subtotal in subtotals:
        for value in _combine_extras(subtotal, extras):
            proofs[value].add("subtotal")


def _prove_taxes(proofs: defaultdict[Decimal, set[str]], taxes: Sequence[TaxCandidate]) -> None:
    proven = [row for row in taxes if row.is_proven]
    several = len({row.net for row in proven}) > 1
    for row in proven:
        if row.net is not None and row.amount:
            proofs[row.net + row.amount].add("part" if several else "tax")
    gross = sum(((row.net or Decimal(0)) + row.amount for row in proven), Decimal(0))
    if gross:
        proofs[gross].add("tax")
    if len(proven) == _HALVES and not several and len({row.amount for row in proven}) == 1:
        proofs[(proven[0].net or Decimal(0)) + 2 * proven[0].amount].add("tax")


def _prove_by_rate(candidates: Iterable[TotalCandidate], taxes: Sequence[TaxCandidate]) -> None:
    """Prove the gross of the only tax by its printed rate: "Fee 18.50", "incl VAT 20%  3.08"."""
    named = {(row.rate, row.amount) for row in taxes if not row.needs_proof}
    rate, tax = next(iter(named)) if len(named) == 1 else (None, Decimal(0))
    if not rate or tax < _LEAST_TAX:
        return
    for candidate in candidates:
        if abs(candidate.value * rate / (100 + rate) - tax) <= CENT / 2:
            candidate.proofs.setdefault("tax", 1.0)


_LEAST_TAX = 1
"""A smaller one is that of several amounts."""


def _add_proof(candidate: TotalCandidate, value: Decimal, kinds: set[str]) -> None:
    difference = abs(candidate.value - value)
    is_near = difference <= TOLERANCE or _is_rounded_off(candidate, value)
    if not is_near or (difference and kinds <= _EXACT_PROOFS):
        return
    for kind in kinds:
        if not difference or kind in {"tax", "subtotal"}:
            proof_value = 0.4 if difference else _PROOF_VALUES.get(kind, 1.0)
            candidate.proofs[kind] = max(proof_value, candidate.proofs.get(kind, 0.0))


_PAID_PROOFS = frozenset({"change", "settled", "vouchers"})
_EXACT_PROOFS = frozenset(
    {"change", "settled", "rounding", "items", "pair", "tendered", "vouchers"}
)
_PROOF_VALUES = {
    "settled": 0.4,
    "change": 1.6,
    "discount": 1.8,
    "part": 0.6,
    "items": 0.8,
    "pair": 0.4,
    "tendered": 0.6,
}
"""Values of proofs other than 1.0; cash minus change is the strongest."""


_HALVES = 2
"""CGST and SGST of the same amount."""


def _combine_extras(subtotal: Decimal, extras: Sequence[Decimal]) -> set[Decimal]:
    distinct = [value for value in dict.fromkeys(extras) if value]
    found = {subtotal + value for value in distinct}
    found |= {subtotal + 2 * value for value in distinct if extras.count(value) % _HALVES == 0}
    if len(distinct) > 1:
        found.add(subtotal + sum(distinct, Decimal(0)))
        found |= {subtotal + a + b for a in distinct for b in distinct if a < b}
    return found
