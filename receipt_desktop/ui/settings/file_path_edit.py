"""The path of a file, typed or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from receipt_desktop.ui import theme


class FilePathEdit(QWidget):
    """A file path; empty means none."""

    value_chosen = Signal(object)
    """Emitted with the changed path."""

    def __init__(self, name: str, patterns: str, parent: QWidget | None = None) -> None:
        """`name` is for screen readers and the dialog, `patterns` as QFileDialog takes them."""
        super().__init__(parent)
        self._dialog_title, self._patterns = name, patterns
        self._stored_path = ""
        self.line_edit = QLineEdit()
        self.line_edit.setAccessibleName(name)
        self.line_edit.setPlaceholderText(self.tr("None"))
        self.browse_button = QPushButton(self.tr("Choose…"))
        self.browse_button.setAccessibleName(self.tr("Choose a file: {name}").format(name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.line_edit, 1)
        row.addWidget(self.browse_button)
        self.setFocusProxy(self.line_edit)
        self.line_edit.editingFinished.connect(self._commit_typed)
        self.browse_button.clicked.connect(self._choose_file)

    def show_value(self, path: str) -> None:
        """Show the current path."""
        self._stored_path = path
        self.line_edit.setText(path)

    def _commit_typed(self) -> None:
        typed = self.line_edit.text().strip()
        if typed != self._stored_path:
            self._stored_path = typed
            self.value_chosen.emit(typed)

    def _choose_file(self) -> None:
        start = str(Path(self._stored_path).parent) if self._stored_path else ""
        path, _ = QFileDialog.getOpenFileName(self, self._dialog_title, start, self._patterns)
        if path:
            self.line_edit.setText(path)
            self._commit_typed()
