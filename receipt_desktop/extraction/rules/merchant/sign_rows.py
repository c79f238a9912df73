"""Rows at the top whose words make one name together: "BAKER", "& SPICE"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.merchant.candidates import could_be_name
from receipt_desktop.extraction.rules.merchant.chains import is_sure_chain, squeeze
from receipt_desktop.extraction.rules.merchant.columns import split_columns
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.text.rows import TextRow

MAX_ROWS, MAX_WORDS = 3, 2
"""Rows of a sign, and words in one of them."""
MIN_LETTERS = 8
"""Letters of a sign that another row begins with."""


def find_sign_rows(
    row: TextRow, head: Sequence[TextRow], page: PageContext
) -> tuple[TextRow, ...] | None:
    """The row and those below, when together they are a chain, a web address or another row.

    "whole", "FOODS", "MARKET" above "WHOLE FOODS MARKET - WESTPORT".
    """
    start = head.index(row)
    for count in range(MAX_ROWS, 1, -1):
        rows = tuple(head[start : start + count])
        if len(rows) == count and all(map(_is_part, rows)) and _is_name(rows, page):
            return rows
    return None


def find_sign_columns(
    row: TextRow, head: Sequence[TextRow], page: PageContext
) -> tuple[TextRow, ...] | None:
    """The first columns of the row and of those below that are a web address together.

    "SANA", "DISTRIBUTORS" beside "Invoice" and its date, with "www.sanadistributors.com".
    """
    start = head.index(row)
    for count in range(MAX_ROWS, 1, -1):
        rows = head[start : start + count]
        firsts = tuple((split_columns(one) or (one,))[0] for one in rows)
        is_split = any(first is not one for first, one in zip(firsts, rows, strict=True))
        if len(rows) == count and is_split and all(map(_is_part, firsts)):
            letters = squeeze("".join(first.folded for first in firsts))
            if len(letters) >= MIN_LETTERS and letters in _list_labels(page):
                return firsts
    return None


def _list_labels(page: PageContext) -> set[str]:
    return {label.replace("-", "") for label, _ in page.sites}


def _is_part(row: TextRow) -> bool:
    few = len(re.findall(r"[^\W\d_]+", row.text)) <= MAX_WORDS and not re.search(r"\d", row.text)
    return few and could_be_name(row) and not is_address(row.folded)


def _is_name(rows: Sequence[TextRow], page: PageContext) -> bool:
    text = " ".join(row.folded for row in rows)
    letters = squeeze(text)
    if is_sure_chain(text) or _list_labels(page) & {letters, squeeze(text.replace("&", "and"))}:
        return True
    later = (squeeze(row.text) for row in page.rows if row.index > rows[-1].index)
    return len(letters) >= MIN_LETTERS and any(line.startswith(letters) for line in later)
