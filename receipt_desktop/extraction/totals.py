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

from receipt_desktop.extraction.almanac import any_word
from receipt_desktop.extraction.labels import Labelled, Role, is_strong, words_before
from receipt_desktop.extraction.roundings import (
    TOTALS,
    is_step,
    prove_rounding,
    roundings,
    values,
)
from receipt_desktop.extraction.rows import Row
from receipt_desktop.extraction.taxes import NEAR, TaxRow

WEIGHTS = {
    Role.ROUNDED: 2.7,
    Role.TOTAL: 2.0,
    Role.TOTAL_INCL: 2.0,
    Role.CARD: 0.9,
    Role.CASH: 0.5,
    Role.SUBTOTAL: 0.6,
    Role.INCL: 0.5,
    Role.NET: 0.15,
    Role.DUE_ZERO: 0.8,
    Role.NONE: 0.04,
}
_STRONG_BONUS = 0.8
_REPEAT = 0.3
"""A further place with the same value counts this share of its weight."""
_LARGE_PRINT = 1.25
_PROOF = 1.2
_MOST_PROOFS = 2.2


@dataclass(slots=True)
class Candidate:
    """One possible total."""

    value: Decimal
    mentions: list[tuple[float, Labelled]] = field(default_factory=list)
    proofs: dict[str, float] = field(default_factory=dict)
    """What confirms it: 1.0 to the cent, 0.4 within rounding."""
    contradicted: bool = False
    """Whether cash less change is another amount, or its last figure cannot be."""

    @property
    def score(self) -> float:
        weights = sorted((weight for weight, _ in self.mentions), reverse=True)
        seen = (weights[0] + _REPEAT * sum(weights[1:4])) if weights else 0.0
        return seen + _PROOF * min(_MOST_PROOFS, sum(self.proofs.values()))

    @property
    def best(self) -> Labelled:
        return max(self.mentions, key=lambda mention: mention[0])[1]


def rank_totals(
    labelled: Sequence[Labelled], taxes: Sequence[TaxRow], rows: Sequence[Row]
) -> list[Candidate]:
    """Candidates for the total, the best first."""
    usual = median(row.height for row in rows) if rows else 1.0
    candidates: dict[Decimal, Candidate] = {}
    table = _table_rows(rows)
    steps = [entry for entry in labelled if is_step(entry, labelled)]
    for entry in labelled:
        value = abs(entry.amount.value)
        if value == 0:
            continue
        in_table = entry.row.index in table
        weight = _weigh(entry, usual, in_table=in_table, step=entry in steps)
        candidates.setdefault(value, Candidate(value)).mentions.append((weight, entry))
    _prove(candidates, labelled, taxes, steps)
    ranked = sorted(candidates.values(), key=lambda c: (-c.score, -c.value))
    return _with_tip(ranked, labelled)


def _with_tip(ranked: list[Candidate], labelled: Sequence[Labelled]) -> list[Candidate]:
    """What was paid, a tip included, before the bill without it, when both are printed."""
    if not ranked or "change" in ranked[0].proofs:
        return ranked
    bill = ranked[0].value
    for entry in (entry for entry in labelled if entry.role is Role.TIP):
        tip = abs(entry.amount.value)
        if "%" in entry.row.text or "%" in entry.label:
            continue  # a suggestion
        paid = next((c for c in ranked[1:] if c.value == bill + tip), None)
        if paid and 0 < tip < bill * _MOST_TIP and _is_paid(paid, entry):
            paid.proofs |= {**ranked[0].proofs, "tip": 1.0}
            return [paid, *(c for c in ranked if c is not paid)]
    return ranked


def _is_paid(candidate: Candidate, tip: Labelled) -> bool:
    """Whether it is labelled as paid, or stands right below the tip."""
    return any(
        entry.role in _PAID or entry.row.index == tip.row.index + 1
        for _, entry in candidate.mentions
    )


