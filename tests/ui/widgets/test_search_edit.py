"""Search fields leave the keys of the program to the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.review.field_editor import FieldEditor
from receipt_desktop.ui.widgets.search_edit import SearchEdit


def make_search() -> SearchEdit:
    return SearchEdit("Search", "Search receipts")


@pytest.mark.parametrize("make_field", [make_search, FieldEditor])
@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_D])
def test_a_command_works_from_within_a_text_field(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    make_field: Callable[[], QLineEdit],
    key: Qt.Key,
) -> None:
    def take(_: QLineEdit, event: QEvent) -> bool:
        event.accept()  # as Qt does on X11
        return True

    monkeypatch.setattr(QLineEdit, "event", take)
    field = make_field()
    qtbot.addWidget(field)
    control = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, control)
    event.ignore()
    assert not field.event(event)
    assert not event.isAccepted()
    for other in (
        QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, control),
        QKeyEvent(QEvent.Type.KeyPress, key, control),
    ):
        other.ignore()
        assert field.event(other)


def test_escape_clears_the_words_and_then_goes_to_the_list(qtbot: QtBot) -> None:
    field, left = make_search(), []
    qtbot.addWidget(field)
    field.left.connect(lambda: left.append(1))
    field.setText("café")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), left) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert left == [1]
    field.setText("café")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert (field.text(), left) == ("café", [1, 1])
