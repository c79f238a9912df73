"""A heading, an editable table of line items or tax lines, and what is missing to the sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.review_reasons import find_remainder
from receipt_desktop.domain.suggested_fix import SuggestedFix
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.line_delegates import CellDelegate
from receipt_desktop.ui.review.lines_model import LinesModel
from receipt_desktop.ui.widgets.auto_height_table import AutoHeightTable


class LinesTable(AutoHeightTable):
    """Edited like a spreadsheet: typing replaces a cell, Tab goes on and adds a row at the end."""

    left = Signal()
    """Escape was pressed outside an edit."""

    def __init__(self, model: LinesModel[Any], name: str) -> None:
        super().__init__(model, name, stretched=0)
        self._lines_model = model
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(True)
        self.setItemDelegate(CellDelegate(self))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that edit from being shortcuts of the page."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._is_own_key(event):
            event.accept()
            return True
        return super().event(event)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        types = plain in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_control = plain == Qt.KeyboardModifier.ControlModifier
        return (types and event.text().isprintable() and bool(event.text())) or (
            is_control and event.key() in (Qt.Key.Key_D, Qt.Key.Key_M, Qt.Key.Key_V)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete or (is_control and event.key() == Qt.Key.Key_D):
            self.delete_rows()
        elif is_control and event.key() == Qt.Key.Key_M:
            self._lines_model.merge_rows(self._chosen_rows())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._lines_model.paste_text(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Tab and self._is_at_end():
            self.add_row()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def commitData(self, editor: QWidget) -> None:  # noqa: N802
        """Take a typed text; that of some columns is for all selected rows."""
        chosen, column = self._chosen_rows(), self.currentIndex().column()
        super().commitData(editor)
        self._lines_model.fill_down(self.currentIndex().row(), chosen, column)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:  # noqa: N802
        """End an edit; Tab in the last cell adds a row."""
        hints = QStyledItemDelegate.EndEditHint
        if hint is hints.EditNextItem and self._is_at_end():
            super().closeEditor(editor, hints.NoHint)
            self.add_row()
        else:
            super().closeEditor(editor, hint)

    def add_row(self) -> None:
        """Add a row and edit its first cell."""
        self._lines_model.add_row()
        index = self._lines_model.index(self._lines_model.rowCount() - 1, 0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.edit(index)

    def move_to(self, index: QModelIndex) -> None:
        """Make a cell the current one; selected rows stay selected."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def delete_rows(self) -> None:
        """Delete the selected rows; the row that moves up is selected."""
        chosen = self._chosen_rows()
        if not chosen:
            return
        self._lines_model.remove_rows(chosen)
        last = self._lines_model.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self._lines_model.index(min(*chosen, last), 0))

    def _chosen_rows(self) -> set[int]:
        return {index.row() for index in self.selectionModel().selectedIndexes()}

    def _is_at_end(self) -> bool:
        index = self.currentIndex()
        ends = (self._lines_model.rowCount() - 1, self._lines_model.columnCount() - 1)
        return (index.row(), index.column()) == ends


class LinesEditor(QWidget):
    """One table with its heading, the remainder and a button that adds a row."""

    def __init__(self, model: LinesModel[Any], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._draft = Draft()
        self.table = LinesTable(model, title)
        self.title_label, self.remainder_label = QLabel(title), QLabel()
        self.add_button = QPushButton(self.tr("Add row"))
        theme.set_text_role(self.title_label, "heading")
        theme.set_text_role(self.add_button, "plain")
        self.add_button.clicked.connect(self.table.add_row)
        self.heading = QHBoxLayout()
        self.heading.addWidget(self.title_label)
        self.heading.addStretch()
        self.heading.addWidget(self.remainder_label)
        self.heading.addWidget(self.add_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.SPACE_XS)
        self.column.addLayout(self.heading)
        self.column.addWidget(self.table)
        for changed in (model.dataChanged, model.rowsInserted, model.rowsRemoved):
            changed.connect(lambda *_: self._show_state())

    def show_draft(self, draft: Draft, fixes: Sequence[SuggestedFix] = ()) -> None:
        """Show the rows of this draft, compared with its total or tax; tint those of fixes."""
        self._draft = draft
        self._model.set_currency(draft.currency)
        self._model.set_rows(draft.get_lines(self._model.kind))
        kind = self._model.kind
        self._model.set_suspects([fix.line - 1 for fix in fixes if fix.table is kind])
        self._show_state()

    def _show_state(self) -> None:
        if not self._model.rows and self.table.hasFocus():
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setVisible(bool(self._model.rows))
        gap = find_remainder(self._draft, self._model.kind, self._model.filled_rows)
        self.remainder_label.setVisible(gap is not None)
        if gap is None:
            return
        amount = texts.format_amount(abs(gap), self._draft.currency)
        words = self.tr("Adds up")
        if gap:
            words = self.tr("{amount} missing") if gap > 0 else self.tr("{amount} too much")
        self.remainder_label.setText(words.format(amount=amount))
        theme.set_text_role(self.remainder_label, "warning" if gap else "good")
