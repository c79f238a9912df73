"""One sentence about the receipt, in its own language where the program speaks it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

_TEMPLATES = {
    "en": ("Purchase at {name}", " for {money}", " on {day}"),
    "fr": ("Achat chez {name}", " pour {money}", " le {day}"),
    "de": ("Einkauf bei {name}", " für {money}", " am {day}"),
}


def load_locales(day: date) -> None:
    """Load what is known of each language that is spoken."""
    for language in _TEMPLATES:
        summarise(language, "Café", Decimal(1), "EUR", day)


def summarise(
    language: str | None,
    name: str | None,
    total: Decimal | None,
    currency: str | None,
    day: date | None,
) -> str | None:
    """A sentence such as "Purchase at X for €25.99 on January 1, 2024".

    None without a merchant and a total.
    """
    if not name or total is None:
        return None
    spoken = language if language in _TEMPLATES else "en"
    start, money, when = _TEMPLATES[spoken]
    amount = (
        format_currency(total, currency, locale=spoken)
        if currency
        else format_decimal(total, locale=spoken)
    )
    sentence = start.format(name=name) + money.format(money=amount)
    return sentence + (when.format(day=format_date(day, "long", locale=spoken)) if day else "")
