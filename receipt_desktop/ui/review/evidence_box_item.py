"""The box of one piece of evidence on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import (
    QGraphicsRectItem,
    QGraphicsSceneHoverEvent,
    QGraphicsSceneMouseEvent,
)

from receipt_desktop.ui import theme
from receipt_desktop.ui.review.evidence_boxes import EvidenceBox

_PADDING = 0.04
"""Padding beside the text, relative to the box height; rows above and below may be close."""
_FOCUSED_Z_OFFSET = 1_000
_FAINT_ALPHA, _HOVERED_ALPHA, _FOCUSED_ALPHA = 0.2, 0.7, 1.0
_FILL_ALPHA = 0.18


class EvidenceBoxItem(QGraphicsRectItem):
    """A box: faint, stronger under the pointer, strong while its field has focus."""

    def __init__(self, mark: EvidenceBox, name: str, click: Callable[[str], None]) -> None:
        box = mark.box
        air = box.h * _PADDING
        super().__init__(QRectF(box.x, box.y, box.w, box.h).adjusted(-air, 0, air, 0))
        self._key = mark.key
        self._on_click = click
        self._focused = False
        self._hovered = False
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAcceptHoverEvents(True)
        self.apply_colours()

    @property
    def is_focused(self) -> bool:
        return self._focused

    def set_focused(self, focused: bool) -> None:
        """Emphasise the box and raise it above the others."""
        if focused != self._focused:
            self._focused = focused
            self.setZValue(self.zValue() + (_FOCUSED_Z_OFFSET if focused else -_FOCUSED_Z_OFFSET))
        self.apply_colours()

    def apply_colours(self) -> None:
        """Use the light colours, since the page is white in the dark theme too."""
        strength = (
            _FOCUSED_ALPHA if self._focused else _HOVERED_ALPHA if self._hovered else _FAINT_ALPHA
        )
        line, fill = QColor(theme.LIGHT_COLOURS.accent), QColor(theme.LIGHT_COLOURS.accent)
        line.setAlphaF(strength)
        fill.setAlphaF(_FILL_ALPHA if self._focused or self._hovered else 0.0)
        pen = QPen(line, 2 if self._focused else 1)
        pen.setCosmetic(True)
        self.setPen(pen)
        self.setBrush(QBrush(fill))

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        super().hoverEnterEvent(event)
        self._hovered = True
        self.apply_colours()

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        super().hoverLeaveEvent(event)
        self._hovered = False
        self.apply_colours()

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            event.accept()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self.rect().contains(event.pos()):
            self._on_click(self._key)
