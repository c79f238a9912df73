"""The home country: that of the system by name, or none."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.settings import country_choice
from receipt_desktop.ui.settings.country_choice import CountryChoice


@pytest.mark.parametrize(
    ("country", "first"), [("DE", "System default (Germany)"), (None, "Not set")]
)
def test_the_first_entry_names_the_country_of_the_system(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, country: str | None, first: str
) -> None:
    monkeypatch.setattr(country_choice, "find_system_country", lambda: country)
    choice = CountryChoice()
    qtbot.addWidget(choice)
    assert choice.itemText(0) == first
    assert choice.findData("AT") > 0
    choice.show_value("")
    assert choice.value == ""
