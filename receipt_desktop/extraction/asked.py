"""The rows of a receipt that a model is shown: the head, what is labelled, dates, a few items.

A small model on a processor reads some fifty tokens a second: each row left out is time won.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from receipt_desktop.extraction import rows as printed
from receipt_desktop.extraction.labelling import label_rows
from receipt_desktop.extraction.labels import Role
from receipt_desktop.page import Evidence, Text

TOP_ROWS = 10
PLAIN_ROWS = 8
"""So many rows with a number and no known label: enough to tell groceries from fuel."""
MOST_ROWS = 44
DATED = re.compile(r"\d[-./ ]\W?(?:\d{1,2}|[^\W\d_]{3,9})[-./ ,]+\d{2}|\d{8}")
"""Looks like a date: 04.05.23, 4 May 2023, 2023-05-04, 20230504."""
UNTOLD = frozenset({Role.NONE, Role.COUNT, Role.IGNORE, Role.SUGGESTED})


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row with the number the model knows it by."""

    number: int
    text: str
    evidence: Evidence


def rows_of(text: Text) -> tuple[Row, ...]:
    """The rows worth showing, top to bottom, with their place on the receipt from 1."""
    rows = printed.build_rows(text.lines)
    wanted = _chosen(rows)
    return tuple(_numbered(row) for row in rows if row.index in wanted)


def _numbered(row: printed.Row) -> Row:
    return Row(row.index + 1, row.text, row.evidence())


def _chosen(rows: Sequence[printed.Row]) -> set[int]:
    told = {entry.row.index for entry in label_rows(rows) if entry.role not in UNTOLD}
    dated = {row.index for row in rows if DATED.search(row.text)}
    head = {row.index for row in rows[:TOP_ROWS]}
    kept = head | dated | told
    plain = [row.index for row in rows if row.index not in kept and re.search(r"\d", row.text)]
    kept |= set(plain[:PLAIN_ROWS])
    return _fewer(sorted(kept))


def _fewer(indexes: list[int]) -> set[int]:
    """At most MOST_ROWS: the beginning, and more of the end, where totals stand."""
    if len(indexes) <= MOST_ROWS:
        return set(indexes)
    top = MOST_ROWS // 3
    return {*indexes[:top], *indexes[top - MOST_ROWS :]}