def _weigh(entry: Labelled, usual: float, *, in_table: bool, step: bool) -> float:
    after_rounding = entry.role is Role.ROUNDING and not step
    role = Role.ROUNDED if after_rounding else entry.role
    weight = WEIGHTS.get(role, 0.0) * max(entry.strength, 0.5)
    if role in (Role.TOTAL, Role.TOTAL_INCL, Role.ROUNDED) and is_strong(entry.label):
        weight += _STRONG_BONUS
    if _PART.search(entry.label.casefold()):
        weight *= 0.3
    elif re.search(r"\d ?%", entry.label) and entry.role is Role.TOTAL:
        weight *= 0.4
    if _AMBIGUOUS.search(entry.label.casefold()):
        weight *= 0.6
    if words_before(entry.label) > _LEADING_WORDS:
        weight *= 0.15
    if entry.columns > 1:
        weight *= 0.5 if entry.column in (0, entry.columns - 1) else 0.25
    if in_table:
        weight *= 0.35
    if entry.row.height > _LARGE_PRINT * usual:
        weight *= _LARGE_PRINT
    return weight * (0.6 + 0.4 * entry.amount.sure)


_LEADING_WORDS = 3
"""A label leads its row; a phrase that comes later than this is part of a sentence."""
_PART = re.compile(r"total\W+\d+(?:[.,]\d+)? ?%")
""" "Total 6% supplies": what falls under one tax rate."""
_AMBIGUOUS = re.compile(r"\bnett? total|\bnet amount")
"""What is to be paid in some places, what is left without tax in others."""


def _table_rows(rows: Sequence[Row]) -> set[int]:
    """Rows of tax tables: below a head that names two or more tax columns."""
    inside: set[int] = set()
    open_table = 0
    for row in rows:
        words = set(any_word("column", "tax").findall(row.folded))
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


def _prove(
    candidates: dict[Decimal, Candidate],
    labelled: Sequence[Labelled],
    taxes: Sequence[TaxRow],
    steps: Sequence[Labelled],
) -> None:
    proofs: defaultdict[Decimal, set[str]] = defaultdict(set)
    _prove_change(proofs, labelled)
    _prove_sums(proofs, labelled)
    _prove_taxes(proofs, taxes)
    prove_rounding(proofs, labelled, steps)
    for before, after in roundings(labelled, steps):
        proofs[after] |= proofs[before]
    _prove_discounts(proofs, labelled)
    for value, kinds in proofs.items():
        for candidate in candidates.values():
            _credit(candidate, value, kinds)
    settled = {value for value, kinds in proofs.items() if kinds & {"change", "settled"}}
    for candidate in candidates.values():
        paid = candidate.proofs.keys() & {"change", "settled", "tip", "discount"}
        odd = _is_rounded(labelled) and candidate.value % _COIN != 0
        candidate.contradicted = (bool(settled) and not paid) or odd


def _is_rounded(labelled: Sequence[Labelled]) -> bool:
    """Whether the bill was rounded to coins: by what is less than the smallest one."""
    return any(0 < value < _COIN for value in values(labelled, Role.ROUNDING))


_COIN = Decimal("0.05")
"""The smallest coin wherever bills are rounded."""


def _prove_change(proofs: defaultdict[Decimal, set[str]], labelled: Sequence[Labelled]) -> None:
    payments = dict.fromkeys(values(labelled, Role.CASH, Role.CARD))
    together = sum(payments, Decimal(0))
    for change in values(labelled, Role.CHANGE):
        for paid in (*payments, together):
            if paid > change:
                proofs[paid - change].add("change" if change else "settled")


def _prove_sums(proofs: defaultdict[Decimal, set[str]], labelled: Sequence[Labelled]) -> None:
    subtotals = values(labelled, Role.SUBTOTAL, Role.NET)
    subtotals += [abs(e.amount.value) for e in labelled if _AMBIGUOUS.search(e.label.casefold())]
    extras = values(labelled, Role.TAX, Role.TIP)
    for subtotal in subtotals:
        for value in _sums(subtotal, extras):
            proofs[value].add("subtotal")


