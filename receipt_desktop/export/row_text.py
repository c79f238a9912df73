"""Rows of text files for other programs: plain amounts, and text that no spreadsheet runs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from receipt_desktop.export.csv import escape_formula, format_row
from receipt_desktop.validation.tax_split import CENT


def format_plain(amount: Decimal, decimal: str = ".") -> str:
    """An amount with at least two decimals and no thousands separators: -1234.50."""
    exponent = amount.as_tuple().exponent
    exact = amount if isinstance(exponent, int) and exponent <= -2 else amount.quantize(CENT)  # noqa: PLR2004
    shown = f"{exact:f}"
    return shown.replace(".", decimal) if decimal != "." else shown


def encode_row(cells: Iterable[str], delimiter: str = ",") -> bytes:
    """A row in UTF-8; the cells are formatted already."""
    return format_row(cells, delimiter).encode()


def make_text(words: str | None, limit: int | None = None) -> str:
    """Text on one line without a formula, at most `limit` characters long."""
    return escape_formula(" ".join((words or "").split())[:limit])


def strip_formula(words: str) -> str:
    """Text whose first characters a spreadsheet would run are left out.

    For targets where an apostrophe would stay in the books.
    """
    plain = " ".join(words.split())
    while plain and escape_formula(plain) != plain:
        plain = plain[1:].lstrip()
    return plain
