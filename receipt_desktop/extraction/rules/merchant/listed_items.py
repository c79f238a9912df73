"""Rows of articles, which look like names where the top of a receipt is cut off."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import islice, takewhile

from receipt_desktop.extraction.facts.loader import (
    join_alternatives,
    join_fact_words,
    load_facts,
)
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.rows import TextRow

MIN_TAXED_ROWS = 2
"""Rows with a code of tax before their articles, so that it is no word of a name."""
_LETTERS = re.compile(r"[^\W\d_]")
_TAX_CODE_END = re.compile(r"\d(?: ?\d{3})*\s+[a-e][0o]{2}\W*$")
""" "848  C00": a price and the code of its tax, as on Hungarian receipts."""
_TAX_CODE_START = re.compile(r"^\W*[a-e][0o]{2} [^\W\d_]{2}")
""" "C00 SPLENDID": the same code before the article."""


def find_listed_items(rows: Sequence[TextRow]) -> frozenset[int]:
    """Indexes of the rows that name an article.

    Those above a quantity with its price and sum, those with a code of tax, those of orders with
    their options, and all up to the last quantity where the receipt begins with articles.
    """
    quantities = [place for place, row in enumerate(rows) if is_quantity(row.folded)]
    found = {rows[place].index for place in _find_named(rows, quantities)}
    found |= _find_taxed(rows) | _find_ordered(rows)
    first = next((place for place, row in enumerate(rows) if _says_something(row)), len(rows))
    if _begins_list(rows[first : first + NEXT_ROWS + 1], found):
        last = max([*quantities, first])
        found |= {row.index for row in rows[first : last + 1]}
    return frozenset(found | set(_list_priced(rows[first:])))


def _list_priced(rows: Sequence[TextRow]) -> list[int]:
    """Indexes of the rows with prices at the very top, where the head is cut off.

    Some of them may lack their price: "You Saved".
    """
    priced = list(takewhile(_is_priced, rows))
    top = [row for row in rows[:TOP_ROWS] if _is_priced(row)]
    if rows and _is_priced(rows[0]) and len(top) >= MIN_TOP_ROWS:
        return list(range(rows[0].index, max(priced[-1].index, top[-1].index) + 1))
    return [row.index for row in priced] if len(priced) >= MIN_PRICED_ROWS else []


def _find_ordered(rows: Sequence[TextRow]) -> set[int]:
    """The articles of an order and the options below them: "1x  Iced Latte  29.000", "Less Ice"."""
    found: set[int] = set()
    for place, row in enumerate(rows):
        if _ORDERED.fullmatch(row.pieces[0].text.strip()) and _is_priced(row):
            options = takewhile(lambda one: not _has_price(one), rows[place + 1 :])
            found |= {row.index, *(one.index for one in islice(options, MAX_OPTIONS))}
    return found


def _find_taxed(rows: Sequence[TextRow]) -> set[int]:
    starts = {row.index for row in rows if _TAX_CODE_START.match(row.folded)}
    ends = {row.index for row in rows if _TAX_CODE_END.search(row.folded)}
    return ends | (starts if len(starts) >= MIN_TAXED_ROWS else set())


def _begins_list(rows: Sequence[TextRow], found: Collection[int]) -> bool:
    """Whether the first of these rows is of an article, and so is another one."""
    if not rows or not (rows[0].index in found or _is_priced_quantity(rows[0].folded)):
        return False
    return any(row.index in found or is_quantity(row.folded) for row in rows[1:])


def _is_priced(row: TextRow) -> bool:
    """Whether a row is an article and its price in columns: "Ades    1    10,000    F"."""
    texts = [piece.text.strip() for piece in row.pieces]
    return _has_price(row) and bool(re.search(r"[^\W\d_]{3}", " ".join(texts[:-1])))


def _has_price(row: TextRow) -> bool:
    """Whether a row ends with a price in its own column, before the sign of its tax at most."""
    texts = [piece.text.strip() for piece in row.pieces]
    if len(texts) > 2 and _TAX_SIGN.fullmatch(texts[-1]):  # noqa: PLR2004
        texts.pop()
    return len(texts) > 1 and bool(_PRICE.fullmatch(texts[-1]))


NEXT_ROWS = 3
"""Rows below the first article, among which is another one."""
MIN_PRICED_ROWS = 3
"""Rows with prices at the very top that say that the head is cut off."""
TOP_ROWS, MIN_TOP_ROWS = 6, 4
"""The first rows, the first of which has a price, and how many of them say the same."""
MAX_OPTIONS = 10
"""Rows of options below an article."""
_ORDERED = re.compile(r"\d{1,2} ?[xX×]|[xX×] ?\d{1,2}")
_TAX_SIGN = re.compile(r"[A-Z*]{1,2}")
_PRICE = re.compile(r"\D{0,3}\d{1,3}(?:[.,' ]\d{3})*[.,]\d{2,3}(?: ?[A-Z*]{1,2})?")


def _is_priced_quantity(folded: str) -> bool:
    """Whether a quantity has a price in it, and is no street such as "8 ST 20"."""
    return is_quantity(folded) and (_has_sum(folded) or bool(re.search(r"[x×*@/]", folded)))


def _says_something(row: TextRow) -> bool:
    return bool(_LETTERS.search(row.text) or is_quantity(row.folded)) and not is_title(row.folded)


def _find_named(rows: Sequence[TextRow], quantities: Sequence[int]) -> list[int]:
    """Places of the rows right above a quantity that has its sum, but not of the first row.

    A row of numbers may come between, the code of the article.
    """
    found = []
    for place in quantities:
        above = place - 1
        if above > 0 and not _LETTERS.search(rows[above].text):
            above -= 1
        is_named = above > 0 and above not in quantities and _LETTERS.search(rows[above].text)
        if is_named and _has_sum(rows[place].folded):
            found.append(above)
    return found


def _has_sum(folded: str) -> bool:
    """Whether a price and a sum follow the quantity."""
    return len(_NUMBER.findall(_ARTICLE.sub("", folded))) > 2  # noqa: PLR2004


_NUMBER = re.compile(r"\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?(?![^\W\d_]*[\d.,])")
_ARTICLE = re.compile(r"^\W*\d{6,}\W+(?=\d)")


def is_quantity(folded: str) -> bool:
    """Whether a row is a quantity and its price: "24 db  429 ft/db", "1299,00 kom  1,00"."""
    return bool(_quantity_pattern().fullmatch(_ARTICLE.sub("", folded.strip())))


@cache
def _quantity_pattern() -> re.Pattern[str]:
    """A number with a unit or a sign of multiplication, and more numbers with signs around them."""
    unit = f"{join_fact_words('item', 'unit')}|{join_alternatives(load_facts('names')['portion'])}"
    number = r"\d+(?:[.,' ]\d{3})*(?:[.,]\d*)?"
    more = rf"[^\W\d_]{{0,3}}\W{{0,3}}{number}(?:\s?[a-z$€£¥]{{0,3}}\.?\s?/\s?(?:{unit}))?"
    sign = rf"(?:(?:{unit})(?!\w)\.?\s*[x×*@0]?|[x×*@](?![^\W\d_]{{3}}))"
    return re.compile(
        rf"{number}\s*{sign}\s*{more}(?:\s+{more}){{0,2}}(?:\s*[^\W\d]{{1,3}}|\s*\*)?\W*"
    )
