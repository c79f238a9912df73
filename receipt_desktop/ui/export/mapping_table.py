"""A table of a profile that is edited like a spreadsheet, with a spare row at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from receipt_desktop.ui import theme

ModelIndex = QModelIndex | QPersistentModelIndex
YES = Qt.CheckState.Checked


class ChoiceDelegate(QStyledItemDelegate):
    """Offers the values of a column, by their labels; others may be typed."""

    def __init__(self, choices: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = choices

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: ModelIndex
    ) -> QWidget:
        """A box of the labels."""
        box = QComboBox(parent)
        box.setEditable(True)
        for value, label in self._choices.items():
            box.addItem(label, value)
        return box

    def setEditorData(self, editor: QWidget, index: ModelIndex) -> None:
        """Show the present value."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: ModelIndex) -> None:
        """Keep what was chosen or typed; the value is behind its label."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)


class MappingTable(QTableWidget):
    """Rows of texts; the columns in `checked` hold a check mark."""

    edited = Signal()

    def __init__(
        self,
        titles: Sequence[str],
        name: str,
        *,
        checked: frozenset[int] = frozenset(),
        choices: Mapping[int, Mapping[str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(0, len(titles), parent)
        self._checked = checked
        self._choices = dict(choices or {})
        self._is_filling = False
        theme.style_table(self)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(titles))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        triggers = QTableWidget.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        for column, known in self._choices.items():
            self.setItemDelegateForColumn(column, ChoiceDelegate(known, self))
        self.itemChanged.connect(self._follow_edit)

    def set_rows(self, rows: Sequence[Sequence[str | bool]]) -> None:
        """Show these rows, and a spare one."""
        self._is_filling = True
        self.setRowCount(0)
        for row in rows:
            self._add_row(row)
        self._add_row(())
        self._is_filling = False

    def read_rows(self) -> list[list[str | bool]]:
        """The rows with a text in their first column, which may be a label of ""."""
        return [
            [self._read_cell(row, column) for column in self._columns()]
            for row in self._rows()
            if (first := self.item(row, 0)) is not None and first.text().strip()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The spare row says what it is for."""
        super().paintEvent(event)
        spare = self.item(self.rowCount() - 1, 0)
        if spare is None or spare.text() or self.state() == QTableWidget.State.EditingState:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        place = self.visualItemRect(spare).adjusted(theme.SPACE_S, 0, -theme.SPACE_S, 0)
        words = self.fontMetrics().elidedText(
            self.tr("Double-click to add…"), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the selected rows away."""
        if event.key() == Qt.Key.Key_Delete and self.state() != QTableWidget.State.EditingState:
            for row in sorted({index.row() for index in self.selectedIndexes()}, reverse=True):
                if row < self.rowCount() - 1:
                    self.removeRow(row)
            self.edited.emit()
            return
        super().keyPressEvent(event)

    def _columns(self) -> range:
        return range(self.columnCount())

    def _rows(self) -> range:
        return range(self.rowCount())

    def _add_row(self, cells: Sequence[str | bool]) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for column in self._columns():
            item = QTableWidgetItem()
            cell = cells[column] if cells else None
            if column in self._checked:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                item.setCheckState(YES if cell else Qt.CheckState.Unchecked)
            elif cell is not None:
                item.setText(self._label(column, str(cell)))
            self.setItem(row, column, item)

    def _label(self, column: int, value: str) -> str:
        return self._choices.get(column, {}).get(value, value)

    def _read_cell(self, row: int, column: int) -> str | bool:
        item = self.item(row, column)
        if column in self._checked:
            return item is not None and item.checkState() == YES
        words = item.text().strip() if item else ""
        labels = {label: value for value, label in self._choices.get(column, {}).items()}
        return labels.get(words, words)

    def _follow_edit(self, item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        self.edited.emit()
        if item.row() == self.rowCount() - 1 and item.text():
            self._is_filling = True
            self._add_row(())
            self._is_filling = False
