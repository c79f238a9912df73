"""What is wrong with a model's answer, told to the model once, in its own terms.

Only what the receipt itself shows is told: a value that is not on its row, a tax as large as the
total. What the rules found is never told, or an answer that agrees with them would prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.reading import ExtractedValue
from receipt_desktop.extraction.llm.grounding import ANSWER_KEYS
from receipt_desktop.extraction.text.labels import AmountRole, classify_label

MAX_TAX_SHARE = Decimal("0.3")
"""Of a total, tax included: no rate in use takes more."""


def find_contradictions(
    answer: Mapping[str, Any], found: Mapping[Field, ExtractedValue]
) -> list[str]:
    """Sentences about `answer`, of whose values `found` could be seen on the receipt."""
    return [*_find_ungrounded(answer, found), *_find_impossible_tax(found)]


def drop_impossible_tax(found: Mapping[Field, ExtractedValue]) -> dict[Field, ExtractedValue]:
    """What was found, without a tax that cannot be."""
    wrong = Field.TAX in found and (
        _find_impossible_tax(found) or not _is_tax_row(found[Field.TAX])
    )
    return {f: v for f, v in found.items() if f is not Field.TAX or not wrong}


def _is_tax_row(value: ExtractedValue) -> bool:
    """Whether the row on which it stands speaks of a tax: an item or a service charge is none."""
    row = value.evidence.text if value.evidence else ""
    return classify_label(row)[0] in _TAX_ROLES


_TAX_ROLES = frozenset({AmountRole.TAX, AmountRole.TOTAL_INCL, AmountRole.INCL, AmountRole.NET})


def _find_ungrounded(answer: Mapping[str, Any], found: Mapping[Field, ExtractedValue]) -> list[str]:
    sentences = []
    for field in KEY_FIELDS:
        name = ANSWER_KEYS[field]
        said, row = answer.get(name), answer.get(f"{name}_row")
        if said is None and field is Field.TOTAL:
            sentences.append("total cannot be null: look again.")
        elif said is not None and field not in found:
            sentences.append(f"{name} {said} is not printed in row {row}.")
    return sentences


def _find_impossible_tax(found: Mapping[Field, ExtractedValue]) -> list[str]:
    tax, total = (found[f].value if f in found else None for f in (Field.TAX, Field.TOTAL))
    if isinstance(tax, Decimal) and isinstance(total, Decimal) and 0 < total * MAX_TAX_SHARE < tax:
        return [f"tax {tax} is too large for a total of {total}."]
    return []
