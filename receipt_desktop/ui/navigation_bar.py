"""The navigation bar: one button per page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.pages import PAGES, PageSpec
from receipt_desktop.ui.widgets import icons

MIN_BUTTON_WIDTH = 99
ICON_SIZE = QSize(24, 24)


class NavigationBar(QFrame):
    """Buttons that choose the page."""

    page_chosen = Signal(object)
    """`PageSpec`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
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
        self._fit_width()
        self.show_page(PAGES[0])

    def show_page(self, page: PageSpec) -> None:
        """Highlight the button of the shown page."""
        self.buttons[page].setChecked(True)

    def _fit_width(self) -> None:
        captions = (self.fontMetrics().horizontalAdvance(page.caption) for page in PAGES)
        width = max(MIN_BUTTON_WIDTH, max(captions) + 2 * theme.SPACE_M)
        for button in self.buttons.values():
            button.setFixedWidth(width)
        self.setFixedWidth(width + 2 * theme.SPACE_S + 1)

    def _add_button(self, page: PageSpec) -> None:
        button = QToolButton()
        button.setIcon(icons.load_icon(page.icon))
        button.setIconSize(ICON_SIZE)
        button.setText(page.caption)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.clicked.connect(lambda: self.page_chosen.emit(page))
        self._button_group.addButton(button)
        self.buttons[page] = button
        self._column.addWidget(button)
