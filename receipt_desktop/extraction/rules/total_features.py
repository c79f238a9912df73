"""What speaks for a candidate for the total, in numbers between about -1 and 1.

The features are those of the fitted weights of `facts/total_weights.toml`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount, is_in_sentence
from receipt_desktop.extraction.text.rows import TextRow

_NEVER_CHARGED = frozenset({AmountRole.IGNORE, AmountRole.SUGGESTED, AmountRole.CARRIED})


def may_be_charged(candidate: TotalCandidate) -> bool:
    """Whether a label of the candidate allows that it is what was charged."""
    return any(_may_be_charged(entry) for _, entry in candidate.mentions)


def _may_be_charged(entry: LabelledAmount) -> bool:
    """Whether the role allows it; a count with decimals or a sign stands beside an amount."""
    if entry.role is AmountRole.COUNT:
        return entry.amount.sign is not None or entry.amount.value % 1 != 0
    return entry.role not in _NEVER_CHARGED and not _is_in_unspaced_sentence(entry)


def _is_in_unspaced_sentence(entry: LabelledAmount) -> bool:
    """Whether an amount with a sign stands amid words of a script without spaces.

    "購買指定品牌產品淨價滿港幣$700", "$30現金券".
    """
    if entry.role is not AmountRole.NONE or not entry.amount.sign:
        return False
    if _IN_WORDS.search(entry.label):
        return False
    behind = entry.row.text[entry.amount.end :]
    return bool(_LONG_WORDS.search(entry.label) or _WORDS_BEHIND.match(behind))


_UNSPACED = r"[\u3041-\u30ff\u3400-\u9fff]"
_LONG_WORDS = re.compile(rf"{_UNSPACED}{{6}}.*{_UNSPACED}{{6}}")
_IN_WORDS = re.compile(r"[佰仟拾万萬][^\s]{0,6}[元圆圓][整正]?$")
"""An amount in words right before its figures, as on Chinese invoices."""
_WORDS_BEHIND = re.compile(rf" ?{_UNSPACED}{{3}}")


@dataclass(frozen=True, slots=True)
class TotalContext:
    """What the features of all candidates of a receipt compare with."""

    rows: int
    usual_height: float
    largest: Decimal
    lowest_total: int
    """Index of the lowest row labelled as a total; -1 without one."""
    lowest_subtotal: int
    has_signs: bool
    last_amount: int
    """Index of the last row with an amount."""


def describe_context(labelled: Sequence[LabelledAmount], rows: Sequence[TextRow]) -> TotalContext:
    """The context of a receipt with at least one amount."""
    totals = [e.row.index for e in labelled if e.role in TOTAL_ROLES and _is_named(e)]
    subtotals = [e.row.index for e in labelled if e.role is AmountRole.SUBTOTAL]
    return TotalContext(
        len(rows),
        median(row.height for row in rows),
        _find_largest(labelled),
        max(totals, default=-1),
        max(subtotals, default=-1),
        any(entry.amount.sign for entry in labelled),
        max(entry.row.index for entry in labelled),
    )


def _find_largest(labelled: Sequence[LabelledAmount]) -> Decimal:
    """The largest amount that is not far above all labelled ones, as other numbers are."""
    named = [abs(e.amount.value) for e in labelled if _is_named(e)]
    values = [abs(e.amount.value) for e in labelled if _may_be_charged(e)]
    limit = _FAR_ABOVE * max(named, default=Decimal(0))
    return max((value for value in values if not limit or value <= limit), default=Decimal(0))


def _is_named(entry: LabelledAmount) -> bool:
    has_role = entry.role is not AmountRole.NONE and _may_be_charged(entry)
    return has_role and entry.columns == 1 and not is_in_sentence(entry.label)


_FAR_ABOVE = 20


def describe_candidate(candidate: TotalCandidate, context: TotalContext) -> Mapping[str, float]:
    """The features of a candidate by name; those that are left out are 0."""
    entries = [entry for _, entry in candidate.mentions]
    best = candidate.best_mention
    weights = sorted((weight for weight, _ in candidate.mentions), reverse=True)
    features = {
        "rules": min(candidate.score, 6.0) / 3,
        "label": min(weights[0], 4.0) / 3,
        "repeats": math.log2(len({entry.row.index for entry in entries})) / 3,
        "repeated labels": min(1.0, sum(weights[1:4]) / 3),
        "height": max(
            -1.0, min(1.0, max(e.row.height for e in entries) / context.usual_height - 1)
        ),
        "largest": float(candidate.value == context.largest),
        "size": _compare_size(candidate.value, context.largest),
        "depth": best.row.index / max(1, context.rows - 1),
        "lowest total": float(any(e.row.index == context.lowest_total for e in entries)),
        "below subtotal": float(-1 < context.lowest_subtotal < max(e.row.index for e in entries)),
        "without sign": float(context.has_signs and not any(e.amount.sign for e in entries)),
        "alone": float(any(e.columns == 1 for e in entries)),
        "certainty": max(e.amount.certainty for e in entries) - 1,
        "contradicted": float(candidate.is_contradicted),
        "bare": float(all(e.role is AmountRole.NONE for e in entries)),
        "sentence": float(all(is_in_sentence(e.label) for e in entries)),
    }
    named = [entry for entry in entries if not is_in_sentence(entry.label)]
    features |= {f"role {entry.role.value}": 1.0 for entry in named}
    features |= {f"proof {kind}": min(value, 1.0) for kind, value in candidate.proofs.items()}
    return features


def _compare_size(value: Decimal, largest: Decimal) -> float:
    """0 for the largest amount, -1 for a thousandth of it and less, or a thousand times it."""
    if not value or not largest:
        return -1.0
    return max(-1.0, -abs(math.log10(float(value / largest))) / 3)
