"""Countries by the states and provinces that stand behind towns: "Boston, MA"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from receipt_desktop.extraction.facts.countries import load_country_facts
from receipt_desktop.extraction.text.rows import TextRow

HEAD_ROWS = 12
"""Rows at the top in which the address of a shop begins."""


def find_state_countries(rows: Sequence[TextRow]) -> list[str]:
    """ISO codes of the countries with a state behind the name of a town in the head."""
    texts = [row.text for row in rows[:HEAD_ROWS]]
    return [
        code for code, pattern in _load_patterns() if any(pattern.search(text) for text in texts)
    ]


@cache
def _load_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    countries = load_country_facts().items()
    return tuple((code, _compile(code, facts.states)) for code, facts in countries if facts.states)


_SEPARATORS = {"BR": r" ?[-/] ?"}
"""What Brazilians write between town and state; others write a comma."""


def _compile(country: str, states: Iterable[str]) -> re.Pattern[str]:
    """A town of three letters and its state at the end of a row, with a postcode or a phone."""
    separator, names = _SEPARATORS.get(country, " ?, ?"), "|".join(sorted(states))
    return re.compile(rf"[^\W\d_]{{3}}{separator}(?:{names})\.?(?:,? \D?\d[\d ()-]*)?$")
