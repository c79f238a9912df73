"""What the rows below a name say about it: the rest of a slogan, or the postcode of a town."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.rules.merchant.addresses import address_strength
from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chains import match_chain
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_trade_word,
    is_sentence,
    load_folded,
    load_slogan_words,
)
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

ADDRESS_ROWS = 4
"""Rows from the street to the postcode."""
_POSTCODE_ALONE = re.compile(
    r"\W*(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d|\d{4} ?[a-z]{2}"
    r"|\d{5}(?:-\d{3,4})?|\d{4}-\d{3}|\d{2}-\d{3}|\d{3} \d{2})\W*"
)
""" "IG3 9TH", "M5V 2T6", "1012 LN", "90210", "1000-001", "00-950", "111 21"."""


def opens_slogan(name: MerchantCandidate, page: PageContext) -> bool:
    """Whether the row below ends a sentence that the name begins: "How doers", "get more done."."""
    below = _find_row(page, name.rows[-1].index + 1)
    if name.kind is not CandidateKind.HEAD or below is None or not below.text[:1].islower():
        return False
    joined = f"{name.text} {below.text}"
    words = re.findall(r"[^\W\d_]+", fold_text(joined))
    slogan = sum(word in load_slogan_words() for word in words)
    is_ended = below.text.rstrip().endswith((".", "!"))
    return slogan > 1 - is_ended and is_sentence(joined) and not match_chain(fold_text(name.text))


def is_town(name: MerchantCandidate, page: PageContext) -> bool:
    """Whether a name stands between a street and a bare postcode: "Ilford" above "IG3 9TH"."""
    first = name.rows[0].index
    if (
        name.kind is not CandidateKind.HEAD
        or name.has_legal_form
        or match_chain(fold_text(name.text))
    ):
        return False
    if has_trade_word(re.findall(r"[^\W_]+", fold_text(name.text))):
        return False
    if _is_address_tail(name, page):
        return True
    below = [row for row in page.rows if first < row.index < first + ADDRESS_ROWS - 1]
    above = [row for row in page.rows if first - ADDRESS_ROWS + 2 <= row.index < first]
    return _has_postcode(below) and any(address_strength(row.folded) >= 1 for row in above)


def _has_postcode(rows: Sequence[TextRow]) -> bool:
    return any(_POSTCODE_ALONE.fullmatch(row.folded) for row in rows)


def _find_row(page: PageContext, index: int) -> TextRow | None:
    return next((row for row in page.rows if row.index == index), None)


def _is_address_tail(name: MerchantCandidate, page: PageContext) -> bool:
    """Whether a word or two stand below an address that fills the row, with its label or a phone.

    "Toa D5, Khu B, KB Tan", "Hoa", "0916 316 969".
    """
    above, below = (_find_row(page, name.rows[0].index + step) for step in (-1, 1))
    few = len(name.text.split()) <= MAX_TAIL_WORDS and not re.search(r"\d", name.text)
    if above is None or not few:
        return False
    is_listed = bool(_LISTED.search(above.folded)) and bool(
        below and _PHONE.fullmatch(below.folded)
    )
    if not (_address_label_pattern().match(above.folded) or (above.index and is_listed)):
        return False
    right = max(row.box.right for row in page.rows)
    return above.box.right - name.rows[0].box.x >= FILLED_SHARE * (right - name.rows[0].box.x)


_LISTED = re.compile(r"\d.*,.*,|,.*\d.*,|,.*,.*\d")
"""An address as a list with a number: "Toa D5, Khu B, KB Tan"."""
_PHONE = re.compile(r"\W*(?:(?:te?l|hp|phone|sdt|dt|fone|fon)\W*)?(?:\d\W{0,2}){8,13}")


@cache
def _address_label_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_folded("address_label")))
    return re.compile(rf"\W*(?:{words})\.? ?[:：] ?.")


MAX_TAIL_WORDS = 2
FILLED_SHARE = 0.8
"""Share of the width that a row takes before its last words go to the next one."""
