"""The dialog that changes one field of all selected receipts."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.fields import FORM_ORDER, Field, FieldValue, Group
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import (
    is_known_category,
    known_labels,
    make_field_completer,
    suggest_category,
)
from receipt_desktop.ui.review.field_input import advice, parse_field
from receipt_desktop.ui.widgets.name_question import NameQuestion

DIALOG_WIDTH = 420


class BulkEditDialog(QDialog):
    """A field and its new value; nothing typed means that it is not on the receipts."""

    def __init__(
        self, parent: QWidget, count: int, values: ListedValues, field: Field = Field.CATEGORY
    ) -> None:
        super().__init__(parent)
        self._values = values
        self.value: FieldValue | None = None
        """The typed value, once the dialog is accepted."""
        self.setWindowTitle(self.tr("Change %Ln receipt(s)", "", count))
        self.setModal(True)
        self.field_box, self.value_edit = QComboBox(), QLineEdit()
        self.note_label, self.error_label = QLabel(), QLabel()
        self.question = NameQuestion()
        self.apply_button = QPushButton(self.tr("Change %Ln receipt(s)", "", count))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.keep_tags_check = QCheckBox(self.tr("Keep the tags they have"))
        self.keep_tags_check.setChecked(True)
        for one in FORM_ORDER:
            self.field_box.addItem(texts.field_label(one), one)
        self.field_box.setCurrentIndex(self.field_box.findData(field))
        self._lay_out()
        self.field_box.currentIndexChanged.connect(self._show_field)
        self.value_edit.textChanged.connect(self.error_label.hide)
        self.value_edit.textChanged.connect(self.question.clear)
        self.question.answered.connect(self._take_category)
        self.apply_button.clicked.connect(self._apply)
        self.cancel_button.clicked.connect(self.reject)
        self._show_field()
        self.value_edit.setFocus()

    @property
    def field(self) -> Field:
        """The chosen field."""
        return Field(self.field_box.currentData())

    @property
    def adds_tags(self) -> bool:
        """Whether the receipts keep the tags that they have."""
        is_kept = self.keep_tags_check.isChecked() and self.value is not None
        return self.field is Field.TAGS and is_kept

    def _show_field(self) -> None:
        labels = known_labels(self.field, self._values)
        self.value_edit.setCompleter(make_field_completer(self.field, labels, self))
        self.keep_tags_check.setVisible(self.field is Field.TAGS)
        is_printed = self.field.spec.group is not Group.BOOKKEEPING
        self.note_label.setText(
            self.tr("Leave it empty if it is not on the receipts.")
            if is_printed
            else self.tr("Leave it empty to clear it.")
        )
        self.error_label.hide()

    def _apply(self) -> None:
        """Accept a value that the field can have; otherwise say what one looks like."""
        if self.question.choose(1) or self._asks_category():
            return
        locale = QLocale()
        try:
            self.value = parse_field(self.field, self.value_edit.text(), locale)
        except ValueError:
            self.error_label.setText(advice(self.field, locale))
            self.error_label.show()
            self.value_edit.setFocus()
            return
        self.accept()

    def _asks_category(self) -> bool:
        """Ask about a category that is not known; whether there is a question."""
        typed = self.value_edit.text().strip()
        is_known = is_known_category(typed, self._values)
        if self.field is not Field.CATEGORY or not typed or is_known:
            return False
        near = suggest_category(typed, self._values)
        shown = None if near is None else (near, texts.translate_value(Field.CATEGORY, near))
        self.question.ask(typed, shown)
        self.value_edit.setFocus()
        return True

    def _take_category(self, name: str) -> None:
        self.value = name
        self.accept()

    def _lay_out(self) -> None:
        theme.set_text_role(self.apply_button, "primary")
        theme.set_text_role(self.note_label, "note")
        theme.set_text_role(self.error_label, "error")
        self.apply_button.setDefault(True)
        form = QFormLayout()
        form.addRow(self.tr("Field"), self.field_box)
        form.addRow(self.tr("New value"), self.value_edit)
        form.addRow("", self.keep_tags_check)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.apply_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.addLayout(form)
        column.addWidget(self.note_label)
        column.addWidget(self.error_label)
        column.addWidget(self.question)
        column.addSpacing(theme.SPACE_S)
        column.addLayout(row)
        self.setMinimumWidth(DIALOG_WIDTH)
