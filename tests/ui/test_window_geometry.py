"""The first window fits the screen, and a later one is as it was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.window_geometry import (
    DEFAULT_SIZE,
    FRAME_MARGIN,
    fit_size,
    restore_geometry,
    save_geometry,
)


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        (QRect(0, 0, 2560, 1440), DEFAULT_SIZE),
        (QRect(0, 0, 1366, 738), QSize(1320, 698)),
        (QRect(64, 28, 1024, 672), QSize(984, 632)),
    ],
)
def test_the_first_size_is_within_the_screen(screen: QRect, size: QSize) -> None:
    assert fit_size(DEFAULT_SIZE, screen, FRAME_MARGIN) == size


def test_a_window_opens_as_it_was_left(qtbot: QtBot) -> None:
    left, opened = QWidget(), QWidget()
    for window in (left, opened):
        qtbot.addWidget(window)
    left.setGeometry(40, 30, 700, 500)
    restore_geometry(opened, save_geometry(left))
    assert opened.size() == left.size().expandedTo(opened.minimumSize())
    assert opened.minimumSize().width() <= opened.screen().availableGeometry().width()


@pytest.mark.parametrize("state", [{}, {"geometry": 5}, {"geometry": "bm9uc2Vuc2U="}])
def test_without_a_readable_place_the_first_size_is_used(
    qtbot: QtBot, state: dict[str, object]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    restore_geometry(window, state)
    area = window.screen().availableGeometry()
    assert window.width() <= area.width()
    assert window.height() <= area.height()
