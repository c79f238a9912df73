"""The check for updates and its outcome."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.build_info import load_build_info
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.release import Release, ReleaseFile, UpdateCheck
from receipt_desktop.messages import Message
from receipt_desktop.ui import theme
from receipt_desktop.ui.help.closable_dialog import ClosableDialog
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.i18n.sentences import language, message_text
from receipt_desktop.ui.task_runner import TaskRunner

WIDTH, NOTES_HEIGHT = 600, 180


class UpdateDialog(ClosableDialog):
    """Shows whether there is a newer version; it opens the download page and installs nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Updates"))
        self.setMinimumWidth(WIDTH)
        self.heading, self.message, self.file_label = QLabel(), QLabel(), QLabel()
        self.progress_bar = QProgressBar()
        self.notes = QPlainTextEdit()
        self._page = ""
        self.download_button = self.add_button(self.tr("Open download page"), "primary")
        self.download_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        self._lay_out()

    def _lay_out(self) -> None:
        theme.set_text_role(self.heading, "heading")
        self.progress_bar.setRange(0, 0)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(self.tr("Checking for updates"))
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName(self.tr("What is new"))
        self.notes.setMinimumHeight(NOTES_HEIGHT)
        for label in (self.message, self.file_label):
            theme.set_text_role(label, "note")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        for widget in (self.heading, self.message, self.progress_bar, self.notes, self.file_label):
            self.column.addWidget(widget)
        self._clear()

    def _clear(self) -> None:
        self.message.clear()
        for widget in (self.progress_bar, self.notes, self.file_label, self.download_button):
            widget.hide()

    def start_check(self, actions: Actions, task_runner: TaskRunner) -> None:
        """Check off the UI thread and show the outcome; a copy without an address says so."""
        self._clear()
        if not load_build_info().has_updates:
            self.heading.setText(self.tr("This copy does not look for updates"))
            self._show_message(message_text(Message("update_not_built")))
            return
        self.heading.setText(self.tr("Checking for updates…"))
        self.progress_bar.show()
        task_runner.run(actions.check_for_updates, done=self.show_outcome, failed=self._show_error)

    def show_outcome(self, found: UpdateCheck) -> None:
        """Show a newer release, or that there is none."""
        self._clear()
        if found.newer is None:
            self.heading.setText(self.tr("Receipt Desktop is up to date"))
            newest = self.tr("Version {version} is the newest.")
            self._show_message(newest.format(version=found.current))
            return
        self._show_release(found.newer, found.current)
        if found.file:
            self._show_file(found.file)

    def _show_release(self, newer: Release, current: str) -> None:
        heading = self.tr("Receipt Desktop {version} is available")
        self.heading.setText(heading.format(version=newer.version))
        day = texts.format_date(newer.published.astimezone().date())
        message = self.tr("It was published on {day}. You have version {version}.")
        self._show_message(message.format(day=day, version=current))
        notes = newer.notes_in(language())
        self.notes.setPlainText(notes)
        self.notes.setVisible(bool(notes))
        self._page = newer.page
        self.download_button.show()
        self.download_button.setDefault(True)
        self.fit_height()

    def _show_file(self, file: ReleaseFile) -> None:
        size = format_data_size(file.bytes)
        self.file_label.setText(f"{file.name}  ·  {size}\nSHA-256 {file.sha256}")
        self.file_label.show()
        self.fit_height()

    def _show_error(self, error: ReceiptError) -> None:
        self._clear()
        self.heading.setText(self.tr("The check for updates failed"))
        self._show_message(texts.format_error(error), "error")

    def _show_message(self, sentence: str, role: str = "note") -> None:
        theme.set_text_role(self.message, role)
        self.message.setText(sentence)
        self.fit_height()
