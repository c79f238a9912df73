"""Draws the program's icon as an .icns file: `python installer/macos/icon.py FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "icons" / "program.svg"
SIZE, MARGIN = 1024, 92
"""Pixels; the margin is that of Apple's template, beside the one within the drawing."""


def draw_icon(size: int = SIZE) -> Image.Image:
    """The icon with the margin that macOS expects, `size` pixels a side."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    margin = MARGIN * size / SIZE
    place = QRectF(margin, margin, size - 2 * margin, size - 2 * margin)
    QSvgRenderer(str(SOURCE)).render(painter, place)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def write_icon(target: Path) -> None:
    """Write the icon in all sizes, from one drawing. Raises `OSError`."""
    draw_icon().save(target, format="ICNS")


if __name__ == "__main__":
    write_icon(Path(sys.argv[1]))
