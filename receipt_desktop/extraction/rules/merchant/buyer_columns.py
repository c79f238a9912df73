"""Tells the columns of buyer and merchant apart where they stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from receipt_desktop.extraction.rules.merchant.buyer_rows import announces_recipient
from receipt_desktop.extraction.rules.merchant.columns import (
    join_columns,
    keep_pieces,
    split_columns,
)
from receipt_desktop.extraction.rules.merchant.name_words import announces_seller, names_recipient
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MAX_BUYER_ROWS = 8
"""Rows of a name and an address below their head."""
ALIGNED = 1.5
"""Left edges of a column differ by less than this many letter heights."""


def drop_buyer_columns(rows: Sequence[TextRow]) -> tuple[TextRow, ...]:
    """The rows without the columns below "Billed to:"; a row of such a column alone stays."""
    found = list(rows)
    for row in rows:
        for head in split_columns(row):
            if announces_recipient(head):
                _drop_below(found, head)
    return tuple(found)


def find_labelled_seller(row: TextRow) -> TextRow | None:
    """The name behind the label of the seller, where the label of the buyer stands in the row too.

    "Luna" of "Buyer:   Acme   Seller:   Luna".
    """
    heads = [fold_text(piece.text) for piece in row.pieces]
    has_buyer = any(map(names_recipient, heads))
    for number, head in enumerate(heads[:-1]):
        is_name = not (announces_seller(heads[number + 1]) or names_recipient(heads[number + 1]))
        if has_buyer and announces_seller(head) and is_name:
            return keep_pieces(row, row.pieces[number + 1 : number + 2])
    return None


def _drop_below(rows: list[TextRow], head: TextRow) -> None:
    """Leave out the column of this head, down to the first row with an amount in it."""
    for number, row in enumerate(rows[head.index : head.index + 1 + MAX_BUYER_ROWS], head.index):
        columns = split_columns(row) if row.page == head.page else ()
        dropped = [column for column in columns if _is_below(column, head)]
        if any(column.amounts for column in dropped):
            return
        kept = [column for column in columns if column not in dropped]
        if kept and dropped:
            rows[number] = join_columns(row, kept)


def _is_below(column: TextRow, head: TextRow) -> bool:
    return abs(column.box.x - head.box.x) <= ALIGNED * head.height
