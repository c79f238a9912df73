"""A layout that wraps its widgets."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from receipt_desktop.ui import theme


class FlowLayout(QLayout):
    """Arranges widgets from left to right, then in further lines."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = theme.SPACE_S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 (Qt's name)
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange_items(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 (Qt's name)
        super().setGeometry(area)
        self._arrange_items(area, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._visible_items()]
        whole = sum(widths) + self.spacing() * max(0, len(widths) - 1)
        return QSize(whole, self.minimumSize().height())

    def minimumSize(self) -> QSize:  # noqa: N802 (Qt's name)
        size = QSize()
        for item in self._visible_items():
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible_items(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange_items(self, area: QRect, *, move: bool) -> int:
        """Arrange the items; return the height of all lines."""
        top = area.y()
        for line in self._split_lines(area.width()):
            high = max(item.sizeHint().height() for item in line)
            left = area.x()
            for item in line if move else ():
                size = item.sizeHint()
                middle = top + (high - size.height()) // 2
                item.setGeometry(QRect(QPoint(left, middle), size))
                left += size.width() + self.spacing()
            top += high + self.spacing()
        return max(0, top - self.spacing() - area.y())

    def _split_lines(self, width: int) -> list[list[QLayoutItem]]:
        """Split the items into lines."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._visible_items():
            wide = item.sizeHint().width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self.spacing()
        return lines
