"""The dialog that asks for the name of a company and, for a new one, for its data folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.ui import theme

DIALOG_WIDTH = 480
SuggestFolder = Callable[[str], Path]


class CompanyDialog(QDialog):
    """Stays open until what it asks for is done; see `show_error`."""

    confirmed = Signal(str, str)
    """The name, and the folder of a new company."""

    def __init__(
        self, parent: QWidget, *, name: str = "", suggest_folder: SuggestFolder | None = None
    ) -> None:
        """`suggest_folder` for a new company: proposes a folder for a name."""
        super().__init__(parent)
        self._suggest_folder = suggest_folder
        is_new = suggest_folder is not None
        self.setWindowTitle(self.tr("New company") if is_new else self.tr("Rename company"))
        self.setModal(True)
        self.name_edit, self.folder_edit = QLineEdit(name), QLineEdit()
        self.browse_button = QPushButton(self.tr("Browse…"))
        self.confirm_button = QPushButton(self.tr("Create") if is_new else self.tr("Rename"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.error_label = QLabel()
        self._lay_out(is_new=is_new)
        self._connect()
        self.name_edit.selectAll()
        self._follow_name(name)

    def show_error(self, sentence: str) -> None:
        """Show why it could not be done."""
        self.error_label.setText(sentence)
        self.error_label.show()
        self.name_edit.setFocus()

    def _follow_name(self, name: str) -> None:
        """Propose a folder, unless the person has typed another one."""
        self.error_label.hide()
        self.confirm_button.setEnabled(bool(name.strip()))
        if self._suggest_folder is not None and not self.folder_edit.isModified():
            self.folder_edit.setText(str(self._suggest_folder(name)))

    def _browse(self) -> None:
        title = self.tr("Data folder of the company")
        folder = QFileDialog.getExistingDirectory(self, title, self.folder_edit.text())
        if folder:
            self.folder_edit.setText(folder)
            self.folder_edit.setModified(True)

    def _connect(self) -> None:
        self.name_edit.textChanged.connect(self._follow_name)
        self.browse_button.clicked.connect(self._browse)
        self.confirm_button.clicked.connect(
            lambda: self.confirmed.emit(self.name_edit.text(), self.folder_edit.text())
        )
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self, *, is_new: bool) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name_edit)
        folder_row = QWidget()
        line = QHBoxLayout(folder_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder_edit, 1)
        line.addWidget(self.browse_button)
        form.addRow(self.tr("Data folder"), folder_row)
        form.setRowVisible(folder_row, is_new)
        note = QLabel(
            self.tr("Receipts, settings and exports of a company are kept apart from the others.")
        )
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        theme.set_text_role(self.error_label, "error")
        theme.set_text_role(self.confirm_button, "primary")
        self.error_label.setWordWrap(True)
        self.confirm_button.setDefault(True)
        self.browse_button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_S)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.confirm_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(self.error_label)
        column.addSpacing(theme.SPACE_S)
        column.addLayout(buttons)
        self.setMinimumWidth(DIALOG_WIDTH)
