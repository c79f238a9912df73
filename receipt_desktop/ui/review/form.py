"""The fields of a receipt, one below the other, the key three first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from receipt_desktop.receipt import Details, Field
from receipt_desktop.ui import look
from receipt_desktop.ui.review.field_row import FieldRow

ORDER = (
    Field.TOTAL,
    Field.DATE,
    Field.MERCHANT,
    Field.TIME,
    Field.SUBTOTAL,
    Field.TAX,
    Field.TIP,
    Field.PAYMENT,
    Field.CARD,
    Field.NUMBER,
    Field.CATEGORY,
    Field.ADDRESS,
    Field.PHONE,
    Field.TAX_ID,
)
LABEL, EDITOR, CURRENCY, MARK = range(4)


class FieldsForm(QWidget):
    """Label, editor and confidence of every field; Tab goes down, Enter saves and goes down."""

    changed = Signal(object, object, object)
    """`Field`, the new value or None, `Before`."""
    focused = Signal(object)
    """`Field`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {field: FieldRow(field, self) for field in ORDER}
        self.currency = QLabel()
        self.currency.setAccessibleName(self.tr("Currency"))
        look.set_role(self.currency, "note")
        self._lay_out()
        for row in self.rows.values():
            row.changed.connect(self.changed)
            row.focused.connect(self.focused)
            row.entered.connect(self._go_on)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.SPACE_S)
        grid.setVerticalSpacing(look.SPACE_XS)
        grid.setColumnStretch(EDITOR, 1)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, row in enumerate(self.rows.values()):
            grid.addWidget(row.label, 2 * number, LABEL, side)
            span = 1 if row.field is Field.TOTAL else 2
            grid.addWidget(row.editor, 2 * number, EDITOR, 1, span)
            grid.addWidget(row.mark, 2 * number, MARK)
            grid.addWidget(row.message, 2 * number + 1, EDITOR, 1, 3)
        grid.addWidget(self.currency, 0, CURRENCY)

    def show_details(self, details: Details, *, keep_edit: bool) -> None:
        """Show these values; with `keep_edit` what is being typed stays."""
        draft = details.reading.checked.draft if details.reading else None
        for field, row in self.rows.items():
            value = draft.fields.get(field) if draft else None
            row.show_value(value, corrected=field in details.corrected, keep_edit=keep_edit)
        self.currency.setText((draft.currency or "") if draft else "")

    def commit(self) -> None:
        """Hand on everything that is typed and right."""
        for row in self.rows.values():
            row.commit()

    def focus(self, field: Field) -> None:
        """Put the cursor into a field and select what it holds."""
        editor = self.rows[field].editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def _go_on(self, field: Field) -> None:
        following = ORDER[(ORDER.index(field) + 1) % len(ORDER)]
        editor = self.rows[following].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        editor.selectAll()
