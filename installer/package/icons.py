"""The program's icon in the sizes that desktops show, drawn from its SVG."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.package.tree import ROOT

SOURCE = ROOT / "resources" / "icons" / "program.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw_icons(theme: Path, name: str) -> None:
    """Write PNG files and the SVG into an icon theme's folder."""
    for size in SIZES:
        draw_icon(theme / f"{size}x{size}" / "apps" / f"{name}.png", size)
    place = theme / "scalable" / "apps" / f"{name}.svg"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOURCE, place)


def draw_icon(target: Path, size: int) -> None:
    """Write the icon as a PNG file of `size` pixels a side. Raises `OSError`."""
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 (heavy)
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(target)):
        raise OSError(f"cannot write {target}")
