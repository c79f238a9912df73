"""A bar that shows the stages of an attempt to scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from receipt_desktop.domain.jobs import Attempt
from receipt_desktop.domain.receipt import Stage
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts, texts

BAR_HEIGHT = 14
STAGE_ALPHAS = (1.0, 0.62)
"""Alternating colours of neighbouring stages."""
WAIT_STAGES: Mapping[str, object] = {
    "reader_wait": QT_TRANSLATE_NOOP("queue", "Waiting for OCR"),
    "model_wait": QT_TRANSLATE_NOOP("queue", "Waiting for the model"),
}
"""Stages in which the receipt only waits."""
MIN_STAGE_WIDTH = 2.0
"""Minimum width of a stage in pixels."""


class StageTimeline(QWidget):
    """One bar per attempt, all on the same scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempt: Attempt | None = None
        self._longest_seconds = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Stages of the attempt"))
        theme.theme_signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, BAR_HEIGHT)

    def show_attempt(self, attempt: Attempt, longest: float) -> None:
        """Draw this attempt; `longest_duration` seconds take the full width."""
        self._attempt, self._longest_seconds = attempt, max(longest, 0.001)
        self.setAccessibleDescription(format_stages(attempt))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current_colours().hover)
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        for number, (name, frame) in enumerate(self.stage_frames()):
            painter.setBrush(
                theme.current_colours().line
                if self._is_wait_stage(name)
                else self._stage_colour(number)
            )
            painter.drawRoundedRect(frame, 2, 2)

    def stage_frames(self) -> list[tuple[str, QRectF]]:
        """The label and the rectangle of each stage."""
        if self._attempt is None:
            return []
        found, left = [], 0.0
        for name, seconds in list_stages(self._attempt):
            wide = max(MIN_STAGE_WIDTH, self.width() * seconds / self._longest_seconds)
            found.append((name, QRectF(left, 0, max(1.0, wide - 1), BAR_HEIGHT)))
            left += wide
        return found

    def _is_wait_stage(self, label: str) -> bool:
        return any(label.startswith(format_stage_name(name)) for name in WAIT_STAGES)

    def _stage_colour(self, number: int) -> QColor:
        ink = "accent"
        if self._attempt and self._attempt.failure:
            ink = queue_texts.OUTCOME_COLOURS[self._attempt.outcome]
        shade = QColor(theme.named_colour(ink))
        shade.setAlphaF(STAGE_ALPHAS[number % len(STAGE_ALPHAS)])
        return shade

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos()
            under = (name for name, frame in self.stage_frames() if frame.contains(place))
            QToolTip.showText(event.globalPos(), next(under, ""), self)
            return True
        return super().event(event)


def list_stages(attempt: Attempt) -> list[tuple[str, float]]:
    """Labels and seconds of all stages; time outside of stages is left out."""
    return [
        (f"{format_stage_name(name)} {queue_texts.format_seconds(taken)}", taken)
        for name, taken in attempt.stages.items()
    ]


def format_stages(attempt: Attempt) -> str:
    """All stages in one line."""
    return " · ".join(label.replace(" ", "\N{NO-BREAK SPACE}") for label, _ in list_stages(attempt))


def format_stage_name(name: str) -> str:
    """The label of a stage; unknown stages by their stored name."""
    if name in WAIT_STAGES:
        return queue_texts.translate("queue", str(WAIT_STAGES[name]))
    return texts.format_stage(Stage(name)) if name in {stage.value for stage in Stage} else name


def longest_duration(attempts: Sequence[Attempt]) -> float:
    """Seconds of the longest attempt."""
    return max(
        (max(one.run_seconds or 0.0, sum(one.stages.values())) for one in attempts), default=0.0
    )
