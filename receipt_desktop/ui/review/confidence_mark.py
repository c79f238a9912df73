"""The confidence of a value as a small mark, distinguishable by shape as well as colour.

Amber marks exactly the values that a reason for review concerns: the same checks decide on both.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.reading import REVIEW_THRESHOLD, ExtractedValue, ValueSource
from receipt_desktop.ui.widgets import shapes
from receipt_desktop.ui.widgets.shapes import ShapeMark


class Certainty(enum.Enum):
    """The meaning of the mark."""

    ABSENT = enum.auto()
    CERTAIN = enum.auto()
    GUESS = enum.auto()
    DOUBTFUL = enum.auto()
    CORRECTED = enum.auto()


def classify_certainty(
    value: ExtractedValue | None, *, corrected: bool, is_questioned: bool = False
) -> Certainty:
    """Classify by correction first, then reason for review, then confidence."""
    if corrected:
        return Certainty.CORRECTED
    if is_questioned:
        return Certainty.DOUBTFUL
    if value is None:
        return Certainty.ABSENT
    return Certainty.GUESS if value.confidence < REVIEW_THRESHOLD else Certainty.CERTAIN


_SHAPES_BY_CERTAINTY: Mapping[Certainty, tuple[shapes.ShapePainter, str]] = {
    Certainty.ABSENT: (shapes.draw_nothing, ""),
    Certainty.CERTAIN: (shapes.draw_dot, "good"),
    Certainty.GUESS: (shapes.draw_ring, "muted"),
    Certainty.DOUBTFUL: (shapes.draw_warning, "warning"),
    Certainty.CORRECTED: (shapes.draw_tick, "accent"),
}


class ConfidenceMark(ShapeMark):
    """A dot for certain, a ring for a guess, a warning for questioned, a tick for corrected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._certainty = Certainty.ABSENT

    @property
    def certainty(self) -> Certainty:
        return self._certainty

    def show_value(
        self, value: ExtractedValue | None, *, corrected: bool, is_questioned: bool = False
    ) -> None:
        """Mark this value; `is_questioned` if a reason for review concerns it."""
        self._certainty = classify_certainty(
            value, corrected=corrected, is_questioned=is_questioned
        )
        shape, colour = _SHAPES_BY_CERTAINTY[self._certainty]
        words = self._format_tooltip(value, is_questioned=is_questioned)
        self.show_shape(shape, "warning" if is_questioned else colour, words)

    def _format_tooltip(self, value: ExtractedValue | None, *, is_questioned: bool) -> str:
        if self._certainty is Certainty.CORRECTED:
            still = self.tr("Entered by you, needs checking")
            return still if is_questioned else self.tr("Entered by you")
        if value is None:
            return self.tr("Not found")
        words = self._format_certainty(value)
        if value.source is not ValueSource.MODEL:
            return words
        return self.tr("{certainty}, read by the language model").format(certainty=words)

    def _format_certainty(self, value: ExtractedValue) -> str:
        percent = f"{value.confidence:.0%}"
        if self._certainty is Certainty.DOUBTFUL:
            return self.tr("Uncertain ({percent})").format(percent=percent)
        sources = {
            ValueSource.DOCUMENT: self.tr("Stated in the QR code or electronic invoice"),
            ValueSource.SUPPLIER: self.tr("Set by a rule of the supplier"),
            ValueSource.INTAKE: self.tr("Set by the rule for where it came from"),
        }
        if value.source in sources:
            return sources[value.source]
        if self._certainty is Certainty.GUESS:
            return self.tr("Guess ({percent})").format(percent=percent)
        return self.tr("Confidence {percent}").format(percent=percent)
