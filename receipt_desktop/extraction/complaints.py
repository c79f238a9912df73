"""What is wrong with a model's answer, told to the model once, in its own terms.

Only what the receipt itself shows is told: a value that is not on its row, a tax as large as the
total. What the rules found is never told, or an answer that agrees with them would prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from receipt_desktop.draft import KEY_FIELDS, Field, Value
from receipt_desktop.extraction.grounding import READS
from receipt_desktop.extraction.labels import Role, judge_label

MOST_TAX = Decimal("0.3")
"""Of a total, tax included: no rate in use takes more."""


def complaints(answer: Mapping[str, Any], found: Mapping[Field, Value]) -> list[str]:
    """Sentences about `answer`, of whose values `found` could be seen on the receipt."""
    return [*_unseen(answer, found), *_impossible(found)]


def sensible(found: Mapping[Field, Value]) -> dict[Field, Value]:
    """What was found, without a tax that cannot be."""
    wrong = Field.TAX in found and (_impossible(found) or not _is_tax(found[Field.TAX]))
    return {f: v for f, v in found.items() if f is not Field.TAX or not wrong}


def _is_tax(value: Value) -> bool:
    """Whether the row on which it stands speaks of a tax: an item or a service charge is none."""
    row = value.evidence.text if value.evidence else ""
    return judge_label(row)[0] in _TAXED


_TAXED = frozenset({Role.TAX, Role.TOTAL_INCL, Role.INCL, Role.NET})


def _unseen(answer: Mapping[str, Any], found: Mapping[Field, Value]) -> list[str]:
    sentences = []
    for field in KEY_FIELDS:
        name = READS[field]
        said, row = answer.get(name), answer.get(f"{name}_row")
        if said is None and field is Field.TOTAL:
            sentences.append("total cannot be null: look again.")
        elif said is not None and field not in found:
            sentences.append(f"{name} {said} is not printed in row {row}.")
    return sentences


def _impossible(found: Mapping[Field, Value]) -> list[str]:
    tax, total = (found[f].value if f in found else None for f in (Field.TAX, Field.TOTAL))
    if isinstance(tax, Decimal) and isinstance(total, Decimal) and 0 < total * MOST_TAX < tax:
        return [f"tax {tax} is too large for a total of {total}."]
    return []
