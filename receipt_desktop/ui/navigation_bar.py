"""The column at the left: one button a page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets import icons

NAVIGATION_WIDTH = 116
ICON_SIZE = QSize(24, 24)


class NavigationBar(QFrame):
    """Which page is shown."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setFixedWidth(NAVIGATION_WIDTH)
        self._button_group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.SPACE_S,) * 4)
        self._column.setSpacing(theme.SPACE_XS)
        self._add_button("receipts", self.tr("Receipts"))
        self._add_button("queue", self.tr("Queue"))
        self._column.addStretch()
        self._add_button("settings", self.tr("Settings"))
        self.show_page("receipts")

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self.buttons[name].setChecked(True)

    def _add_button(self, name: str, words: str) -> None:
        button = QToolButton()
        button.setIcon(icons.load_icon(name))
        button.setIconSize(ICON_SIZE)
        button.setText(words)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedWidth(NAVIGATION_WIDTH - 2 * theme.SPACE_S - 1)
        button.clicked.connect(lambda: self.page_chosen.emit(name))
        self._button_group.addButton(button)
        self.buttons[name] = button
        self._column.addWidget(button)
