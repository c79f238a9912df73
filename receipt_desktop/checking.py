"""Draft to checked: arithmetic, plausibility, final confidences and the reasons for a review.

Pure functions. Nothing is blocked here: a person is warned and may keep every value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from receipt_desktop.page import Text
from receipt_desktop.receipt import KEY_FIELDS, Checked, Draft, Field, Reason, Value

DOUBTFUL = {Field.TOTAL: 0.7, Field.DATE: 0.75, Field.MERCHANT: 0.66}
"""Below this confidence a key field is worth a look."""
CENT = Decimal("0.02")
ROUNDING = Decimal("0.05")
"""Cash rounding moves a total by at most this (Malaysia, Switzerland, Finland ...)."""

_MISSING = {
    Field.TOTAL: Reason.NO_TOTAL,
    Field.DATE: Reason.NO_DATE,
    Field.MERCHANT: Reason.NO_MERCHANT,
}
_DOUBT = {
    Field.TOTAL: Reason.DOUBTFUL_TOTAL,
    Field.DATE: Reason.DOUBTFUL_DATE,
    Field.MERCHANT: Reason.DOUBTFUL_MERCHANT,
}


def check(draft: Draft, text: Text, today: date) -> Checked:
    """Judge a draft; `today` is the last day a receipt can bear."""
    if not text.lines:
        return Checked(draft, needs_review=True, reasons=(Reason.NO_TEXT,))
    reasons: list[Reason] = []
    draft = _settle_confidences(draft, reasons)
    reasons += _key_reasons(draft, today)
    if draft.disagreements:
        reasons.append(Reason.MODEL_DISAGREES)
    unique = tuple(dict.fromkeys(reasons))
    return Checked(draft, needs_review=bool(unique), reasons=unique)


def _key_reasons(draft: Draft, today: date) -> list[Reason]:
    reasons = []
    for name in KEY_FIELDS:
        value = draft.fields.get(name)
        if value is None:
            reasons.append(_MISSING[name])
        elif value.confidence < DOUBTFUL[name]:
            reasons.append(_DOUBT[name])
    if draft.currency is None:
        reasons.append(Reason.NO_CURRENCY)
    day = draft.get(Field.DATE)
    if isinstance(day, date) and day > today:
        reasons.append(Reason.FUTURE_DATE)
    return reasons


def _settle_confidences(draft: Draft, reasons: list[Reason]) -> Draft:
    """Arithmetic raises or lowers the total and the tax."""
    fields = dict(draft.fields)
    total = fields.get(Field.TOTAL)
    if total is None or not isinstance(total.value, Decimal):
        return draft
    items_fit = items_add_up(draft)
    if items_fit:
        fields[Field.TOTAL] = _raise(total, 0.5)
    tax_fit = tax_lines_fit(draft)
    if tax_fit is False:
        reasons.append(Reason.TAX_MISMATCH)
        fields = _lower(fields, Field.TAX, 0.6)
    return replace(draft, fields=fields)


def _raise(value: Value, share: float) -> Value:
    """Move a confidence towards 1 by this share of its distance to 0.99."""
    return replace(
        value, confidence=round(value.confidence + max(0.0, 0.99 - value.confidence) * share, 3)
    )


def _lower(fields: Mapping[Field, Value], name: Field, factor: float) -> dict[Field, Value]:
    changed = dict(fields)
    if name in changed:
        changed[name] = replace(
            changed[name], confidence=round(changed[name].confidence * factor, 3)
        )
    return changed


def items_add_up(draft: Draft) -> bool | None:
    """Whether items (+ tax) (+ tip) make the total; None when there are no items or no total."""
    total, tax, tip = (draft.get(name) for name in (Field.TOTAL, Field.TAX, Field.TIP))
    if not draft.items or not isinstance(total, Decimal):
        return None
    summed = sum((item.total for item in draft.items), Decimal(0))
    extras = [value for value in (tax, tip) if isinstance(value, Decimal)]
    sums = {summed, *(summed + value for value in extras), summed + sum(extras, Decimal(0))}
    return any(abs(value - total) <= ROUNDING for value in sums)


def tax_lines_fit(draft: Draft) -> bool | None:
    """Whether net x rate = tax on every line that has all three; None when there is none."""
    whole = [line for line in draft.tax_lines if line.rate is not None and line.net is not None]
    if not whole:
        return None
    return all(
        abs(line.net * line.rate / 100 - line.amount) <= CENT
        for line in whole
        if line.net and line.rate
    )
