"""Takes a row apart where columns stand beside each other: "Bill to    Sold by"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from receipt_desktop.domain.page import Line
from receipt_desktop.extraction.rules.merchant.chains import is_sure_chain, match_chain
from receipt_desktop.extraction.rules.merchant.companies import is_bare_form
from receipt_desktop.extraction.rules.merchant.name_words import has_legal_form
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow, union_of_boxes

COLUMN_GAP = 2.5
"""A gap wider than this many letter heights separates columns."""
CHAIN_GAP = 1.6
"""The same beside the name of a chain."""
MIN_BRAND_LETTERS = 4
"""Letters; two names may begin with the same shorter word by chance."""


def split_columns(row: TextRow, column_gap: float = COLUMN_GAP) -> tuple[TextRow, ...]:
    """The columns of a row as rows of their own; nothing for a row with one column."""
    groups: list[list[Line]] = [[row.pieces[0]]]
    for before, after in pairwise(row.pieces):
        if after.box.x - before.box.right > column_gap * row.height:
            groups.append([])
        groups[-1].append(after)
    return tuple(keep_pieces(row, group) for group in groups) if len(groups) > 1 else ()


def split_chain(row: TextRow) -> tuple[TextRow, ...]:
    """The columns of a row that are the whole name of a chain, beside which something is written.

    They may stand nearer to each other than other columns.
    """
    columns = split_columns(row, CHAIN_GAP)
    chains = [column for column in columns if is_sure_chain(column.folded)]
    others = [column for column in columns if column not in chains]
    return () if any(match_chain(other.folded) for other in others) else tuple(chains)


def drop_repeated_company(row: TextRow) -> TextRow:
    """The sign alone where the column beside it has its company, which begins with the same word.

    "Krone Town" for "Krone Town    Krone Betriebs GmbH"; any other row as it is.
    """
    columns = split_columns(row)
    if len(columns) != 2:  # noqa: PLR2004 (a sign and a company)
        return row
    first, second = (_find_first_word(column) for column in columns)
    signs = [column for column in columns if not has_legal_form(column.folded)]
    is_repeated = first == second and len(first) >= MIN_BRAND_LETTERS
    return signs[0] if is_repeated and len(signs) == 1 else row


def drop_stray_print(row: TextRow) -> TextRow:
    """A company without some letters beside it, as of another paper: "Luna Polska S.A.    HE"."""
    columns = split_columns(row)
    named = [column for column in columns if not _is_stray(column)]
    if len(named) == 1 and len(columns) > 1 and _is_company(named[0]):
        return row if match_chain(row.folded) and named[0] is not columns[0] else named[0]
    return row


def _is_stray(column: TextRow) -> bool:
    return bool(_STRAY.fullmatch(column.folded)) and not has_legal_form(column.folded)


_STRAY = re.compile(r"[^\W\d_]{1,3}")


def _is_company(column: TextRow) -> bool:
    return has_legal_form(column.folded) and not is_bare_form(column.folded)


def _find_first_word(row: TextRow) -> str:
    word = re.match(r"[^\W\d_]*", row.folded)
    return word.group() if word else ""


def join_columns(row: TextRow, columns: Sequence[TextRow]) -> TextRow:
    """The row with these of its columns only."""
    return keep_pieces(row, [piece for column in columns for piece in column.pieces])


def keep_pieces(row: TextRow, pieces: Sequence[Line]) -> TextRow:
    text = " ".join(piece.text.strip() for piece in pieces)
    return replace(
        row,
        pieces=tuple(pieces),
        text=text,
        folded=fold_text(text),
        box=union_of_boxes(piece.box for piece in pieces),
        height=median(piece.box.h for piece in pieces),
    )
