"""One-sentence summaries, in English, French or German."""

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
    """Load the locale data of all supported languages."""
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

    None without a merchant or a total; English for other languages.
    """
    if not name or total is None:
        return None
    locale = language if language in _TEMPLATES else "en"
    name_part, amount_part, date_part = _TEMPLATES[locale]
    amount = (
        format_currency(total, currency, locale=locale)
        if currency
        else format_decimal(total, locale=locale)
    )
    sentence = name_part.format(name=name) + amount_part.format(money=amount)
    return sentence + (date_part.format(day=format_date(day, "long", locale=locale)) if day else "")
