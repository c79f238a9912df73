"""The columns of the table fill its width."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.inbox.receipt_columns import CATEGORY_COLUMN, NAME_COLUMN
from receipt_desktop.ui.inbox.receipt_model import ReceiptModel
from receipt_desktop.ui.inbox.receipt_table import ReceiptTable


def make_table(qtbot: QtBot, width: int) -> ReceiptTable:
    model = ReceiptModel()
    table = ReceiptTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    return table


def test_names_take_the_spare_width(qtbot: QtBot) -> None:
    table = make_table(qtbot, 1200)
    assert table.horizontalHeader().length() == table.viewport().width()
    before = table.columnWidth(NAME_COLUMN)
    table.resize(1400, 400)
    QApplication.sendPostedEvents()
    assert table.columnWidth(NAME_COLUMN) == before + 200


def test_a_narrow_table_keeps_the_usual_width_of_names(qtbot: QtBot) -> None:
    table = make_table(qtbot, 1200)
    table.resize(200, 400)
    QApplication.sendPostedEvents()
    assert table.columnWidth(NAME_COLUMN) > 100
    assert table.horizontalHeader().length() > table.viewport().width()


def test_a_hidden_column_leaves_its_width_to_the_names(qtbot: QtBot) -> None:
    table = make_table(qtbot, 1200)
    before, width = table.columnWidth(NAME_COLUMN), table.columnWidth(CATEGORY_COLUMN)
    menu = table.make_columns_menu(table)
    menu.actions()[CATEGORY_COLUMN].setChecked(False)
    assert table.isColumnHidden(CATEGORY_COLUMN)
    assert table.columnWidth(NAME_COLUMN) == before + width
