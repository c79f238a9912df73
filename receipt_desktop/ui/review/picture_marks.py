"""Marks on the page: words that match a typed text, and the numbers of candidates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsRectItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from receipt_desktop.domain.candidates import Candidate
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.page_words import Word

_MATCH_ALPHA, _CANDIDATE_ALPHA = 0.25, 0.9
_Z_WORDS, _Z_NUMBERS = 5_000, 6_000
_BADGE = 18
"""Pixels on the screen, at every zoom level."""


def mark_words(words: Iterable[Word]) -> Iterator[QGraphicsItem]:
    """A highlighter stroke over each word."""
    fill = QColor(theme.LIGHT_COLOURS.warning)
    fill.setAlphaF(_MATCH_ALPHA)
    for word in words:
        item = QGraphicsRectItem(word.frame)
        item.setPen(QPen(Qt.PenStyle.NoPen))
        item.setBrush(QBrush(fill))
        item.setZValue(_Z_WORDS)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        yield item


def mark_candidates(candidates: Iterable[Candidate], page: int) -> Iterator[QGraphicsItem]:
    """The number of each candidate that is printed on this page, left of its text."""
    for number, candidate in enumerate(candidates, start=1):
        evidence = candidate.evidence
        if evidence is not None and evidence.page == page:
            item = NumberItem(number)
            item.setPos(evidence.box.x, evidence.box.y + evidence.box.h / 2)
            yield item


class NumberItem(QGraphicsItem):
    """A number in a badge of constant size, which ends at its position, or begins `inside`."""

    def __init__(self, number: int, *, inside: bool = False) -> None:
        super().__init__()
        self._number = number
        self._frame = QRectF(QPointF(-_BADGE - 2, -_BADGE / 2), QPointF(-2, _BADGE / 2))
        if inside:
            self._frame = QRectF(4, 4, _BADGE, _BADGE)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(_Z_NUMBERS)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._frame

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 (Qt's signature)
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        ground = QColor(theme.LIGHT_COLOURS.accent)
        ground.setAlphaF(_CANDIDATE_ALPHA)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.boundingRect(), 4, 4)
        painter.setPen(theme.LIGHT_COLOURS.on_accent)
        painter.setFont(theme.scaled_font("note", bold=True))
        painter.drawText(self.boundingRect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
