"""One field of the form: label, editor, mark, and what is wrong with what was typed."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from receipt_desktop.draft import MONEY_FIELDS, Field, FieldValue, Source, Value
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.review.confidence import ConfidenceMark
from receipt_desktop.ui.review.corrections import Before
from receipt_desktop.ui.review.editor import FieldEditor
from receipt_desktop.ui.review.entry import parse, write

_EXAMPLE_AMOUNT = Decimal("12.50")
_EXAMPLE_DAY = date(2024, 3, 31)
_EXAMPLE_TIME = time(14, 30)


class FieldRow(QObject):
    """Holds the widgets of one field; the form lays them out."""

    changed = Signal(object, object, object)
    """`Field`, the new value or None, `Before`."""
    focused = Signal(object)
    """`Field`"""
    entered = Signal(object)
    """`Field`: Enter was pressed and what is typed is right."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._value: Value | None = None
        self._corrected = False
        name = texts.field_name(field)
        self.label = QLabel(name, parent)
        self.editor = FieldEditor(parent)
        self.editor.setAccessibleName(name)
        self.label.setBuddy(self.editor)
        self.mark = ConfidenceMark(parent)
        self.message = QLabel(parent)
        self.message.setWordWrap(True)
        look.set_role(self.message, "error")
        self.message.hide()
        self._connect()

    def _connect(self) -> None:
        self.editor.focused.connect(lambda: self.focused.emit(self.field))
        self.editor.left.connect(self.commit)
        self.editor.entered.connect(self._enter)
        self.editor.reverted.connect(lambda: self.complain(""))
        self.editor.textEdited.connect(lambda _: self.complain(""))

    @property
    def complaint(self) -> str:
        """What is said to be wrong, or nothing."""
        return self.message.text()

    @property
    def value(self) -> FieldValue | None:
        """The stored value, or the one that is being saved."""
        return self._value.value if self._value else None

    def show_value(
        self,
        value: Value | None,
        *,
        corrected: bool,
        keep_edit: bool,
        questioned: bool = False,
    ) -> None:
        """Show the stored value; an edit in progress stays when `keep_edit`.

        `questioned` when a reason for review is about it.
        """
        self._value, self._corrected = value, corrected
        text = write(self.field, value.value if value else None, QLocale())
        if keep_edit:
            self.editor.store(text)
        else:
            self.editor.adopt(text)
            self.complain("")
        self.mark.show_value(value, corrected=corrected, questioned=questioned)
        look.set_state(self.editor, "doubtful" if questioned else "")
        self.editor.setAccessibleDescription(self.mark.toolTip())

    def commit(self) -> bool:
        """Hand on what is typed when it differs from what is stored; whether it is right."""
        if not self.editor.edited:
            return True
        try:
            new = parse(self.field, self.editor.text(), QLocale())
        except ValueError:
            self.complain(self._advice())
            return False
        self._accept(new)
        return True

    def _accept(self, new: FieldValue | None) -> None:
        before = Before(self._value.value if self._value else None, self._corrected)
        self.complain("")
        if new == before.value:
            self.editor.adopt(self.editor.stored)
            return
        evidence = self._value.evidence if self._value else None
        value = None if new is None else Value(new, 1.0, evidence, Source.PERSON)
        self.show_value(value, corrected=True, keep_edit=False)
        self.changed.emit(self.field, new, before)

    def _enter(self) -> None:
        if self.commit():
            self.entered.emit(self.field)

    def complain(self, sentence: str) -> None:
        """Say what is wrong below the editor; nothing takes it back."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _advice(self) -> str:
        if self.field in MONEY_FIELDS:
            example = write(self.field, _EXAMPLE_AMOUNT, QLocale())
            return self.tr("Type an amount such as {example}.").format(example=example)
        if self.field is Field.DATE:
            example = write(self.field, _EXAMPLE_DAY, QLocale())
            return self.tr("Type a date such as {example}.").format(example=example)
        if self.field is Field.TIME:
            example = write(self.field, _EXAMPLE_TIME, QLocale())
            return self.tr("Type a time such as {example}.").format(example=example)
        return self.tr("Type the last four digits of the card.")
