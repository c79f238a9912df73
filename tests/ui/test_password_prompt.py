"""The window asks for the password of the protected PDFs that it added."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import PasswordRequired
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.store.store import Store
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.password_dialog import PasswordDialog
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions


class Desk:
    """A window over a store in which receipts fail for want of a password."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.bridge = store, SignalBridge()
        self.actions = FakeActions(store, folder)
        self.window = MainWindow(self.actions, self.bridge, self.actions.settings)

    @property
    def dialog(self) -> PasswordDialog:
        return self.window.password_prompt.dialog

    def add(self, name: str) -> Receipt:
        return self.store.add_receipt(name, f"{name:0>64}", Priority.NORMAL, ReadOptions())

    def fail(self, receipt: Receipt, key: str = "pdf_password") -> Receipt:
        """Fail an attempt at the receipt, and tell the window."""
        self.store.claim_receipt(receipt.id, "test", 60)
        failed = self.store.fail_attempt(receipt.id, "test", PasswordRequired(key))
        assert failed is not None
        self.bridge.receipt_changed.emit(failed)
        return failed

    def expect(self, *receipts: Receipt) -> None:
        self.window.inbox_controller.receipts_added.emit(list(receipts))

    def unlocked(self) -> list[object]:
        return [one for one in self.actions.asked if isinstance(one, tuple) and one[0] == "unlock"]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    made = Desk(store, tmp_path)
    qtbot.addWidget(made.window, before_close_func=lambda window: window.close_without_asking())
    with qtbot.waitExposed(made.window):
        made.window.show()
    yield made
    made.window.close_without_asking()
    store.close()


def enter(qtbot: QtBot, desk: Desk, password: str) -> None:
    desk.dialog.password_edit.setText(password)
    qtbot.mouseClick(desk.dialog.open_button, Qt.MouseButton.LeftButton)


def test_one_password_serves_several_files(qtbot: QtBot, desk: Desk) -> None:
    first, second = desk.add("a.pdf"), desk.add("b.pdf")
    desk.expect(first, second)
    desk.fail(first)
    desk.fail(second)
    qtbot.waitUntil(desk.dialog.isVisible)
    assert desk.dialog.names.text() == "a.pdf\nb.pdf"
    assert desk.dialog.error_label.isHidden()
    assert not desk.dialog.open_button.isEnabled()
    enter(qtbot, desk, "opensesame")
    qtbot.waitUntil(lambda: bool(desk.unlocked()))
    assert desk.unlocked() == [("unlock", [first.id, second.id], "opensesame")]
    assert not desk.dialog.isVisible()
    assert desk.dialog.password_edit.text() == ""


def test_a_failure_before_the_submission_is_reported_is_asked_about(
    qtbot: QtBot, desk: Desk
) -> None:
    receipt = desk.add("a.pdf")
    desk.fail(receipt)
    desk.expect(receipt)
    qtbot.waitUntil(desk.dialog.isVisible)


def test_a_wrong_password_is_asked_for_again(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.add("a.pdf")
    desk.expect(receipt)
    desk.fail(receipt)
    qtbot.waitUntil(desk.dialog.isVisible)
    enter(qtbot, desk, "wrong")
    qtbot.waitUntil(lambda: bool(desk.unlocked()))
    desk.fail(receipt, "pdf_password_wrong")
    qtbot.waitUntil(desk.dialog.isVisible)
    assert not desk.dialog.error_label.isHidden()


def test_cancel_leaves_the_receipt_failed_with_a_way_on(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.add("a.pdf")
    desk.expect(receipt)
    failed = desk.fail(receipt)
    qtbot.waitUntil(desk.dialog.isVisible)
    qtbot.mouseClick(desk.dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert desk.unlocked() == []
    header = desk.window.inbox_page.review_pane.receipt_header
    header.show_receipt(failed)
    assert "password" in header.failure_label.text()
    assert header.retry_button.isHidden()
    assert not header.password_button.isHidden()
    desk.window.inbox_page.review_pane.password_requested.emit([failed])
    assert desk.dialog.isVisible()
    enter(qtbot, desk, "opensesame")
    qtbot.waitUntil(lambda: bool(desk.unlocked()))


def test_the_menu_asks_for_those_that_need_a_password(qtbot: QtBot, desk: Desk) -> None:
    failed, other = desk.fail(desk.add("a.pdf")), desk.add("b.pdf")
    desk.window.inbox_controller.receipt_controller.request_password([failed, other])
    qtbot.waitUntil(desk.dialog.isVisible)
    assert desk.dialog.names.text() == "a.pdf"
    assert "password" in desk.window.menu_builder.receipt_menu.actions


def test_receipts_of_others_are_not_asked_about(qtbot: QtBot, desk: Desk) -> None:
    desk.fail(desk.add("a.pdf"))
    mine = desk.add("b.pdf")
    desk.expect(mine)
    desk.fail(mine)
    qtbot.waitUntil(desk.dialog.isVisible)
    assert desk.dialog.names.text() == "b.pdf"
