"""Selects the rows for the model: head, labelled amounts, dates and a few items.

A small model on a CPU reads about fifty tokens a second, so each omitted row saves time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from receipt_desktop.domain.page import Evidence, Text
from receipt_desktop.extraction.text import rows as printed
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.labels import AmountRole

TOP_ROWS = 10
PLAIN_ROWS = 8
"""Rows with a number but no known label: enough to distinguish groceries from fuel."""
MAX_ROWS = 44
DATE_LIKE = re.compile(
    r"\d[-./ ]\W?(?:\d{1,2}|[^\W\d_]{3,9})[-./ ,]+\d{2}|\d{8}|[年년].{1,4}[月월]"
)
"""Looks like a date: 04.05.23, 4 May 2023, 2023-05-04, 20230504, 2023年5月4日."""
UNINFORMATIVE_ROLES = frozenset(
    {AmountRole.NONE, AmountRole.COUNT, AmountRole.IGNORE, AmountRole.SUGGESTED}
)


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A printed row with its number in the prompt."""

    number: int
    text: str
    evidence: Evidence


def select_rows(text: Text) -> tuple[NumberedRow, ...]:
    """The selected rows from top to bottom, numbered by their position on the receipt from 1."""
    rows = printed.build_rows(text.lines)
    indexes = _choose_indexes(rows)
    return tuple(_number_row(row) for row in rows if row.index in indexes)


def _number_row(row: printed.TextRow) -> NumberedRow:
    return NumberedRow(row.index + 1, row.text, row.evidence())


def _choose_indexes(rows: Sequence[printed.TextRow]) -> set[int]:
    labelled = {
        entry.row.index for entry in label_amounts(rows) if entry.role not in UNINFORMATIVE_ROLES
    }
    dated = {row.index for row in rows if DATE_LIKE.search(row.text)}
    head = {row.index for row in rows[:TOP_ROWS]}
    chosen = head | dated | labelled
    with_numbers = [
        row.index for row in rows if row.index not in chosen and re.search(r"\d", row.text)
    ]
    chosen |= set(with_numbers[:PLAIN_ROWS])
    return _limit_rows(sorted(chosen))


def _limit_rows(indexes: list[int]) -> set[int]:
    """At most `MAX_ROWS`: a third from the top, the others from the bottom, near the total."""
    if len(indexes) <= MAX_ROWS:
        return set(indexes)
    top = MAX_ROWS // 3
    return {*indexes[:top], *indexes[top - MAX_ROWS :]}
