"""Rows of the settings page that are built from the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.config.setting_spec import FormRow, SettingGroup, SettingSpec
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.ui.settings.editors import make_editor
from receipt_desktop.ui.settings.file_path_edit import FilePathEdit
from receipt_desktop.ui.settings.settings_page import SettingsPage
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner

SPECIAL = {
    "ocr_languages", "home_country", "home_currency", "use_model", "ollama_host", "model",
    "api_host", "api_port",
}  # fmt: skip
"""Settings whose control is made by hand; those of the API are shown with a server alone."""


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[SettingsPage]:
    store = open_empty_store(tmp_path)
    made = SettingsPage(FakeActions(store, tmp_path), ManualTaskRunner(), SignalBridge())
    qtbot.addWidget(made)
    yield made
    store.close()


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    translator = QTranslator()
    assert translator.load("receipt_desktop_fr", str(resources_folder() / "translations"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def spec_of(default: Any, *, suffix: str = "", patterns: str = "", **facts: Any) -> SettingSpec:
    row = FormRow(SettingGroup.READING, "Label", suffix=suffix, patterns=patterns)
    return SettingSpec(default, "What it is.", "some_name", row=row, **facts)


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        (spec_of(3, limits=(1, 9)), QSpinBox),
        (spec_of(2.0, limits=(0, 60)), QSpinBox),
        (spec_of(False), QCheckBox),
        (spec_of("a", choices={"a": "A", "b": "B"}), QComboBox),
        (spec_of("", patterns="PEM (*.pem)"), FilePathEdit),
        (spec_of(""), QLineEdit),
    ],
)
def test_the_control_follows_from_the_kind_of_setting(
    qtbot: QtBot, spec: SettingSpec, kind: type[QWidget]
) -> None:
    editor = make_editor(spec)
    qtbot.addWidget(editor)
    assert isinstance(editor, kind)


def test_a_line_of_text_is_announced_when_it_is_another_one(qtbot: QtBot) -> None:
    line = make_editor(spec_of("before"))
    assert isinstance(line, QLineEdit)
    qtbot.addWidget(line)
    chosen: list[str] = []
    line.value_chosen.connect(chosen.append)
    line.show_value("before")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert chosen == []
    line.selectAll()
    qtbot.keyClicks(line, "after ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert chosen == ["after"]


def test_a_value_from_elsewhere_is_shown_beside_the_choices(qtbot: QtBot) -> None:
    combo = make_editor(spec_of("a", choices={"a": "A", "b": "B"}))
    assert isinstance(combo, QComboBox)
    qtbot.addWidget(combo)
    combo.show_value("c")
    assert (combo.currentText(), combo.count()) == ("c", 3)


def test_each_group_has_the_rows_of_the_table_in_its_order(page: SettingsPage) -> None:
    for group, section in page.sections.items():
        wanted = [spec.name for spec in SETTINGS.values() if spec.row and spec.row.group is group]
        assert list(section.rows_by_setting) == wanted
        assert set(section.editors) == set(wanted) - SPECIAL


def test_groups_stand_in_the_order_of_the_table(page: SettingsPage) -> None:
    without_server = [group for group in SettingGroup if group is not SettingGroup.PROGRAMS]
    assert list(page.sections) == without_server


@pytest.mark.parametrize(
    ("name", "value"),
    [("timeout_ms", 45_000), ("csv_bom", False), ("theme", "dark"), ("stall_minutes", 7)],
)
def test_showing_a_value_does_not_count_as_a_choice(qtbot: QtBot, name: str, value: Any) -> None:
    editor = make_editor(SETTINGS[name])
    qtbot.addWidget(editor)
    chosen: list[object] = []
    editor.value_chosen.connect(chosen.append)
    editor.show_value(getattr(Settings(), name))
    editor.show_value(value)
    assert chosen == []


@pytest.mark.usefixtures("french", "page")
def test_captions_are_in_the_users_language(page: SettingsPage) -> None:
    row = page.sections[SettingGroup.CSV].rows_by_setting["csv_delimiter"]
    assert row.label.text() == "Séparateur"
    combo = row.control
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(number) for number in range(combo.count())] == [
        "Paramètre régional", "Point-virgule", "Virgule", "Tabulation",
    ]  # fmt: skip
