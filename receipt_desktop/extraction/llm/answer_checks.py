"""Checks the answer of a model against the rows, for one complaint to the model.

Complaints are about the receipt only: a value that is not on its row, a tax as large as the total.
They never contain values of the rules; otherwise agreement with the rules would prove nothing.
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
"""Share of the total including tax; no tax rate in use takes more."""


def find_contradictions(
    answer: Mapping[str, Any], grounded: Mapping[Field, ExtractedValue]
) -> list[str]:
    """Complaints about `answer`, whose values `found` are printed on the receipt."""
    return [*_find_ungrounded(answer, grounded), *_find_impossible_tax(grounded)]


def drop_impossible_tax(grounded: Mapping[Field, ExtractedValue]) -> dict[Field, ExtractedValue]:
    """The values without an impossible tax."""
    is_impossible = Field.TAX in grounded and (
        _find_impossible_tax(grounded) or not _is_tax_row(grounded[Field.TAX])
    )
    return {
        field: value
        for field, value in grounded.items()
        if field is not Field.TAX or not is_impossible
    }


def _is_tax_row(value: ExtractedValue) -> bool:
    """Whether the row of the value names a tax, not an item or a service charge."""
    row = value.evidence.text if value.evidence else ""
    return classify_label(row)[0] in _TAX_ROLES


_TAX_ROLES = frozenset({AmountRole.TAX, AmountRole.TOTAL_INCL, AmountRole.INCL, AmountRole.NET})


def _find_ungrounded(
    answer: Mapping[str, Any], grounded: Mapping[Field, ExtractedValue]
) -> list[str]:
    sentences = []
    for field in KEY_FIELDS:
        name = ANSWER_KEYS[field]
        value, row = answer.get(name), answer.get(f"{name}_row")
        if value is None and field is Field.TOTAL:
            sentences.append("total cannot be null: look again.")
        elif value is not None and field not in grounded:
            sentences.append(f"{name} {value} is not printed in row {row}.")
    return sentences


def _find_impossible_tax(grounded: Mapping[Field, ExtractedValue]) -> list[str]:
    tax, total = (
        grounded[field].value if field in grounded else None for field in (Field.TAX, Field.TOTAL)
    )
    if isinstance(tax, Decimal) and isinstance(total, Decimal) and 0 < total * MAX_TAX_SHARE < tax:
        return [f"tax {tax} is too large for a total of {total}."]
    return []
