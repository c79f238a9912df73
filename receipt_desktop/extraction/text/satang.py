"""Joins the whole and the hundredth part of amounts in two columns: "12 | 57" on Thai invoices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.domain.page import Line

MIN_ROWS = 3
"""Rows that end with such a pair, before they are a column and not a count beside a number."""
_THAI = re.compile("[\u0e00-\u0e7f]")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_PART = re.compile(r"\d\d")
_DECIMALS = re.compile(r"\d[.,]\d\d\W*$")

Pieces = Sequence[Line]


def join_satang(rows: Sequence[Pieces]) -> list[Pieces]:
    """The rows of a page, with baht and satang of a table without points as one amount."""
    pairs = [number for number, row in enumerate(rows) if _ends_with_pair(row)]
    parts = [rows[number][-1] for number in pairs]
    is_table = len(pairs) >= MIN_ROWS and _are_below(parts)
    if not is_table or not _is_thai_without_decimals(rows):
        return list(rows)
    return [_join(row) if number in pairs else row for number, row in enumerate(rows)]


def _ends_with_pair(row: Pieces) -> bool:
    if len(row) < 2 or not _PART.fullmatch(row[-1].text.strip()):  # noqa: PLR2004
        return False
    return bool(_WHOLE.fullmatch(row[-2].text.strip()))


def _are_below(parts: Sequence[Line]) -> bool:
    """Whether the last pieces of the rows end one below the other."""
    ends = [part.box.right for part in parts]
    return max(ends) - min(ends) <= max(part.box.h for part in parts)


def _is_thai_without_decimals(rows: Sequence[Pieces]) -> bool:
    ends = [row[-1].text for row in rows]
    is_thai = any(_THAI.search(piece.text) for row in rows for piece in row)
    return is_thai and not any(_DECIMALS.search(text) for text in ends)


def _join(row: Pieces) -> Pieces:
    *before, whole, part = row
    amount = f"{whole.text.strip()}.{part.text.strip()}"
    box = whole.box.union_with(part.box)
    return [*before, replace(whole, text=amount, box=box, score=min(whole.score, part.score))]
