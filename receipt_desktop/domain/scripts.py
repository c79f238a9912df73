"""Scripts that RapidOCR cannot read, and Tesseract's languages for them."""

from __future__ import annotations

import enum
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from babel.core import get_global

from receipt_desktop.messages import Message


class Script(enum.StrEnum):
    """A script without weights in RapidOCR."""

    GREEK = "greek"
    CYRILLIC = "cyrillic"
    HEBREW = "hebrew"
    ARABIC = "arabic"
    KOREAN = "korean"
    THAI = "thai"
    DEVANAGARI = "devanagari"
    BENGALI = "bengali"
    TAMIL = "tamil"
    GEORGIAN = "georgian"
    ARMENIAN = "armenian"
    UNKNOWN = "unknown"
    """One of these, or another; it has no facts."""


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """What is known of a script."""

    codes: tuple[str, ...]
    """ISO 15924."""
    detected: tuple[str, ...]
    """Its names in Tesseract's `osd.traineddata`."""
    letters: str
    """How the Unicode names of its letters begin."""
    languages: tuple[str, ...]
    """Tesseract's languages, the most spoken first."""
    is_right_to_left: bool = False
    looks_latin: bool = False
    """Whether many of its letters look like Latin ones."""


SCRIPT_FACTS: Mapping[Script, ScriptFacts] = MappingProxyType(
    {
        Script.GREEK: ScriptFacts(("Grek",), ("Greek",), "GREEK", ("ell",), looks_latin=True),
        Script.CYRILLIC: ScriptFacts(
            ("Cyrl",),
            ("Cyrillic",),
            "CYRILLIC",
            ("rus", "ukr", "srp", "bul", "kaz", "bel", "mkd", "kir", "mon", "tgk", "uzb_cyrl"),
            looks_latin=True,
        ),
        Script.HEBREW: ScriptFacts(
            ("Hebr",), ("Hebrew",), "HEBREW", ("heb", "yid"), is_right_to_left=True
        ),
        Script.ARABIC: ScriptFacts(
            ("Arab",),
            ("Arabic",),
            "ARABIC",
            ("ara", "fas", "urd", "pus", "kur_ara", "uig"),
            is_right_to_left=True,
        ),
        Script.KOREAN: ScriptFacts(("Kore", "Hang"), ("Korean", "Hangul"), "HANGUL", ("kor",)),
        Script.THAI: ScriptFacts(("Thai",), ("Thai",), "THAI", ("tha",)),
        Script.DEVANAGARI: ScriptFacts(
            ("Deva",), ("Devanagari",), "DEVANAGARI", ("hin", "mar", "nep", "san")
        ),
        Script.BENGALI: ScriptFacts(("Beng",), ("Bengali",), "BENGALI", ("ben", "asm")),
        Script.TAMIL: ScriptFacts(("Taml",), ("Tamil",), "TAMIL", ("tam",)),
        Script.GEORGIAN: ScriptFacts(("Geor",), ("Georgian",), "GEORGIAN", ("kat",)),
        Script.ARMENIAN: ScriptFacts(("Armn",), ("Armenian",), "ARMENIAN", ("hye",)),
    }
)


def find_script(detected: str) -> Script | None:
    """The script of a name of `osd.traineddata`; None for one that RapidOCR reads."""
    facts = SCRIPT_FACTS.items()
    return next((script for script, fact in facts if detected in fact.detected), None)


def find_script_of_country(country: str) -> Script | None:
    """The script that CLDR's likely subtags give a country (ISO 3166-1 alpha-2)."""
    subtags = get_global("likely_subtags").get(f"und_{country.upper()}", "").split("_")
    facts = SCRIPT_FACTS.items()
    return next((script for script, fact in facts if set(fact.codes) & set(subtags)), None)


def count_letters_of(script: Script, text: str) -> int:
    """The number of letters of this script, vowel signs included."""
    start = SCRIPT_FACTS[script].letters
    return sum(unicodedata.name(letter, "").startswith(start) for letter in text)


def list_script_languages(scripts: Iterable[Script]) -> tuple[str, ...]:
    """The first language of Tesseract for each of these scripts; of all for an unknown one."""
    known = [script for script in scripts if script in SCRIPT_FACTS] or list(SCRIPT_FACTS)
    return tuple(SCRIPT_FACTS[script].languages[0] for script in known)


def describe_script_packages(languages: Iterable[str], platform: str = sys.platform) -> Message:
    """How to install languages of Tesseract on this platform, named as `sys.platform` does."""
    codes = list(languages)
    if platform == "win32":
        return Message("script_install_win32", {"languages": ", ".join(codes)})
    if platform == "darwin":
        return Message("script_install_darwin")
    packages = " ".join(f"tesseract-ocr-{code.replace('_', '-')}" for code in codes)
    return Message("script_install_linux", {"packages": packages})
