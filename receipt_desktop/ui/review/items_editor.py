"""The line items, and their categories where a receipt is split between several."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.line_delegates import CategoryDelegate
from receipt_desktop.ui.review.line_tables import CATEGORY_COLUMN, LineItemsModel
from receipt_desktop.ui.review.lines_editor import LinesEditor


class ItemsEditor(LinesEditor):
    """Shows the column of categories on request, and where line items have one."""

    def __init__(self, model: LineItemsModel, title: str, parent: QWidget | None = None) -> None:
        super().__init__(model, title, parent)
        self._items_model = model
        self._is_wanted = False
        self.error_label = QLabel(wordWrap=True)
        self.error_label.hide()
        theme.set_text_role(self.error_label, "error")
        self.split_button = QPushButton(self.tr("Split by category"))
        self.split_button.setToolTip(
            self.tr("Gives line items categories of their own; the others have the receipt's.")
        )
        theme.set_text_role(self.split_button, "plain")
        self.split_button.clicked.connect(self.show_categories)
        self.heading.insertWidget(self.heading.indexOf(self.add_button), self.split_button)
        self._delegate = CategoryDelegate(self.table)
        self.table.setItemDelegateForColumn(CATEGORY_COLUMN, self._delegate)
        self._delegate.name_refused.connect(self._refuse_name)
        self.column.insertWidget(1, self.error_label)
        self._show_state()

    def show_known_values(self, values: ListedValues) -> None:
        """Offer these categories, and take their names."""
        self._delegate.known_values = self._items_model.known_values = values

    def show_categories(self) -> None:
        """Show the column of categories and edit the first one of the selected rows."""
        self._is_wanted = True
        self._show_state()
        row = max(self.table.currentIndex().row(), 0)
        chosen = self.table.selectionModel().selectedRows()
        index = self._items_model.index(chosen[0].row() if chosen else row, CATEGORY_COLUMN)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.move_to(index)
        self.table.edit(index)

    def start_receipt(self) -> None:
        """Hide the column again unless the next receipt has such categories."""
        self._is_wanted = False

    def _refuse_name(self, name: str) -> None:
        words = self.tr("There is no category “{name}”. Create it in the category field first.")
        self.error_label.setText(words.format(name=name))
        self.error_label.show()

    def _show_state(self) -> None:
        super()._show_state()
        self.error_label.hide()
        is_shown = self._is_wanted or any(row.category for row in self._items_model.rows)
        self.table.setColumnHidden(CATEGORY_COLUMN, not is_shown)
        self.split_button.setVisible(bool(self._items_model.rows) and not is_shown)
