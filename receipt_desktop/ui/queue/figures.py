"""The counts of the pile, large enough to read across a room."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from receipt_desktop.health import QueueHealth
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.queue.words import UNKNOWN, number

FIGURE, CAPTION = range(2)


class Figures(QWidget):
    """A row of numbers with their captions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.SPACE_S)
        self._grid.setVerticalSpacing(0)
        self.captions: dict[QLabel, QLabel] = {}
        self.waiting = self._add(self.tr("waiting"))
        self.in_work = self._add(self.tr("in work"))
        self.done = self._add(self.tr("done"))
        self.failed = self._add(self.tr("failed"))
        self.to_review = self._add(self.tr("to review"))
        self.pace = self._add(self.tr("a minute"))
        self.remaining = self._add(self.tr("until done"))
        self.oldest = self._add(self.tr("longest wait"))

    def _add(self, caption: str) -> QLabel:
        column = len(self.captions)
        figure, words = QLabel(UNKNOWN), QLabel(caption)
        figure.setAccessibleName(caption)
        look.set_role(figure, "figure")
        look.set_role(words, "note")
        self._grid.addWidget(figure, FIGURE, column)
        self._grid.addWidget(words, CAPTION, column)
        self._grid.setColumnStretch(column, 1)
        self.captions[figure] = words
        return figure

    def show_health(self, health: QueueHealth) -> None:
        """Show these numbers."""
        locale, counts = QLocale(), health.counts
        for label, count in (
            (self.waiting, counts.pending),
            (self.in_work, counts.processing),
            (self.done, counts.completed),
            (self.failed, counts.failed),
            (self.to_review, counts.needs_review),
        ):
            label.setText(locale.toString(count))
        look.set_role(self.captions[self.failed], "error" if counts.failed else "note")
        self.pace.setText(number(health.receipts_a_minute))
        left, oldest = health.remaining, health.oldest_waiting
        self.remaining.setText(UNKNOWN if left is None else texts.duration(left))
        self.oldest.setText(UNKNOWN if oldest is None else texts.duration(oldest))
        self._say_held(counts.held)

    def _say_held(self, held: int) -> None:
        caption = self.tr("waiting")
        paused = self.tr("%n paused", "", held)
        self.captions[self.waiting].setText(f"{caption}, {paused}" if held else caption)
