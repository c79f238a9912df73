"""The amount that was charged: labels vote, arithmetic confirms.

Every amount gets the weight of its label; values that several independent places name collect it.
Relations that only hold for the true total (cash - change, subtotal + tax, net + tax of the tax
table, total before rounding + rounding) add to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.rules.cash_rounding import (
    TOTAL_ROLES,
    amounts_with_role,
    find_rounded_totals,
    is_rounding_step,
    prove_rounding,
)
from receipt_desktop.extraction.rules.taxes import TOLERANCE, TaxCandidate
from receipt_desktop.extraction.text.labels import (
    AmountRole,
    LabelledAmount,
    count_words_before_phrase,
    is_strong_label,
)
from receipt_desktop.extraction.text.rows import TextRow

ROLE_WEIGHTS = {
    AmountRole.ROUNDED: 2.7,
    AmountRole.TOTAL: 2.0,
    AmountRole.TOTAL_INCL: 2.0,
    AmountRole.CARD: 0.9,
    AmountRole.CASH: 0.5,
    AmountRole.SUBTOTAL: 0.6,
    AmountRole.INCL: 0.5,
    AmountRole.NET: 0.15,
    AmountRole.DUE_ZERO: 0.8,
    AmountRole.NONE: 0.04,
}
_STRONG_BONUS = 0.8
_REPEAT_SHARE = 0.3
"""A further place with the same value counts this share of its weight."""
_LARGE_PRINT = 1.25
_PROOF_WEIGHT = 1.2
_MAX_PROOFS = 2.2


@dataclass(slots=True)
class TotalCandidate:
    """One possible total."""

    value: Decimal
    mentions: list[tuple[float, LabelledAmount]] = field(default_factory=list)
    proofs: dict[str, float] = field(default_factory=dict)
    """What confirms it: 1.0 to the cent, 0.4 within rounding."""
    is_contradicted: bool = False
    """Whether cash less change is another amount, or its last figure cannot be."""

    @property
    def score(self) -> float:
        weights = sorted((weight for weight, _ in self.mentions), reverse=True)
        seen = (weights[0] + _REPEAT_SHARE * sum(weights[1:4])) if weights else 0.0
        return seen + _PROOF_WEIGHT * min(_MAX_PROOFS, sum(self.proofs.values()))

    @property
    def best_mention(self) -> LabelledAmount:
        return max(self.mentions, key=lambda mention: mention[0])[1]


def rank_totals(
    labelled: Sequence[LabelledAmount], taxes: Sequence[TaxCandidate], rows: Sequence[TextRow]
) -> list[TotalCandidate]:
    """Candidates for the total, the best first."""
    usual = median(row.height for row in rows) if rows else 1.0
    candidates: dict[Decimal, TotalCandidate] = {}
    table = _find_table_rows(rows)
    steps = [entry for entry in labelled if is_rounding_step(entry, labelled)]
    for entry in labelled:
        value = abs(entry.amount.value)
        if value == 0:
            continue
        in_table = entry.row.index in table
        weight = _weigh_mention(entry, usual, in_table=in_table, step=entry in steps)
        candidates.setdefault(value, TotalCandidate(value)).mentions.append((weight, entry))
    _add_proofs(candidates, labelled, taxes, steps)
    ranked = sorted(candidates.values(), key=lambda c: (-c.score, -c.value))
    return _prefer_total_with_tip(ranked, labelled)


def _prefer_total_with_tip(
    ranked: list[TotalCandidate], labelled: Sequence[LabelledAmount]
) -> list[TotalCandidate]:
    """What was paid, a tip included, before the bill without it, when both are printed."""
    if not ranked or "change" in ranked[0].proofs:
        return ranked
    bill = ranked[0].value
    for entry in (entry for entry in labelled if entry.role is AmountRole.TIP):
        tip = abs(entry.amount.value)
        if "%" in entry.row.text or "%" in entry.label:
            continue  # a suggestion
        paid = next((c for c in ranked[1:] if c.value == bill + tip), None)
        if paid and 0 < tip < bill * _MAX_TIP_SHARE and _is_labelled_as_paid(paid, entry):
            paid.proofs |= {**ranked[0].proofs, "tip": 1.0}
            return [paid, *(c for c in ranked if c is not paid)]
    return ranked


def _is_labelled_as_paid(candidate: TotalCandidate, tip: LabelledAmount) -> bool:
    """Whether it is labelled as paid, or stands right below the tip."""
    return any(
        entry.role in _PAID_ROLES or entry.row.index == tip.row.index + 1
        for _, entry in candidate.mentions
    )


def _weigh_mention(entry: LabelledAmount, usual: float, *, in_table: bool, step: bool) -> float:
    after_rounding = entry.role is AmountRole.ROUNDING and not step
    role = AmountRole.ROUNDED if after_rounding else entry.role
    weight = ROLE_WEIGHTS.get(role, 0.0) * max(entry.strength, 0.5)
    if role in (AmountRole.TOTAL, AmountRole.TOTAL_INCL, AmountRole.ROUNDED) and is_strong_label(
        entry.label
    ):
        weight += _STRONG_BONUS
    if _PARTIAL_TOTAL.search(entry.label.casefold()):
        weight *= 0.3
    elif re.search(r"\d ?%", entry.label) and entry.role is AmountRole.TOTAL:
        weight *= 0.4
    if _AMBIGUOUS_NET.search(entry.label.casefold()):
        weight *= 0.6
    if count_words_before_phrase(entry.label) > _LEADING_WORDS:
        weight *= 0.15
    if entry.columns > 1:
        weight *= 0.5 if entry.column in (0, entry.columns - 1) else 0.25
    if in_table:
        weight *= 0.35
    if entry.row.height > _LARGE_PRINT * usual:
        weight *= _LARGE_PRINT
    return weight * (0.6 + 0.4 * entry.amount.certainty)


_LEADING_WORDS = 3
"""A label leads its row; a phrase that comes later than this is part of a sentence."""
_PARTIAL_TOTAL = re.compile(r"total\W+\d+(?:[.,]\d+)? ?%")
""" "Total 6% supplies": what falls under one tax rate."""
_AMBIGUOUS_NET = re.compile(r"\bnett? total|\bnet amount")
"""What is to be paid in some places, what is left without tax in others."""


def _find_table_rows(rows: Sequence[TextRow]) -> set[int]:
    """Rows of tax tables: below a head that names two or more tax columns."""
    inside: set[int] = set()
    open_table = 0
    for row in rows:
        words = set(compile_any_word("column", "tax").findall(row.folded))
        if (
            "summary" in words
            or "analysis" in words
            or (len(words) > 1 and not re.search(r"\d[.,]\d\d", row.text))
        ):
            open_table = 5
            continue
        if open_table and re.search(r"\d[.,]\d\d", row.text):
            inside.add(row.index)
        elif open_table and not re.search(r"%|rm|\(", row.folded):
            open_table = 0
        open_table = max(0, open_table - 1)
    return inside


def _add_proofs(
    candidates: dict[Decimal, TotalCandidate],
    labelled: Sequence[LabelledAmount],
    taxes: Sequence[TaxCandidate],
    steps: Sequence[LabelledAmount],
) -> None:
    proofs: defaultdict[Decimal, set[str]] = defaultdict(set)
    _prove_change(proofs, labelled)
    _prove_sums(proofs, labelled)
    _prove_taxes(proofs, taxes)
    prove_rounding(proofs, labelled, steps)
    for before, after in find_rounded_totals(labelled, steps):
        proofs[after] |= proofs[before]
    _prove_discounts(proofs, labelled)
    for value, kinds in proofs.items():
        for candidate in candidates.values():
            _add_proof(candidate, value, kinds)
    settled = {value for value, kinds in proofs.items() if kinds & {"change", "settled"}}
    for candidate in candidates.values():
        paid = candidate.proofs.keys() & {"change", "settled", "tip", "discount"}
        odd = _is_rounded(labelled) and candidate.value % _COIN != 0
        candidate.is_contradicted = (bool(settled) and not paid) or odd


def _is_rounded(labelled: Sequence[LabelledAmount]) -> bool:
    """Whether the bill was rounded to coins: by what is less than the smallest one."""
    return any(0 < value < _COIN for value in amounts_with_role(labelled, AmountRole.ROUNDING))


_COIN = Decimal("0.05")
"""The smallest coin wherever bills are rounded."""


def _prove_change(
    proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]
) -> None:
    payments = dict.fromkeys(amounts_with_role(labelled, AmountRole.CASH, AmountRole.CARD))
    together = sum(payments, Decimal(0))
    for change in amounts_with_role(labelled, AmountRole.CHANGE):
        for paid in (*payments, together):
            if paid > change:
                proofs[paid - change].add("change" if change else "settled")


def _prove_sums(proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]) -> None:
    subtotals = amounts_with_role(labelled, AmountRole.SUBTOTAL, AmountRole.NET)
    subtotals += [
        abs(e.amount.value) for e in labelled if _AMBIGUOUS_NET.search(e.label.casefold())
    ]
    extras = amounts_with_role(labelled, AmountRole.TAX, AmountRole.TIP)
    for subtotal in subtotals:
        for value in _combine_extras(subtotal, extras):
            proofs[value].add("subtotal")


def _prove_discounts(
    proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]
) -> None:
    """A total, a discount below it, and what is left further down."""
    for total in (entry for entry in labelled if entry.role in TOTAL_ROLES):
        for entry in labelled:
            if entry.role is AmountRole.DISCOUNT and entry.row.index > total.row.index:
                left = abs(total.amount.value) - abs(entry.amount.value)
                below = [e for e in labelled if e.row.index > entry.row.index]
                if left > 0 and any(
                    e.amount.value == left and e.role in _REMAINDER_ROLES for e in below
                ):
                    proofs[left].add("discount")


_REMAINDER_ROLES = frozenset(
    {
        *TOTAL_ROLES,
        AmountRole.NET,
        AmountRole.CARD,
        AmountRole.CASH,
        AmountRole.SUBTOTAL,
        AmountRole.DUE_ZERO,
    }
)


def _prove_taxes(proofs: defaultdict[Decimal, set[str]], taxes: Sequence[TaxCandidate]) -> None:
    proven = [row for row in taxes if row.is_proven]
    several = len({row.net for row in proven}) > 1
    for row in proven:
        if row.net is not None and row.amount:
            proofs[row.net + row.amount].add("part" if several else "tax")
    gross = sum(((row.net or Decimal(0)) + row.amount for row in proven), Decimal(0))
    if gross:
        proofs[gross].add("tax")


def _add_proof(candidate: TotalCandidate, value: Decimal, kinds: set[str]) -> None:
    apart = abs(candidate.value - value)
    if apart > TOLERANCE or (apart and kinds <= {"change", "settled", "rounding"}):
        return
    for kind in kinds:
        if not apart or kind in {"tax", "subtotal"}:
            worth = 0.4 if apart else _PROOF_VALUES.get(kind, 1.0)
            candidate.proofs[kind] = max(worth, candidate.proofs.get(kind, 0.0))


_PROOF_VALUES = {"settled": 0.4, "change": 1.6, "discount": 1.8, "part": 0.6}
"""What was given less what came back is what was paid, whatever it is called."""


def _combine_extras(subtotal: Decimal, extras: Sequence[Decimal]) -> set[Decimal]:
    distinct = [value for value in dict.fromkeys(extras) if value]
    found = {subtotal + value for value in distinct}
    if len(distinct) > 1:
        found.add(subtotal + sum(distinct, Decimal(0)))
        found |= {subtotal + a + b for a in distinct for b in distinct if a < b}
    return found


_PAID_ROLES = frozenset(
    {*TOTAL_ROLES, AmountRole.CARD, AmountRole.CASH, AmountRole.TIP, AmountRole.SUBTOTAL}
)
_MAX_TIP_SHARE = Decimal("0.5")
"""Of the bill."""
_MIN_AGREEING_WEIGHT = 0.3
_CONTRADICTION_PENALTY = 0.4


def estimate_total_confidence(ranked: Sequence[TotalCandidate]) -> float:
    """From the label's weight, proofs, agreement, the distance to a rival and the reader's score.

    About 0.6 for a bare label without a rival, up to 0.98 with proofs or agreeing places.
    """
    if not ranked:
        return 0.0
    best = ranked[0]
    rival = ranked[1].score if len(ranked) > 1 else 0.0
    weights = [weight for weight, _ in best.mentions]
    agreeing = sum(weight >= _MIN_AGREEING_WEIGHT for weight in weights) - 1
    base = 0.4 + 0.2 * min(1.0, max(weights, default=0.0) / 2.0)
    base += 0.17 * min(2.0, sum(best.proofs.values()))
    base += 0.12 * max(0, min(2, agreeing))
    base += 0.15 * min(1.0, max(0.0, best.score - rival) / 2.0)
    base -= _CONTRADICTION_PENALTY * best.is_contradicted
    read = max(
        (entry.row.score * entry.amount.certainty for _, entry in best.mentions), default=0.5
    )
    return round(max(0.05, min(0.98, base)) * (0.6 + 0.4 * read), 3)
