"""The path of a file, typed or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from receipt_desktop.ui import look


class FileLine(QWidget):
    """Empty means none."""

    chosen = Signal(str)
    """Another path than before."""

    def __init__(self, name: str, patterns: str, parent: QWidget | None = None) -> None:
        """`name` is for screen readers and the dialog, `patterns` as QFileDialog takes them."""
        super().__init__(parent)
        self._name, self._patterns = name, patterns
        self._stored = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("None"))
        self.browse = QPushButton(self.tr("Choose…"))
        self.browse.setAccessibleName(self.tr("Choose a file: {name}").format(name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.SPACE_S)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._consider)
        self.browse.clicked.connect(self._browse)

    def show_path(self, path: str) -> None:
        """Show the path in force."""
        self._stored = path
        self.line.setText(path)

    def _consider(self) -> None:
        typed = self.line.text().strip()
        if typed != self._stored:
            self._stored = typed
            self.chosen.emit(typed)

    def _browse(self) -> None:
        start = str(Path(self._stored).parent) if self._stored else ""
        path, _ = QFileDialog.getOpenFileName(self, self._name, start, self._patterns)
        if path:
            self.line.setText(path)
            self._consider()
