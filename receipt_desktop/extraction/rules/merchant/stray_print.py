"""Print beside the paper in a picture: keys of a keyboard, or another paper behind."""

from __future__ import annotations

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
