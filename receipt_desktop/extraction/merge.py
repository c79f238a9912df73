"""Rules and model answered separately: what agrees is believed, arithmetic decides the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from babel.core import get_global
from rapidfuzz import fuzz

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.reading import Draft, ExtractedValue, ModelOutcome, ValueSource
from receipt_desktop.extraction.llm.conversation import ModelAnswer
from receipt_desktop.extraction.llm.prompt import SUMMARY_CHARACTERS
from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.text.normalize import fold_text

MIN_NAME_SIMILARITY = 85
AGREEMENT_SHARE = 0.5
"""How far agreement moves a confidence towards 1."""
NAME_AGREEMENT_SHARE = 0.35
"""The same for a name: that both chose the row says nothing about its letters being read right."""
DISPUTE_FACTOR = 0.8
"""What is left of a confidence that the model contradicts."""
SURE_CONFIDENCE = {Field.TOTAL: 0.85, Field.DATE: 0.78, Field.MERCHANT: 0.8}
"""From here on 95 of 100 of the rules' values are right
(`receipt_desktop.validation.calibration`): more often
than a small model that contradicts them. Of 38 receipts asked about, one of 1.5 billion parameters
contradicted six such values and was wrong each time."""
DEFAULT_SURE_CONFIDENCE = 0.9
FIRM_CONFIDENCE = 0.6
"""From here on the rules' own proofs count more than a sum that fits what the model said."""
ROUNDING_TOLERANCE = Decimal("0.05")
"""Two totals no further apart are one before and after rounding to whole coins."""
MIN_WORD_LETTERS = 4


def merge_answer(rules: Draft, answer: ModelAnswer) -> Draft:
    """One draft of both; the fields on which they could not be brought together are named."""
    if answer.outcome is not ModelOutcome.USED:
        return replace(rules, model_outcome=answer.outcome)
    fields = dict(rules.fields)
    disputed = []
    for field, said in answer.fields.items():
        if field not in fields and _is_address_as_name(field, said):
            continue
        fields[field], agreed = _resolve_field(field, rules, said)
        if not agreed:
            disputed.append(field)
    if answer.category and Field.CATEGORY not in fields:
        fields[Field.CATEGORY] = ExtractedValue(
            answer.category, model_only_confidence(), None, ValueSource.MODEL
        )
    return replace(
        rules,
        fields=fields,
        currency=rules.currency or _valid_currency(answer.currency),
        summary=_valid_summary(answer.summary, fields) or rules.summary,
        model=answer.model,
        model_outcome=ModelOutcome.USED,
        disagreements=tuple(disputed),
    )


def _is_address_as_name(field: Field, said: ExtractedValue) -> bool:
    """Whether a merchant that the rules did not find is where a shop is, not what it is called."""
    return field is Field.MERCHANT and is_address(fold_text(str(said.value)))


def model_only_confidence() -> float:
    """Of what the model alone says and no row can show: a category."""
    return 0.6


def _resolve_field(field: Field, rules: Draft, said: ExtractedValue) -> tuple[ExtractedValue, bool]:
    """The value to keep, and whether there is no dispute about it."""
    found = rules.fields.get(field)
    if found is None:
        return said, True
    if is_same_value(found.value, said.value):
        share = NAME_AGREEMENT_SHARE if field is Field.MERCHANT else AGREEMENT_SHARE
        sure = found.confidence + (1 - found.confidence) * share
        return replace(found, confidence=sure, source=ValueSource.BOTH), True
    if isinstance(said.value, Decimal) and isinstance(found.value, Decimal):
        mine, theirs = (
            count_supporting_sums(field, found.value, rules),
            count_supporting_sums(field, said.value, rules),
        )
        rounded = abs(said.value - found.value) <= ROUNDING_TOLERANCE
        if theirs > mine and found.confidence < FIRM_CONFIDENCE and not rounded:
            return replace(said, confidence=max(said.confidence, found.confidence)), True
        if mine > theirs or rounded:
            return found, True
    if found.confidence >= SURE_CONFIDENCE.get(field, DEFAULT_SURE_CONFIDENCE):
        return found, True
    return replace(found, confidence=found.confidence * DISPUTE_FACTOR), False


def is_same_value(found: object, said: object) -> bool:
    """Whether two values mean the same."""
    if isinstance(found, str) and isinstance(said, str):
        a, b = found.casefold(), said.casefold()
        return max(fuzz.ratio(a, b), fuzz.token_set_ratio(a, b)) >= MIN_NAME_SIMILARITY
    if isinstance(found, (Decimal, date)):
        return found == said
    return False


def count_supporting_sums(field: Field, amount: Decimal, draft: Draft) -> int:
    """How many sums on the receipt come out with this total or this tax."""
    subtotal, tax, tip = (draft.get_value(one) for one in (Field.SUBTOTAL, Field.TAX, Field.TIP))
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
    return sum(1 for one in sums if one == amount)


def _valid_currency(said: str | None) -> str | None:
    return said if said in get_global("all_currencies") else None


def _valid_summary(said: str | None, fields: Mapping[Field, ExtractedValue]) -> str | None:
    """A sentence that names the merchant, no number but total and date, and no link; else None."""
    merchant = fields.get(Field.MERCHANT)
    if not said or len(said) > SUMMARY_CHARACTERS or merchant is None:
        return None
    names = [
        word for word in str(merchant.value).casefold().split() if len(word) >= MIN_WORD_LETTERS
    ]
    if not any(name in said.casefold() for name in names) or _LINK.search(said.casefold()):
        return None
    return said if _extract_numbers(said) <= _allowed_numbers(fields) else None


_LINK = re.compile(r"https?:|www\.|@|\w\.(?:com|net|org|info|biz|io)\b")


def _extract_numbers(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"[0-9]+", text)}


def _allowed_numbers(fields: Mapping[Field, ExtractedValue]) -> set[int]:
    kept = (fields[field].value for field in KEY_FIELDS if field in fields)
    return set().union(
        *(
            _extract_numbers(f"{value:.2f}" if isinstance(value, Decimal) else str(value))
            for value in kept
        )
    )
