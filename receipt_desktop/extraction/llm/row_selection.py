"""The rows of a receipt that a model is shown: the head, what is labelled, dates, a few items.

A small model on a processor reads some fifty tokens a second: each row left out is time won.
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
"""So many rows with a number and no known label: enough to tell groceries from fuel."""
MAX_ROWS = 44
DATE_LIKE = re.compile(r"\d[-./ ]\W?(?:\d{1,2}|[^\W\d_]{3,9})[-./ ,]+\d{2}|\d{8}")
"""Looks like a date: 04.05.23, 4 May 2023, 2023-05-04, 20230504."""
UNINFORMATIVE_ROLES = frozenset(
    {AmountRole.NONE, AmountRole.COUNT, AmountRole.IGNORE, AmountRole.SUGGESTED}
)


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """One printed row with the number the model knows it by."""

    number: int
    text: str
    evidence: Evidence


def select_rows(text: Text) -> tuple[NumberedRow, ...]:
    """The rows worth showing, top to bottom, with their place on the receipt from 1."""
    rows = printed.build_rows(text.lines)
    wanted = _choose_indexes(rows)
    return tuple(_number_row(row) for row in rows if row.index in wanted)


def _number_row(row: printed.TextRow) -> NumberedRow:
    return NumberedRow(row.index + 1, row.text, row.evidence())


def _choose_indexes(rows: Sequence[printed.TextRow]) -> set[int]:
    told = {
        entry.row.index for entry in label_amounts(rows) if entry.role not in UNINFORMATIVE_ROLES
    }
    dated = {row.index for row in rows if DATE_LIKE.search(row.text)}
    head = {row.index for row in rows[:TOP_ROWS]}
    kept = head | dated | told
    plain = [row.index for row in rows if row.index not in kept and re.search(r"\d", row.text)]
    kept |= set(plain[:PLAIN_ROWS])
    return _limit_rows(sorted(kept))


def _limit_rows(indexes: list[int]) -> set[int]:
    """At most MOST_ROWS: the beginning, and more of the end, where totals stand."""
    if len(indexes) <= MAX_ROWS:
        return set(indexes)
    top = MAX_ROWS // 3
    return {*indexes[:top], *indexes[top - MAX_ROWS :]}
