"""Rows that make one name: an open bracket, an ampersand, a lone legal form, a logo's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from receipt_desktop.extraction.addresses import is_address, is_stop, is_title
from receipt_desktop.extraction.names import (
    has_legal_form,
    is_generic,
    legal_forms,
    tells_owner,
    trade_words,
)
from receipt_desktop.extraction.rows import Row
from receipt_desktop.extraction.words import fold

LOGO = 1.5
"""Letters this much larger than usual belong to a logo."""


def join_name(row: Row, head: Sequence[Row], height: float) -> tuple[Row, ...]:
    """The row and those below it that go on with its name; `height` is that of usual letters."""
    rows = [row]
    place = head.index(row)
    for below in head[place + 1 : place + 3]:
        text = " ".join(r.text for r in rows)
        if not (_goes_on(text, below) or is_logo(rows[-1], below, height)):
            break
        rows.append(below)
    return tuple(rows)


def is_logo(row: Row, below: Row, height: float) -> bool:
    """Two rows of one or two large words, of the same size."""
    large = min(row.height, below.height) > LOGO * height
    same = max(row.height, below.height) < 1.25 * min(row.height, below.height)
    few = all(len(r.text.split()) <= 2 and r.text[:2].isalpha() for r in (row, below))  # noqa: PLR2004
    return large and same and few and not is_title(below.folded)


def name_part(row: Row) -> str:
    """The row's pieces that are no titles: a logo and "Invoice" may share a row.

    Of "Hotel Krone  Upper Lane 9  91541 Town" it is the first.
    """
    whole = [piece.text for piece in row.pieces if len(piece.text.strip()) > 1]  # no scraps
    pieces = [piece for piece in whole if not is_title(fold(piece))]
    if len(pieces) > 1 and not is_address(fold(pieces[0])):
        rest = [piece for piece in pieces[1:] if not is_address(fold(piece))]
        pieces = [pieces[0], *rest] if len(rest) == len(pieces) - 1 else pieces[:1]
    return row.text if len(row.pieces) == len(pieces) else " ".join(pieces)


_CONTINUING = frozenset(
    {"enterprise", "enterprises", "trading", "marketing", "services", "industries", "holdings"}
)
"""Words of company names that no name begins with."""


def _goes_on(text: str, below: Row) -> bool:
    opened = text.count("(") > text.count(")") and not text.startswith("(")
    if re.search(r"[&\-+/]$", text) or opened:
        return not is_stop(below.folded)
    if text.casefold() in trade_words():  # "Pizzeria" above the name it belongs to
        return has_legal_form(below.folded)
    words = re.findall(r"[^\W\d_]{2,}", below.folded)
    if words and words[0] in _CONTINUING and not has_legal_form(text.casefold()):
        return True
    if has_legal_form(text.casefold()) or tells_owner(below.folded):
        return False
    return is_generic(below.folded) or _is_rest_of_company(below)


def _is_rest_of_company(below: Row) -> bool:
    """A legal form alone, with words of trades alone, or behind a bracket opened above."""
    rest = legal_forms().sub("", below.folded)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\([^)]*\)", "", rest))
    if has_legal_form(below.folded):
        generic = set(words) <= trade_words()
        return len(words) == 0 or generic or below.text.count(")") > below.text.count("(")
    return False
