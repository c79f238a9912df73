"""The counts of the pile, large enough to read across a room."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from receipt_desktop.health import QueueHealth
from receipt_desktop.ui import look, texts

FIGURE, CAPTION = range(2)
UNKNOWN = "–"


class Figures(QWidget):
    """A row of numbers with their captions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.SPACE_L)
        self._grid.setVerticalSpacing(0)
        self.waiting = self._add(self.tr("waiting"))
        self.in_work = self._add(self.tr("in work"))
        self.done = self._add(self.tr("done"))
        self.failed = self._add(self.tr("failed"))
        self.to_review = self._add(self.tr("to review"))
        self.pace = self._add(self.tr("a minute"))
        self.remaining = self._add(self.tr("until done"))

    def _add(self, caption: str) -> QLabel:
        column = self._grid.columnCount()
        figure, words = QLabel(UNKNOWN), QLabel(caption)
        figure.setAccessibleName(caption)
        look.set_role(figure, "figure")
        look.set_role(words, "note")
        self._grid.addWidget(figure, FIGURE, column)
        self._grid.addWidget(words, CAPTION, column)
        self._grid.setColumnStretch(column, 1)
        return figure

    def show_health(self, health: QueueHealth) -> None:
        """Show these numbers."""
        locale, counts = QLocale(), health.counts
        for label, number in (
            (self.waiting, counts.pending),
            (self.in_work, counts.processing),
            (self.done, counts.completed),
            (self.failed, counts.failed),
            (self.to_review, counts.needs_review),
        ):
            label.setText(locale.toString(number))
        pace, left = health.receipts_a_minute, health.remaining
        self.pace.setText(UNKNOWN if pace is None else locale.toString(pace, "f", 1))
        self.remaining.setText(UNKNOWN if left is None else texts.duration(left))
