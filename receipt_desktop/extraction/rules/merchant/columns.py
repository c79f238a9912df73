"""Takes a row apart where columns stand beside each other: "Bill to    Sold by"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from receipt_desktop.domain.page import Line
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow, union_of_boxes

COLUMN_GAP = 2.5
"""A gap wider than this many letter heights separates columns."""


def split_columns(row: TextRow) -> tuple[TextRow, ...]:
    """The columns of a row as rows of their own; nothing for a row with one column."""
    groups: list[list[Line]] = [[row.pieces[0]]]
    for before, after in pairwise(row.pieces):
        if after.box.x - before.box.right > COLUMN_GAP * row.height:
            groups.append([])
        groups[-1].append(after)
    return tuple(_make_column(row, group) for group in groups) if len(groups) > 1 else ()


def _make_column(row: TextRow, pieces: Sequence[Line]) -> TextRow:
    text = " ".join(piece.text.strip() for piece in pieces)
    return replace(
        row,
        pieces=tuple(pieces),
        text=text,
        folded=fold_text(text),
        box=union_of_boxes(piece.box for piece in pieces),
        height=median(piece.box.h for piece in pieces),
    )
