"""Companies beside a drawing whose letters were read: one name and print that is none of it."""

from __future__ import annotations

from collections.abc import Sequence

from receipt_desktop.extraction.rules.merchant.companies import is_bare_form, is_generic_company
from receipt_desktop.extraction.rules.merchant.name_words import has_legal_form
from receipt_desktop.extraction.text.rows import TextRow

OTHER_HEIGHT = 1.8
"""Heights of the letters of a drawing and of the company in print beside it, one by the other."""


def has_company_in_print(columns: Sequence[TextRow]) -> bool:
    """Whether one column is a whole company in print and another has letters of another height."""
    companies = [column for column in columns if _is_company(column)]
    others = [column for column in columns if column not in companies]
    return len(companies) == 1 and any(_differ(companies[0], other) for other in others)


def _is_company(column: TextRow) -> bool:
    is_named = has_legal_form(column.folded) and not is_generic_company(column.folded)
    return is_named and not is_bare_form(column.folded)


def _differ(one: TextRow, other: TextRow) -> bool:
    low, high = sorted((one.height, other.height))
    return high >= OTHER_HEIGHT * low
