"""The extracted data: fields, tax lines and line items, and the text in a second tab."""

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

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.evidence_boxes import line_item_key, tax_line_key
from receipt_desktop.ui.review.fields_form import FieldsForm
from receipt_desktop.ui.review.line_tables import LineItemsModel, TaxLinesModel
from receipt_desktop.ui.review.printed_rows import format_printed_rows
from receipt_desktop.ui.widgets.auto_height_table import AutoHeightTable


class DetailsTabs(QTabWidget):
    """The Details and Text tabs."""

    row_chosen = Signal(str)
    """Emitted with the key of the clicked line item or tax line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields_form = FieldsForm()
        self.items_model, self.tax_model = LineItemsModel(self), TaxLinesModel(self)
        self.items_table = AutoHeightTable(self.items_model, self.tr("Line items"), stretched=0)
        self.taxes_table = AutoHeightTable(self.tax_model, self.tr("Tax lines"), stretched=0)
        self.items_title, self.taxes_title = (
            QLabel(self.tr("Line items")),
            QLabel(self.tr("Tax lines")),
        )
        self.text_view = QPlainTextEdit()
        self.text_view.setReadOnly(True)
        self.text_view.setAccessibleName(self.tr("Recognized text"))
        self.text_view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text_view.setFrameShape(QFrame.Shape.NoFrame)
        self.setDocumentMode(True)
        self.addTab(self._create_values_tab(), self.tr("Details"))
        self.addTab(self.text_view, self.tr("Text"))
        self.items_table.clicked.connect(
            lambda index: self.row_chosen.emit(line_item_key(index.row()))
        )
        self.taxes_table.clicked.connect(
            lambda index: self.row_chosen.emit(tax_line_key(index.row()))
        )

    def _create_values_tab(self) -> QScrollArea:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(theme.SPACE_S, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self.fields_form)
        for title, table in (
            (self.taxes_title, self.taxes_table),
            (self.items_title, self.items_table),
        ):
            theme.set_text_role(title, "heading")
            layout.addSpacing(theme.SPACE_M)
            layout.addWidget(title)
            layout.addWidget(table)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(column)
        self._scroll_area = scroll
        self.fields_form.field_focused.connect(self._scroll_to_field)
        return scroll

    def _scroll_to_field(self, field: Field) -> None:
        self._scroll_area.ensureWidgetVisible(self.fields_form.rows[field].editor, 0, theme.SPACE_L)

    def show_details(self, details: ReceiptDetails, *, keep_edit: bool) -> None:
        """Show the extracted data; `keep_edit` preserves unsaved input."""
        self.fields_form.show_details(details, keep_edit=keep_edit)
        reading = details.reading
        draft = reading.checked.draft if reading else None
        self.items_model.set_rows(draft.items if draft else ())
        self.tax_model.set_rows(draft.tax_lines if draft else ())
        for model, title, table in (
            (self.items_model, self.items_title, self.items_table),
            (self.tax_model, self.taxes_title, self.taxes_table),
        ):
            title.setVisible(bool(model.rows))
            table.setVisible(bool(model.rows))
        self._show_text(format_printed_rows(reading.text) if reading else "")

    def _show_text(self, text: str) -> None:
        if text != self.text_view.toPlainText():
            self.text_view.setPlainText(text)

    def select_row(self, key: str) -> None:
        """Select the table row of a clicked box."""
        for table, model, key_of in (
            (self.items_table, self.items_model, line_item_key),
            (self.taxes_table, self.tax_model, tax_line_key),
        ):
            table.clearSelection()
            for row in range(len(model.rows)):
                if key_of(row) == key:
                    table.selectRow(row)
                    self._scroll_area.ensureWidgetVisible(table)
