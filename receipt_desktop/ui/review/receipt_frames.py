"""Frames around the receipts of a picture, each with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem

from receipt_desktop.domain.page import Box, PagePicture
from receipt_desktop.domain.receipt_parts import ReceiptPart
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.picture_marks import NumberItem

_FILL_ALPHA = 0.08
_PEN_WIDTH = 2
"""Pixels on the screen, at every zoom level."""
_Z_FRAMES = 4_000
_INSET = 6
"""Pixels of the page by which frames that touch are set apart."""


def draw_frames(parts: Sequence[ReceiptPart], page: PagePicture) -> Iterator[QGraphicsItem]:
    """The frames of the parts that are on this page, numbered in their order."""
    for number, part in enumerate(parts, start=1):
        for place in part.places:
            if place.page == page.number:
                frame = to_frame(place.box, page).adjusted(_INSET, _INSET, -_INSET, -_INSET)
                yield _make_frame(frame)
                yield _make_number(number, frame)


def to_frame(box: Box | None, page: PagePicture) -> QRectF:
    """The rectangle of a box on a page; of the whole page without one."""
    return QRectF(box.x, box.y, box.w, box.h) if box else QRectF(0, 0, page.width, page.height)


def _make_frame(frame: QRectF) -> QGraphicsItem:
    item = QGraphicsRectItem(frame)
    fill = QColor(theme.LIGHT_COLOURS.accent)
    pen = QPen(fill, _PEN_WIDTH)
    pen.setCosmetic(True)
    fill.setAlphaF(_FILL_ALPHA)
    item.setPen(pen)
    item.setBrush(QBrush(fill))
    item.setZValue(_Z_FRAMES)
    item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    return item


def _make_number(number: int, frame: QRectF) -> QGraphicsItem:
    item = NumberItem(number, inside=True)
    item.setPos(frame.topLeft())
    return item
