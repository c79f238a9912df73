"""Line items with categories of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.categories import BUILT_IN_CATEGORIES, Category
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.reading import Draft, LineItem
from receipt_desktop.ui.review.category_menu import CategoryMenu
from receipt_desktop.ui.review.items_editor import ItemsEditor
from receipt_desktop.ui.review.line_tables import CATEGORY_COLUMN, LineItemsModel

ITEMS = tuple(LineItem(name, Decimal(3), 0.9) for name in ("Bread", "Paper", "Pens"))
KNOWN = ListedValues(offered=(*BUILT_IN_CATEGORIES, Category("Garden", "#2e7d32")))


@pytest.fixture
def editor(qtbot: QtBot) -> ItemsEditor:
    made = ItemsEditor(LineItemsModel(), "Line items")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_known_values(KNOWN)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_draft(Draft({}, "EUR", items=ITEMS))
    return made


def categories(editor: ItemsEditor) -> list[str | None]:
    return [item.category for item in editor._items_model.rows]


def type_category(qtbot: QtBot, words: str) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    qtbot.keyClicks(focused, words)
    with qtbot.waitSignal(focused.destroyed):
        qtbot.keyClick(focused, Qt.Key.Key_Return)


def test_the_column_is_shown_on_request_and_hidden_for_the_next_receipt(
    qtbot: QtBot, editor: ItemsEditor
) -> None:
    assert editor.table.isColumnHidden(CATEGORY_COLUMN)
    qtbot.mouseClick(editor.split_button, Qt.MouseButton.LeftButton)
    assert not editor.table.isColumnHidden(CATEGORY_COLUMN)
    assert not editor.split_button.isVisible()
    type_category(qtbot, "offi")
    assert categories(editor) == ["office", None, None]
    editor.start_receipt()
    editor.show_draft(Draft({}, "EUR", items=ITEMS))
    assert editor.table.isColumnHidden(CATEGORY_COLUMN)
    editor.show_draft(Draft({}, "EUR", items=(LineItem("x", Decimal(1), 1.0, category="fuel"),)))
    assert not editor.table.isColumnHidden(CATEGORY_COLUMN)


def test_one_category_is_given_to_all_selected_rows(qtbot: QtBot, editor: ItemsEditor) -> None:
    flags = QItemSelectionModel.SelectionFlag
    for row in (1, 2):
        index = editor._items_model.index(row, 0)
        editor.table.selectionModel().select(index, flags.Select | flags.Rows)
    editor.show_categories()
    type_category(qtbot, "Garden")
    assert categories(editor) == [None, "Garden", "Garden"]


def test_other_columns_are_typed_for_one_row(qtbot: QtBot, editor: ItemsEditor) -> None:
    editor.table.selectAll()
    editor.table.move_to(editor._items_model.index(0, 0))
    editor.table.edit(editor._items_model.index(0, 0))
    type_category(qtbot, "Rolls")
    assert [item.description for item in editor._items_model.rows] == ["Rolls", "Paper", "Pens"]


def test_an_unknown_name_is_refused_with_a_sentence(qtbot: QtBot, editor: ItemsEditor) -> None:
    editor.show_categories()
    with qtbot.assertNotEmitted(editor._items_model.rows_edited):
        type_category(qtbot, "Xylophones")
    assert categories(editor) == [None, None, None]
    assert "“Xylophones”" in editor.error_label.text()
    assert editor.error_label.isVisible()
    editor.show_categories()
    type_category(qtbot, "fuel")
    assert not editor.error_label.isVisible()


def test_a_category_is_chosen_with_the_mouse(qtbot: QtBot, editor: ItemsEditor) -> None:
    editor.show_categories()
    menu = editor.table.findChild(CategoryMenu)
    assert menu is not None
    with qtbot.waitSignal(editor._items_model.rows_edited):
        menu.category_chosen.emit("Garden")
    assert categories(editor) == ["Garden", None, None]


def test_merged_rows_keep_the_category_they_share(editor: ItemsEditor) -> None:
    model = editor._items_model
    for row, name in enumerate(("Office", "Office", "Fuel")):
        assert model.setData(model.index(row, CATEGORY_COLUMN), name)
    model.merge_rows({0, 1})
    assert categories(editor) == ["office", "fuel"]
    model.merge_rows({0, 1})
    assert categories(editor) == [None]
    assert model.setData(model.index(0, CATEGORY_COLUMN), "fuel")
    assert model.setData(model.index(0, CATEGORY_COLUMN), "")
    assert categories(editor) == [None]
