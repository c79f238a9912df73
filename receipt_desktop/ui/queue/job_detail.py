"""One job in detail: what can be done with it, its attempts, its lines of the log."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.history import Attempt, Job, JobDetail, LogLine
from receipt_desktop.receipt import Receipt, Status
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.queue import timeline
from receipt_desktop.ui.queue.attempt_view import AttemptView, fixed_text, show_lines
from receipt_desktop.ui.queue.overview import scrolled
from receipt_desktop.ui.queue.receipt_bar import ReceiptBar
from receipt_desktop.ui.receipt_orders import ReceiptOrders
from receipt_desktop.ui.review.chip import StatusChip
from receipt_desktop.ui.work import Work

AGAIN_MS = 1000
"""A receipt in work changes several times a second; its job is asked for once."""
LEAST_WIDTH = 300
UNTOLD = frozenset({"logger", "thread", "receipt", "file", "priority"})
"""Details that are the same in every line of a receipt, or stand beside it."""


class JobDetailPane(QWidget):
    """Asked for when a job is chosen, and again when its receipt changes."""

    def __init__(self, actions: Actions, work: Work, bridge: Bridge, orders: ReceiptOrders) -> None:
        super().__init__()
        self._actions = actions
        self._work = work
        self._run = 0
        self.receipt_id: str | None = None
        self.title, self.identity, self.chip = QLabel(), QLabel(), StatusChip()
        self.stage = QLabel()
        self.bar = ReceiptBar(orders)
        self.attempts: list[AttemptView] = []
        self.log = fixed_text(self.tr("Lines of the log"))
        self._log_title = QLabel(self.tr("Log"))
        self._nothing = QLabel(self.tr("Choose a job to see how it went."))
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask)
        self._lay_out()
        bridge.receipt_changed.connect(self._follow)

    def show_job(self, job: Job | None) -> None:
        """Show this one, or none."""
        wanted = job.receipt_id if job else None
        run = job.run if job else 0
        if (wanted, run) == (self.receipt_id, self._run):
            return
        self.receipt_id, self._run = wanted, run
        self._again.stop()
        if wanted is None:
            self._nothing.setText(self.tr("Choose a job to see how it went."))
            self._stack.setCurrentIndex(0)
        else:
            self._ask()

    def _follow(self, receipt: Receipt) -> None:
        if receipt.id == self.receipt_id and self.isVisible():
            self._show_receipt(receipt)
            if not self._again.isActive():
                self._again.start()

    def _ask(self) -> None:
        wanted = self.receipt_id
        if wanted is not None:
            self._work.run(
                lambda: self._actions.job(wanted), done=self._show, failed=self._show_refusal
            )

    def _show(self, detail: JobDetail) -> None:
        if detail.receipt.id != self.receipt_id:
            return
        self.title.setText(detail.receipt.file_name)
        self.identity.setText(detail.receipt.id)
        self._show_receipt(detail.receipt)
        self._show_attempts([one for one in detail.attempts if one.run == self._run])
        self._show_log(detail.log)
        self._stack.setCurrentIndex(1)

    def _show_receipt(self, receipt: Receipt) -> None:
        """What comes many times a second."""
        self.chip.show_receipt(receipt)
        self.bar.show_receipt(receipt)
        working = receipt.status is Status.PROCESSING
        self.stage.setText(f"{texts.stage_text(receipt.stage)} · {receipt.progress} %")
        self.stage.setVisible(working)

    def _show_refusal(self, error: ReceiptError) -> None:
        self._nothing.setText(texts.error_text(error))
        self._stack.setCurrentIndex(0)

    def _show_attempts(self, attempts: list[Attempt]) -> None:
        """The newest first; views are kept, so a trace stays unfolded."""
        while len(self.attempts) < len(attempts):
            view = AttemptView()
            self.attempts.append(view)
            self._attempts.addWidget(view)
        longest = timeline.longest(attempts)
        for view, attempt in zip(self.attempts, reversed(attempts), strict=False):
            view.show_attempt(attempt, longest)
        for number, view in enumerate(self.attempts):
            view.setVisible(number < len(attempts))

    def _show_log(self, lines: tuple[LogLine, ...]) -> None:
        show_lines(self.log, "\n".join(map(line_text, lines)))
        for widget in (self._log_title, self.log):
            widget.setVisible(bool(lines))

    def _lay_out(self) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        look.set_role(self.title, "heading")
        look.set_role(self.identity, "note")
        look.set_role(self.stage, "note")
        look.set_role(self._log_title, "heading")
        look.set_role(self._nothing, "note")
        for label in (self.title, self.identity, self._nothing):
            label.setWordWrap(True)
        for label in (self.title, self.identity):
            label.setTextInteractionFlags(look.SELECTABLE)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(look.SPACE_M, look.SPACE_M, look.SPACE_M, look.SPACE_M)
        column.setSpacing(look.SPACE_S)
        column.addWidget(self.title)
        column.addWidget(self.identity)
        state = QHBoxLayout()
        state.setSpacing(look.SPACE_S)
        state.addWidget(self.chip)
        state.addWidget(self.stage)
        state.addStretch()
        column.addLayout(state)
        column.addWidget(self.bar)
        self._attempts = QVBoxLayout()
        self._attempts.setSpacing(look.SPACE_M)
        column.addSpacing(look.SPACE_S)
        column.addLayout(self._attempts)
        column.addSpacing(look.SPACE_S)
        column.addWidget(self._log_title)
        column.addWidget(self.log)
        column.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(scrolled(content))


def line_text(line: LogLine) -> str:
    """Time, level where it is worth it, event, details."""
    details = " ".join(
        f"{name}={value}" for name, value in line.details.items() if name not in UNTOLD
    )
    level = "" if line.level.lower() in ("info", "debug") else f"{line.level.upper()} "
    return f"{line.at.astimezone():%H:%M:%S} {level}{line.event} {details}".rstrip()
