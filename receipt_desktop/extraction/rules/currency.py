"""The currency of a receipt, from signs, names of currencies and the country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from receipt_desktop.extraction.facts.loader import get_country_fact, load_facts
from receipt_desktop.extraction.text.amounts import currency_of_sign, find_amounts
from receipt_desktop.extraction.text.rows import TextRow


def count_currencies(rows: Sequence[TextRow], home: str | None = None) -> Counter[str]:
    """How often each currency is printed next to an amount.

    Signs of two letters ("50 ft", "Rm 804") may be units: with a `home` currency, those of other
    currencies do not count.
    """
    counts: Counter[str] = Counter()
    for row in rows:
        for amount in find_amounts(row.text):
            code, sign = currency_of_sign(amount.sign), amount.sign or ""
            may_be_unit = len(sign) == 2 and sign.isalpha() and home not in (None, code)  # noqa: PLR2004
            if code and not may_be_unit:
                counts[code] += 1
    return counts


def decide_currency(
    rows: Sequence[TextRow], country: str | None, signs: Sequence[str | None], day: date | None
) -> tuple[str | None, float]:
    """ISO code and confidence of the currency, by signs of the total, other signs and country."""
    home = find_home_currency(country, day)
    counts = count_currencies(rows, home)
    printed = [code for sign in signs if (code := currency_of_sign(sign))]
    for code in printed:
        if code == home or counts[code] > 1 or home is None:
            return code, 0.97 if code == home else 0.9
    named = count_named_currencies(rows)
    if home and (counts[home] or named[home]):
        return home, 0.97
    if counts and (home is None or counts.most_common(1)[0][1] > 1):
        code, count = counts.most_common(1)[0]
        return code, 0.9 if count > 1 else 0.7
    if shared := _resolve_shared_sign(signs, home):
        return shared
    if named and named.most_common(1)[0][1] > 1:
        return named.most_common(1)[0][0], 0.8
    return home, 0.85 if home else 0.0


def _resolve_shared_sign(signs: Sequence[str | None], home: str | None) -> tuple[str, float] | None:
    """The currency of "$" or "kr" in a country with the currency `home`."""
    shared = load_facts("currencies")["shared"]
    for sign in signs:
        if sign in shared:
            return (home, 0.9) if home in shared[sign] and home else (shared[sign][0], 0.6)
    return None


def find_home_currency(country: str | None, day: date | None) -> str | None:
    """ISO code of the currency of a country on that day."""
    since = get_country_fact(country, "euro_since")
    if since and day and day >= date.fromisoformat(since):
        return "EUR"
    code = get_country_fact(country, "currency")
    return str(code) if code else None


def count_named_currencies(rows: Sequence[TextRow]) -> Counter[str]:
    """How often each currency is named by a code or word that is not a sign of two letters."""
    signs = load_facts("currencies")["signs"]
    counts: Counter[str] = Counter()
    for row in rows:
        for word in re.findall(r"(?<!\w)(?:[a-z]{2,4}|€|£)(?!\w)", row.folded):
            if word in signs and len(word) != 2:  # noqa: PLR2004
                counts[signs[word]] += 1
    return counts
