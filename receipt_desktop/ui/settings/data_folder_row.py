"""Where the data are, and moving them to another folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.desktop_application import DesktopApplication
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog


class DataFolderRow(QWidget):
    """The path with buttons. The data are moved between two windows: an open one uses them."""

    content_changed = Signal()
    """The row needs more or less height."""
    restart_requested = Signal()
    """The next window is to have its data in `DesktopApplication.move_target`."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self.path_label, self.message = QLabel(str(actions.data_dir)), QLabel()
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.setAccessibleName(self.tr("Open the data folder"))
        self.move_button = QPushButton(self.tr("Move…"))
        self.move_button.setAccessibleName(self.tr("Move data folder"))
        self.confirm_dialog: ConfirmDialog | None = None
        """The confirmation of a move, once it was shown."""
        self._lay_out()
        self.open_button.clicked.connect(self._open_folder)
        self.move_button.clicked.connect(self._choose_folder)

    def _lay_out(self) -> None:
        for label in (self.path_label, self.message):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        theme.set_text_role(self.message, "error")
        self.message.hide()
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_S)
        line.addWidget(self.path_label, 1)
        line.addWidget(self.move_button)
        line.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(line)
        column.addWidget(self.message)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._actions.data_dir)))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Move data folder"))
        if chosen:
            self.ask_to_move(Path(chosen))

    def ask_to_move(self, chosen: Path) -> None:
        """Check this folder, and ask; data go into a folder of their own below one with files."""
        self.message.hide()
        self.content_changed.emit()
        self._task_runner.run(
            lambda: self._actions.find_move_target(chosen),
            done=self._confirm,
            failed=self._show_error,
        )

    def _confirm(self, target: Path) -> None:
        meaning = self.tr(
            "Receipt Desktop closes, copies everything to {folder}, compares the copies and opens "
            "again. Then the files in the old folder are deleted."
        )
        self.confirm_dialog = ConfirmDialog(
            self,
            self.tr("Move your data?"),
            meaning.format(folder=target),
            self.tr("Move and restart"),
        )
        self.confirm_dialog.accepted.connect(lambda: self._request_move(target))
        self.confirm_dialog.open()

    def _request_move(self, target: Path) -> None:
        app = QApplication.instance()
        if isinstance(app, DesktopApplication):
            app.move_target = target
            self.restart_requested.emit()

    def _show_error(self, error: ReceiptError) -> None:
        self.message.setText(texts.format_error(error))
        self.message.show()
        self.content_changed.emit()
