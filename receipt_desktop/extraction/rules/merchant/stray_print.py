"""Print beside the paper in a picture: keys of a keyboard, or another paper behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from receipt_desktop.domain.page import Line
from receipt_desktop.extraction.rules.merchant.columns import keep_pieces
from receipt_desktop.extraction.text.rows import TextRow

MIN_PIECES = 20
"""Pieces of text of a receipt that is long enough to show where its paper ends."""
EDGE_SHARE = 0.15
"""Share of the pieces that may begin left of the paper or end right of it."""


def drop_print_beside(head: Sequence[TextRow], rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows at the top without the pieces beside the paper, as `rows` of the page show it.

    Such a piece ends left of where nearly all others begin, or begins right of where they end.
    """
    pieces = [piece for row in rows if row.page == rows[0].page for piece in row.pieces]
    if len(pieces) < MIN_PIECES:
        return list(head)
    left, right = _find_edges(pieces)
    kept = (_keep_pieces(row, left, right) for row in head)
    return [row for row in kept if row is not None]


def _find_edges(pieces: Sequence[Line]) -> tuple[int, int]:
    lefts = sorted(piece.box.x for piece in pieces)
    rights = sorted(piece.box.right for piece in pieces)
    outer = int(EDGE_SHARE * len(pieces))
    return lefts[outer], rights[-1 - outer]


def _keep_pieces(row: TextRow, left: int, right: int) -> TextRow | None:
    inner = [piece for piece in row.pieces if piece.box.right > left and piece.box.x < right]
    if len(inner) == len(row.pieces):
        return row
    return keep_pieces(row, inner) if inner else None


def drop_misread_logos(head: Sequence[TextRow], rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows at the top without drawings that were read as a few Chinese characters.

    Only where nothing else of the page is written in such characters.
    """
    pieces = [piece for row in rows for piece in row.pieces if _HAN.search(piece.text)]
    if not pieces or not all(map(_is_misread_logo, pieces)):
        return list(head)
    kept = [(row, [piece for piece in row.pieces if piece not in pieces]) for row in head]
    return [
        row if len(left) == len(row.pieces) else keep_pieces(row, left)
        for row, left in kept
        if left
    ]


def _is_misread_logo(piece: Line) -> bool:
    is_short = len(piece.text.strip()) <= MAX_DRAWING_LETTERS
    return is_short and piece.score < MAX_DRAWING_SCORE


_HAN = re.compile("[\u4e00-\u9fff]")
MAX_DRAWING_LETTERS = 3
MAX_DRAWING_SCORE = 0.75
"""OCR scores of drawings that are no characters are hardly better."""
