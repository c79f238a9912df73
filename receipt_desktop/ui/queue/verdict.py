"""The head of the Queue page: how it stands in one sentence, why, and what mends it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.health import Health, QueueHealth, Trouble
from receipt_desktop.ui import look, shapes, troubles
from receipt_desktop.ui.health_mark import HealthMark
from receipt_desktop.ui.queue import words

MARK, SENTENCE = range(2)


class Verdict(QWidget):
    """A mark and a headline; one line for each trouble, with its mend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark, self.headline = HealthMark(), QLabel(self.tr("Asking the queue…"))
        look.set_role(self.headline, "title")
        self.headline.setWordWrap(True)
        self._shown: tuple[Trouble, ...] = ()
        self.reasons: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.SPACE_S)
        self._grid.setVerticalSpacing(look.SPACE_XS)
        self._grid.setColumnStretch(SENTENCE, 1)
        head = QHBoxLayout()
        head.setSpacing(look.SPACE_S)
        head.addWidget(self.mark)
        head.addWidget(self.headline, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE_S)
        column.addLayout(head)
        column.addLayout(self._grid)

    def show_health(self, health: QueueHealth) -> None:
        """Say this; the reasons are made anew only when they are others."""
        self.mark.show_health(health.status)
        self.headline.setText(self._sentence(health))
        if health.troubles != self._shown:
            self._shown = health.troubles
            self._clear()
            for row, trouble in enumerate(health.troubles):
                self._add(row, trouble)

    def _sentence(self, health: QueueHealth) -> str:
        if health.status is Health.UNHEALTHY:
            return self.tr("The queue does not work")
        if health.paused:
            return self.tr("Paused")
        if health.waits_for and health.counts.pending:
            return words.waits_text(health.waits_for)
        if health.draining:
            return self.tr("Takes in nothing new; what waits is finished")
        if health.status is Health.DEGRADED:
            return self.tr("The queue works, with a limitation")
        return self.tr("Everything works")

    def _clear(self) -> None:
        self.reasons.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _add(self, row: int, trouble: Trouble) -> None:
        mark, sentence = HealthMark(), QLabel(troubles.whole_text(trouble))
        if trouble.severity is Health.HEALTHY:
            mark.show_shape(shapes.ring, "muted", self.tr("Note"))
        else:
            mark.show_health(trouble.severity)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(look.SELECTABLE)
        self.reasons.append(sentence)
        self._grid.addWidget(mark, row, MARK, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(sentence, row, SENTENCE)
