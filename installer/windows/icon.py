"""The program's icon in Windows' format, and the picture of the setup."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path

from installer.package.icons import SOURCE, draw_icon

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Pixels: those that the taskbar, Explorer and the installer ask for at 100 to 250 percent."""
BANNER_SIZE, BANNER_ICON, BANNER_COLOUR = (164, 314), 96, "#e8effd"
"""Of the picture beside the pages, in pixels; the size is NSIS's."""
HEADER_BYTES, ENTRY_BYTES = 6, 16


def write_icon(target: Path) -> None:
    """Draw the icon in all sizes and write them as one .ico file. Raises `OSError`."""
    with tempfile.TemporaryDirectory(prefix="receipt-desktop-icon-") as temporary:
        pictures = []
        for size in SIZES:
            draw_icon(picture := Path(temporary, f"{size}.png"), size)
            pictures.append((size, picture.read_bytes()))
    target.write_bytes(pack_icon(pictures))


def write_banner(target: Path) -> None:
    """Draw the picture of the first and the last page of the setup, a .bmp file.

    Raises `OSError`.
    """
    from PySide6.QtCore import QRectF  # noqa: PLC0415 (heavy)
    from PySide6.QtGui import QColor, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    width, height = BANNER_SIZE
    banner = QImage(width, height, QImage.Format.Format_RGB32)
    banner.fill(QColor(BANNER_COLOUR))
    painter = QPainter(banner)
    left = (width - BANNER_ICON) / 2
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(left, left, BANNER_ICON, BANNER_ICON))
    painter.end()
    if not banner.save(str(target)):
        raise OSError(f"cannot write {target}")


def pack_icon(pictures: Iterable[tuple[int, bytes]]) -> bytes:
    """An .ico file of PNG pictures, given with their sizes; Windows reads them since Vista.

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
