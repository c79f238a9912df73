"""Draws QR codes."""

from __future__ import annotations

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPixmap

QUIET_ZONE = 4
"""Light modules around the code (ISO/IEC 18004, 6.3.8)."""


def draw_qr_code(text: str, side: int, pixel_ratio: float) -> QPixmap:
    """The code in black on white, in any theme; `side` in logical pixels.

    Each module has a whole number of device pixels, so that the edges are sharp.
    """
    modules = list(segno.make(text, error="m", micro=False).matrix_iter(border=QUIET_ZONE))
    count = len(modules)
    image = QImage(QSize(count, count), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for row, line in enumerate(modules):
        for column, is_dark in enumerate(line):
            if is_dark:
                image.setPixelColor(column, row, QColor(Qt.GlobalColor.black))
    scale = max(1, int(side * pixel_ratio) // count)
    pixmap = QPixmap.fromImage(image.scaled(count * scale, count * scale))
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap
