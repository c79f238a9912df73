"""The files of a watched folder that could not be added: why, since when, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.watched_folders import FolderFile
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts
from receipt_desktop.ui.i18n.sentences import language
from receipt_desktop.ui.widgets.row_table import RowTable
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

DIALOG_SIZE = (760, 420)
NAME_WIDTH, MOMENT_WIDTH = 28, 14


class FailedFilesDialog(QDialog):
    """A table with the chosen files' buttons; files leave it as they are dealt with."""

    retry_requested = Signal(list)
    ignore_requested = Signal(list)

    def __init__(self, parent: QWidget | None, folder: str, files: Sequence[FolderFile]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Files that could not be added"))
        self.setModal(True)
        self._files = list(files)
        self.model = RowsModel(_make_columns(), lambda one: one.path, self)
        self.table = RowTable(self.model, self.windowTitle())
        self.table.empty_message = self.tr("All files of this folder were added.")
        self.retry_button = QPushButton(self.tr("Try again"))
        self.ignore_button = QPushButton(self.tr("Ignore"))
        self.close_button = QPushButton(self.tr("Close"))
        self.folder_label = QLabel(folder)
        self._lay_out()
        self.model.set_rows(self._files)
        self.retry_button.clicked.connect(lambda: self._settle(self.retry_requested))
        self.ignore_button.clicked.connect(lambda: self._settle(self.ignore_requested))
        self.close_button.clicked.connect(self.reject)
        self.table.chosen_rows_changed.connect(self._update)
        self._update()

    def _settle(self, signal: SignalInstance) -> None:
        """Hand over the chosen files, or all, and take them off the table."""
        chosen = self.table.chosen_rows() or self._files
        paths = [file.path for file in chosen]
        self._files = [file for file in self._files if file.path not in set(paths)]
        self.model.set_rows(self._files)
        self._update()
        signal.emit(paths)

    def _update(self) -> None:
        for button in (self.retry_button, self.ignore_button):
            button.setEnabled(bool(self._files))

    def _lay_out(self) -> None:
        theme.set_text_role(self.folder_label, "note")
        self.folder_label.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_S)
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.ignore_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self.folder_label)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.resize(*DIALOG_SIZE)


def _make_columns() -> tuple[RowColumn[FolderFile], ...]:
    translate = QCoreApplication.translate
    return (
        RowColumn(
            translate("FailedFilesDialog", "File"),
            lambda one: one.path,
            tooltip=lambda one: one.path,
            width_characters=NAME_WIDTH,
        ),
        RowColumn(
            translate("FailedFilesDialog", "Reason"),
            _format_reason,
            tooltip=_format_reason,
        ),
        RowColumn(
            translate("FailedFilesDialog", "When"),
            lambda one: queue_texts.format_moment(one.at) if one.at else "",
            sort_key=lambda one: one.at,
            width_characters=MOMENT_WIDTH,
        ),
    )


def _format_reason(file: FolderFile) -> str:
    return file.error.whole(language()) if file.error else ""
