"""Draft to checked: arithmetic, plausibility, final confidences and the reasons for a review.

Pure functions. Nothing is blocked here: a person is warned and may keep every value.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal

from babel.numbers import get_territory_currencies

from receipt_desktop.calibration import calibrated
from receipt_desktop.draft import (
    KEY_FIELDS,
    REASON_FIELDS,
    Checked,
    Draft,
    Field,
    Reason,
    Value,
    questioned,
)
from receipt_desktop.mending import items_add_up, tax_lines_fit
from receipt_desktop.page import Text
from receipt_desktop.plausibility import impossible_sums, is_printed

DOUBTFUL = {Field.TOTAL: 0.87, Field.DATE: 0.92, Field.MERCHANT: 0.9}
"""Below this share of right ones a key field is worth a look. It gives the reason for a review, and
the reason gives the mark beside the field (`draft.questioned`): there is no other threshold. Chosen
so that of what is accepted 99 of 100 are right on scans (`tests/benchmarks/accuracy.py`)."""
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
    draft = _weigh_sums(draft, text, reasons)
    draft = _calibrated(_weigh_second_reading(draft, text, reasons))
    reasons += [*_key_reasons(draft, today), *_currency_reasons(draft)]
    if draft.disagreements:
        reasons.append(Reason.MODEL_DISAGREES)
    unique = tuple(dict.fromkeys(reasons))
    return Checked(draft, needs_review=bool(unique), reasons=unique)


def recheck(
    read: Checked, draft: Draft, corrected: Collection[Field], text: Text, today: date
) -> tuple[Reason, ...]:
    """Why a person should look at a receipt some of whose fields were corrected.

    `read` is the receipt as it was read, `draft` the same with the corrections laid over. What a
    person typed is certain as such, and its sums, date and currency are checked like read ones;
    doubts about the reading of the other fields stand.
    """
    kept = [reason for reason in read.reasons if _stands(reason, read.draft, corrected)]
    if Reason.NO_TEXT in kept:
        return tuple(kept)
    missing = [_MISSING[n] for n in KEY_FIELDS if n in corrected and n not in draft.fields]
    found = [*kept, *missing, *_date_reasons(draft, today), *_currency_reasons(draft)]
    if tax_lines_fit(draft) is False:
        found.append(Reason.TAX_MISMATCH)
    retyped = read.draft.get(Field.TOTAL) != draft.get(Field.TOTAL)
    doubted = retyped or Reason.SUM_MISMATCH in read.reasons
    if doubted and items_add_up(draft) is False:
        found.append(Reason.SUM_MISMATCH)
    found += impossible_sums(draft, text)
    total = draft.get(Field.TOTAL)
    if retyped and isinstance(total, Decimal) and not _is_read(total, text):
        found.append(Reason.UNPRINTED_TOTAL)
    return tuple(dict.fromkeys(found))


_WORKED_OUT = frozenset(
    {
        Reason.SUM_MISMATCH,
        Reason.TAX_MISMATCH,
        Reason.FUTURE_DATE,
        Reason.NO_CURRENCY,
        Reason.TAX_TOO_HIGH,
        Reason.SUBTOTAL_TOO_HIGH,
        Reason.TIP_TOO_HIGH,
        Reason.TAX_LINES_DIFFER,
        Reason.PARTS_DIFFER,
    }
)
"""Found anew from the values alone, whatever the reading was like."""


def _stands(reason: Reason, read: Draft, corrected: Collection[Field]) -> bool:
    """Whether a reason of the reading still holds with these fields corrected."""
    if reason in _WORKED_OUT:
        return False
    if reason is Reason.MODEL_DISAGREES:
        return any(field not in corrected for field in read.disagreements)
    return not any(field in corrected for field in REASON_FIELDS.get(reason, ()))


def _is_read(total: Decimal, text: Text) -> bool:
    return is_printed(total, (*text.lines, *text.second), whole=True)


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
    return reasons + _date_reasons(draft, today)


def _date_reasons(draft: Draft, today: date) -> list[Reason]:
    day = draft.get(Field.DATE)
    return [Reason.FUTURE_DATE] if isinstance(day, date) and day > today else []


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


def _weigh_sums(draft: Draft, text: Text, reasons: list[Reason]) -> Draft:
    """Amounts that cannot belong together are reported, and lose confidence.

    A total with good evidence keeps its own: the other amount is then the one that was misread.
    """
    found = impossible_sums(draft, text)
    reasons += found
    for name in questioned(found, draft):
        value = draft.fields.get(name)
        if value and not (name is Field.TOTAL and value.confidence >= CERTAIN_TOTAL):
            draft = _with(draft, name, replace(value, confidence=round(value.confidence * 0.5, 3)))
    return draft


def _weigh_second_reading(draft: Draft, text: Text, reasons: list[Reason]) -> Draft:
    """The other reader's lines confirm a total; when they lack it, a doubtful one is reported.

    They never make a total less sure: where both readers read all of the 142 real receipts, the
    second one lacked 21 totals and every one of these was right.
    """
    total = draft.fields.get(Field.TOTAL)
    if not text.second or total is None or not isinstance(total.value, Decimal):
        return draft
    if is_printed(total.value, text.second):
        return _with(draft, Field.TOTAL, _raised(total, 0.4))
    if total.confidence < CERTAIN_TOTAL:
        reasons.append(Reason.READERS_DISAGREE)
    return draft


def _with(draft: Draft, name: Field, value: Value) -> Draft:
    return replace(draft, fields={**draft.fields, name: value})


def _raised(value: Value, share: float) -> Value:
    """The value with its confidence moved by this share of its distance to `HIGHEST`."""
    gain = max(0.0, HIGHEST - value.confidence) * share
    return replace(value, confidence=round(value.confidence + gain, 3))
