"""The extracted data: fields, tax lines and line items, and the text in a second tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.evidence_boxes import line_item_key, tax_line_key
from receipt_desktop.ui.review.fields_form import FieldsForm
from receipt_desktop.ui.review.items_editor import ItemsEditor
from receipt_desktop.ui.review.line_tables import LineItemsModel, TaxLinesModel
from receipt_desktop.ui.review.lines_editor import LinesEditor, LinesTable
from receipt_desktop.ui.review.printed_rows import format_printed_rows


class DetailsTabs(QTabWidget):
    """The Details and Text tabs."""

    row_chosen = Signal(str)
    """Emitted with the key of the clicked line item or tax line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields_form = FieldsForm()
        self.items_model, self.tax_model = LineItemsModel(self), TaxLinesModel(self)
        self.items_editor = ItemsEditor(self.items_model, self.tr("Line items"))
        self.taxes_editor = LinesEditor(self.tax_model, self.tr("Tax lines"))
        self.items_table, self.taxes_table = self.items_editor.table, self.taxes_editor.table
        self.text_view = QPlainTextEdit()
        self.text_view.setReadOnly(True)
        self.text_view.setAccessibleName(self.tr("Recognized text"))
        self.text_view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text_view.setFrameShape(QFrame.Shape.NoFrame)
        self.fields_form.known_values_changed.connect(self.items_editor.show_known_values)
        self.setDocumentMode(True)
        self.addTab(self._create_values_tab(), self.tr("Details"))
        self.addTab(self.text_view, self.tr("Text"))
        for table, key_of in self._tables():
            table.selectionModel().currentRowChanged.connect(
                partial(self._announce_row, table, key_of)
            )
            table.clicked.connect(partial(self._announce_click, key_of))

    def _tables(self) -> tuple[tuple[LinesTable, Callable[[int], str]], ...]:
        return (self.items_table, line_item_key), (self.taxes_table, tax_line_key)

    def _announce_row(
        self, table: LinesTable, key_of: Callable[[int], str], index: QModelIndex, _: QModelIndex
    ) -> None:
        if index.isValid() and table.hasFocus():
            self._scroll_to_row(table, index)
            self.row_chosen.emit(key_of(index.row()))

    def _scroll_to_row(self, table: LinesTable, index: QModelIndex) -> None:
        """Keep the row in view: the table is as high as its rows, and does not scroll itself."""
        row = table.visualRect(index)
        middle = table.viewport().mapTo(self._values, row.center())
        self._scroll_area.ensureVisible(0, middle.y(), 0, row.height())

    def _announce_click(self, key_of: Callable[[int], str], index: QModelIndex) -> None:
        self.row_chosen.emit(key_of(index.row()))

    def _create_values_tab(self) -> QScrollArea:
        self._values = QWidget()
        layout = QVBoxLayout(self._values)
        layout.setContentsMargins(theme.SPACE_S, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self.fields_form)
        for editor in (self.taxes_editor, self.items_editor):
            layout.addSpacing(theme.SPACE_M)
            layout.addWidget(editor)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._values)
        self._scroll_area = scroll
        self.fields_form.field_focused.connect(self._scroll_to_field)
        return scroll

    @property
    def needed_width(self) -> int:
        """The width at which no field is cut."""
        bar = self._scroll_area.verticalScrollBar().sizeHint().width()
        column = self._scroll_area.widget()
        return (column.minimumSizeHint().width() if column else 0) + bar

    def _scroll_to_field(self, field: Field) -> None:
        self.setCurrentIndex(0)  # from the text, a key goes to a field
        self._scroll_area.ensureWidgetVisible(self.fields_form.rows[field].editor, 0, theme.SPACE_L)

    def show_details(self, details: ReceiptDetails, *, keep_edit: bool) -> None:
        """Show the extracted data; `keep_edit` preserves unsaved input."""
        if not keep_edit:
            self.items_editor.start_receipt()
        self.fields_form.show_details(details, keep_edit=keep_edit)
        reading = details.reading
        draft = reading.checked.draft if reading else Draft()
        for editor in (self.items_editor, self.taxes_editor):
            editor.show_draft(draft, details.fixes)
        self._show_text(format_printed_rows(reading.text) if reading else "")

    def _show_text(self, text: str) -> None:
        if text != self.text_view.toPlainText():
            self.text_view.setPlainText(text)

    def select_row(self, key: str) -> None:
        """Select the table row of a clicked box."""
        for table, key_of in self._tables():
            table.clearSelection()
            for row in range(table.model().rowCount()):
                if key_of(row) == key:
                    table.selectRow(row)
                    self._scroll_area.ensureWidgetVisible(table)

    def focus_items(self) -> None:
        """Focus the line items, or add the first one."""
        self.setCurrentIndex(0)
        if not self.items_model.rows:
            self.items_table.add_row()
            return
        self.items_table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.items_table.currentIndex().isValid():
            self.items_table.setCurrentIndex(self.items_model.index(0, 0))
        self._scroll_area.ensureWidgetVisible(self.items_table)

    def scroll_to_top(self) -> None:
        """Show the total, date and merchant."""
        self._scroll_area.verticalScrollBar().setValue(0)
