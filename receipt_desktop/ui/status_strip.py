"""The status strip at the bottom of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from receipt_desktop.domain.health import HealthStatus, QueueHealth
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import sentences, texts
from receipt_desktop.ui.widgets.health_mark import HealthMark


class StatusStrip(QFrame):
    """The queue status in one line; click or Enter opens the Queue page."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Queue status"))
        self.mark = HealthMark()
        self.message = QLabel(self.tr("Starting…"))
        theme.set_text_role(self.message, "note")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_XS)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.mark)
        row.addWidget(self.message, 1)

    def show_health(self, health: QueueHealth) -> None:
        """Show this health."""
        self.mark.show_queue(health)
        self.message.setText(self._format_status(health))
        self.setToolTip("\n".join(map(sentences.issue_text, health.issues)))

    def _format_status(self, health: QueueHealth) -> str:
        if health.status is HealthStatus.UNHEALTHY:
            return self.tr("The queue is not responding.")
        parts = self._format_activity(health)
        if health.paused:
            waiting = self.tr("%Ln waiting", "", health.counts.pending)
            parts = [self.tr("Paused"), *([waiting] if health.counts.pending else [])]
        elif health.counts.held:
            parts.append(self.tr("%Ln paused", "", health.counts.held))
        if health.draining:
            parts.append(self.tr("not accepting new receipts"))
        return " · ".join(parts)

    def _format_activity(self, health: QueueHealth) -> list[str]:
        """The activity as text; paused receipts do not count as waiting."""
        working = health.counts.processing
        waiting = health.counts.pending - health.counts.held
        if not working and not waiting:
            return [self.tr("Ready")]
        parts = [self.tr("Processing %Ln", "", working), self.tr("%Ln waiting", "", waiting)]
        if health.remaining:
            time = texts.format_duration(health.remaining)
            parts.append(self.tr("about {time} left").format(time=time))
        return parts

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)
