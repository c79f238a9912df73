"""The tables of tax lines and items."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import LineItem, TaxLine
from receipt_desktop.ui.review.line_tables import LineItemsModel, TaxLinesModel
from receipt_desktop.ui.review.printed_rows import format_printed_rows

pytestmark = pytest.mark.usefixtures("qapp")
ITEMS = (
    LineItem("Brot", Decimal("4.5"), 0.9),
    LineItem("Pfand", Decimal("-0.25"), 0.9, Decimal(3)),
)


@pytest.mark.parametrize("rows", [(), ITEMS[:1], ITEMS])
def test_items_are_a_proper_model(qtmodeltester: ModelTester, rows: tuple[LineItem, ...]) -> None:
    model = LineItemsModel()
    qtmodeltester.check(model)
    model.set_rows(ITEMS)
    model.set_rows(rows)
    assert model.rowCount() == len(rows)


def test_tax_lines_are_a_proper_model(qtmodeltester: ModelTester) -> None:
    model = TaxLinesModel()
    qtmodeltester.check(model)
    model.set_rows([TaxLine(Decimal("5.5"), None, Decimal("0.38"), 0.9)])
    assert model.index(0, 1).data() == ""


def test_rows_that_stay_are_repainted_not_reset(qtbot: QtBot) -> None:
    model = LineItemsModel()
    model.set_rows(ITEMS)
    with (
        qtbot.waitSignal(model.dataChanged),
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.set_rows(ITEMS[::-1])
    assert model.index(0, 0).data() == "Pfand"


def test_numbers_are_aligned_right_below_their_heads() -> None:
    model = LineItemsModel()
    model.set_rows(ITEMS)
    role = Qt.ItemDataRole.TextAlignmentRole
    for column in range(model.columnCount()):
        head = model.headerData(column, Qt.Orientation.Horizontal, role)
        assert head == model.index(0, column).data(role)


def test_lines_side_by_side_are_one_printed_row() -> None:
    lines = (
        Line("12,50", Box(300, 102, 60, 20), 0.9),
        Line("TOTAL", Box(10, 100, 90, 24), 0.9),
        Line("Danke", Box(10, 140, 90, 24), 0.9),
        Line("Seite 2", Box(10, 10, 90, 24), 0.9, page=1),
    )
    assert format_printed_rows(Text(lines, (), ())) == "TOTAL  12,50\nDanke\n\nSeite 2"


def test_amounts_of_rows_have_the_decimals_of_the_currency() -> None:
    english, before = QLocale("en_US"), QLocale()
    QLocale.setDefault(english)
    model = LineItemsModel()
    model.set_rows([LineItem("Onigiri", Decimal("320.00"), 0.9, Decimal(2), Decimal("160.00"))])
    model.set_currency("JPY")
    shown = [model.index(0, column).data() for column in (2, 5)]
    assert model.setData(model.index(0, 2), "1.280")
    model.set_currency("KWD")
    assert shown == ["160", "320"]
    assert model.rows[0].total == Decimal(2560)
    assert model.index(0, 5).data() == "2,560.000"
    QLocale.setDefault(before)
