"""One field of the form: label, editor, confidence mark and error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from receipt_desktop.domain.fields import Field, FieldValue, Group
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import ExtractedValue, ValueSource
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.confidence_mark import ConfidenceMark
from receipt_desktop.ui.review.correction_saver import PreviousValue
from receipt_desktop.ui.review.field_editor import FieldEditor
from receipt_desktop.ui.review.field_input import advice, format_field, parse_field

FindEvidence = Callable[[Field, FieldValue], Evidence | None]


def _find_nothing(_field: Field, _value: FieldValue) -> Evidence | None:
    return None


class FieldRow(QObject):
    """The widgets of one field; the form arranges them."""

    value_changed = Signal(object, object, object, object)
    """`Field`, the new value or None, `PreviousValue`, `Evidence` of the new value or None."""
    text_typed = Signal(object, str)
    """`Field` and the text so far."""
    focus_entered = Signal(object)
    """`Field`"""
    enter_pressed = Signal(object)
    """`Field`: Enter was pressed and the input is valid."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._stored_value: ExtractedValue | None = None
        self._is_corrected = False
        self.currency: str | None = None
        """That of the receipt: it decides the decimals of amounts."""
        self._filled: tuple[str, Evidence | None] = ("", None)
        """A text that was picked on the picture, and where."""
        self.find_evidence: FindEvidence = _find_nothing
        """Finds where a typed value is printed."""
        name = texts.field_label(field)
        self.label = QLabel(name, parent)
        self.editor = FieldEditor(parent)
        self.editor.setAccessibleName(name)
        self.label.setBuddy(self.editor)
        self.confidence_mark = ConfidenceMark(parent)
        self.error_label = QLabel(parent)
        self.error_label.setWordWrap(True)
        theme.set_text_role(self.error_label, "error")
        self.error_label.hide()
        self._connect()

    def _connect(self) -> None:
        for label in (self.label, self.error_label):
            label.installEventFilter(self)
        self.editor.focus_entered.connect(lambda: self.focus_entered.emit(self.field))
        self.editor.focus_left.connect(self.commit_edit)
        self.editor.enter_pressed.connect(self.commit_and_continue)
        self.editor.edit_reverted.connect(lambda: self.show_error(""))
        self.editor.textEdited.connect(lambda _: self.show_error(""))
        self.editor.textEdited.connect(lambda text: self.text_typed.emit(self.field, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the label or on the error goes to the editor, ready to replace the text."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
            self.editor.selectAll()
        return super().eventFilter(watched, event)

    @property
    def _is_printed(self) -> bool:
        """Whether the field may be printed on the receipt."""
        return self.field.spec.group is not Group.BOOKKEEPING

    @property
    def error_text(self) -> str:
        """The shown error, or ""."""
        return self.error_label.text()

    @property
    def is_refused(self) -> bool:
        """Whether the typed text waits for another input."""
        return bool(self.error_text)

    @property
    def field_value(self) -> FieldValue | None:
        """The stored value, or the value being saved."""
        return self._stored_value.value if self._stored_value else None

    def show_value(
        self,
        value: ExtractedValue | None,
        *,
        corrected: bool,
        keep_edit: bool,
        is_questioned: bool = False,
    ) -> None:
        """Show the stored value; an edit in progress stays when `keep_edit`.

        `is_questioned` if a reason for review concerns it.
        """
        self._stored_value, self._is_corrected = value, corrected
        absent = corrected and value is None and self._is_printed
        self.editor.setPlaceholderText(self.tr("Not on the receipt") if absent else "")
        text = self._format(value.value if value else None)
        if keep_edit:
            self.editor.set_stored_text(text)
        else:
            self.editor.replace_text(text)
            self.show_error("")
        self.confidence_mark.show_value(value, corrected=corrected, is_questioned=is_questioned)
        theme.set_field_state(self.editor, "doubtful" if is_questioned else "")
        self.editor.setAccessibleDescription(self.confidence_mark.toolTip())

    def _format(self, value: FieldValue | None) -> str:
        return format_field(self.field, value, QLocale(), self.currency)

    def commit_edit(self) -> bool:
        """Emit the typed value if it has changed. Returns whether it is valid."""
        if not self.editor.is_edited:
            return True
        try:
            new = parse_field(self.field, self.editor.text(), QLocale(), self.currency)
        except ValueError:
            self.show_error(advice(self.field, QLocale(), self.currency))
            return False
        self._accept_value(new)
        return True

    def set_visible(self, visible: bool) -> None:
        """Show or hide all its widgets."""
        for widget in (self.label, self.editor, self.confidence_mark):
            widget.setVisible(visible)
        self.error_label.setVisible(visible and bool(self.error_text))

    @property
    def is_absent(self) -> bool:
        """Whether a person has said that it is not on the receipt."""
        return self._is_corrected and self._stored_value is None

    def fill(self, text: str, evidence: Evidence | None) -> None:
        """Put in a text from the picture; Enter accepts it, Escape takes it back."""
        self._filled = text, evidence
        self.editor.type_text(text)

    def set_value(self, value: FieldValue) -> None:
        """Save a value that was chosen elsewhere, in place of anything typed."""
        self.editor.replace_text(self.editor.stored_text)
        self._accept_value(value)

    def mark_absent(self) -> None:
        """Say that it is not on the receipt."""
        if not self.is_absent:
            self._save_value(None)

    def _accept_value(self, new: FieldValue | None) -> None:
        self.show_error("")
        if new == self.field_value:
            self.editor.replace_text(self.editor.stored_text)
        else:
            self._save_value(new)

    def _save_value(self, new: FieldValue | None) -> None:
        known = self._stored_value
        old = known.evidence if known else None
        before = PreviousValue(known.value if known else None, self._is_corrected, old)
        evidence = None if new is None else self._locate(new)
        value = (
            None if new is None else ExtractedValue(new, 1.0, evidence or old, ValueSource.PERSON)
        )
        self.show_value(value, corrected=True, keep_edit=False)
        self.value_changed.emit(self.field, new, before, evidence)

    def _locate(self, value: FieldValue) -> Evidence | None:
        text, evidence = self._filled
        if evidence is not None and self.editor.text() == text:
            return evidence
        return self.find_evidence(self.field, value) if self._is_printed else None

    def commit_and_continue(self) -> None:
        """Save the input if it is valid, and go on."""
        if self.commit_edit():
            self.enter_pressed.emit(self.field)

    def show_error(self, sentence: str) -> None:
        """Show an error below the editor until the next valid input."""
        self.error_label.setText(sentence)
        self.error_label.setVisible(bool(sentence))
