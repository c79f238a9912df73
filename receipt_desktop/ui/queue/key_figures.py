"""The key figures of the queue in large type."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.queue_texts import UNKNOWN_VALUE, format_decimal

FIGURE_ROW, CAPTION_ROW = range(2)


class KeyFigures(QWidget):
    """A row of numbers with their captions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_S)
        self._grid.setVerticalSpacing(0)
        self.captions: dict[QLabel, QLabel] = {}
        self.waiting = self._add_figure(self.tr("waiting"))
        self.processing = self._add_figure(self.tr("processing"))
        self.completed = self._add_figure(self.tr("done"))
        self.failed = self._add_figure(self.tr("failed"))
        self.to_review = self._add_figure(self.tr("to review"))
        self.receipts_per_minute = self._add_figure(self.tr("per minute"))
        self.remaining = self._add_figure(self.tr("time left"))
        self.oldest_waiting = self._add_figure(self.tr("longest wait"))

    def _add_figure(self, caption: str) -> QLabel:
        column = len(self.captions)
        figure, words = QLabel(UNKNOWN_VALUE), QLabel(caption)
        figure.setAccessibleName(caption)
        theme.set_text_role(figure, "figure")
        theme.set_text_role(words, "note")
        self._grid.addWidget(figure, FIGURE_ROW, column)
        self._grid.addWidget(words, CAPTION_ROW, column)
        self._grid.setColumnStretch(column, 1)
        self.captions[figure] = words
        return figure

    def show_health(self, health: QueueHealth) -> None:
        """Show the figures of this health."""
        locale, counts = QLocale(), health.counts
        for label, count in (
            (self.waiting, counts.pending),
            (self.processing, counts.processing),
            (self.completed, counts.completed),
            (self.failed, counts.failed),
            (self.to_review, counts.needs_review),
        ):
            label.setText(locale.toString(count))
        theme.set_text_role(self.captions[self.failed], "error" if counts.failed else "note")
        self.receipts_per_minute.setText(format_decimal(health.receipts_per_minute))
        left, oldest = health.remaining, health.oldest_waiting
        self.remaining.setText(UNKNOWN_VALUE if left is None else texts.format_duration(left))
        self.oldest_waiting.setText(
            UNKNOWN_VALUE if oldest is None else texts.format_duration(oldest)
        )
        self._show_held(counts.held)

    def _show_held(self, held: int) -> None:
        caption = self.tr("waiting")
        paused = self.tr("%Ln paused", "", held)
        self.captions[self.waiting].setText(f"{caption}, {paused}" if held else caption)
