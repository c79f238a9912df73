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
from receipt_desktop.broker.address import find_free_port
from receipt_desktop.cli.window_session import LazyApiService
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import read_saved_values
from receipt_desktop.ui import theme
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.settings.api_section import ApiSection
from receipt_desktop.ui.settings.settings_page import SettingsPage
from receipt_desktop.ui.signal_bridge import SignalBridge

LEFT = Qt.MouseButton.LeftButton
LONG_MS = 30_000


@dataclass(frozen=True)
class Desk:
    window: MainWindow
    section: ApiSection
    actions: Actions
    serving: LazyApiService
    qtbot: QtBot

    def answers(self) -> str:
        """Wait until it does; its address."""
        self.qtbot.waitUntil(lambda: "Answers at" in self.said(), timeout=LONG_MS)
        assert self.serving.url
        return self.serving.url

    def said(self) -> str:
        return self.section._enabled_row.message_text

    def status(self, token: str = "") -> int:
        named = {"Authorization": f"Bearer {token or self.section.token.token_edit.text()}"}
        url = f"{self.answers()}/api/v1/receipts"
        return httpx.get(url, headers=named).status_code


@contextmanager
def opened(qtbot: QtBot, paths: Paths, **chosen: object) -> Iterator[Desk]:
    settings = Settings(use_model=False, **chosen)  # type: ignore[arg-type]
    with bootstrap.open_application(paths, settings, kind="window", consume=False) as engine:
        serving = LazyApiService(engine.actions)
        window = MainWindow(engine.actions, SignalBridge(), settings, serves=serving)
        qtbot.addWidget(window)
        window.start_api()
        window.show_page("settings")
        page = window.pages.currentWidget()
        assert isinstance(page, SettingsPage)
        section = page.api_section
        assert section
        window.show()
        qtbot.waitUntil(
            lambda: bool(section.token.token_edit.text() or section.token.message.text()),
            timeout=LONG_MS,
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
    assert "README" in desk.said()
    desk.section.enabled_box.click()
    assert desk.status() == 200
    assert desk.status("another") == 401
    url = desk.answers()
    desk.section.enabled_box.click()
    desk.qtbot.waitUntil(lambda: "README" in desk.said(), timeout=LONG_MS)
    assert desk.serving.url is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")


def test_what_was_turned_on_is_on_at_the_next_start(desk: Desk, qtbot: QtBot, paths: Paths) -> None:
    desk.section.enabled_box.click()
    desk.answers()
    assert read_saved_values(paths)["api_serve"] is True
    other = Paths(paths.data / "next")
    with opened(qtbot, other, api_serve=True, api_port=find_free_port()) as again:
        qtbot.waitUntil(lambda: again.serving.url is not None, timeout=LONG_MS)
        assert httpx.get(f"{again.serving.url}/health").json()["data"] == {"status": "healthy"}


def test_another_port_is_taken_at_once(desk: Desk) -> None:
    desk.section.enabled_box.click()
    first = desk.answers()
    port = find_free_port()
    desk.section.port_box.setValue(port)
    desk.qtbot.waitUntil(lambda: desk.said().endswith(f":{port}."), timeout=LONG_MS)
    assert desk.status() == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{first}/health")


def test_a_port_that_is_taken_is_told_beside_it_until_there_is_a_free_one(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        desk.section.port_box.setValue(port)
        desk.section.enabled_box.click()
        row = desk.section._port_row
        desk.qtbot.waitUntil(
            lambda: f"Port {port} cannot be had" in row.message_text, timeout=LONG_MS
        )
        assert desk.serving.url is None
        assert desk.section.enabled_box.isChecked()
    desk.section.port_box.setValue(find_free_port())
    desk.answers()
    assert not row.message_text


def test_at_the_start_a_taken_port_is_told_in_the_list(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    theme.apply_theme(qapp, "light")
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        with opened(qtbot, paths, api_serve=True, api_port=port) as desk:
            notice = desk.window.inbox_page.notice
            qtbot.waitUntil(lambda: str(port) in notice.message.text(), timeout=LONG_MS)


def test_files_that_are_no_certificate_are_told_beside_them(desk: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "some.pem"
    wrong.write_text("nothing")
    desk.section.enabled_box.click()
    desk.answers()
    for line in (desk.section.certificate_edit, desk.section.key_file_edit):
        line.line_edit.setText(str(wrong))
        line.line_edit.editingFinished.emit()
    row = desk.section._certificate_row
    desk.qtbot.waitUntil(
        lambda: "PEM files that belong together" in row.message_text, timeout=LONG_MS
    )
    assert desk.actions.settings.api_key_file == str(wrong)


def test_the_network_is_warned_of_while_nothing_is_encrypted(desk: Desk) -> None:
    desk.section.host_box.setCurrentIndex(1)
    desk.section.host_box.activated.emit(1)
    row = desk.section._host_row
    desk.qtbot.waitUntil(lambda: "in the clear" in row.message_text, timeout=LONG_MS)
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


def test_a_new_token_locks_out_who_has_the_old_one(desk: Desk) -> None:
    desk.section.enabled_box.click()
    desk.answers()
    token = desk.section.token
    old = token.token_edit.text()
    token.renew_button.click()
    assert token.confirm_dialog
    token.confirm_dialog.cancel_button.click()
    assert desk.status(old) == 200
    token.renew_button.click()
    desk.qtbot.mouseClick(token.confirm_dialog.confirm_button, LEFT)
    desk.qtbot.waitUntil(lambda: token.token_edit.text() != old, timeout=LONG_MS)
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
        qtbot.waitUntil(lambda: desk.said().startswith(sentence), timeout=LONG_MS)
        assert desk.section.token.message.text().startswith(sentence)
        assert desk.serving.url is None
        assert not desk.section.token.token_edit.text()
