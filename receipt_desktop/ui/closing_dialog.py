"""The question when the window is closed while receipts are processed: finish, stop or stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.ui import theme
from receipt_desktop.ui.task_runner import TaskRunner

POLL_MS = 400
DIALOG_WIDTH = 440


class ClosingDialog(QDialog):
    """Asks once per closing and shows progress while waiting. One instance per window."""

    wait_chosen = Signal()
    stay_chosen = Signal()
    close_allowed = Signal()
    """Emitted when the window may close."""

    def __init__(
        self,
        parent: QWidget,
        task_runner: TaskRunner,
        working: Callable[[], int],
        *,
        stops_new_receipts: bool,
    ) -> None:
        """`stops_new_receipts`: no further receipts are started while waiting."""
        super().__init__(parent)
        self._task_runner = task_runner
        self._count_running = working
        self._stops_new_receipts = stops_new_receipts
        self._is_waiting = self._is_counting = False
        self.setWindowTitle("Receipt Desktop")
        self.setModal(True)
        self.headline, self.note = QLabel(), QLabel()
        self.progress_bar = QProgressBar()
        self.wait_button = QPushButton(self.tr("Finish, then close"))
        self.stop_button = QPushButton(self.tr("Stop now"))
        self.stay_button = QPushButton(self.tr("Keep open"))
        self._poll_timer = QTimer(self, interval=POLL_MS)
        self._poll_timer.timeout.connect(self._poll_running)
        self._lay_out()
        self.wait_button.clicked.connect(self._start_waiting)
        self.stop_button.clicked.connect(self._stop_now)
        self.stay_button.clicked.connect(self.reject)

    def ask_about(self, count: int) -> None:
        """Ask about this number of unfinished receipts."""
        self._is_waiting = False
        self.wait_button.show()
        self.progress_bar.hide()
        self._show_question(count)
        self._poll_timer.start()
        self.open()

    def reject(self) -> None:
        """Cancel closing; processing continues."""
        self._poll_timer.stop()
        self.stay_chosen.emit()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._poll_timer.stop()
        super().closeEvent(event)

    def _start_waiting(self) -> None:
        self._is_waiting = True
        self.wait_button.hide()
        self.progress_bar.show()
        self.stop_button.setFocus()
        self.wait_chosen.emit()
        self._poll_running()

    def _stop_now(self) -> None:
        self._poll_timer.stop()
        self.close_allowed.emit()

    def _poll_running(self) -> None:
        if not self._is_counting:
            self._is_counting = True
            self._task_runner.run(
                self._count_running, done=self._handle_count, failed=lambda _: self._handle_count(0)
            )

    def _handle_count(self, count: int) -> None:
        self._is_counting = False
        if not self._poll_timer.isActive():
            return
        if count:
            self._show_question(count)
        else:
            self._stop_now()

    def _show_question(self, count: int) -> None:
        if self._is_waiting:
            self.headline.setText(self.tr("Closing when %Ln receipt(s) are done", "", count))
            both = self.tr("No new receipts are accepted or started.")
            pile = self.tr("No new receipts are accepted. Waiting receipts are still processed.")
            self.note.setText(both if self._stops_new_receipts else pile)
        else:
            self.headline.setText(self.tr("Still processing %Ln receipt(s)", "", count))
            self.note.setText(
                self.tr("Nothing is lost. Stopped receipts are processed again at the next start.")
            )

    def _lay_out(self) -> None:
        theme.set_text_role(self.headline, "heading")
        theme.set_text_role(self.note, "note")
        theme.set_text_role(self.wait_button, "primary")
        for label in (self.headline, self.note):
            label.setWordWrap(True)
        self.progress_bar.setRange(0, 0)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(self.tr("Finishing"))
        self.progress_bar.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addStretch()
        for button in (self.stay_button, self.stop_button, self.wait_button):
            row.addWidget(button)
        self.wait_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        for widget in (self.headline, self.note, self.progress_bar):
            column.addWidget(widget)
        column.addSpacing(theme.SPACE_M)
        column.addLayout(row)
        self.setMinimumWidth(DIALOG_WIDTH)
