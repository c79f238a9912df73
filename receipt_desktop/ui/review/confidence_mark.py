"""How sure a value is, as a small mark beside it: told apart by shape as well as colour.

Amber is what a reason for review is about, and nothing else: the checks decide once, for the mark
and for the reason.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.reading import ExtractedValue
from receipt_desktop.ui.widgets import shapes
from receipt_desktop.ui.widgets.shapes import ShapeMark

CERTAIN_THRESHOLD = 0.95
GUESS_THRESHOLD = 0.8


class Certainty(enum.Enum):
    """What the mark tells."""

    ABSENT = enum.auto()
    CERTAIN = enum.auto()
    FAIR = enum.auto()
    GUESS = enum.auto()
    DOUBTFUL = enum.auto()
    CORRECTED = enum.auto()


def classify_certainty(
    value: ExtractedValue | None, *, corrected: bool, questioned: bool = False
) -> Certainty:
    """A person's word counts most, then a reason for review, then the measured confidence."""
    if corrected:
        return Certainty.CORRECTED
    if questioned:
        return Certainty.DOUBTFUL
    if value is None:
        return Certainty.ABSENT
    if value.confidence >= CERTAIN_THRESHOLD:
        return Certainty.CERTAIN
    return Certainty.GUESS if value.confidence < GUESS_THRESHOLD else Certainty.FAIR


_SHAPES_BY_CERTAINTY: Mapping[Certainty, tuple[shapes.ShapePainter, str]] = {
    Certainty.ABSENT: (shapes.draw_nothing, ""),
    Certainty.CERTAIN: (shapes.draw_dot, "good"),
    Certainty.FAIR: (shapes.draw_ring, "muted"),
    Certainty.GUESS: (shapes.draw_ring, "muted"),
    Certainty.DOUBTFUL: (shapes.draw_warning, "warning"),
    Certainty.CORRECTED: (shapes.draw_tick, "accent"),
}


class ConfidenceMark(ShapeMark):
    """A dot when certain, a ring when fair, a warning when in question, a tick when corrected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._certainty = Certainty.ABSENT

    @property
    def certainty(self) -> Certainty:
        return self._certainty

    def show_value(
        self, value: ExtractedValue | None, *, corrected: bool, questioned: bool = False
    ) -> None:
        """Mark this value; `questioned` when a reason for review is about it."""
        self._certainty = classify_certainty(value, corrected=corrected, questioned=questioned)
        shape, colour = _SHAPES_BY_CERTAINTY[self._certainty]
        words = self._format_tooltip(value, questioned=questioned)
        self.show_shape(shape, "warning" if questioned else colour, words)

    def _format_tooltip(self, value: ExtractedValue | None, *, questioned: bool) -> str:
        if self._certainty is Certainty.CORRECTED:
            still = self.tr("Set by you, and still in question")
            return still if questioned else self.tr("Set by you")
        if value is None:
            return self.tr("Not found")
        percent = f"{value.confidence:.0%}"
        if self._certainty is Certainty.DOUBTFUL:
            return self.tr("Doubtful: {percent} sure").format(percent=percent)
        if self._certainty is Certainty.GUESS:
            return self.tr("A guess: {percent} sure").format(percent=percent)
        return self.tr("{percent} sure").format(percent=percent)
