"""Rules out impossible years: a receipt with a tax cannot be older than the tax."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from receipt_desktop.extraction.facts.loader import get_country_fact
from receipt_desktop.extraction.text.rows import TextRow

DatePeriod = tuple[date, date]
_LOOKALIKE_DIGITS = {
    "3": "8",
    "8": "36",
    "0": "8",
    "6": "85",
    "5": "68",
    "1": "7",
    "7": "1",
    "9": "8",
}
"""Digits that OCR confuses."""


def find_possible_period(rows: Sequence[TextRow], country: str | None) -> DatePeriod | None:
    """First and last day on which the country had all taxes named on the receipt."""
    periods = get_country_fact(country, "tax_periods", {})
    matching = [
        (date.fromisoformat(first), date.fromisoformat(last))
        for word, (first, last) in periods.items()
        if any(re.search(rf"(?<!\w){word}(?!\w)", row.folded) for row in rows)
    ]
    if not matching:
        return None
    return max(first for first, _ in matching), min(last for _, last in matching)


def correct_year(day: date, period: DatePeriod) -> date | None:
    """The only day in the period whose year differs in one easily misread digit; else None."""
    first, last = period
    years = {
        int(f"{day.year}"[:position] + lookalike + f"{day.year}"[position + 1 :])
        for position, digit in enumerate(f"{day.year}")
        if position > 1
        for lookalike in _LOOKALIKE_DIGITS.get(digit, "")
    }
    days = [_replace_year(day, year) for year in years]
    possible = [candidate for candidate in days if candidate and first <= candidate <= last]
    return possible[0] if len(possible) == 1 else None


def _replace_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None
