"""Separators as spreadsheets of the region expect them."""

from __future__ import annotations

import pytest

from receipt_desktop.config.system_locale import find_system_locale
from receipt_desktop.export.separators import find_separators

SEMICOLON_POINT, SEMICOLON_COMMA, COMMA_POINT = (";", "."), (";", ","), (",", ".")


@pytest.mark.parametrize(
    ("system", "language", "expected"),
    [
        ("de_CH.UTF-8", "", SEMICOLON_POINT),
        ("fr_CH.UTF-8", "", SEMICOLON_POINT),
        ("it_CH.UTF-8", "", SEMICOLON_POINT),
        ("de_CH.UTF-8", "de", SEMICOLON_POINT),
        ("it_CH.UTF-8", "fr", SEMICOLON_POINT),
        ("fr_CH.UTF-8", "en", SEMICOLON_POINT),
        ("de_LI.UTF-8", "de", SEMICOLON_POINT),
        ("de_DE.UTF-8@euro", "en", SEMICOLON_COMMA),
        ("de_DE.UTF-8", "fr", SEMICOLON_COMMA),
        ("sr_RS@latin", "", SEMICOLON_COMMA),
        ("en_US.UTF-8", "de", COMMA_POINT),
        ("en_GB.UTF-8", "", COMMA_POINT),
        ("es_MX.UTF-8", "", COMMA_POINT),
        ("es_ES.UTF-8", "", SEMICOLON_COMMA),
        ("zh_CN.UTF-8", "", COMMA_POINT),
        ("ar_EG.UTF-8", "", SEMICOLON_POINT),
        ("C.UTF-8", "de", SEMICOLON_COMMA),
        ("POSIX", "", COMMA_POINT),
        ("en_US.UTF-8", "fr_CH", SEMICOLON_POINT),
        ("de_CH.UTF-8", "de_DE", SEMICOLON_COMMA),
        ("C", "xx_XX", COMMA_POINT),
    ],
)
def test_the_region_decides_and_the_language_fills_in(
    system: str, language: str, expected: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert find_separators(language) == expected


def test_the_variables_count_in_the_order_of_posix() -> None:
    every = {"LC_ALL": "de_CH", "LC_NUMERIC": "fr_FR", "LANG": "en_US", "LANGUAGE": "it_IT"}
    assert find_system_locale(every) == "de_CH"
    assert find_system_locale({**every, "LC_ALL": ""}) == "fr_FR"
    assert find_system_locale({"LANG": "en_US.UTF-8", "LANGUAGE": "de"}) == "en_US.UTF-8"
    assert find_system_locale({"LANG": "C.UTF-8"}) == ""
