"""A page picture in the scene, sharp at every zoom level."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.ui import theme

_MIN_SIDE = 64
"""Minimum width of a downscaled copy in pixels."""

DARK_OPACITY = 0.9
"""White paper is dimmed a little on a dark ground."""
PageLevels = tuple[QImage, ...]
"""The page and its copies, each half the size of the one before."""


def load_page_levels(path: Path) -> PageLevels:
    """Read a page and its smaller copies; for a worker thread.

    Bilinear scaling below one half drops strokes of small print, hence the copies.
    Raises `InvalidRequest` when the file is gone or no picture.
    """
    reader = QImageReader(str(path))
    image = reader.read()
    if image.isNull():
        raise InvalidRequest("picture_unreadable")
    levels = [image]
    while min(levels[-1].width(), levels[-1].height()) >= 2 * _MIN_SIDE:
        levels.append(_halve_image(levels[-1]))
    return tuple(levels)


def _halve_image(image: QImage) -> QImage:
    return image.scaled(
        image.width() // 2,
        image.height() // 2,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


class PageItem(QGraphicsItem):
    """Paints the smallest copy that is not smaller than the displayed size."""

    def __init__(self, levels: PageLevels) -> None:
        super().__init__()
        self._levels = [QPixmap.fromImage(level) for level in levels]
        self._frame = QRectF(levels[0].rect())

    def boundingRect(self) -> QRectF:
        return self._frame

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 (Qt's signature)
    ) -> None:
        seen = option.levelOfDetailFromTransform(painter.worldTransform())
        pixmap = self._levels[0]
        for smaller in self._levels[1:]:
            ratio = painter.device().devicePixelRatioF()
            if smaller.width() < self._frame.width() * seen * ratio:
                break
            pixmap = smaller
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if theme.current_colours() is theme.DARK_COLOURS:
            painter.setOpacity(painter.opacity() * DARK_OPACITY)
        painter.drawPixmap(self._frame, pixmap, QRectF(pixmap.rect()))
