"""Rows of the buyer: those below "Bill to:", and the names behind labels of the buyer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.merchant.chains import squeeze
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    names_recipient,
    names_seller,
    strip_recipient_prefix,
)
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

RECIPIENT_ROWS = 4
"""Rows below "Bill to:" that are name and address of the recipient."""
MIN_LABEL_LETTERS, MIN_BUYER_LETTERS = 5, 6
"""Letters of a label of the buyer, and of a name behind it that is looked for elsewhere."""
MIN_LIKENESS = 92
"""Percent, for the buyer's name elsewhere on the page."""
_OWN_TITLES = ("messrs", "firma")
"""What shops also call themselves: "Firma Luna"."""
_REMARK = re.compile(r"\([^()]*\)")
""" "Buyer (Bill to)", "Consignee (Ship to)"."""


def list_recipient_rows(rows: Sequence[TextRow]) -> list[int]:
    """Indexes of the rows below "Bill to:", up to one that names the seller."""
    return [
        below.index
        for position, row in enumerate(rows)
        if _opens_block(row) and not names_seller_beside(row)
        for below in _take_block(rows[position + 1 : position + 1 + RECIPIENT_ROWS])
    ]


def _opens_block(row: TextRow) -> bool:
    """Whether a row announces the recipient, also beside labels of dates and numbers."""
    first, *others = (fold_text(piece.text) for piece in row.pieces)
    return announces_recipient(row) or (_announces(first) and all(map(is_title, others)))


def names_seller_beside(row: TextRow) -> bool:
    """Whether a column of the row announces the seller."""
    return any(names_seller(fold_text(piece.text)) for piece in row.pieces)


def _take_block(rows: Sequence[TextRow]) -> Sequence[TextRow]:
    """The rows up to one that names the seller, or to a company below an address."""
    ends = (n for n, row in enumerate(rows) if names_seller(row.folded) or _ends(rows[:n], row))
    return rows[: next(ends, len(rows))]


def _ends(above: Sequence[TextRow], row: TextRow) -> bool:
    """Whether a row is a company of its own, below the address of the buyer."""
    is_below = len(above) > 1 and is_address(above[-1].folded)
    names = {squeeze(piece.text) for one in above for piece in one.pieces}
    return is_below and has_legal_form(row.folded) and squeeze(row.pieces[0].text) not in names


def announces_recipient(row: TextRow) -> bool:
    """Whether the name of the recipient follows: "Herr", "Bill To:", "Buyer (Bill to)"."""
    return _announces(row.folded)


def _announces(folded: str) -> bool:
    rest = _REMARK.sub("", strip_recipient_prefix(folded))
    return names_recipient(folded) and not rest.strip(" .:：")


def find_buyers(rows: Sequence[TextRow]) -> frozenset[str]:
    """The letters of the companies behind labels of the buyer: "CLIENTE LUNA, S.L."."""
    return frozenset(
        squeeze(name)
        for row in rows
        for label, name in _list_labelled([fold_text(piece.text) for piece in row.pieces])
        if _is_label(label) and has_legal_form(name) and len(squeeze(name)) >= MIN_BUYER_LETTERS
    )


def _list_labelled(pieces: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Labels of the buyer and what follows them, in their piece of the row or in the next one."""
    for piece, following in pairwise([*pieces, ""]):
        rest = strip_recipient_prefix(piece)
        yield piece[: len(piece) - len(rest)], rest if rest.strip(" .:") else following


def _is_label(label: str) -> bool:
    bare = label.strip(" .:")
    return len(bare) >= MIN_LABEL_LETTERS and bare not in _OWN_TITLES


def is_buyer(name: str, buyers: frozenset[str]) -> bool:
    """Whether a name has the letters of one behind a label of the buyer."""
    texts = {squeeze(name), squeeze(strip_recipient_prefix(fold_text(name)))}
    return any(fuzz.ratio(text, buyer) >= MIN_LIKENESS for text in texts for buyer in buyers)
