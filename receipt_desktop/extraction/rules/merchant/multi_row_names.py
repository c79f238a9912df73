"""Joins rows of one name: after an ampersand or open bracket, legal forms, words of a logo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.addresses import ends_address, is_address
from receipt_desktop.extraction.rules.merchant.chains import is_sure_chain
from receipt_desktop.extraction.rules.merchant.companies import is_generic_company
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    is_watermark,
    legal_form_pattern,
    load_trade_words,
    names_owner,
)
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

LOGO_HEIGHT_RATIO = 1.5
"""Height of the letters of a logo, divided by the usual height."""


def join_name_rows(row: TextRow, head: Sequence[TextRow], height: float) -> tuple[TextRow, ...]:
    """The row and those below that continue its name; `height` is usual for letters, in pixels."""
    rows = [row]
    if row.text.endswith("&") and is_sure_chain(fold_text(extract_name_part(row))):
        return (row,)  # the "&" beside a chain is its logo
    position = head.index(row)
    for below in head[position + 1 : position + 3]:
        text = " ".join(r.text for r in rows)
        if not (_continues_name(text, below) or is_logo_pair(rows[-1], below, height)):
            break
        rows.append(below)
    return tuple(rows)


def is_logo_pair(row: TextRow, below: TextRow, height: float) -> bool:
    """Whether two rows have one or two large words each, of the same size."""
    large = min(row.height, below.height) > LOGO_HEIGHT_RATIO * height
    same = max(row.height, below.height) < 1.25 * min(row.height, below.height)
    few = all(len(r.text.split()) <= 2 and r.text[:2].isalpha() for r in (row, below))  # noqa: PLR2004
    is_street = bool(re.search(r"\d", below.text)) and is_address(below.folded)
    return large and same and few and not (is_street or is_title(below.folded))


def extract_name_part(row: TextRow) -> str:
    """The pieces of the row without titles, addresses and watermarks beside a logo.

    "Hotel Krone" for "Hotel Krone  Upper Lane 9  91541 Town".
    """
    whole = [piece.text for piece in row.pieces if len(piece.text.strip()) > 1]
    folded = {piece: fold_text(piece) for piece in whole}
    companies = [piece for piece in whole if has_legal_form(folded[piece])]
    pieces = [p for p in whole if p in companies or not is_title(folded[p])]
    pieces = [p for p in pieces if not is_watermark(folded[p])]
    if companies:  # a number beside it is none of its words
        pieces = [piece for piece in pieces if re.search(r"[^\W\d_]", piece)]
    if len(pieces) > 1 and not is_address(fold_text(pieces[0])):
        rest = [piece for piece in pieces[1:] if not is_address(fold_text(piece))]
        pieces = [pieces[0], *rest] if len(rest) == len(pieces) - 1 else pieces[:1]
    return row.text if len(row.pieces) == len(pieces) else " ".join(pieces)


_CONTINUING = frozenset(
    {
        "enterprise",
        "enterprises",
        "trading",
        "marketing",
        "services",
        "industries",
        "holdings",
        "group",
    }
)
"""Words of company names that never start a name."""


def _continues_name(text: str, below: TextRow) -> bool:
    if re.match(r"[&+] ?[^\W\d_]{2}", below.text) and text.isupper() == below.text.isupper():
        return True
    opened = text.count("(") > text.count(")") and not text.startswith("(")
    is_heading = text.startswith("-")
    if (re.search(r"[&\-+/]$", text) and not is_heading) or opened or _ends_open(text, below):
        return not ends_address(below.folded)
    if text.casefold() in load_trade_words():  # "Pizzeria" above the name it belongs to
        return has_legal_form(below.folded)
    words = re.findall(r"[^\W\d_]{2,}", below.folded)
    if words and words[0] in _CONTINUING and not has_legal_form(text.casefold()):
        return True
    if has_legal_form(text.casefold()) or names_owner(below.folded):
        return False
    return is_generic_company(below.folded) or _is_company_remainder(below)


@cache
def _open_end_pattern() -> re.Pattern[str]:
    words = join_alternatives(load_facts("names")["preposition"])
    return re.compile(rf"[^\W\d_]{{3,}} (?:{words})$")


def _ends_open(text: str, below: TextRow) -> bool:
    """Whether a name lacks its last words, which the row below has: "CENTRO DE"."""
    is_open = bool(_open_end_pattern().search(fold_text(text))) and not re.search(r"[\d,]", text)
    return is_open and not (is_address(below.folded) or is_title(below.folded))


_ABBREVIATION = re.compile(r"[^\W\d_]{2,5}\.")
""" "REST.GIDA TURZ.TIC.LTD.STI.": what a company does, below its name."""


def _is_company_remainder(below: TextRow) -> bool:
    """Whether the row is a legal form, alone, with trade words, or after a bracket opened above."""
    rest = legal_form_pattern().sub("", below.folded)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\([^)]*\)", "", rest))
    if has_legal_form(below.folded):
        if len(_ABBREVIATION.findall(below.folded)) > 2:  # noqa: PLR2004
            return True
        generic = set(words) <= load_trade_words()
        return len(words) == 0 or generic or below.text.count(")") > below.text.count("(")
    return False
