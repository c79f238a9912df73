"""The country of this computer and the setting that replaces it."""

from __future__ import annotations

import pytest

from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.config.system_locale import (
    MONEY,
    find_country,
    find_system_locale,
    normalize_country,
)
from receipt_desktop.domain.errors import InvalidRequest


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("de_CH.UTF-8", "CH"),
        ("en-JM", "JM"),
        ("zh-Hant-TW", "TW"),
        ("sr_RS@latin", "RS"),
        ("en_001", None),
        ("fr", None),
        ("", None),
    ],
)
def test_the_country_of_a_locale(name: str, country: str | None) -> None:
    assert find_country(name) == country


def test_money_counts_more_than_the_language() -> None:
    environ = {"LC_MONETARY": "fr_CA.UTF-8", "LC_NUMERIC": "de_DE", "LANG": "en_US"}
    assert find_system_locale(environ, MONEY) == "fr_CA.UTF-8"


def test_the_setting_is_a_country() -> None:
    assert normalize_country(" jm ") == "JM"
    assert normalize_country("") == ""
    with pytest.raises(InvalidRequest):
        SETTINGS["home_country"].parse("Jamaica", "home_country")


def test_the_setting_replaces_the_country_of_the_system() -> None:
    assert Settings(home_country="KE").known_home_country == "KE"
