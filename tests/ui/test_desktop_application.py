"""Files that the system hands to the running program, as macOS does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.desktop_application import DesktopApplication


@pytest.fixture
def application(qapp: QApplication) -> Iterator[DesktopApplication]:
    """The application as it is before there is a window."""
    assert isinstance(qapp, DesktopApplication)
    qapp._has_receiver = False
    yield qapp
    qapp.take_pending_files()


def post(application: DesktopApplication, file: Path) -> None:
    QApplication.postEvent(application, QFileOpenEvent(str(file)))


def test_files_are_kept_until_there_is_a_window(
    qtbot: QtBot, application: DesktopApplication, tmp_path: Path
) -> None:
    first, second = tmp_path / "reçu 1.jpg", tmp_path / "b.pdf"
    post(application, first)
    post(application, second)
    qtbot.waitUntil(lambda: len(application._pending) == 2)
    assert application.take_pending_files() == [str(first), str(second)]
    assert application.take_pending_files() == []


def test_later_files_are_emitted(
    qtbot: QtBot, application: DesktopApplication, tmp_path: Path
) -> None:
    application.take_pending_files()
    with qtbot.waitSignal(application.files_opened) as received:
        post(application, tmp_path / "a.jpg")
    assert received.args == [[str(tmp_path / "a.jpg")]]


def test_addresses_of_the_web_are_no_files(application: DesktopApplication) -> None:
    event = QFileOpenEvent(QUrl("https://example.org/a.jpg"))
    QApplication.sendEvent(application, event)
    assert application.take_pending_files() == []
