"""The window with the documentation: the list of pages on the left, a page on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.ui import theme
from receipt_desktop.ui.help.documentation_browser import DocumentationBrowser
from receipt_desktop.ui.help.documentation_pages import DocumentationPage, load_pages
from receipt_desktop.ui.widgets import icons

SIZE, LIST_WIDTH = (980, 700), 270
PAGE_ROLE = Qt.ItemDataRole.UserRole


class DocumentationWindow(QWidget):
    """Pages, search, back and forward."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Receipt Desktop documentation"))
        self.resize(*SIZE)
        self.browser = DocumentationBrowser()
        self.search_edit = QLineEdit()
        self.list = QListWidget()
        self.back_button = self._make_button("previous", self.tr("Back"))
        self.forward_button = self._make_button("next", self.tr("Forward"))
        self._lay_out()
        self._connect()
        for page in load_pages():
            item = QListWidgetItem(page.title, self.list)
            item.setData(PAGE_ROLE, page)
        self.list.setCurrentRow(0)

    def _make_button(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.load_icon(icon))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        self.search_edit.setPlaceholderText(self.tr("Search the documentation"))
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.setAccessibleName(self.tr("Search the documentation"))
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setSpacing(theme.SPACE_XS // 2)
        bar = QHBoxLayout()
        for widget in (self.search_edit, self.back_button, self.forward_button):
            bar.addWidget(widget)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        column.addLayout(bar)
        column.addWidget(self.list, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.addWidget(side)
        splitter.addWidget(self.browser)
        splitter.setSizes([LIST_WIDTH, SIZE[0] - LIST_WIDTH])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda item, _: self._show_item(item))
        self.search_edit.textChanged.connect(self._filter_pages)
        self.search_edit.returnPressed.connect(self._find_next)
        self.browser.page_shown.connect(self._select_page)
        self.browser.backwardAvailable.connect(self.back_button.setEnabled)
        self.browser.forwardAvailable.connect(self.forward_button.setEnabled)
        self.back_button.clicked.connect(self.browser.backward)
        self.forward_button.clicked.connect(self.browser.forward)
        keys = QKeySequence.StandardKey
        QShortcut(QKeySequence(keys.Find), self, self.search_edit.setFocus)
        QShortcut(QKeySequence(keys.Close), self, self.close)
        QShortcut(QKeySequence("Esc"), self, self.close)

    def listed_pages(self) -> list[DocumentationPage]:
        """The pages that fit the search."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(PAGE_ROLE) for item in items if not item.isHidden()]

    def _show_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            page: DocumentationPage = item.data(PAGE_ROLE)
            if Path(self.browser.source().toLocalFile()) != page.file:
                self.browser.show_page(page.file)
                self._find_words()

    def _select_page(self, file: Path) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(PAGE_ROLE).file == file:
                self.list.setCurrentRow(row)

    def _filter_pages(self, words: str) -> None:
        """List the pages with these words, and show the first place of the shown or next page."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not item.data(PAGE_ROLE).has_words(words))
        current = self.list.currentItem()
        if current is not None and current.isHidden():
            rows = range(self.list.count())
            shown = next((row for row in rows if not self.list.item(row).isHidden()), None)
            if shown is not None:
                self.list.setCurrentRow(shown)
        self._find_words()

    def _find_words(self) -> None:
        """Go to the first place of what is searched for."""
        cursor = self.browser.textCursor()
        cursor.setPosition(0)
        self.browser.setTextCursor(cursor)
        if self.search_edit.text():
            self.browser.find(self.search_edit.text())

    def _find_next(self) -> None:
        if not self.browser.find(self.search_edit.text()):
            self._find_words()
