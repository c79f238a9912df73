"""Merges the draft of the rules with the answer of the model.

Values that agree gain confidence; for others arithmetic decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from babel.core import get_global
from rapidfuzz import fuzz

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.reading import (
    CurrencyClue,
    Draft,
    ExtractedValue,
    ModelOutcome,
    ValueSource,
)
from receipt_desktop.extraction.llm.conversation import ModelAnswer
from receipt_desktop.extraction.llm.prompt import SUMMARY_CHARACTERS
from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.service_charges import is_service_charge
from receipt_desktop.extraction.text.normalize import fold_text

MIN_NAME_SIMILARITY = 85
AGREEMENT_SHARE = 0.5
"""Share of the distance to 1 that a confidence gains by agreement."""
NAME_AGREEMENT_SHARE = 0.35
"""The same for names: both may have chosen the same row with the same OCR errors."""
DISPUTE_FACTOR = 0.8
"""Factor for a confidence that the model contradicts."""
SURE_CONFIDENCE = {Field.TOTAL: 0.85, Field.DATE: 0.78, Field.MERCHANT: 0.8}
"""From this confidence on, 95 of 100 values of the rules are right
(`receipt_desktop.validation.calibration`), more than of a small model that contradicts them. Of 38
receipts, a model of 1.5 billion parameters contradicted six such values and was wrong each time."""
DEFAULT_SURE_CONFIDENCE = 0.9
FIRM_CONFIDENCE = 0.6
"""From this confidence on, proofs of the rules count more than a sum that fits the model."""
MODEL_CURRENCY_CONFIDENCE = 0.4
"""For a currency that only the model gives: nothing shows that it is printed."""
ROUNDING_TOLERANCE = Decimal("0.05")
"""Totals no further apart are the same before and after cash rounding."""
MIN_WORD_LETTERS = 4


def merge_answer(rules: Draft, answer: ModelAnswer) -> Draft:
    """One draft of both; unresolved fields are in `Draft.disagreements`."""
    if answer.outcome is not ModelOutcome.USED:
        return replace(rules, model_outcome=answer.outcome)
    fields = dict(rules.fields)
    disputed = []
    for field, model_value in answer.fields.items():
        if field not in fields and (
            _is_address_as_name(field, model_value) or _is_charge_as_tip(field, model_value)
        ):
            continue
        fields[field], agreed = _resolve_field(field, rules, model_value)
        if not agreed:
            disputed.append(field)
    if answer.category and Field.CATEGORY not in fields:
        fields[Field.CATEGORY] = ExtractedValue(
            answer.category, model_only_confidence(), None, ValueSource.MODEL
        )
    return replace(
        _fill_currency(rules, answer.currency),
        fields=fields,
        summary=_valid_summary(answer.summary, fields) or rules.summary,
        model=answer.model,
        model_outcome=ModelOutcome.USED,
        disagreements=tuple(disputed),
    )


def _is_address_as_name(field: Field, value: ExtractedValue) -> bool:
    """Whether the model gave an address as the merchant."""
    return field is Field.MERCHANT and is_address(fold_text(str(value.value)))


def _is_charge_as_tip(field: Field, value: ExtractedValue) -> bool:
    """Whether the model gave a service charge as the tip."""
    evidence = value.evidence if field is Field.TIP else None
    return evidence is not None and is_service_charge(evidence.text)


def model_only_confidence() -> float:
    """The confidence of a value that only the model gives and no row proves: a category."""
    return 0.6


def _resolve_field(
    field: Field, rules: Draft, model_value: ExtractedValue
) -> tuple[ExtractedValue, bool]:
    """The value to use, and whether rules and model are reconciled."""
    rule_value = rules.fields.get(field)
    if rule_value is None:
        return model_value, True
    if is_same_value(rule_value.value, model_value.value):
        share = NAME_AGREEMENT_SHARE if field is Field.MERCHANT else AGREEMENT_SHARE
        confidence = rule_value.confidence + (1 - rule_value.confidence) * share
        return replace(rule_value, confidence=confidence, source=ValueSource.BOTH), True
    if isinstance(model_value.value, Decimal) and isinstance(rule_value.value, Decimal):
        rule_sums, model_sums = (
            count_supporting_sums(field, rule_value.value, rules),
            count_supporting_sums(field, model_value.value, rules),
        )
        rounded = abs(model_value.value - rule_value.value) <= ROUNDING_TOLERANCE
        if model_sums > rule_sums and rule_value.confidence < FIRM_CONFIDENCE and not rounded:
            return replace(
                model_value, confidence=max(model_value.confidence, rule_value.confidence)
            ), True
        if rule_sums > model_sums or rounded:
            return rule_value, True
    if rule_value.confidence >= SURE_CONFIDENCE.get(field, DEFAULT_SURE_CONFIDENCE):
        return rule_value, True
    return replace(rule_value, confidence=rule_value.confidence * DISPUTE_FACTOR), False


def is_same_value(first: object, second: object) -> bool:
    """Whether two values are equal; names only need to be similar."""
    if isinstance(first, str) and isinstance(second, str):
        a, b = first.casefold(), second.casefold()
        return max(fuzz.ratio(a, b), fuzz.token_set_ratio(a, b)) >= MIN_NAME_SIMILARITY
    if isinstance(first, (Decimal, date)):
        return first == second
    return False


def count_supporting_sums(field: Field, amount: Decimal, draft: Draft) -> int:
    """The number of sums on the receipt that match this total or tax."""
    subtotal, tax, tip = (
        draft.get_value(total) for total in (Field.SUBTOTAL, Field.TAX, Field.TIP)
    )
    items = sum((item.total for item in draft.items), Decimal(0))
    taxes = sum((line.amount for line in draft.tax_lines), Decimal(0))
    nets = [line.net for line in draft.tax_lines if line.net is not None]
    if field is Field.TAX:
        return int(bool(draft.tax_lines) and taxes == amount)
    sums = []
    if isinstance(subtotal, Decimal) and isinstance(tax, Decimal):
        sums.append(subtotal + tax + (tip if isinstance(tip, Decimal) else 0))
    if draft.items:
        sums.append(items)
    if nets:
        sums.append(sum(nets, Decimal(0)) + taxes)
    return sum(1 for total in sums if total == amount)


def _fill_currency(rules: Draft, code: str | None) -> Draft:
    """The draft with the currency of the model, where the rules have none or only assume one."""
    is_open = rules.currency is None or rules.currency_clue is CurrencyClue.HOME
    if not is_open or not _valid_currency(code):
        return rules
    return replace(
        rules,
        currency=code,
        currency_confidence=MODEL_CURRENCY_CONFIDENCE,
        currency_clue=CurrencyClue.MODEL,
    )


def _valid_currency(code: str | None) -> str | None:
    return code if code in get_global("all_currencies") else None


def _valid_summary(summary: str | None, fields: Mapping[Field, ExtractedValue]) -> str | None:
    """The summary if it names the merchant, has no link and no number but total and date."""
    merchant = fields.get(Field.MERCHANT)
    if not summary or len(summary) > SUMMARY_CHARACTERS or merchant is None:
        return None
    names = [
        word for word in str(merchant.value).casefold().split() if len(word) >= MIN_WORD_LETTERS
    ]
    if not any(name in summary.casefold() for name in names) or _LINK.search(summary.casefold()):
        return None
    return summary if _extract_numbers(summary) <= _allowed_numbers(fields) else None


_LINK = re.compile(r"https?:|www\.|@|\w\.(?:com|net|org|info|biz|io)\b")


def _extract_numbers(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"[0-9]+", text)}


def _allowed_numbers(fields: Mapping[Field, ExtractedValue]) -> set[int]:
    values = (fields[field].value for field in KEY_FIELDS if field in fields)
    return set().union(
        *(
            _extract_numbers(f"{value:.2f}" if isinstance(value, Decimal) else str(value))
            for value in values
        )
    )
