"""The dialog that merges another supplier into the shown one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.suppliers import ListedSupplier
from receipt_desktop.ui import theme
from receipt_desktop.ui.suppliers.supplier_columns import supplier_columns
from receipt_desktop.ui.widgets.row_table import RowTable
from receipt_desktop.ui.widgets.rows_model import RowsModel

DIALOG_WIDTH, DIALOG_HEIGHT = 560, 420


class MergeDialog(QDialog):
    """A list of the other suppliers with a search."""

    def __init__(self, parent: QWidget, kept: str, others: Sequence[ListedSupplier]) -> None:
        super().__init__(parent)
        self._others = others
        self.setWindowTitle(self.tr("Merge suppliers"))
        self.setModal(True)
        headline = self.tr("Which supplier is also {name}?").format(name=kept)
        self.headline = QLabel(headline)
        self.explanation = QLabel(
            self.tr("Its receipts, keys and rules move to {name}. Rules of {name} win.").format(
                name=kept
            )
        )
        self.search_edit = QLineEdit()
        self.search_edit.setPlaceholderText(self.tr("Search"))
        self.model = RowsModel(supplier_columns(), lambda one: one.id, self)
        self.table = RowTable(self.model, self.tr("Suppliers"))
        self.merge_button = QPushButton(self.tr("Merge"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._lay_out()
        self.search_edit.textChanged.connect(self._show_matches)
        self.table.chosen_rows_changed.connect(self._update_button)
        self.table.row_opened.connect(lambda _: self.accept())
        self.merge_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._show_matches("")

    @property
    def chosen(self) -> ListedSupplier | None:
        """The selected supplier."""
        rows = self.table.chosen_rows()
        return rows[0] if rows else None

    def _show_matches(self, typed: str) -> None:
        words = typed.casefold()
        self.model.set_rows(one for one in self._others if words in one.name.casefold())
        self._update_button()

    def _update_button(self) -> None:
        self.merge_button.setEnabled(self.chosen is not None)

    def _lay_out(self) -> None:
        theme.set_text_role(self.headline, "heading")
        theme.set_text_role(self.explanation, "note")
        theme.set_text_role(self.merge_button, "primary")
        for label in (self.headline, self.explanation):
            label.setWordWrap(True)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.merge_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        for widget in (self.headline, self.explanation, self.search_edit):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.resize(DIALOG_WIDTH, DIALOG_HEIGHT)
