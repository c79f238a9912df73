"""The program's icon in Windows' format, drawn from `resources/icons/app.svg`."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Pixels: those that the taskbar, Explorer and the installer ask for at 100 to 250 percent."""
GROUND, GLYPH = "#1f6f5c", "#ffffff"
CORNER = 0.22
"""Radius of the ground's corners, of its side."""
MARGIN = 0.14
"""Around the glyph, of the ground's side."""
HEADER_BYTES, ENTRY_BYTES = 6, 16


def write_icon(drawing: Path, target: Path) -> None:
    """Draw the icon in all sizes and write them as one .ico file. Raises `OSError`."""
    application = QGuiApplication.instance() or QGuiApplication(["icon", "-platform", "offscreen"])
    svg = drawing.read_text(encoding="utf-8").replace("currentColor", GLYPH)
    target.write_bytes(pack_icon([(size, draw_icon(svg, size)) for size in SIZES]))
    del application


def draw_icon(svg: str, size: int) -> bytes:
    """The icon as PNG, `size` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * CORNER, size * CORNER)
    margin = size * MARGIN
    inner = QRectF(margin, margin, size - 2 * margin, size - 2 * margin)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, inner)
    painter.end()
    return encode_png(image)


def encode_png(image: QImage) -> bytes:
    """The picture as PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub lacks QIODevice
    return data.data()


def pack_icon(pictures: Iterable[tuple[int, bytes]]) -> bytes:
    """An .ico file of PNG pictures, which Windows reads since Vista.

    Format: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
    """
    listed = list(pictures)
    entries, offset = b"", HEADER_BYTES + ENTRY_BYTES * len(listed)
    for size, data in listed:
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    head = struct.pack("<HHH", 0, 1, len(listed))
    return head + entries + b"".join(data for _, data in listed)
