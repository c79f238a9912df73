"""The dialog of a rule for a kind of source, or for one sender."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.source import PASSING_KINDS, SourceKind
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import source_texts
from receipt_desktop.ui.sources.rule_editor import RuleEditor

DIALOG_WIDTH = 480


class SourceRuleDialog(QDialog):
    """Which receipts the rule is for, and what they get."""

    def __init__(self, parent: QWidget | None, source: IntakeSource | None = None) -> None:
        """`source` is the rule to be changed; None for a new one."""
        super().__init__(parent)
        self._source = source or IntakeSource(0, SourceKind.MAIL)
        self.setWindowTitle(self.tr("Rule for a source"))
        self.setModal(True)
        self.kind_box, self.name_edit, self.sender_edit = QComboBox(), QLineEdit(), QLineEdit()
        self.editor = RuleEditor()
        self.note_label = QLabel(
            self.tr("Rules of suppliers and your own corrections come before this rule.")
        )
        self.buttons = QDialogButtonBox()
        self.save_button = self.buttons.addButton(
            self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for kind in SourceKind:
            self.kind_box.addItem(source_texts.format_kind(kind), kind.value)
        self._lay_out()
        self._show(self._source)
        self.kind_box.currentIndexChanged.connect(self._show_sender)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show_sender()

    def read_source(self) -> IntakeSource:
        """The rule as it is shown."""
        kind = SourceKind(self.kind_box.currentData())
        return IntakeSource(
            self._source.id,
            kind,
            self.name_edit.text().strip(),
            self.sender_edit.text().strip() if kind is SourceKind.MAIL else "",
            self._source.is_enabled,
            self._source.options,
            self.editor.read_rule(),
        )

    def _show(self, source: IntakeSource) -> None:
        self.kind_box.setCurrentIndex(self.kind_box.findData(source.kind.value))
        self.name_edit.setText(source.name)
        self.sender_edit.setText(source.sender)
        self.editor.show_rule(source.rule)

    def _show_sender(self) -> None:
        kind = SourceKind(self.kind_box.currentData())
        self._form.setRowVisible(self.sender_edit, kind is SourceKind.MAIL)
        self.editor.allow_company(kind in PASSING_KINDS)

    def _lay_out(self) -> None:
        theme.set_text_role(self.note_label, "note")
        theme.set_text_role(self.save_button, "primary")
        self.note_label.setWordWrap(True)
        self.name_edit.setPlaceholderText(self.tr("All"))
        self.sender_edit.setPlaceholderText(self.tr("Address, or @domain; empty for everybody"))
        form = self._form = QFormLayout()
        form.addRow(self.tr("Receipts from"), self.kind_box)
        form.addRow(self.tr("Name"), self.name_edit)
        form.addRow(self.tr("Sender"), self.sender_edit)
        heading = QLabel(self.tr("They get"))
        theme.set_text_role(heading, "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addLayout(form)
        column.addWidget(heading)
        column.addWidget(self.editor)
        column.addWidget(self.note_label)
        column.addWidget(self.buttons)
        self.setMinimumWidth(DIALOG_WIDTH)
