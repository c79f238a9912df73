"""Typed text that cannot be saved is asked about or kept, however the receipt is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.ui import pages
from tests.ui import fake_actions
from tests.ui.review.test_keystrokes import Desk, desk, german
from tests.ui.test_main_window import Open, open_window

__all__ = ["desk", "german", "open_window"]
LEFT = Qt.MouseButton.LeftButton


def type_category(desk: Desk, name: str = "vet") -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_C)
    desk.type_text(name)


@pytest.mark.parametrize("command", ["next", "skip", "postpone"])
def test_a_click_that_leaves_asks_about_an_unknown_category_first(desk: Desk, command: str) -> None:
    type_category(desk)
    button = desk.page.queue_bar.buttons[command]
    desk.qtbot.mouseClick(button, LEFT)
    desk.work.run_all()
    row = desk.page.form.category_row
    assert desk.page.queue.current_id == desk.ids[0]
    assert row.question.isVisible()
    assert row.editor.hasFocus()
    assert "Escape" in desk.page.hint_bar.message_label.text()
    desk.press(Qt.Key.Key_Escape)
    desk.qtbot.mouseClick(button, LEFT)
    desk.work.run_all()
    assert desk.page.queue.current_id == desk.ids[1]
    assert desk.receipt().category == "clothing"


def test_the_way_back_to_the_list_asks_first(desk: Desk) -> None:
    type_category(desk)
    with desk.qtbot.assertNotEmitted(desk.page.list_requested):
        desk.qtbot.mouseClick(desk.page.queue_bar.list_button, LEFT)
    assert desk.page.form.category_row.question.isVisible()
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().category == "vet"


@pytest.mark.parametrize(("name", "typed"), [(Field.CATEGORY, "vet"), (Field.DATE, "31.31.24")])
def test_text_that_cannot_be_saved_comes_back_with_its_receipt(
    desk: Desk, name: Field, typed: str
) -> None:
    """Where nothing can be asked, for instance when other receipts are opened from the list."""
    desk.add()
    desk.open()
    row = desk.page.form.rows[name]
    row.editor.setFocus()
    row.editor.type_text(typed)
    for shown in (1, 0):
        desk.page.open_receipts(desk.ids, desk.ids[shown])
        desk.work.run_all()
        assert row.is_refused is (shown == 0)
        assert (row.editor.text() == typed) is (shown == 0)


def test_the_review_is_not_left_with_text_that_is_no_value(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    window.open_page(pages.REVIEW)
    page = window.review.page
    assert page is not None
    page.form.rows[Field.DATE].editor.type_text("31.31.24")
    qtbot.mouseClick(window.navigation.buttons[pages.REPORTS], LEFT)
    assert window.review.page is page
    assert window.navigation.buttons[pages.REVIEW].isChecked()
    page.form.rows[Field.DATE].editor.type_text("")
    qtbot.mouseClick(window.navigation.buttons[pages.REPORTS], LEFT)
    assert window.review.page is None


@pytest.mark.parametrize("reason", [ReviewReason.DUPLICATE, ReviewReason.PAIR])
def test_enter_names_a_doubt_about_the_whole_receipt_before_it_approves(
    desk: Desk, reason: ReviewReason
) -> None:
    desk.add(reason)
    desk.open()
    desk.press(Qt.Key.Key_Return)
    assert not desk.receipt().approved
    assert "Enter: Compare" in desk.page.hint_bar.message_label.text()
    desk.page.queue_bar.approve_button.click()
    desk.work.run_all()
    desk.assert_approved(keys=1)


def test_no_field_takes_keys_before_the_receipt_is_read(desk: Desk) -> None:
    desk.ids.append(fake_actions.running(desk.store, "unread.jpg"))
    desk.open()
    desk.press(Qt.Key.Key_C)
    assert desk.page.form.focused_field() is None
    desk.type_text("g")
    assert desk.page.form.category_row.editor.text() == ""


def test_a_key_goes_from_the_text_to_a_field_that_is_seen(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.page.pane.details_tabs.setCurrentIndex(1)
    desk.page.setFocus()
    desk.press(Qt.Key.Key_C)
    assert desk.page.form.focused_field() is Field.CATEGORY
    assert desk.page.form.category_row.editor.isVisible()
