"""Delimiter and decimal separator that spreadsheets expect, by the region of the computer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

from receipt_desktop.config.system_locale import find_system_locale

POINT_STYLE = (",", ".")
"""Delimiter and decimal separator."""
COMMA_STYLE = (";", ",")
MIXED_STYLE = (";", ".")
STYLES_BY_REGION: Mapping[str, tuple[str, str]] = {"CH": MIXED_STYLE, "LI": MIXED_STYLE}
"""Regions where the settings of Windows, which Excel uses, differ from CLDR: in all languages of
Switzerland the list separator is ; and the decimal separator a point."""
STYLES_BY_LANGUAGE: Mapping[str, tuple[str, str]] = {"ar": MIXED_STYLE, "fa": MIXED_STYLE}
"""Languages with the list separator ; and a decimal point."""
LOCALE_PATTERN = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_](?P<region>[A-Z]{2}|[0-9]{3}))?(?![a-z])"
)


def find_separators(name: str) -> tuple[str, str]:
    """Delimiter and decimal separator for a language ("de") or a locale ("fr_CH").

    The region defaults to that of the system, which spreadsheets use, not that of the program's
    language.
    """
    language, region = _split_locale(name)
    own_language, own_region = _split_locale("" if region else find_system_locale())
    region = region or own_region
    if region and region in STYLES_BY_REGION:
        return STYLES_BY_REGION[region]
    locales = ((language, region), (own_language, region), (own_language, None), (language, None))
    found = (
        _separators_by_cldr(spoken_language, spoken_region)
        for spoken_language, spoken_region in locales
        if spoken_language
    )
    return next(filter(None, found), POINT_STYLE)


def _split_locale(name: str) -> tuple[str | None, str | None]:
    """Language and region of a locale name."""
    match = LOCALE_PATTERN.match(name)
    return (match["language"], match["region"]) if match else (None, None)


def _separators_by_cldr(language: str, region: str | None) -> tuple[str, str] | None:
    """Separators by the decimal separator of the locale; None for an unknown locale."""
    try:
        locale = Locale(language, region)
        mark = locale.number_symbols["latn"]["decimal"]
    except (UnknownLocaleError, ValueError, KeyError):
        return None
    if mark == ",":
        return COMMA_STYLE
    return STYLES_BY_LANGUAGE.get(locale.language, POINT_STYLE)
