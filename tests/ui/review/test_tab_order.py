"""Tab goes through the review in the order of what is seen, and shows where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.ui import theme
from tests.ui.review.test_keystrokes import Desk, desk, german

__all__ = ["desk", "german"]


@pytest.fixture(autouse=True, params=["light", "dark"])
def themed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    theme.apply_theme(qapp, request.param)
    yield
    theme.apply_theme(qapp, "light")


def open_before_tabs(desk: Desk, *reasons: ReviewReason) -> None:
    """Open a receipt and put the focus on the picture, the last stop before its reasons."""
    desk.add(*reasons)
    desk.open()
    desk.page.pane.picture_panel.picture_view.setFocus()


def test_the_tab_with_the_focus_looks_different(desk: Desk) -> None:
    open_before_tabs(desk)
    bar = desk.page.pane.details_tabs.tabBar()
    corner = bar.tabRect(0).topLeft() + QPoint(3, 3)  # not only a letter or a hairline
    without = bar.grab().toImage().pixelColor(corner)
    desk.press(Qt.Key.Key_Tab)
    assert bar.hasFocus()
    assert bar.grab().toImage().pixelColor(corner) != without


def test_the_buttons_of_the_reasons_come_before_the_fields(desk: Desk) -> None:
    open_before_tabs(desk, ReviewReason.DUPLICATE, ReviewReason.SEVERAL_RECEIPTS)
    panel = desk.page.pane.receipt_header.reasons_panel
    buttons = [one for row in panel.rows for one in row.findChildren(QPushButton)]
    assert len(buttons) == 3
    for button in (*buttons, desk.page.pane.details_tabs.tabBar()):
        desk.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button
