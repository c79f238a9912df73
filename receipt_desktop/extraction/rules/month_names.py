"""Names of months and weekdays in the world's languages, from the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from rapidfuzz.distance import DamerauLevenshtein

from receipt_desktop.extraction.facts.loader import get_country_fact, load_facts
from receipt_desktop.extraction.text.date_text import fold_date_text

LONG_LETTERS, FRAMED_LETTERS = 5, 3
"""Shorter words must match exactly, but for letters that look alike."""
_LOOKALIKES = str.maketrans("01ij|5869q", "ollllsbbgg")
"""Maps letters and digits that OCR confuses to one of them."""


@dataclass(frozen=True, slots=True)
class MonthName:
    """The month that a word means."""

    number: int
    is_usual: bool
    """Whether the name is of a language of the country, or English."""
    is_exact: bool
    """False when letters were misread."""


def list_languages(country: str | None) -> tuple[str, ...]:
    """The languages of the country, then English."""
    own = get_country_fact(country, "languages", ())
    return tuple(dict.fromkeys((*own, *_list_official(country), "en")))


@cache
def _list_official(country: str | None) -> tuple[str, ...]:
    locale = _load_locale(f"und_{country}") if country else None
    return (locale.language,) if locale else ()


@cache
def _load_locale(name: str) -> Locale | None:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return None


def read_short_order(country: str | None) -> str | None:
    """Order of numeric dates in the country by the CLDR ("dmy", "mdy" or "ymd"), if known."""
    locale = _load_locale(f"und_{country}") if country else None
    if locale is None:
        return None
    pattern = locale.date_formats["short"].pattern.casefold()
    return "".join(dict.fromkeys(letter for letter in pattern if letter in "dmy"))


def find_month(word: str, languages: Sequence[str], *, is_framed: bool = False) -> MonthName | None:
    """The month of a folded word, looked up in `languages` first; None when it is none.

    A word that is framed by a day and a year with hyphens may have a wrong letter when it is short.
    """
    bare = word.replace(".", "").strip("'")
    for tables, is_usual in ((languages, True), (_list_other(tuple(languages)), False)):
        for language in tables:
            if number := _load_months(language).get(bare):
                return MonthName(number, is_usual, is_exact=True)
    number = _find_misread(bare, tuple(languages), FRAMED_LETTERS if is_framed else LONG_LETTERS)
    return MonthName(number, is_usual=True, is_exact=False) if number else None


@lru_cache(maxsize=4096)
def _find_misread(word: str, languages: tuple[str, ...], letters: int) -> int | None:
    """The month of a word with lookalike letters, or one wrong letter among so many `letters`."""
    like = word.translate(_LOOKALIKES)
    for language in languages:
        for name, number in _load_months(language).items():
            if name.translate(_LOOKALIKES) == like and len(name) > 2:  # noqa: PLR2004
                return number
    if len(word) < letters:
        return None
    near = {
        number
        for language in languages
        for name, number in _load_months(language).items()
        if len(name) >= letters and DamerauLevenshtein.distance(name, word, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=256)
def _list_other(languages: tuple[str, ...]) -> tuple[str, ...]:
    return ("", *(name for name in load_facts("months")["languages"] if name not in languages))


@cache
def _load_months(language: str) -> Mapping[str, int]:
    """Numbers of the months by their folded names; "" gives the names that the CLDR lacks."""
    facts = load_facts("months")
    further = facts["further"] if language == "" else facts["local"].get(language, {})
    own = load_facts("month_names").get(language, {}).get("months", {})
    return _number_names((*own.items(), *further.items()))


def _number_names(entries: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, int]:
    """The number of each folded name; the first meaning of a name stays."""
    names: dict[str, int] = {}
    for number, words in entries:
        for word in words:
            names.setdefault(fold_date_text(word), int(number))
    return names


def find_weekday(word: str, languages: Sequence[str]) -> int | None:
    """The weekday of a folded word (Monday is 0) in one of the languages; None for none."""
    bare = word.strip(".,'")
    for language in languages:
        found = _load_weekdays(language).get(bare)
        if found is not None:
            return found
    return None


@cache
def _load_weekdays(language: str) -> Mapping[str, int]:
    days = load_facts("month_names").get(language, {}).get("days", {})
    names = _number_names(days.items())
    unclear = load_facts("months")["no_weekdays"]
    return {name: number for name, number in names.items() if name not in unclear}
