"""The fields that a person adds, in a group of their own: folded, but for those with a value."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.fields import BOOKKEEPING_FIELDS, Field, Kind
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import make_field_completer
from receipt_desktop.ui.review.field_input import yes_no_labels
from receipt_desktop.ui.review.field_row import FieldRow


class BookkeepingRows(QWidget):
    """Tags, project, note and the like. Once unfolded, the group stays so for the next receipts."""

    def __init__(self, rows: Mapping[Field, FieldRow]) -> None:
        super().__init__()
        self._rows = {field: rows[field] for field in BOOKKEEPING_FIELDS}
        self.fold_button = QPushButton()
        self.fold_button.setCheckable(True)
        theme.set_text_role(self.fold_button, "plain")
        self.fold_button.toggled.connect(lambda _: self.show_folding())
        self._lay_out()
        self.show_known_values(ListedValues())
        self.show_folding()

    def _lay_out(self) -> None:
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(theme.SPACE_XS)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(self._rows.values()):
            grid.addWidget(row.label, 2 * number, 0, side)
            grid.addWidget(row.editor, 2 * number, 1)
            grid.addWidget(row.error_label, 2 * number + 1, 1)
            row.confidence_mark.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.fold_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)

    def show_known_values(self, values: ListedValues) -> None:
        """Complete values that other receipts have."""
        known: Mapping[Field, tuple[str, ...]] = {
            Field.TAGS: values.tags,
            Field.PROJECT: values.projects,
            Field.PAID_BY: values.payers,
        }
        for field, row in self._rows.items():
            labels = known.get(field, ())
            if field.spec.kind is Kind.YES_NO:
                labels = tuple(yes_no_labels().values())
            if labels:
                row.editor.setCompleter(make_field_completer(field, labels, row.editor))

    def show_folding(self) -> None:
        """Show all fields, or those with a value."""
        is_open = self.fold_button.isChecked()
        for row in self._rows.values():
            shown = is_open or row.field_value is not None
            row.label.setVisible(shown)
            row.editor.setVisible(shown)
            row.error_label.setVisible(shown and bool(row.error_text))
        names = [texts.field_label(field) for field in self._rows]
        words = self.tr("Bookkeeping")
        self.fold_button.setText(f"{'▾' if is_open else '▸'} {words}")
        self.fold_button.setToolTip(texts.format_list(names))

    def unfold(self) -> None:
        """Show all fields."""
        self.fold_button.setChecked(True)
