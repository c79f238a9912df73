"""Delimiter and decimal separator that spreadsheets expect, by the region of the computer."""

from __future__ import annotations

import ctypes
import os
import plistlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError

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
LOCALE_NAME_LENGTH = 85
"""LOCALE_NAME_MAX_LENGTH of the Windows headers."""


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


def find_system_locale(environ: Mapping[str, str] = os.environ) -> str:
    """The locale of numbers on this computer; "" when it is unknown.

    From the environment variables of POSIX, else from the settings of Windows or macOS.
    """
    for variable in ("LC_ALL", "LC_NUMERIC", "LANG"):
        name = environ.get(variable, "")
        if name:
            return "" if name.split(".")[0] in {"C", "POSIX"} else name
    if sys.platform == "win32":
        return _windows_locale()
    return _mac_locale() if sys.platform == "darwin" else ""


def _windows_locale() -> str:
    if sys.platform == "win32":
        name = ctypes.create_unicode_buffer(LOCALE_NAME_LENGTH)
        ctypes.windll.kernel32.GetUserDefaultLocaleName(name, LOCALE_NAME_LENGTH)
        return name.value
    return ""


def _mac_locale() -> str:
    file = Path.home() / "Library" / "Preferences" / ".GlobalPreferences.plist"
    try:
        with file.open("rb") as stream:
            return str(plistlib.load(stream).get("AppleLocale", ""))
    except (OSError, ValueError, plistlib.InvalidFileException):
        return ""
