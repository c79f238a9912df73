"""The header of the Queue page: status, issues and remedies."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.domain.health import HealthIssue, HealthStatus, QueueHealth
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts, sentences
from receipt_desktop.ui.widgets import shapes
from receipt_desktop.ui.widgets.health_mark import HealthMark

MARK_COLUMN, SENTENCE_COLUMN = range(2)


class HealthHeader(QWidget):
    """A status mark and headline, and one line per issue with its remedy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark, self.headline = HealthMark(), QLabel(self.tr("Checking the queue…"))
        theme.set_text_role(self.headline, "title")
        self.headline.setWordWrap(True)
        self._shown_issues: tuple[HealthIssue, ...] = ()
        self.issue_labels: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_S)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._grid.setColumnStretch(SENTENCE_COLUMN, 1)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        head.addWidget(self.mark)
        head.addWidget(self.headline, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(head)
        column.addLayout(self._grid)

    def show_health(self, health: QueueHealth) -> None:
        """Show this health; issues are rebuilt only if they have changed."""
        self.mark.show_queue(health)
        self.headline.setText(self._format_headline(health))
        if health.issues != self._shown_issues:
            self._shown_issues = health.issues
            self._clear_issues()
            for row, issue in enumerate(health.issues):
                self._add_issue(row, issue)

    def _format_headline(self, health: QueueHealth) -> str:
        if health.status is HealthStatus.UNHEALTHY:
            return self.tr("The queue is not working")
        if health.paused:
            also = self.tr("Paused, and not accepting new receipts")
            return also if health.draining else self.tr("Paused: nothing is processed")
        if health.held_by_schedule and health.counts.pending:
            return queue_texts.format_wait_reason(health.held_by_schedule)
        if health.draining:
            return self.tr("Not accepting new receipts, finishing the queue")
        if health.status is HealthStatus.DEGRADED:
            return self.tr("The queue is running with warnings")
        return self.tr("Everything is working")

    def _clear_issues(self) -> None:
        self.issue_labels.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _add_issue(self, row: int, issue: HealthIssue) -> None:
        mark, sentence = HealthMark(), QLabel(sentences.issue_text(issue))
        if issue.severity is HealthStatus.HEALTHY:
            mark.show_shape(shapes.draw_ring, "muted", self.tr("Note"))
        else:
            mark.show_health(issue.severity)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self.issue_labels.append(sentence)
        self._grid.addWidget(mark, row, MARK_COLUMN, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(sentence, row, SENTENCE_COLUMN)
