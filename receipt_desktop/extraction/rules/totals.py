"""Ranks candidates for the total by their labels and by arithmetic.

Each amount has the weight of its label; equal values at several places add up. Relations that hold
only for the true total (cash - change, subtotal + tax, net + tax of the tax table, total before
rounding + rounding, the sum of the prices) are proofs, which add more. These, position and size are
the features of a logit model, whose fitted weights (`facts/total_weights.toml`) rank the amounts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from receipt_desktop.extraction.facts.loader import compile_any_word, load_facts
from receipt_desktop.extraction.rules.card_conversions import find_conversion, put_charged_first
from receipt_desktop.extraction.rules.cash_rounding import (
    TOTAL_ROLES,
    find_unprinted_total,
    is_near_total,
    is_rounding_step,
)
from receipt_desktop.extraction.rules.conversions import put_conversions_last
from receipt_desktop.extraction.rules.refunds import decide_sign, is_settled_by_reduction
from receipt_desktop.extraction.rules.restated_totals import find_restated_total
from receipt_desktop.extraction.rules.rounded_payments import find_rounded_payment
from receipt_desktop.extraction.rules.tax_candidates import TaxCandidate
from receipt_desktop.extraction.rules.total_features import (
    TotalContext,
    describe_candidate,
    describe_context,
    may_be_charged,
)
from receipt_desktop.extraction.rules.total_proofs import (
    AMBIGUOUS_NET_LABEL,
    TotalCandidate,
    add_proofs,
)
from receipt_desktop.extraction.rules.written_amounts import prove_written_amount
from receipt_desktop.extraction.text.labels import (
    AmountRole,
    LabelledAmount,
    is_in_sentence,
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
_LARGE_PRINT = 1.25


def rank_totals(
    labelled: Sequence[LabelledAmount], taxes: Sequence[TaxCandidate], rows: Sequence[TextRow]
) -> list[TotalCandidate]:
    """Candidates for the total, best first by the fitted weights."""
    candidates = find_candidates(labelled, taxes, rows)
    if not candidates:
        return []
    candidates = prove_written_amount(candidates, rows)
    _weigh_evidence(candidates, describe_context(labelled, rows))
    ranked = sorted(candidates, key=lambda c: (c.value != 0, -c.evidence, -c.value))
    ranked = put_conversions_last(ranked)
    ranked = put_charged_first(ranked, find_conversion(ranked, rows))
    ranked = _put_payment_first(_put_rounded_first(ranked, labelled), labelled, rows)
    ranked = _put_restated_first(ranked, find_restated_total(labelled, rows))
    mentions = [entry for _, entry in ranked[0].mentions]
    ranked[0].sign, ranked[0].sign_trust = decide_sign(mentions, labelled, rows)
    return ranked


def _put_rounded_first(
    ranked: list[TotalCandidate], labelled: Sequence[LabelledAmount]
) -> list[TotalCandidate]:
    """Put what was paid after a rounding before the total above it, where it is not printed."""
    steps = [entry for entry in labelled if is_rounding_step(entry, labelled)]
    for before in ranked if steps else ():
        paid = find_unprinted_total(before.value, labelled, steps)
        if paid is not None and all(candidate.value != paid for candidate in ranked):
            proofs = {**before.proofs, "change": 1.6, "rounding": 1.0}
            rounded = replace(before, value=paid, proofs=proofs, is_contradicted=False)
            rounded.evidence = max(ranked[0].evidence, before.evidence + _ROUNDING_EVIDENCE)
            return [rounded, *(candidate for candidate in ranked if candidate is not before)]
    return ranked


def _put_restated_first(
    ranked: list[TotalCandidate], restated: tuple[Decimal, Decimal] | None
) -> list[TotalCandidate]:
    """Put the sum of a subtotal and its taxes first, which no words name."""
    net, total = restated or (None, Decimal(0))
    if ranked[0].value != net or any(candidate.value == total for candidate in ranked):
        return ranked
    return [replace(ranked[0], value=total, proofs={"subtotal": 1.0}), *ranked[1:]]


def _put_payment_first(
    ranked: list[TotalCandidate], labelled: Sequence[LabelledAmount], rows: Sequence[TextRow]
) -> list[TotalCandidate]:
    """Put what was paid in coins of five cents before the exact total."""
    before = ranked[0]
    exact, paid = find_rounded_payment(labelled, rows) or (None, before.value)
    if before.value != exact:
        return ranked
    printed = next((c for c in ranked if c.value == paid), replace(before, value=paid))
    proofs = {**before.proofs, **printed.proofs, "rounding": 1.0}
    rounded = replace(printed, proofs=proofs, is_contradicted=False)
    rounded.evidence = before.evidence + _ROUNDING_EVIDENCE
    return [rounded, *(c for c in ranked if c.value not in (exact, paid))]


_ROUNDING_EVIDENCE = 3.0
"""About the weights of a proof by cash and change, and of none against it, in log-odds."""


def _weigh_evidence(candidates: Sequence[TotalCandidate], context: TotalContext) -> None:
    weights = load_facts("total_weights")["weights"]
    for candidate in candidates:
        features = describe_candidate(candidate, context)
        candidate.evidence = sum(weights.get(name, 0.0) * value for name, value in features.items())


def find_candidates(
    labelled: Sequence[LabelledAmount], taxes: Sequence[TaxCandidate], rows: Sequence[TextRow]
) -> list[TotalCandidate]:
    """All amounts that may be the total, best first by their labels and proofs alone."""
    usual_height = median(row.height for row in rows) if rows else 1.0
    candidates: dict[Decimal, TotalCandidate] = {}
    table_rows = _find_table_rows(rows)
    steps = [entry for entry in labelled if is_rounding_step(entry, labelled)]
    rounded = [e for e in labelled if e.role is AmountRole.ROUNDING and e not in steps]
    for entry in labelled:
        value = abs(entry.amount.value)
        if value == 0 and not is_settled_by_reduction(entry, labelled):
            continue
        in_table = entry.row.index in table_rows
        after_rounding = entry in rounded and is_near_total(entry, labelled)
        weight = _weigh_mention(entry, usual_height, in_table=in_table, rounded=after_rounding)
        candidates.setdefault(value, TotalCandidate(value)).mentions.append((weight, entry))
    add_proofs(candidates, labelled, taxes, steps)
    possible = [candidate for candidate in candidates.values() if may_be_charged(candidate)]
    ranked = sorted(possible, key=lambda c: (-c.score, -c.value))
    return _prefer_total_with_tip(ranked, labelled)


def _prefer_total_with_tip(
    ranked: list[TotalCandidate], labelled: Sequence[LabelledAmount]
) -> list[TotalCandidate]:
    """Put the total with a tip before the total without it, when both are printed."""
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
    """Whether the amount is labelled as paid or is right below the tip."""
    return any(
        entry.role in _PAID_ROLES or entry.row.index == tip.row.index + 1
        for _, entry in candidate.mentions
    )


def _weigh_mention(
    entry: LabelledAmount, usual_height: float, *, in_table: bool, rounded: bool
) -> float:
    role = AmountRole.ROUNDED if rounded else entry.role
    weight = ROLE_WEIGHTS.get(role, 0.0) * max(entry.strength, 0.5)
    if role in (AmountRole.TOTAL, AmountRole.TOTAL_INCL, AmountRole.ROUNDED) and is_strong_label(
        entry.label
    ):
        weight += _STRONG_BONUS
    if _PARTIAL_TOTAL.search(entry.label.casefold()):
        weight *= 0.3
    elif re.search(r"\d ?%", entry.label) and entry.role is AmountRole.TOTAL:
        weight *= 0.4
    if AMBIGUOUS_NET_LABEL.search(entry.label.casefold()):
        weight *= 0.6
    if is_in_sentence(entry.label):
        weight *= 0.15
    if entry.columns > 1:
        weight *= 0.5 if entry.column in (0, entry.columns - 1) else 0.25
    if in_table:
        weight *= 0.35
    if entry.row.height > _LARGE_PRINT * usual_height:
        weight *= _LARGE_PRINT
    return weight * (0.6 + 0.4 * entry.amount.certainty)


_PARTIAL_TOTAL = re.compile(r"total\W+\d+(?:[.,]\d+)? ?%")
""" "Total 6% supplies": the total of one tax rate."""


def _find_table_rows(rows: Sequence[TextRow]) -> set[int]:
    """Indexes of rows in tax tables, below a head with two or more tax columns."""
    indexes: set[int] = set()
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
            indexes.add(row.index)
        elif open_table and not re.search(r"%|rm|\(", row.folded):
            open_table = 0
        open_table = max(0, open_table - 1)
    return indexes


_PAID_ROLES = frozenset(
    {*TOTAL_ROLES, AmountRole.CARD, AmountRole.CASH, AmountRole.TIP, AmountRole.SUBTOTAL}
)
_MAX_TIP_SHARE = Decimal("0.5")
"""Share of the bill."""
_MIN_AGREEING_WEIGHT = 0.3
_CONTRADICTION_PENALTY = 0.4


def estimate_total_confidence(ranked: Sequence[TotalCandidate]) -> float:
    """Confidence from label weight, proofs, repeats, distance to the second candidate, OCR score.

    About 0.6 for a label alone without a rival, up to 0.98 with proofs or repeats; less without a
    label, and least where the position alone decides.
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
    base = min(base, _estimate_share(ranked), _limit_by_label(best))
    read = max(
        (entry.row.score * entry.amount.certainty for _, entry in best.mentions), default=0.5
    )
    return round(max(0.05, min(0.98, base)) * (0.6 + 0.4 * read) * best.sign_trust, 3)


def _estimate_share(ranked: Sequence[TotalCandidate]) -> float:
    """The probability of the first candidate among all by the fitted weights."""
    most = max(candidate.evidence for candidate in ranked)
    powers = [math.exp(candidate.evidence - most) for candidate in ranked]
    return powers[0] / sum(powers)


def _limit_by_label(best: TotalCandidate) -> float:
    """The highest confidence that the label of the total allows."""
    if best.is_labelled_otherwise:
        return _MOST_BY_MISREADING
    if any(weight >= _MIN_AGREEING_WEIGHT for weight, _ in best.mentions):
        return 1.0
    return _MOST_BY_PROOF if best.proofs else _MOST_BY_POSITION


_MOST_BY_PROOF = 0.8
_MOST_BY_POSITION = 0.4
_MOST_BY_MISREADING = 0.1
"""So low that items which add up to it do not make it sure: they repeat the misread digit."""
