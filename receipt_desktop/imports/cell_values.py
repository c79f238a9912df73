"""Values of cells: amounts and days, as programs and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_NAMED_DAY = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4})")
_NUMBER_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
MAX_MONTH = 12
MAX_DIGITS = 15
"""Of an amount; more is a number of something else."""


def parse_amount(text: str) -> Decimal | None:
    """The amount of "1,234.56", "1.234,56", "SGD 78.70", "-5" or "(12.00)"; None without one.

    Of two separators the last is the decimal one; a point alone is, and a comma alone unless it
    groups thousands.
    """
    digits = re.sub(r"[^0-9.,]", "", text)
    is_negative = "-" in text or text.strip().startswith("(")
    if "," in digits and "." in digits:
        group = "," if digits.rindex(".") > digits.rindex(",") else "."
        digits = digits.replace(group, "").replace(",", ".")
    elif _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(",", ".")
    if len(digits) > MAX_DIGITS:
        return None
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return None
    return -amount if is_negative and amount else amount


def has_day_first(texts: Iterable[str]) -> bool | None:
    """Whether the days of a column are written before the months; None if no value shows it."""
    for text in texts:
        found = _NUMBER_DAY.fullmatch(text)
        if found and int(found[1]) > MAX_MONTH:
            return True
        if found and int(found[2]) > MAX_MONTH:
            return False
    return None


def parse_day(text: str, *, day_first: bool | None) -> date | None:
    """The day of 2026-08-20, 20-Aug-2026 or 20/08/2026; None for another or an ambiguous one."""
    parts = _split_day(text.strip(), day_first=day_first)
    if parts is None:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _split_day(text: str, *, day_first: bool | None) -> tuple[int, int, int] | None:
    if found := _ISO_DAY.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NAMED_DAY.fullmatch(text):
        name = found[2][:3].casefold()
        return (int(found[3]), MONTHS.index(name) + 1, int(found[1])) if name in MONTHS else None
    found = _NUMBER_DAY.fullmatch(text)
    if found is None or (day_first is None and found[1] != found[2]):
        return None
    day, month = (found[1], found[2]) if day_first else (found[2], found[1])
    return int(found[3]), int(month), int(day)
