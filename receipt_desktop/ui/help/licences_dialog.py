"""The licences of the program and of everything in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from receipt_desktop.config.installation import Licence, list_licences
from receipt_desktop.ui import theme
from receipt_desktop.ui.help.closable_dialog import ClosableDialog
from receipt_desktop.ui.task_runner import TaskRunner

SIZE, TEXT_HEIGHT = (760, 620), 240
NAME_COLUMN, VERSION_COLUMN, LICENCE_COLUMN = range(3)


class LicencesDialog(ClosableDialog):
    """A table of parts; the text of the selected one's licence below."""

    def __init__(self, parent: QWidget, task_runner: TaskRunner) -> None:
        super().__init__(parent, self.tr("Licences"))
        self.resize(*SIZE)
        self.licences: tuple[Licence, ...] = ()
        self.search_edit = QLineEdit()
        self.search_edit.setPlaceholderText(self.tr("Search"))
        self.search_edit.setAccessibleName(self.tr("Search"))
        self.table = QTableWidget(0, 3)
        self.link_label = QLabel()
        self.text = QPlainTextEdit()
        self._lay_out()
        self.table.currentCellChanged.connect(lambda row, *_: self._show_licence(row))
        self.search_edit.textChanged.connect(self._filter_rows)
        task_runner.run(list_licences, done=self.show_licences)

    def show_licences(self, licences: tuple[Licence, ...]) -> None:
        """Fill the table."""
        self.licences = licences
        self.table.setRowCount(len(licences))
        for row, one in enumerate(licences):
            licence = one.licence or self.tr("See its text")
            for column, text in enumerate((one.name, one.version, licence)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnToContents(NAME_COLUMN)
        self.table.resizeColumnToContents(VERSION_COLUMN)
        self.table.setCurrentCell(0, NAME_COLUMN)

    def _lay_out(self) -> None:
        note = QLabel(
            self.tr(
                "Receipt Desktop is free software under the MIT licence. It contains these parts, "
                "each under its own licence."
            )
        )
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        self.table.setHorizontalHeaderLabels(
            [self.tr("Part"), self.tr("Version"), self.tr("Licence")]
        )
        self.table.setAccessibleName(self.tr("Licences"))
        theme.style_table(self.table)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.link_label.setOpenExternalLinks(True)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.text)
        splitter.setSizes([SIZE[1] - TEXT_HEIGHT, TEXT_HEIGHT])
        for widget in (note, self.search_edit, splitter, self.link_label):
            self.column.addWidget(widget, 1 if widget is splitter else 0)

    def _show_licence(self, row: int) -> None:
        if not 0 <= row < len(self.licences):
            return
        one = self.licences[row]
        self.text.setPlainText(one.text or self.tr("The package names its licence only."))
        is_web = one.url.startswith(("https://", "http://"))
        self.link_label.setText(f'<a href="{one.url}">{one.url}</a>' if is_web else "")

    def _filter_rows(self, words: str) -> None:
        for row, one in enumerate(self.licences):
            found = f"{one.name} {one.licence}".casefold()
            self.table.setRowHidden(row, words.casefold() not in found)
