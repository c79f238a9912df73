"""The locale and the country of this computer."""

from __future__ import annotations

import ctypes
import os
import plistlib
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from receipt_desktop.messages import list_country_names

LOCALE_NAME_LENGTH = 85
"""Longest name of a locale on Windows (LOCALE_NAME_MAX_LENGTH)."""
NUMBERS, MONEY = "LC_NUMERIC", "LC_MONETARY"
"""Categories of POSIX."""


def find_system_locale(environ: Mapping[str, str] = os.environ, category: str = NUMBERS) -> str:
    """The locale of a category on this computer; "" when it is unknown.

    From the environment variables of POSIX, else from the settings of Windows or macOS.
    """
    for variable in ("LC_ALL", category, "LANG"):
        name = environ.get(variable, "")
        if name:
            return "" if name.split(".")[0] in {"C", "POSIX"} else name
    if sys.platform == "win32":
        return _windows_locale()
    return _mac_locale() if sys.platform == "darwin" else ""


def normalize_country(code: str) -> str:
    """The ISO 3166-1 code of a country in capitals, or "". Raises `ValueError` for another."""
    wanted = code.strip().upper()
    if wanted and wanted not in list_country_names("en"):
        raise ValueError(code)
    return wanted


def normalize_currency(code: str) -> str:
    """The ISO 4217 code of a currency in capitals, or "". Raises `ValueError` for another."""
    from babel.core import get_global  # noqa: PLC0415 (slow to load, rarely needed)

    wanted = code.strip().upper()
    if wanted and wanted not in get_global("all_currencies"):
        raise ValueError(code)
    return wanted


def find_country(name: str) -> str | None:
    """The country (ISO code) of a locale such as de_CH.UTF-8 or zh-Hant-TW; None without one."""
    known = list_country_names("en")
    parts = re.split(r"[-_]", re.split(r"[.@]", name)[0])[1:]
    return next((part.upper() for part in parts if part.upper() in known), None)


@cache
def find_system_country() -> str | None:
    """The country of this computer's locale, as found at the first call; None when unknown."""
    return find_country(find_system_locale(category=MONEY))


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
