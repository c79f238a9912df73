"""Scripts: detection names, letters, countries, and the packages that bring a language."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.scripts import (
    SCRIPT_FACTS,
    Script,
    count_letters_of,
    describe_script_packages,
    find_script,
    find_script_of_country,
)


def test_names_of_the_detection_lead_to_scripts() -> None:
    assert find_script("Cyrillic") is Script.CYRILLIC
    assert find_script("Hangul") is find_script("Korean") is Script.KOREAN
    assert find_script("Latin") is None
    assert set(SCRIPT_FACTS) == set(Script) - {Script.UNKNOWN}


@pytest.mark.parametrize(
    ("country", "script"),
    [
        ("TH", Script.THAI),
        ("by", Script.CYRILLIC),
        ("KR", Script.KOREAN),
        ("IN", Script.DEVANAGARI),
        ("EG", Script.ARABIC),
        ("GE", Script.GEORGIAN),
        ("AM", Script.ARMENIAN),
        ("BD", Script.BENGALI),
        ("GR", Script.GREEK),
        ("FR", None),
        ("JP", None),
    ],
)
def test_countries_have_a_usual_script(country: str, script: Script | None) -> None:
    assert find_script_of_country(country) is script


def test_letters_are_counted_with_their_vowel_signs() -> None:
    assert count_letters_of(Script.THAI, "น้ำ 55 Coffee") == 3
    assert count_letters_of(Script.CYRILLIC, "СУММА CYMMA") == 5


@pytest.mark.parametrize(
    ("platform", "sentence"),
    [
        ("linux", "On Debian and Ubuntu: sudo apt install tesseract-ocr-tha tesseract-ocr-kor."),
        ("darwin", "With Homebrew: brew install tesseract tesseract-lang."),
        ("win32", "This requires Tesseract with this language data: tha, kor."),
    ],
)
def test_each_platform_has_its_way_to_a_language(platform: str, sentence: str) -> None:
    assert describe_script_packages(["tha", "kor"], platform).text() == sentence
