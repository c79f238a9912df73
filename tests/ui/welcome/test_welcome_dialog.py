"""The welcome page: saved at once, Ollama looked for, nothing downloaded without a click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop.config.settings_file import read_saved_values
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.language_model import ModelState
from receipt_desktop.ui.desktop_application import take_move_target
from receipt_desktop.ui.welcome.welcome_dialog import WelcomeDialog
from tests.databases import open_empty_store
from tests.ui.fake_actions import MODELS, FakeActions, ManualTaskRunner

HOST = "http://127.0.0.1:11434"


@dataclass(frozen=True)
class Desk:
    page: WelcomeDialog
    actions: FakeActions
    work: ManualTaskRunner
    window: QWidget

    def kept(self) -> dict[str, object]:
        return read_saved_values(self.actions.paths)

    def choose(self, box: str, value: str) -> None:
        """Choose in a box as a person does."""
        control = getattr(self.page, box)
        control.setCurrentIndex(control.findData(value))
        control.activated.emit(control.currentIndex())
        self.work.run_all()


@pytest.fixture
def actions(tmp_path: Path) -> Iterator[FakeActions]:
    store = open_empty_store(tmp_path)
    yield FakeActions(store, tmp_path)
    store.close()


@pytest.fixture
def desk(qtbot: QtBot, actions: FakeActions) -> Desk:
    return open_page(qtbot, actions)


def open_page(qtbot: QtBot, actions: FakeActions) -> Desk:
    work, window = ManualTaskRunner(), QWidget()
    qtbot.addWidget(window)
    page = WelcomeDialog(window, actions, work)
    page.show()
    work.run_all()
    return Desk(page, actions, work, window)


def test_the_page_is_remembered_as_soon_as_it_is_shown(desk: Desk) -> None:
    assert desk.kept() == {"welcome_seen": True}
    assert desk.actions.is_first_run() is False


def test_escape_skips_it(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClick(desk.page, Qt.Key.Key_Escape)
    assert not desk.page.isVisible()
    assert desk.kept() == {"welcome_seen": True}


def test_the_currency_follows_the_home_country(desk: Desk) -> None:
    desk.choose("country_box", "CH")
    assert desk.kept()["home_country"] == "CH"
    assert "CHF" in desk.page.currency_box.currentText()
    desk.choose("country_box", "HR")
    assert "EUR" in desk.page.currency_box.currentText()


def test_another_currency_stays_whatever_the_country(desk: Desk) -> None:
    desk.choose("currency_box", "USD")
    desk.choose("country_box", "CH")
    assert desk.kept()["home_currency"] == "USD"
    assert desk.page.currency_box.currentText() == "US Dollar (USD)"
    assert "CHF" in desk.page.currency_box.itemText(0)


def test_another_language_closes_the_page_and_asks_for_another_window(
    qtbot: QtBot, desk: Desk
) -> None:
    with qtbot.waitSignal(desk.page.language_changed):
        desk.choose("language_box", "de")
    assert desk.kept()["language"] == "de"
    assert not desk.page.isVisible()


def test_what_cannot_be_saved_is_said(desk: Desk) -> None:
    desk.actions.refusal = ServiceUnavailable("settings_not_saved", reason="no space")
    desk.choose("country_box", "CH")
    assert "no space" in desk.page.error_label.text()
    assert desk.page.error_label.isVisible()


def test_the_data_can_be_moved_from_here(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    row = desk.page.folder_row
    row.ask_to_move(tmp_path.with_name("disk"))
    desk.work.run_all()
    assert row.confirm_dialog is not None
    with qtbot.waitSignal(desk.page.restart_requested):
        row.confirm_dialog.confirm_button.click()
    assert take_move_target() == tmp_path.with_name("disk")
    assert not desk.page.isVisible()


def test_samples_are_asked_for(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.page.samples_requested):
        desk.page.samples_button.click()
    assert not desk.page.isVisible()


def test_without_ollama_nothing_can_be_chosen_or_downloaded(desk: Desk) -> None:
    choice = desk.page.model_choice
    assert choice.state_label.text().startswith("Ollama was not found.")
    assert not choice.model_box.isVisible()
    assert not choice.pull_row.isVisible()
    choice.use_box.click()
    desk.work.run_all()
    assert desk.kept()["use_model"] is False


def test_an_installed_model_is_chosen(qtbot: QtBot, actions: FakeActions) -> None:
    actions.model = ModelState(True, HOST, "0.9", MODELS, MODELS[0].name)
    desk = open_page(qtbot, actions)
    choice = desk.page.model_choice
    assert choice.model_box.isVisible()
    assert not choice.pull_row.isVisible()
    choice.model_box.setCurrentIndex(choice.model_box.findData(MODELS[1].name))
    choice.model_box.activated.emit(choice.model_box.currentIndex())
    desk.work.run_all()
    assert desk.kept()["model"] == MODELS[1].name
    choice.use_box.click()
    assert not choice.model_box.isEnabled()


def test_a_model_is_downloaded_by_a_click_only(qtbot: QtBot, actions: FakeActions) -> None:
    actions.model = ModelState(True, HOST, "0.9")
    desk = open_page(qtbot, actions)
    choice = desk.page.model_choice
    assert choice.pull_row.isVisible()
    assert actions.asked == []
    actions.model = ModelState(True, HOST, "0.9", MODELS[:1], MODELS[0].name)
    choice.pull_row.start_button.click()
    desk.work.run_all()
    assert actions.asked == [("pull", "qwen2.5:3b")]
    assert choice.model_box.isVisible()


def test_a_model_on_another_computer_is_left_to_the_settings(
    qtbot: QtBot, actions: FakeActions
) -> None:
    actions.model = ModelState(True, "http://box:11434", "0.9", MODELS, remote=True)
    desk = open_page(qtbot, actions)
    choice = desk.page.model_choice
    assert not choice.use_box.isEnabled()
    assert not choice.model_box.isVisible()
    assert "another computer" in choice.state_label.text()
