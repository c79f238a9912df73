"""What was read: fields, tax table and items in one column, and the bare text behind a tab."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.draft import Field
from receipt_desktop.receipt import Details
from receipt_desktop.ui import look
from receipt_desktop.ui.calm_table import CalmTable
from receipt_desktop.ui.review.form import FieldsForm
from receipt_desktop.ui.review.marks import item_key, tax_key
from receipt_desktop.ui.review.printed import printed_rows
from receipt_desktop.ui.review.tables import ItemsModel, TaxModel


class Sheet(QTabWidget):
    """The tab of values and the tab of text."""

    row_chosen = Signal(str)
    """The key of an item or tax line that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = FieldsForm()
        self.items_model, self.tax_model = ItemsModel(self), TaxModel(self)
        self.items = CalmTable(self.items_model, self.tr("Items"), stretched=0)
        self.taxes = CalmTable(self.tax_model, self.tr("Tax lines"), stretched=0)
        self.items_title, self.taxes_title = QLabel(self.tr("Items")), QLabel(self.tr("Tax lines"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Text that was read"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.setDocumentMode(True)
        self.addTab(self._values(), self.tr("Details"))
        self.addTab(self.text, self.tr("Text"))
        self.items.clicked.connect(lambda index: self.row_chosen.emit(item_key(index.row())))
        self.taxes.clicked.connect(lambda index: self.row_chosen.emit(tax_key(index.row())))

    def _values(self) -> QScrollArea:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(look.SPACE_S, look.SPACE_M, look.SPACE_M, look.SPACE_M)
        layout.setSpacing(look.SPACE_S)
        layout.addWidget(self.form)
        for title, table in ((self.taxes_title, self.taxes), (self.items_title, self.items)):
            look.set_role(title, "heading")
            layout.addSpacing(look.SPACE_M)
            layout.addWidget(title)
            layout.addWidget(table)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(column)
        self._scroll = scroll
        self.form.focused.connect(self._keep_in_view)
        return scroll

    def _keep_in_view(self, field: Field) -> None:
        self._scroll.ensureWidgetVisible(self.form.rows[field].editor, 0, look.SPACE_L)

    def show_details(self, details: Details, *, keep_edit: bool) -> None:
        """Show what was read; with `keep_edit` what is being typed stays."""
        self.form.show_details(details, keep_edit=keep_edit)
        reading = details.reading
        draft = reading.checked.draft if reading else None
        self.items_model.set_rows(draft.items if draft else ())
        self.tax_model.set_rows(draft.tax_lines if draft else ())
        for model, title, table in (
            (self.items_model, self.items_title, self.items),
            (self.tax_model, self.taxes_title, self.taxes),
        ):
            title.setVisible(bool(model.rows))
            table.setVisible(bool(model.rows))
        self._show_text(printed_rows(reading.text) if reading else "")

    def _show_text(self, text: str) -> None:
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def choose_row(self, key: str) -> None:
        """Select the table row of a clicked box."""
        for table, model, key_of in (
            (self.items, self.items_model, item_key),
            (self.taxes, self.tax_model, tax_key),
        ):
            table.clearSelection()
            for row in range(len(model.rows)):
                if key_of(row) == key:
                    table.selectRow(row)
                    self._scroll.ensureWidgetVisible(table)
