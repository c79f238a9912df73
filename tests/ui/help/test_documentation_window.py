"""The documentation: pages, links between them, links to the web, search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.help.documentation_pages import (
    READING_ORDER,
    documentation_folder,
    load_pages,
)
from receipt_desktop.ui.help.documentation_window import DocumentationWindow


class WebBrowser(QObject):
    """Takes the addresses that would be opened in the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def web() -> Iterator[WebBrowser]:
    browser = WebBrowser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # its stub says bytes
    yield browser
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def window(qtbot: QtBot) -> DocumentationWindow:
    made = DocumentationWindow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def titles(window: DocumentationWindow) -> list[str]:
    return [page.title for page in window.listed_pages()]


def shown(window: DocumentationWindow) -> str:
    return Path(window.browser.source().toLocalFile()).name


def test_every_page_is_listed_and_can_be_shown(window: DocumentationWindow) -> None:
    pages = load_pages()
    assert {page.file for page in pages} == set(documentation_folder().glob("*.md"))
    assert titles(window) == [page.title for page in pages]
    assert {page.file.stem for page in pages} <= set(READING_ORDER)
    for row, page in enumerate(pages):
        window.list.setCurrentRow(row)
        assert shown(window) == page.file.name
        assert window.browser.toPlainText().startswith(page.title)


def test_links_lead_to_the_heading_of_the_other_page(window: DocumentationWindow) -> None:
    window.browser.show_page(documentation_folder() / "troubleshooting.md")
    window.browser.setSource(QUrl("settings.md#the-data-folder"))
    assert shown(window) == "settings.md"
    assert window.list.currentItem().text() == "Settings"
    assert window.browser.textCursor().block().text() == "The data folder"
    assert window.browser.verticalScrollBar().value() > 0
    window.back_button.click()
    assert shown(window) == "troubleshooting.md"
    assert window.list.currentItem().text() == "Troubleshooting"
    window.forward_button.click()
    assert shown(window) == "settings.md"


def test_a_click_on_an_address_opens_the_browser(
    qtbot: QtBot, window: DocumentationWindow, web: WebBrowser
) -> None:
    window.browser.show_page(documentation_folder() / "updates.md")
    browser = window.browser
    browser.find("RFC 8032")
    place = browser.cursorRect(browser.textCursor()).center()
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert web.opened == ["https://www.rfc-editor.org/rfc/rfc8032"]
    assert shown(window) == "updates.md"


@pytest.mark.parametrize("link", ["../../README.md", "file:///etc/passwd", "missing.md"])
def test_links_to_other_files_lead_nowhere(window: DocumentationWindow, link: str) -> None:
    before = window.browser.toPlainText()
    window.browser.setSource(QUrl(link))
    assert window.browser.toPlainText() == before


def test_search_lists_the_pages_and_goes_to_the_place(
    qtbot: QtBot, window: DocumentationWindow
) -> None:
    qtbot.keyClicks(window.search_edit, "passphrase")
    assert "Backup and restore" in titles(window)
    assert "The window" not in titles(window)
    assert not window.list.currentItem().isHidden()
    assert window.browser.textCursor().selectedText().casefold() == "passphrase"
    window.search_edit.clear()
    assert len(titles(window)) == len(load_pages())
