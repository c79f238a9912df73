"""How cells of line items and tax lines are drawn and edited."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import category_values
from receipt_desktop.ui.review.category_completer import CategoryCompleter
from receipt_desktop.ui.review.category_menu import CategoryMenu

LEAST_WIDTH = 22
"""Of the editor of a category, in characters."""
AnyIndex = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Frames the current cell while the table has the focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        table = self.parent()
        is_current = isinstance(table, QAbstractItemView) and table.currentIndex() == index
        if is_current and isinstance(table, QWidget) and table.hasFocus():
            painter.setPen(QPen(theme.current_colours().accent, 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


class CategoryDelegate(CellDelegate):
    """Completes the category of a line item, and offers all behind an arrow."""

    name_refused = Signal(str)

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self.known_values = ListedValues()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex
    ) -> QLineEdit:
        """A line edit with the known categories."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        CategoryCompleter(editor).show_categories(category_values(self.known_values))
        menu = CategoryMenu(editor)
        menu.show_categories(self.known_values)
        menu.category_chosen.connect(lambda name: self._choose(editor, name))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex
    ) -> None:
        """Wide enough for a name; the column is as narrow as the names in it."""
        cell, parent = QRect(option.rect), editor.parentWidget()
        cell.setWidth(max(cell.width(), editor.fontMetrics().averageCharWidth() * LEAST_WIDTH))
        if parent is not None:
            cell.moveRight(min(cell.right(), parent.width() - 1))
        editor.setGeometry(cell)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Take a typed name, or announce that no category has it."""
        typed = editor.text().strip() if isinstance(editor, QLineEdit) else ""
        if not model.setData(index, typed) and typed != index.data():
            self.name_refused.emit(typed)

    def _choose(self, editor: QLineEdit, name: str) -> None:
        editor.setText(texts.translate_value(Field.CATEGORY, name))
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
