"""Closing the window while receipts are being read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from receipt_desktop.actions import ExportRequest
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from receipt_desktop.ui.closing_dialog import ClosingDialog
from receipt_desktop.ui.export.export_runner import ExportJob
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.review.fields_form import FieldsForm
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import FakeActions


class ClosingWindow:
    """A window over a desk at which receipts are being read."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.folder = folder
        self.wound_down: list[bool] = []
        self.actions = FakeActions(store, folder)
        self.actions.in_work = 3
        bridge, settings = SignalBridge(), self.actions.settings
        self.window = MainWindow(self.actions, bridge, settings, self.wound_down.append)

    @property
    def dialog(self) -> ClosingDialog:
        assert self.window.closing.closing_dialog is not None
        return self.window.closing.closing_dialog


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_empty_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def busy(qtbot: QtBot, store: Store, tmp_path: Path) -> Iterator[ClosingWindow]:
    desk = ClosingWindow(store, tmp_path)
    qtbot.addWidget(desk.window, before_close_func=lambda window: window.close_without_asking())
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    yield desk
    desk.window.close_without_asking()


def test_an_idle_window_closes_without_a_question(busy: ClosingWindow) -> None:
    busy.actions.in_work = 0
    assert busy.window.close()
    assert busy.window.closing.closing_dialog is None


def open_form(qtbot: QtBot, desk: ClosingWindow, store: Store) -> FieldsForm:
    """The form of a receipt that was read, in a window that is idle."""
    desk.actions.in_work = 0
    receipt_id = fake_actions.read(store, desk.folder, "IMG_1.jpg")
    desk.window.review.review_receipts([receipt_id])
    page = desk.window.review.page
    assert page
    qtbot.waitUntil(lambda: page.pane.details is not None)
    return page.form


def test_what_is_typed_is_saved_when_the_window_closes(
    qtbot: QtBot, busy: ClosingWindow, store: Store
) -> None:
    form = open_form(qtbot, busy, store)
    for field, text in (
        (Field.MERCHANT, "Blumen Rot"),
        (Field.ADDRESS, "Weg 7"),
        (Field.CARD, "1234"),
    ):
        form.rows[field].editor.type_text(text)
    assert busy.window.close()
    (receipt,) = store.find_receipts(ReceiptQuery())
    reading = store.get_details(receipt.id).reading
    assert reading
    values = [
        reading.checked.draft.get_value(one) for one in (Field.MERCHANT, Field.ADDRESS, Field.CARD)
    ]
    assert values == ["Blumen Rot", "Weg 7", "1234"]


def test_text_that_is_no_value_is_asked_about(
    qtbot: QtBot, busy: ClosingWindow, store: Store
) -> None:
    form = open_form(qtbot, busy, store)
    form.rows[Field.TOTAL].editor.type_text("twelve")
    assert not busy.window.close()
    question = busy.window.closing.text_question
    assert question
    question.cancel_button.click()
    assert busy.window.isVisible()
    assert form.rows[Field.TOTAL].editor.text() == "twelve"
    assert not busy.window.close()
    question.confirm_button.click()
    assert not busy.window.isVisible()


def test_a_busy_window_asks_before_closing_and_can_stay_open(
    qtbot: QtBot, busy: ClosingWindow
) -> None:
    assert not busy.window.close()
    assert busy.dialog.headline.text() == "Still processing 3 receipt(s)"
    qtbot.mouseClick(busy.dialog.stay_button, Qt.MouseButton.LeftButton)
    assert busy.window.isVisible()
    assert not busy.dialog.isVisible()
    assert busy.wound_down == []
    assert not busy.window.close()
    assert busy.dialog.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe holds the export up")
def test_an_export_that_is_running_is_asked_about(
    qtbot: QtBot, busy: ClosingWindow, tmp_path: Path
) -> None:
    busy.actions.in_work = 0
    runner, pipe = busy.window.inbox_page.export_runner, tmp_path / "out.csv"
    os.mkfifo(pipe)
    runner.start(ExportJob(ExportRequest(ReceiptQuery()), 1, pipe))
    assert not busy.window.close()
    question = busy.window.closing.export_question
    assert question
    question.cancel_button.click()
    assert busy.window.isVisible()
    assert runner.job
    assert not runner.job.cancelled.is_set()
    assert not busy.window.close()
    question.confirm_button.click()
    assert runner.job.cancelled.is_set()
    with pipe.open("rb") as reader:
        reader.read()
    qtbot.waitUntil(lambda: not busy.window.isVisible())


def test_stop_now_closes_at_once(qtbot: QtBot, busy: ClosingWindow) -> None:
    busy.window.close()
    qtbot.mouseClick(busy.dialog.stop_button, Qt.MouseButton.LeftButton)
    assert not busy.window.isVisible()
    assert not busy.dialog.isVisible()


def test_waiting_shows_that_it_waits_refuses_files_and_closes_in_the_end(
    qtbot: QtBot, busy: ClosingWindow, tmp_path: Path
) -> None:
    busy.window.close()
    qtbot.mouseClick(busy.dialog.wait_button, Qt.MouseButton.LeftButton)
    assert busy.dialog.progress_bar.isVisible()
    qtbot.waitUntil(lambda: busy.wound_down == [True])
    qtbot.waitUntil(lambda: "Closing when 3" in busy.dialog.headline.text())
    busy.window.add_files([str(tmp_path)])
    assert "window is closing" in busy.window.inbox_page.notice.message.text()
    busy.actions.in_work = 1
    qtbot.waitUntil(lambda: "Closing when 1" in busy.dialog.headline.text())
    busy.actions.in_work = 0
    qtbot.waitUntil(lambda: not busy.window.isVisible())


def test_waiting_to_close_can_be_cancelled(qtbot: QtBot, busy: ClosingWindow) -> None:
    busy.window.close()
    qtbot.mouseClick(busy.dialog.wait_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(busy.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: busy.wound_down == [True, False])
    assert busy.window.isVisible()
    assert not busy.window.inbox_controller.is_closing
    assert busy.window.inbox_page.acceptDrops()


def test_when_the_last_one_ends_before_an_answer_the_window_closes(
    qtbot: QtBot, busy: ClosingWindow
) -> None:
    busy.window.close()
    busy.actions.in_work = 0
    qtbot.waitUntil(lambda: not busy.window.isVisible())


def test_a_signal_asks_nothing(busy: ClosingWindow) -> None:
    busy.window.close_without_asking()
    assert not busy.window.isVisible()
    assert busy.window.closing.closing_dialog is None


def test_a_logout_asks_nothing(busy: ClosingWindow) -> None:
    busy.window.closing.handle_logout()
    assert busy.window.close()