def _prove_discounts(proofs: defaultdict[Decimal, set[str]], labelled: Sequence[Labelled]) -> None:
    """A total, a discount below it, and what is left further down."""
    for total in (entry for entry in labelled if entry.role in TOTALS):
        for entry in labelled:
            if entry.role is Role.DISCOUNT and entry.row.index > total.row.index:
                left = abs(total.amount.value) - abs(entry.amount.value)
                below = [e for e in labelled if e.row.index > entry.row.index]
                if left > 0 and any(e.amount.value == left and e.role in _LEFT for e in below):
                    proofs[left].add("discount")


_LEFT = frozenset({*TOTALS, Role.NET, Role.CARD, Role.CASH, Role.SUBTOTAL, Role.DUE_ZERO})


def _prove_taxes(proofs: defaultdict[Decimal, set[str]], taxes: Sequence[TaxRow]) -> None:
    proven = [row for row in taxes if row.proven]
    several = len({row.net for row in proven}) > 1
    for row in proven:
        if row.net is not None and row.amount:
            proofs[row.net + row.amount].add("part" if several else "tax")
    gross = sum(((row.net or Decimal(0)) + row.amount for row in proven), Decimal(0))
    if gross:
        proofs[gross].add("tax")


def _credit(candidate: Candidate, value: Decimal, kinds: set[str]) -> None:
    apart = abs(candidate.value - value)
    if apart > NEAR or (apart and kinds <= {"change", "settled", "rounding"}):
        return
    for kind in kinds:
        if not apart or kind in {"tax", "subtotal"}:
            worth = 0.4 if apart else _WORTH.get(kind, 1.0)
            candidate.proofs[kind] = max(worth, candidate.proofs.get(kind, 0.0))


_WORTH = {"settled": 0.4, "change": 1.6, "discount": 1.8, "part": 0.6}
"""What was given less what came back is what was paid, whatever it is called."""


def _sums(subtotal: Decimal, extras: Sequence[Decimal]) -> set[Decimal]:
    distinct = [value for value in dict.fromkeys(extras) if value]
    found = {subtotal + value for value in distinct}
    if len(distinct) > 1:
        found.add(subtotal + sum(distinct, Decimal(0)))
        found |= {subtotal + a + b for a in distinct for b in distinct if a < b}
    return found


_PAID = frozenset({*TOTALS, Role.CARD, Role.CASH, Role.TIP, Role.SUBTOTAL})
_MOST_TIP = Decimal("0.5")
"""Of the bill."""
_WORTH_COUNTING = 0.3
_CONTRADICTED = 0.4


def confidence_of(ranked: Sequence[Candidate]) -> float:
    """From the label's weight, proofs, agreement, the distance to a rival and the reader's score.

    About 0.6 for a bare label without a rival, up to 0.98 with proofs or agreeing places.
    """
    if not ranked:
        return 0.0
    best = ranked[0]
    rival = ranked[1].score if len(ranked) > 1 else 0.0
    weights = [weight for weight, _ in best.mentions]
    agreeing = sum(weight >= _WORTH_COUNTING for weight in weights) - 1
    base = 0.4 + 0.2 * min(1.0, max(weights, default=0.0) / 2.0)
    base += 0.17 * min(2.0, sum(best.proofs.values()))
    base += 0.12 * max(0, min(2, agreeing))
    base += 0.15 * min(1.0, max(0.0, best.score - rival) / 2.0)
    base -= _CONTRADICTED * best.contradicted
    read = max((entry.row.score * entry.amount.sure for _, entry in best.mentions), default=0.5)
    return round(max(0.05, min(0.98, base)) * (0.6 + 0.4 * read), 3)
