"""The column at the left: one button a page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.pages import PAGES, PageSpec
from receipt_desktop.ui.widgets import icons

NAVIGATION_WIDTH = 116
ICON_SIZE = QSize(24, 24)


class NavigationBar(QFrame):
    """Which page is shown."""

    page_chosen = Signal(object)
    """`PageSpec`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setFixedWidth(NAVIGATION_WIDTH)
        self._button_group = QButtonGroup(self)
        self.buttons: dict[PageSpec, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.SPACE_S,) * 4)
        self._column.setSpacing(theme.SPACE_XS)
        for page in (page for page in PAGES if not page.at_end):
            self._add_button(page)
        self._column.addStretch()
        for page in (page for page in PAGES if page.at_end):
            self._add_button(page)
        self.show_page(PAGES[0])

    def show_page(self, page: PageSpec) -> None:
        """Mark the page that is shown."""
        self.buttons[page].setChecked(True)

    def _add_button(self, page: PageSpec) -> None:
        button = QToolButton()
        button.setIcon(icons.load_icon(page.icon))
        button.setIconSize(ICON_SIZE)
        button.setText(page.caption)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedWidth(NAVIGATION_WIDTH - 2 * theme.SPACE_S - 1)
        button.clicked.connect(lambda: self.page_chosen.emit(page))
        self._button_group.addButton(button)
        self.buttons[page] = button
        self._column.addWidget(button)
