"""Draft to checked: arithmetic, plausibility, final confidences and the reasons for a review.

Pure functions. Nothing is blocked here: a person is warned and may keep every value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from babel.numbers import get_territory_currencies

from receipt_desktop.calibration import calibrated
from receipt_desktop.draft import KEY_FIELDS, Checked, Draft, Field, Reason, Value
from receipt_desktop.mending import items_add_up, tax_lines_fit
from receipt_desktop.page import Text

DOUBTFUL = {Field.TOTAL: 0.87, Field.DATE: 0.92, Field.MERCHANT: 0.9}
"""Below this share of right ones a key field is worth a look. Chosen so that of what is accepted
99 of 100 are right on scans (`tests/benchmarks/accuracy.py`)."""
CERTAIN_TOTAL = 0.85
"""Above this a sum that does not fit says more about the items than about the total."""
HIGHEST = 0.99

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
    draft = _weigh_items(draft, reasons)
    draft = _weigh_taxes(draft, reasons)
    draft = _calibrated(_weigh_second_reading(draft, text, reasons))
    reasons += [*_key_reasons(draft, today), *_currency_reasons(draft)]
    if draft.disagreements:
        reasons.append(Reason.MODEL_DISAGREES)
    unique = tuple(dict.fromkeys(reasons))
    return Checked(draft, needs_review=bool(unique), reasons=unique)


def _calibrated(draft: Draft) -> Draft:
    """Scores turned to measured shares; see `receipt_desktop.calibration`."""
    fields = {
        field: replace(value, confidence=calibrated(field, value.confidence))
        for field, value in draft.fields.items()
    }
    return replace(draft, fields=fields)


def _key_reasons(draft: Draft, today: date) -> list[Reason]:
    reasons = []
    for name in KEY_FIELDS:
        value = draft.fields.get(name)
        if value is None:
            reasons.append(_MISSING[name])
        elif value.confidence < DOUBTFUL[name]:
            reasons.append(_DOUBT[name])
    day = draft.get(Field.DATE)
    if isinstance(day, date) and day > today:
        reasons.append(Reason.FUTURE_DATE)
    return reasons


def _currency_reasons(draft: Draft) -> list[Reason]:
    """None known, or not what is paid with in that country (dates and currencies: Unicode CLDR)."""
    if draft.currency is None:
        return [Reason.NO_CURRENCY]
    day = draft.get(Field.DATE)
    when = day if isinstance(day, date) else None
    usual = get_territory_currencies(draft.country, when, when) if draft.country else []
    return [Reason.NO_CURRENCY] if usual and draft.currency not in usual else []


def _weigh_items(draft: Draft, reasons: list[Reason]) -> Draft:
    """Items that add up make the total surer; a doubtful total they contradict is reported."""
    total = draft.fields.get(Field.TOTAL)
    fits = items_add_up(draft)
    if total is None or fits is None:
        return draft
    if fits:
        return _with(draft, Field.TOTAL, _raised(total, 0.5))
    if total.confidence < CERTAIN_TOTAL:
        reasons.append(Reason.SUM_MISMATCH)
    items = tuple(replace(i, confidence=round(i.confidence * 0.8, 3)) for i in draft.items)
    return replace(draft, items=items)


def _weigh_taxes(draft: Draft, reasons: list[Reason]) -> Draft:
    """Tax lines that contradict their own rate are reported, and the tax loses confidence."""
    tax = draft.fields.get(Field.TAX)
    if tax_lines_fit(draft) is not False:
        return draft
    reasons.append(Reason.TAX_MISMATCH)
    return _with(draft, Field.TAX, replace(tax, confidence=tax.confidence * 0.6)) if tax else draft


def _weigh_second_reading(draft: Draft, text: Text, reasons: list[Reason]) -> Draft:
    """The other reader's lines confirm a total; when they lack it, a doubtful one is reported.

    They never make a total less sure: where both readers read all of the 142 real receipts, the
    second one lacked 21 totals and every one of these was right.
    """
    total = draft.fields.get(Field.TOTAL)
    if not text.second or total is None or not isinstance(total.value, Decimal):
        return draft
    if any(_holds(line.text, total.value) for line in text.second):
        return _with(draft, Field.TOTAL, _raised(total, 0.4))
    if total.confidence < CERTAIN_TOTAL:
        reasons.append(Reason.READERS_DISAGREE)
    return draft


def _holds(text: str, value: Decimal) -> bool:
    """Whether the amount is printed there, with any separators."""
    whole, _, cents = f"{abs(value):.2f}".partition(".")
    spaced = r"[ .,'’]?".join(
        part for part in (whole[max(0, end - 3) : end] for end in _ends(whole)) if part
    )
    return bool(re.search(rf"(?<!\d){spaced} ?[.,] ?{cents}(?!\d)", text))


def _ends(whole: str) -> list[int]:
    """Where groups of three digits end, counted from the right."""
    return list(range((len(whole) - 1) % 3 + 1, len(whole) + 1, 3))


def _with(draft: Draft, name: Field, value: Value) -> Draft:
    return replace(draft, fields={**draft.fields, name: value})


def _raised(value: Value, share: float) -> Value:
    """The value with its confidence moved by this share of its distance to `HIGHEST`."""
    gain = max(0.0, HIGHEST - value.confidence) * share
    return replace(value, confidence=round(value.confidence + gain, 3))
