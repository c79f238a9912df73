"""Small marks, distinguishable by shape as well as colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from receipt_desktop.ui import theme

ShapePainter = Callable[[QPainter, QRectF, QColor], None]
_STROKE_WIDTH = 1.6


def draw_nothing(_painter: QPainter, _frame: QRectF, _colour: QColor) -> None:
    """No mark at all."""


def draw_dot(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    """A small dot: certain."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(_inner_frame(frame))


def draw_ring(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    """A ring: fair."""
    painter.setPen(_create_pen(colour))
    painter.drawEllipse(_inner_frame(frame))


def draw_warning(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    """A warning triangle."""
    painter.setPen(_create_pen(colour))
    middle, third = frame.center().x(), frame.height() / 3
    left, right = QPointF(frame.left(), frame.bottom()), QPointF(frame.right(), frame.bottom())
    painter.drawPolygon([QPointF(middle, frame.top()), right, left])
    top, end = frame.top() + third, frame.bottom() - third
    painter.drawLine(QPointF(middle, top), QPointF(middle, end))


def draw_tick(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    """A tick."""
    painter.setPen(_create_pen(colour))
    foot = QPointF(frame.left() + frame.width() / 3, frame.bottom() - frame.height() / 6)
    painter.drawPolyline(
        [
            QPointF(frame.left(), frame.center().y()),
            foot,
            QPointF(frame.right(), frame.top() + frame.height() / 6),
        ]
    )


def draw_cross(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    """A cross."""
    painter.setPen(_create_pen(colour))
    inset = frame.width() / 8
    inner = frame.adjusted(inset, inset, -inset, -inset)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())


def draw_pause(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    """Two upright bars."""
    painter.setPen(_create_pen(colour))
    for share in (1 / 3, 2 / 3):
        across = frame.left() + frame.width() * share
        top, bottom = frame.top() + frame.height() / 8, frame.bottom() - frame.height() / 8
        painter.drawLine(QPointF(across, top), QPointF(across, bottom))


def _inner_frame(frame: QRectF) -> QRectF:
    inset = frame.width() / 4
    return frame.adjusted(inset, inset, -inset, -inset)


def _create_pen(colour: QColor) -> QPen:
    pen = QPen(colour, _STROKE_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


class ShapeMark(QWidget):
    """One of the shapes in its colour, as tall as a line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter_function: ShapePainter = draw_nothing
        self._colour = ""
        theme.theme_signals().changed.connect(self.update)
        self.setFixedSize(QSize(theme.SPACE_M, self.fontMetrics().height()))

    def show_shape(self, shape: ShapePainter, colour: str, words: str) -> None:
        """`colour` is a theme colour; `words` become the tooltip and accessible name."""
        self._painter_function, self._colour = shape, colour
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.SPACE_M * 3 / 4
        frame = QRectF(0, 0, side, side)
        frame.moveCenter(QRectF(self.rect()).center())
        if self._colour:
            self._painter_function(painter, frame, theme.named_colour(self._colour))
