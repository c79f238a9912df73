"""The API turned on in the window: real engine, real server, real requests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.api.switch import ApiSwitch
from receipt_desktop.broker.address import find_free_port
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import read_saved_values
from receipt_desktop.ui import pages, theme
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.settings.api_section import ApiSection
from receipt_desktop.ui.settings.editors import SwitchEditor
from receipt_desktop.ui.settings.file_path_edit import FilePathEdit
from receipt_desktop.ui.settings.settings_page import SettingsPage
from receipt_desktop.ui.signal_bridge import SignalBridge

LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Desk:
    window: MainWindow
    section: ApiSection
    actions: Actions
    serving: ApiSwitch
    qtbot: QtBot

    def answers(self) -> str:
        """Wait until it does; its address."""
        self.qtbot.waitUntil(lambda: "Running at" in self.said())
        assert self.serving.url
        return self.serving.url

    @property
    def switch(self) -> SwitchEditor:
        """Of the API."""
        switch = self.section.editors["api_serve"]
        assert isinstance(switch, SwitchEditor)
        return switch

    def said(self) -> str:
        return self.section.rows_by_setting["api_serve"].message_text

    def status(self, token: str = "") -> int:
        named = {"Authorization": f"Bearer {token or self.section.token.token_edit.text()}"}
        url = f"{self.answers()}/api/v1/receipts"
        return httpx.get(url, headers=named).status_code


@contextmanager
def opened(qtbot: QtBot, paths: Paths, **chosen: object) -> Iterator[Desk]:
    settings = Settings(use_model=False, **chosen)  # type: ignore[arg-type]
    with bootstrap.open_application(paths, settings, kind="window", consume=False) as engine:
        serving = ApiSwitch(engine.actions)
        window = MainWindow(engine.actions, SignalBridge(), settings, api_service=serving)
        qtbot.addWidget(window)
        window.start_api()
        window.show_page(pages.SETTINGS)
        page = window.pages.currentWidget()
        assert isinstance(page, SettingsPage)
        section = page.api_section
        assert section
        window.show()
        qtbot.waitUntil(
            lambda: bool(section.token.token_edit.text() or section.token.message.text())
        )
        yield Desk(window, section, engine.actions, serving, qtbot)
        window.close_without_asking()
        serving.set_enabled(False)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Desk]:
    theme.apply_theme(qapp, "light")
    with opened(qtbot, paths, api_port=find_free_port()) as made:
        yield made


def test_it_answers_from_the_click_on_and_no_longer_than_to_the_next(desk: Desk) -> None:
    assert "HTTP API documentation" in desk.said()
    desk.switch.click()
    assert desk.status() == 200
    assert desk.status("another") == 401
    url = desk.answers()
    desk.switch.click()
    desk.qtbot.waitUntil(lambda: "HTTP API documentation" in desk.said())
    assert desk.serving.url is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")


def test_what_was_turned_on_is_on_at_the_next_start(desk: Desk, qtbot: QtBot, paths: Paths) -> None:
    desk.switch.click()
    desk.answers()
    assert read_saved_values(paths)["api_serve"] is True
    other = Paths(paths.data / "next")
    with opened(qtbot, other, api_serve=True, api_port=find_free_port()) as again:
        qtbot.waitUntil(lambda: again.serving.url is not None)
        assert httpx.get(f"{again.serving.url}/health").json()["data"] == {"status": "healthy"}


def test_another_port_is_taken_at_once(desk: Desk) -> None:
    desk.switch.click()
    first = desk.answers()
    port = find_free_port()
    desk.section.port_box.setValue(port)
    desk.qtbot.waitUntil(lambda: desk.said().endswith(f":{port}."))
    assert desk.status() == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{first}/health")


def test_a_taken_port_is_reported_beside_its_field_until_a_free_one_is_set(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        desk.section.port_box.setValue(port)
        desk.switch.click()
        row = desk.section.rows_by_setting["api_port"]
        desk.qtbot.waitUntil(lambda: f"Port {port} is already in use" in row.message_text)
        assert desk.serving.url is None
        assert desk.switch.isChecked()
    desk.section.port_box.setValue(find_free_port())
    desk.answers()
    assert not row.message_text


def test_at_the_start_a_taken_port_is_reported_in_the_receipt_list(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    theme.apply_theme(qapp, "light")
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        with opened(qtbot, paths, api_serve=True, api_port=port) as desk:
            notice = desk.window.inbox_page.notice
            qtbot.waitUntil(lambda: str(port) in notice.message.text())


def test_invalid_certificate_files_are_reported_beside_their_fields(
    desk: Desk, tmp_path: Path
) -> None:
    wrong = tmp_path / "some.pem"
    wrong.write_text("nothing")
    desk.switch.click()
    desk.answers()
    for setting in ("api_certificate", "api_key_file"):
        line = desk.section.editors[setting]
        assert isinstance(line, FilePathEdit)
        line.line_edit.setText(str(wrong))
        line.line_edit.editingFinished.emit()
    row = desk.section.rows_by_setting["api_certificate"]
    desk.qtbot.waitUntil(lambda: "PEM files that belong together" in row.message_text)
    assert desk.actions.settings.api_key_file == str(wrong)


def test_serving_the_network_without_tls_shows_a_warning(desk: Desk) -> None:
    desk.section.host_box.setCurrentIndex(1)
    desk.section.host_box.activated.emit(1)
    row = desk.section.rows_by_setting["api_host"]
    desk.qtbot.waitUntil(lambda: "unencrypted" in row.message_text)
    assert desk.actions.settings.api_host == "0.0.0.0"


def test_the_token_is_hidden_shown_and_copied(desk: Desk) -> None:
    token = desk.section.token
    assert token.token_edit.text() == desk.actions.get_api_token()
    assert token.token_edit.displayText() != token.token_edit.text()
    token.reveal_button.click()
    assert token.token_edit.displayText() == desk.actions.get_api_token()
    token.reveal_button.click()
    assert token.token_edit.displayText() != token.token_edit.text()
    token.copy_button.click()
    assert QGuiApplication.clipboard().text() == desk.actions.get_api_token()
    assert token.message.text() == "Copied."


def test_a_new_token_invalidates_the_old_one(desk: Desk) -> None:
    desk.switch.click()
    desk.answers()
    token = desk.section.token
    old = token.token_edit.text()
    token.renew_button.click()
    assert token.confirm_dialog
    token.confirm_dialog.cancel_button.click()
    assert desk.status(old) == 200
    token.renew_button.click()
    desk.qtbot.mouseClick(token.confirm_dialog.confirm_button, LEFT)
    desk.qtbot.waitUntil(lambda: token.token_edit.text() != old)
    assert desk.status(old) == 401
    assert desk.status() == 200


def test_a_token_from_the_environment_cannot_be_changed_here(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    theme.apply_theme(qapp, "light")
    with opened(qtbot, paths, api_token="given by the shop") as desk:
        assert desk.section.token.token_edit.text() == "given by the shop"
        assert not desk.section.token.renew_button.isEnabled()
        assert "RECEIPT_DESKTOP_API_TOKEN" in desk.section._token_row.message_text


def test_a_token_that_is_too_short_is_refused_beside_the_switch(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    theme.apply_theme(qapp, "light")
    with opened(qtbot, paths, api_serve=True, api_port=find_free_port(), api_token="a") as desk:
        sentence = "The API token must have at least 16 characters"
        qtbot.waitUntil(lambda: desk.said().startswith(sentence))
        assert desk.section.token.message.text().startswith(sentence)
        assert desk.serving.url is None
        assert not desk.section.token.token_edit.text()
