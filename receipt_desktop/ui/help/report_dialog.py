"""Saves a problem report, after saying what is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.help.closable_dialog import ClosableDialog
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner

WIDTH = 480


class ReportDialog(ClosableDialog):
    """An explanation, a button to save, and the outcome."""

    def __init__(self, parent: QWidget, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(parent, self.tr("Problem report"))
        self.setMinimumWidth(WIDTH)
        self._actions = actions
        self._task_runner = task_runner
        self._target = Path()
        self.message = QLabel()
        self.progress_bar = QProgressBar()
        self._lay_out()
        self.folder_button = self.add_button(self.tr("Open folder"))
        self.folder_button.hide()
        self.save_button = self.add_button(self.tr("Save…"), "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._choose_target)
        self.folder_button.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))
        )

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Save a problem report"))
        theme.set_text_role(heading, "heading")
        note = QLabel(
            self.tr(
                "The ZIP file contains versions, settings, logs and what the Doctor finds. It "
                "contains nothing of your receipts: no text, no pictures and no file names. "
                "Passwords and tokens are left out.\n\nNothing is sent. Look through the file "
                "before you give it to somebody."
            )
        )
        theme.set_text_role(note, "note")
        self.progress_bar.setRange(0, 0)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(self.tr("Saving"))
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        for label in (note, self.message):
            label.setWordWrap(True)
        for widget in (heading, note, self.progress_bar, self.message):
            self.column.addWidget(widget)
        self.progress_bar.hide()
        self.message.hide()

    def _choose_target(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place) or Path.home())
        name = f"receipt-desktop-report-{date.today().isoformat()}.zip"  # noqa: DTZ011 (the person's day)
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a problem report"), str(folder / name), "ZIP (*.zip)"
        )
        if chosen:
            self.save_report(Path(chosen))

    def save_report(self, target: Path) -> None:
        """Save the report as this file."""
        self._target = target
        self.save_button.setEnabled(False)
        self.folder_button.hide()
        self.message.hide()
        self.progress_bar.show()
        self._task_runner.run(
            lambda: self._actions.save_problem_report(target),
            done=lambda _: self._show_saved(),
            failed=self._show_error,
        )

    def _show_saved(self) -> None:
        self._show_outcome(self.tr("Saved as {path}.").format(path=self._target), "good")
        self.folder_button.show()

    def _show_error(self, error: ReceiptError) -> None:
        self._show_outcome(texts.format_error(error), "error")

    def _show_outcome(self, sentence: str, role: str) -> None:
        self.progress_bar.hide()
        self.save_button.setEnabled(True)
        theme.set_text_role(self.message, role)
        self.message.setText(sentence)
        self.message.show()
        self.fit_height()
