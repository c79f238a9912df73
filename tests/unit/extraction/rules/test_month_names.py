"""The names of months and weekdays that are kept as data are those of the Unicode CLDR."""

from __future__ import annotations

import pytest
from babel import Locale

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.month_names import find_month, find_weekday, list_languages
from receipt_desktop.extraction.text.date_text import fold_date_text

LANGUAGES = load_facts("months")["languages"]
with_the_cldr = pytest.mark.skipif(
    Locale.parse("es").months["format"]["wide"][1] != "enero",
    reason="the packages keep the names of three languages alone",
)


def folded(name: str) -> str:
    return fold_date_text(name).replace(".", "").strip("'॰ ")


@with_the_cldr
@pytest.mark.parametrize(
    "language", [name for name in LANGUAGES if name not in {"ja", "ko", "vi", "zh"}]
)
def test_every_month_of_the_cldr_is_known(language: str) -> None:
    names = Locale.parse(language).months["format"]["wide"]
    found = {number: find_month(folded(name), [language]) for number, name in names.items()}
    assert {number: month.number for number, month in found.items() if month} == {
        number: number for number in names
    }


@with_the_cldr
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ro", "pl", "ru", "el", "ja", "ko"])
def test_weekdays_of_the_cldr_are_known(language: str) -> None:
    names = Locale.parse(language).days["format"]["wide"]
    assert {find_weekday(folded(name), [language]) for name in names.values()} == set(names)


def test_there_are_the_languages_of_many_countries() -> None:
    assert len(LANGUAGES) >= 40
    expected = {"PL": "pl", "GR": "el", "TH": "th", "BR": "pt", "EG": "ar", None: "en"}
    assert all(language in list_languages(country) for country, language in expected.items())


@pytest.mark.parametrize("word", ["kg", "total", "pcs", "uhr", "x"])
def test_other_words_are_no_months(word: str) -> None:
    assert find_month(word, ["en", "de"]) is None
