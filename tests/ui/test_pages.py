"""The table of pages: navigation, View menu and window have one entry for each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.navigation_bar import NavigationBar
from receipt_desktop.ui.pages import PAGES, PageSpec
from tests.ui.test_main_window import Open, open_window

__all__ = ["open_window"]


def view_menu(window: MainWindow) -> QMenu:
    (menu,) = (one for one in window.menuBar().findChildren(QMenu) if one.title() == "&View")
    return menu


@pytest.mark.parametrize("page", PAGES, ids=[page.icon for page in PAGES])
def test_each_page_has_an_icon(page: PageSpec) -> None:
    assert (resources_folder() / "icons" / f"{page.icon}.svg").is_file()


def test_the_keys_of_pages_follow_their_order() -> None:
    assert [page.shortcut for page in PAGES] == [f"Ctrl+{n + 1}" for n in range(len(PAGES))]


def test_no_two_pages_share_a_title_or_a_shortcut() -> None:
    assert len({str(page.title) for page in PAGES}) == len(PAGES)
    assert len({page.shortcut for page in PAGES}) == len(PAGES)


def test_each_page_has_a_button_that_chooses_it(qtbot: QtBot) -> None:
    navigation = NavigationBar()
    qtbot.addWidget(navigation)
    chosen: list[PageSpec] = []
    navigation.page_chosen.connect(chosen.append)
    for page in PAGES:
        qtbot.mouseClick(navigation.buttons[page], Qt.MouseButton.LeftButton)
    assert chosen == list(PAGES)
    assert [button.text() for button in navigation.buttons.values()] == [
        page.caption for page in sorted(PAGES, key=lambda page: page.at_end)
    ]


def test_each_page_is_opened_from_the_view_menu_and_made_once(open_window: Open) -> None:
    window = open_window(consume=False)
    actions = view_menu(window).actions()
    assert [(one.text(), one.shortcut()) for one in actions] == [
        (page.caption, QKeySequence(page.shortcut)) for page in PAGES
    ]
    for _ in range(2):
        for page, action in zip(PAGES, actions, strict=True):
            action.trigger()
            assert window.navigation.buttons[page].isChecked()
    assert window.pages.count() == len(PAGES)
