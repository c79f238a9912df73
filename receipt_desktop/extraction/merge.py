"""Rules and model answered separately: what agrees is believed, arithmetic decides the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from babel.core import get_global
from rapidfuzz import fuzz

from receipt_desktop.draft import KEY_FIELDS, Draft, Field, ModelOutcome, Source, Value
from receipt_desktop.extraction.addresses import is_address
from receipt_desktop.extraction.conversation import ModelAnswer
from receipt_desktop.extraction.prompt import SUMMARY_CHARACTERS
from receipt_desktop.extraction.words import fold

SAME_NAME = 85
AGREED = 0.5
"""How far agreement moves a confidence towards 1."""
AGREED_NAME = 0.35
"""The same for a name: that both chose the row says nothing about its letters being read right."""
DOUBTED = 0.8
"""What is left of a confidence that the model contradicts."""
SURE = {Field.TOTAL: 0.85, Field.DATE: 0.78, Field.MERCHANT: 0.8}
"""From here on 95 of 100 of the rules' values are right (`receipt_desktop.calibration`): more often
than a small model that contradicts them. Of 38 receipts asked about, one of 1.5 billion parameters
contradicted six such values and was wrong each time."""
ELSE_SURE = 0.9
FIRM = 0.6
"""From here on the rules' own proofs count more than a sum that fits what the model said."""
ROUNDING = Decimal("0.05")
"""Two totals no further apart are one before and after rounding to whole coins."""
WORD_LETTERS = 4


def merge(rules: Draft, answer: ModelAnswer) -> Draft:
    """One draft of both; the fields on which they could not be brought together are named."""
    if answer.outcome is not ModelOutcome.USED:
        return replace(rules, model_outcome=answer.outcome)
    fields = dict(rules.fields)
    disputed = []
    for field, said in answer.fields.items():
        if field not in fields and _is_no_name(field, said):
            continue
        fields[field], agreed = _decide(field, rules, said)
        if not agreed:
            disputed.append(field)
    if answer.category and Field.CATEGORY not in fields:
        fields[Field.CATEGORY] = Value(answer.category, said_confidence(), None, Source.MODEL)
    return replace(
        rules,
        fields=fields,
        currency=rules.currency or _currency(answer.currency),
        summary=_summary(answer.summary, fields) or rules.summary,
        model=answer.model,
        model_outcome=ModelOutcome.USED,
        disagreements=tuple(disputed),
    )


def _is_no_name(field: Field, said: Value) -> bool:
    """Whether a merchant that the rules did not find is where a shop is, not what it is called."""
    return field is Field.MERCHANT and is_address(fold(str(said.value)))


def said_confidence() -> float:
    """Of what the model alone says and no row can show: a category."""
    return 0.6


def _decide(field: Field, rules: Draft, said: Value) -> tuple[Value, bool]:
    """The value to keep, and whether there is no dispute about it."""
    found = rules.fields.get(field)
    if found is None:
        return said, True
    if same(found.value, said.value):
        share = AGREED_NAME if field is Field.MERCHANT else AGREED
        sure = found.confidence + (1 - found.confidence) * share
        return replace(found, confidence=sure, source=Source.BOTH), True
    if isinstance(said.value, Decimal) and isinstance(found.value, Decimal):
        mine, theirs = support(field, found.value, rules), support(field, said.value, rules)
        rounded = abs(said.value - found.value) <= ROUNDING
        if theirs > mine and found.confidence < FIRM and not rounded:
            return replace(said, confidence=max(said.confidence, found.confidence)), True
        if mine > theirs or rounded:
            return found, True
    if found.confidence >= SURE.get(field, ELSE_SURE):
        return found, True
    return replace(found, confidence=found.confidence * DOUBTED), False


def same(found: object, said: object) -> bool:
    """Whether two values mean the same."""
    if isinstance(found, str) and isinstance(said, str):
        a, b = found.casefold(), said.casefold()
        return max(fuzz.ratio(a, b), fuzz.token_set_ratio(a, b)) >= SAME_NAME
    if isinstance(found, (Decimal, date)):
        return found == said
    return False


def support(field: Field, amount: Decimal, draft: Draft) -> int:
    """How many sums on the receipt come out with this total or this tax."""
    subtotal, tax, tip = (draft.get(one) for one in (Field.SUBTOTAL, Field.TAX, Field.TIP))
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


def _currency(said: str | None) -> str | None:
    return said if said in get_global("all_currencies") else None


def _summary(said: str | None, fields: Mapping[Field, Value]) -> str | None:
    """A sentence that names the merchant, no number but total and date, and no link; else None."""
    merchant = fields.get(Field.MERCHANT)
    if not said or len(said) > SUMMARY_CHARACTERS or merchant is None:
        return None
    names = [word for word in str(merchant.value).casefold().split() if len(word) >= WORD_LETTERS]
    if not any(name in said.casefold() for name in names) or _LINK.search(said.casefold()):
        return None
    return said if _numbers(said) <= _known_numbers(fields) else None


_LINK = re.compile(r"https?:|www\.|@|\w\.(?:com|net|org|info|biz|io)\b")


def _numbers(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"[0-9]+", text)}


def _known_numbers(fields: Mapping[Field, Value]) -> set[int]:
    kept = (fields[field].value for field in KEY_FIELDS if field in fields)
    return set().union(
        *(_numbers(f"{value:.2f}" if isinstance(value, Decimal) else str(value)) for value in kept)
    )
