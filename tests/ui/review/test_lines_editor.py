"""Line items and tax lines edited like a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, ExtractedValue, LineItem, TaxLine
from receipt_desktop.ui.review.line_tables import LineItemsModel, TaxLinesModel
from receipt_desktop.ui.review.lines_editor import LinesEditor

BREAD = LineItem("Brot", Decimal("4.50"), 0.9, Decimal(1), Decimal("4.50"))
CAKE = LineItem("Kuchen", Decimal("7.65"), 0.9)
TOTAL = {Field.TOTAL: ExtractedValue(Decimal("12.50"), 0.9)}
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def editor(qtbot: QtBot) -> LinesEditor:
    made = LinesEditor(LineItemsModel(), "Line items")
    qtbot.addWidget(made)
    made.resize(500, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_draft(Draft(TOTAL, "EUR", items=(BREAD, CAKE)))
    return made


def rows(editor: LinesEditor) -> list[tuple[str, str]]:
    return [(item.description, f"{item.total}") for item in editor._model.filled_rows]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_the_remainder_follows_each_edit(qtbot: QtBot, editor: LinesEditor) -> None:
    assert editor.remainder_label.text() == "0,35 EUR missing"
    model = editor._model
    assert model.setData(model.index(1, 5), "8,35")
    assert editor.remainder_label.text() == "0,35 EUR too much"
    assert model.setData(model.index(1, 5), "8")
    assert editor.remainder_label.text() == "Adds up"
    with qtbot.assertNotEmitted(model.rows_edited):
        assert not model.setData(model.index(1, 5), "eight")


def test_tab_at_the_end_adds_a_row_that_is_saved_when_something_is_typed(
    qtbot: QtBot, editor: LinesEditor
) -> None:
    editor.table.setFocus()
    editor.table.setCurrentIndex(editor._model.index(1, 5))
    press(qtbot, Qt.Key.Key_Tab)
    assert editor._model.rowCount() == 3
    assert len(editor._model.filled_rows) == 2
    with qtbot.waitSignal(editor._model.rows_edited):
        qtbot.keyClicks(QApplication.focusWidget(), "Tee")
        press(qtbot, Qt.Key.Key_Tab)
    assert rows(editor)[-1] == ("Tee", "0")


def test_rows_are_deleted_and_merged(qtbot: QtBot, editor: LinesEditor) -> None:
    editor.table.setFocus()
    editor.table.selectAll()
    press(qtbot, Qt.Key.Key_M, CONTROL)
    assert rows(editor) == [("Brot, Kuchen", "12.15")]
    press(qtbot, Qt.Key.Key_D, CONTROL)
    assert rows(editor) == []
    assert not editor.table.isVisible()
    assert editor.add_button.hasFocus()


def test_rows_are_pasted_from_a_spreadsheet(qtbot: QtBot, editor: LinesEditor) -> None:
    QGuiApplication.clipboard().setText("Item\tAmount\nTee\t2,20\nMilch\t1.10\n")
    editor.table.setFocus()
    press(qtbot, Qt.Key.Key_V, CONTROL)
    assert rows(editor)[2:] == [("Tee", "2.20"), ("Milch", "1.10")]


def test_a_quantity_changes_the_amount_that_was_its_product(editor: LinesEditor) -> None:
    model = editor._model
    model.setData(model.index(0, 1), "2")
    assert rows(editor)[0] == ("Brot", "9.00")
    model.setData(model.index(0, 5), "8")
    model.setData(model.index(0, 1), "3")
    assert rows(editor)[0] == ("Brot", "8")


def test_tax_lines_of_one_rate_are_merged() -> None:
    model = TaxLinesModel()
    first = TaxLine(Decimal(7), Decimal(10), Decimal("0.70"), 0.9)
    model.set_rows([first, TaxLine(Decimal(7), Decimal(20), Decimal("1.40"), 0.9)])
    model.merge_rows({0, 1})
    (merged,) = model.rows
    assert (merged.rate, merged.net, merged.amount) == (Decimal(7), Decimal(30), Decimal("2.10"))
