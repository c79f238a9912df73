"""The program's icons: strokes on a grid of 24, tinted by the palette."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.ui import theme


class _TintedIconEngine(QIconEngine):
    """Draws an SVG in the current colour of the theme."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._drawing = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")

    def paint(self, painter: QPainter, rect, mode: QIcon.Mode, _state: QIcon.State) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        colour = theme.named_colour("muted" if mode is QIcon.Mode.Disabled else self._colour)
        tinted = self._drawing.replace("currentColor", colour.name())
        QSvgRenderer(QByteArray(tinted.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _TintedIconEngine(self._name, self._colour)


def load_icon(name: str, colour: str = "text") -> QIcon:
    """The icon `resources/icons/NAME.svg` in one of the `theme.Colours`."""
    return QIcon(_TintedIconEngine(name, colour))
