"""One job in detail: actions, attempts and log lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.jobs import Attempt, Job, JobDetail, LogLine
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.queue import stage_timeline
from receipt_desktop.ui.queue.attempt_view import (
    AttemptView,
    create_monospace_view,
    set_text_and_height,
)
from receipt_desktop.ui.queue.overview_tab import wrap_in_scroll_area
from receipt_desktop.ui.queue.receipt_bar import ReceiptBar
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.status_chip import StatusChip

REFRESH_DELAY_MS = 1000
"""Milliseconds to collect changes of a running receipt before its job is loaded again."""
MIN_WIDTH = 300
HIDDEN_LOG_DETAILS = frozenset({"logger", "thread", "receipt", "file", "priority"})
"""Log fields that are not shown: constant for a receipt, or shown elsewhere."""


class JobDetailPane(QWidget):
    """Shows a job; reloads it when its receipt changes."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        controller: ReceiptController,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._task_runner = task_runner
        self._run_number = 0
        self.receipt_id: str | None = None
        self.title_label, self.id_label, self.status_chip = QLabel(), QLabel(), StatusChip()
        self.stage_label = QLabel()
        self.receipt_bar = ReceiptBar(controller)
        self.attempt_views: list[AttemptView] = []
        self.log_view = create_monospace_view(self.tr("Log lines"))
        self._log_title = QLabel(self.tr("Log"))
        self._placeholder_label = QLabel(self.tr("Select a job to see its details."))
        self._refresh_timer = QTimer(self, singleShot=True, interval=REFRESH_DELAY_MS)
        self._refresh_timer.timeout.connect(self._load_job)
        self._lay_out()
        bridge.receipt_changed.connect(self._follow_receipt)

    def show_job(self, job: Job | None) -> None:
        """Show this job, or none."""
        wanted = job.receipt_id if job else None
        run = job.run if job else 0
        if (wanted, run) == (self.receipt_id, self._run_number):
            return
        self.receipt_id, self._run_number = wanted, run
        self._refresh_timer.stop()
        if wanted is None:
            self._placeholder_label.setText(self.tr("Select a job to see its details."))
            self._stack.setCurrentIndex(0)
        else:
            self._load_job()

    def _follow_receipt(self, receipt: Receipt) -> None:
        if receipt.id == self.receipt_id and self.isVisible():
            self._show_receipt(receipt)
            if not self._refresh_timer.isActive():
                self._refresh_timer.start()

    def _load_job(self) -> None:
        wanted = self.receipt_id
        if wanted is not None:
            self._task_runner.run(
                lambda: self._actions.get_job(wanted),
                done=self._show_detail,
                failed=self._show_error,
            )

    def _show_detail(self, detail: JobDetail) -> None:
        if detail.receipt.id != self.receipt_id:
            return
        self.title_label.setText(detail.receipt.file_name)
        self.id_label.setText(detail.receipt.id)
        self._show_receipt(detail.receipt)
        self._show_attempts([one for one in detail.attempts if one.run == self._run_number])
        self._show_log(detail.log)
        self._stack.setCurrentIndex(1)

    def _show_receipt(self, receipt: Receipt) -> None:
        """Show the live state of the receipt."""
        self.status_chip.show_receipt(receipt)
        self.receipt_bar.show_receipt(receipt)
        working = receipt.status is Status.PROCESSING
        self.stage_label.setText(f"{texts.format_stage(receipt.stage)} · {receipt.progress} %")
        self.stage_label.setVisible(working)

    def _show_error(self, error: ReceiptError) -> None:
        self._placeholder_label.setText(texts.format_error(error))
        self._stack.setCurrentIndex(0)

    def _show_attempts(self, attempts: list[Attempt]) -> None:
        """Show the attempts, newest first. Views are reused, so an expanded trace stays so."""
        while len(self.attempt_views) < len(attempts):
            view = AttemptView()
            self.attempt_views.append(view)
            self._attempts_layout.addWidget(view)
        longest = stage_timeline.longest_duration(attempts)
        for view, attempt in zip(self.attempt_views, reversed(attempts), strict=False):
            view.show_attempt(attempt, longest)
        for number, view in enumerate(self.attempt_views):
            view.setVisible(number < len(attempts))

    def _show_log(self, lines: tuple[LogLine, ...]) -> None:
        set_text_and_height(self.log_view, "\n".join(map(format_log_line, lines)))
        for widget in (self._log_title, self.log_view):
            widget.setVisible(bool(lines))

    def _lay_out(self) -> None:
        self.setMinimumWidth(MIN_WIDTH)
        theme.set_text_role(self.title_label, "heading")
        theme.set_text_role(self.id_label, "note")
        theme.set_text_role(self.stage_label, "note")
        theme.set_text_role(self._log_title, "heading")
        theme.set_text_role(self._placeholder_label, "note")
        for label in (self.title_label, self.id_label, self._placeholder_label):
            label.setWordWrap(True)
        for label in (self.title_label, self.id_label):
            label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self._placeholder_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.title_label)
        column.addWidget(self.id_label)
        state = QHBoxLayout()
        state.setSpacing(theme.SPACE_S)
        state.addWidget(self.status_chip)
        state.addWidget(self.stage_label)
        state.addStretch()
        column.addLayout(state)
        column.addWidget(self.receipt_bar)
        self._attempts_layout = QVBoxLayout()
        self._attempts_layout.setSpacing(theme.SPACE_M)
        column.addSpacing(theme.SPACE_S)
        column.addLayout(self._attempts_layout)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self._log_title)
        column.addWidget(self.log_view)
        column.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._placeholder_label)
        self._stack.addWidget(wrap_in_scroll_area(content))


def format_log_line(line: LogLine) -> str:
    """A log line: time, level above INFO, event, details."""
    details = " ".join(
        f"{name}={value}" for name, value in line.details.items() if name not in HIDDEN_LOG_DETAILS
    )
    level = "" if line.level.lower() in ("info", "debug") else f"{line.level.upper()} "
    return f"{line.at.astimezone():%H:%M:%S} {level}{line.event} {details}".rstrip()
