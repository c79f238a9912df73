"""The queue's health, what it works on, and the few things to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import Health, QueueHealth
from receipt_desktop.receipt import Query, Status
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.calm_table import CalmTable
from receipt_desktop.ui.data_size import data_size
from receipt_desktop.ui.health_mark import HealthMark
from receipt_desktop.ui.queue.facts import Facts
from receipt_desktop.ui.queue.figures import Figures
from receipt_desktop.ui.queue.workers import WORK, WorkersModel
from receipt_desktop.ui.work import Work


class QueuePage(QWidget):
    """Fed by the bridge alone; asks for nothing by itself."""

    def __init__(
        self, actions: Actions, work: Work, bridge: Bridge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._paused = False
        self.headline, self.reasons, self.problem = QLabel(), QLabel(), QLabel()
        self.mark = HealthMark()
        self.pause = QPushButton(self.tr("Pause"))
        self.retry_failed = QPushButton(self.tr("Retry all failed"))
        self.figures = Figures()
        self.workers = WorkersModel(self)
        self.table = CalmTable(self.workers, self.tr("Workers"), stretched=WORK, selectable=False)
        self.redis = Facts()
        self._lay_out()
        self.pause.clicked.connect(self._toggle_pause)
        self.retry_failed.clicked.connect(self._retry_failed)
        bridge.health_changed.connect(self.show_health)
        self._show_unknown()

    # -- how things stand

    def _show_unknown(self) -> None:
        self.headline.setText(self.tr("Asking the queue…"))
        self.reasons.hide()
        self.problem.hide()
        self.pause.setEnabled(False)
        self.retry_failed.setEnabled(False)

    def show_health(self, health: QueueHealth) -> None:
        """Show everything anew."""
        self._paused = health.paused
        self.mark.show_health(health.status)
        self.headline.setText(self._headline(health))
        self.reasons.setText("\n".join(health.reasons))
        self.reasons.setVisible(bool(health.reasons))
        self.figures.show_health(health)
        self.workers.set_workers(health.workers, datetime.now(UTC))
        self._show_redis(health)
        self.pause.setText(self.tr("Resume") if health.paused else self.tr("Pause"))
        self.pause.setEnabled(True)
        self.retry_failed.setEnabled(health.counts.failed > 0)

    def _headline(self, health: QueueHealth) -> str:
        if health.status is Health.UNHEALTHY:
            return self.tr("The queue does not work")
        if health.paused:
            return self.tr("Paused")
        if health.status is Health.DEGRADED:
            return self.tr("The queue works, with a limitation")
        return self.tr("Everything works")

    # -- what a person does

    def _toggle_pause(self) -> None:
        self.pause.setEnabled(False)
        self._do(self._actions.resume if self._paused else self._actions.pause)

    def _retry_failed(self) -> None:
        self.retry_failed.setEnabled(False)

        def retry() -> None:
            failed = self._actions.receipts(Query(statuses=frozenset({Status.FAILED})))
            self._actions.retry([receipt.id for receipt in failed])

        self._do(retry)

    def _do(self, action: Callable[[], object]) -> None:
        """What it changes comes back through the bridge."""
        self.problem.hide()
        self._work.run(action, done=lambda _: self._allow(), failed=self._complain)

    def _allow(self) -> None:
        self.pause.setEnabled(True)
        self.retry_failed.setEnabled(True)

    def _complain(self, error: ReceiptError) -> None:
        self._allow()
        self.problem.setText(texts.error_text(error))
        self.problem.show()

    # -- layout

    def _show_redis(self, health: QueueHealth) -> None:
        redis = health.redis
        whose = self.tr("Our own") if redis.ours else self.tr("Shared")
        unknown = "–"
        self.redis.show_facts(
            (
                (self.tr("Server"), whose if redis.reachable else self.tr("Does not answer")),
                (self.tr("Address"), redis.address),
                (self.tr("Version"), redis.version or unknown),
                (self.tr("Memory"), data_size(redis.memory_bytes) or unknown),
                (self.tr("Answers in"), self._latency(redis.latency_ms) or unknown),
                (self.tr("Restarts"), str(redis.restarts)),
            )
        )

    def _latency(self, milliseconds: float | None) -> str:
        if milliseconds is None:
            return ""
        return self.tr("{number} ms").format(number=QLocale().toString(milliseconds, "f", 1))

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(look.SPACE_L, look.SPACE_L, look.SPACE_L, look.SPACE_L)
        layout.setSpacing(look.SPACE_S)
        layout.addLayout(self._top_line())
        layout.addWidget(self.problem)
        layout.addSpacing(look.SPACE_M)
        layout.addWidget(self.figures)
        for title, content in (
            (self.tr("Workers"), self.table),
            (self.tr("Redis"), self.redis),
        ):
            heading = QLabel(title)
            look.set_role(heading, "heading")
            layout.addSpacing(look.SPACE_L)
            layout.addWidget(heading)
            layout.addWidget(content)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _top_line(self) -> QHBoxLayout:
        look.set_role(self.headline, "title")
        look.set_role(self.problem, "error")
        for label in (self.reasons, self.problem):
            label.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(look.SPACE_S)
        head.addWidget(self.mark)
        head.addWidget(self.headline, 1)
        words = QVBoxLayout()
        words.setSpacing(look.SPACE_XS)
        words.addLayout(head)
        words.addWidget(self.reasons)
        line = QHBoxLayout()
        line.setSpacing(look.SPACE_S)
        line.addLayout(words, 1)
        for button in (self.pause, self.retry_failed):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line
