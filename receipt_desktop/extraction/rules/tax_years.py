"""Years that cannot be: a receipt that charges a tax was not written before there was that tax."""

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
"""Figures that readers take for one another."""


def find_possible_period(rows: Sequence[TextRow], country: str | None) -> DatePeriod | None:
    """First and last day on which the taxes named on the receipt were all charged there."""
    known = get_country_fact(country, "tax_periods", {})
    named = [
        (date.fromisoformat(first), date.fromisoformat(last))
        for word, (first, last) in known.items()
        if any(re.search(rf"(?<!\w){word}(?!\w)", row.folded) for row in rows)
    ]
    if not named:
        return None
    return max(first for first, _ in named), min(last for _, last in named)


def correct_year(day: date, period: DatePeriod) -> date | None:
    """The one day in the period whose year differs in a figure that is easily misread."""
    first, last = period
    years = {
        int(f"{day.year}"[:place] + other + f"{day.year}"[place + 1 :])
        for place, figure in enumerate(f"{day.year}")
        if place > 1
        for other in _LOOKALIKE_DIGITS.get(figure, "")
    }
    days = [_replace_year(day, year) for year in years]
    possible = [one for one in days if one and first <= one <= last]
    return possible[0] if len(possible) == 1 else None


def _replace_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None
