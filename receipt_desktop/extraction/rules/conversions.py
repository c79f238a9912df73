"""Totals printed a second time in the currency that the euro replaced, or is about to replace.

Shops print both for months around the changeover. What was charged is the amount to which the
prices, the payment and the taxes belong; the other is its conversion at the fixed rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate

_CENT = Decimal("0.01")
_CANDIDATES_COMPARED = 4


def put_conversions_last(ranked: Sequence[TotalCandidate]) -> list[TotalCandidate]:
    """The candidates with a conversion of a better founded one behind it."""
    compared = ranked[:_CANDIDATES_COMPARED]
    conversions = [
        candidate
        for candidate in compared
        if any(_is_conversion(candidate, other) for other in compared)
    ]
    kept = [candidate for candidate in ranked if candidate not in conversions]
    return kept[:1] + conversions + kept[1:]


def _is_conversion(candidate: TotalCandidate, other: TotalCandidate) -> bool:
    """Whether the candidate is the other amount in another currency, and worse founded."""
    if candidate is other or not candidate.value or not other.value:
        return False
    if _signs(candidate) & _signs(other) or not _signs(candidate) | _signs(other):
        return False
    low, high = sorted((candidate.value, other.value))
    is_converted = any(abs(low * rate - high) <= _CENT * (1 + rate / 2) for rate in _load_rates())
    return is_converted and _foundation(candidate) < _foundation(other)


def _signs(candidate: TotalCandidate) -> set[str]:
    return {entry.amount.sign for _, entry in candidate.mentions if entry.amount.sign}


def _foundation(candidate: TotalCandidate) -> tuple[float, int, int]:
    """Proofs, mentions and how far up the page the first mention is."""
    rows = {entry.row.index for _, entry in candidate.mentions}
    return sum(candidate.proofs.values()), len(rows), -min(rows)


@cache
def _load_rates() -> tuple[Decimal, ...]:
    rates = load_facts("euro_rates")["rates"].values()
    return tuple(rate if rate > 1 else 1 / rate for rate in map(Decimal, rates))
