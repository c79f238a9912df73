"""The columns of the table fill its width."""

from __future__ import annotations

from array import array
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.duplicates import Duplicate, DuplicateTier
from receipt_desktop.domain.fields import CATEGORIES, Field
from receipt_desktop.domain.listing import SortKey
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.column_state import FIRST_COLUMNS
from receipt_desktop.ui.inbox.receipt_columns import CATEGORY_COLUMN, COLUMNS, NAME_COLUMN
from receipt_desktop.ui.inbox.receipt_delegate import DOT_SIZE
from receipt_desktop.ui.inbox.receipt_model import ReceiptModel
from receipt_desktop.ui.inbox.receipt_table import LEAST_NAME_CHARACTERS, ReceiptTable


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


@pytest.mark.parametrize("locale", ["en_US", "en_GB", "de_DE", "fr_FR", "fr_CA"])
def test_dates_amounts_and_statuses_fit_into_their_columns(qtbot: QtBot, locale: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    table = make_table(qtbot, 640)
    metrics = table.fontMetrics()
    receipt = Receipt(
        *("x", "x.jpg", "", Status.COMPLETED, datetime(2026, 11, 27, 22, 58, tzinfo=UTC)),
        day=date(2028, 12, 20),
        total=Decimal("12345.67"),
        currency="EUR",
        needs_review=True,
        duplicate_of=Duplicate("y", "y.jpg", DuplicateTier.POSSIBLE),
    )
    for key in (SortKey.DATE, SortKey.TOTAL, SortKey.STATUS):
        section = next(at for at, one in enumerate(COLUMNS) if one.key is key)
        room = table.columnWidth(section) - 2 * theme.SPACE_S
        words = COLUMNS[section].text(receipt)
        assert metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) == words
    room = table.columnWidth(CATEGORY_COLUMN) - 3 * theme.SPACE_S - DOT_SIZE
    for category in CATEGORIES:
        words = texts.translate_value(Field.CATEGORY, category)
        assert metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) == words
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert "=0 " in table.save_columns()
    QLocale.setDefault(before)


def test_a_narrow_table_keeps_the_usual_width_of_names(qtbot: QtBot) -> None:
    table = make_table(qtbot, 1200)
    table.resize(200, 400)
    QApplication.sendPostedEvents()
    least = table.fontMetrics().averageCharWidth() * LEAST_NAME_CHARACTERS
    assert table.columnWidth(NAME_COLUMN) >= least
    assert table.horizontalHeader().length() > table.viewport().width()


def test_a_hidden_column_leaves_its_width_to_the_names(qtbot: QtBot) -> None:
    table = make_table(qtbot, 1200)
    before, width = table.columnWidth(NAME_COLUMN), table.columnWidth(CATEGORY_COLUMN)
    menu = table.make_columns_menu(table)
    menu.actions()[CATEGORY_COLUMN].setChecked(False)
    assert table.isColumnHidden(CATEGORY_COLUMN)
    assert table.columnWidth(NAME_COLUMN) == before + width


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot) -> None:
    table = make_table(qtbot, 1200)
    model = table.model()
    assert isinstance(model, ReceiptModel)
    model.show_numbers(array("q", range(50)))
    table.choose_row(20)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.chosen_numbers() == [49]
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert table.count_chosen() == 50


def shown_columns(table: ReceiptTable) -> list[str]:
    """The keys of the shown columns, from left to right."""
    header = table.horizontalHeader()
    places = sorted(range(len(COLUMNS)), key=header.visualIndex)
    return [COLUMNS[at].key.value for at in places if not table.isColumnHidden(at)]


def test_columns_are_kept_by_their_names(qtbot: QtBot) -> None:
    table = make_table(qtbot, 1200)
    table.restore_columns("total=150 unknown=7 merchant=-300 date=x tags=90 tax=-0")
    assert shown_columns(table) == ["total", "merchant", "tags", "date", "category", "status"]
    assert table.columnWidth(COLUMNS.index(next(c for c in COLUMNS if c.key == "total"))) == 150
    kept = table.save_columns()
    table.show_default_columns()
    table.restore_columns(kept)
    assert table.save_columns() == kept


def test_columns_of_earlier_versions_are_taken_over(qtbot: QtBot) -> None:
    table, header = make_table(qtbot, 1200), QHeaderView(Qt.Orientation.Horizontal)
    model = QStandardItemModel(0, FIRST_COLUMNS)
    header.setModel(model)
    header.setSectionsMovable(True)
    for section in range(5, FIRST_COLUMNS):
        header.hideSection(section)
    header.moveSection(0, 2)
    header.hideSection(4)
    table.restore_columns(bytes(header.saveState().toBase64().data()).decode())
    assert shown_columns(table) == ["merchant", "category", "date", "total"]
    assert table.horizontalHeader().length() == table.viewport().width()
    table.restore_columns("nonsense")
    assert shown_columns(table) == ["date", "merchant", "category", "total", "status"]
