"""The menus of the window, with their keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from receipt_desktop.ui import icons
from receipt_desktop.ui.inbox.orders import Orders
from receipt_desktop.ui.inbox.page import InboxPage
from receipt_desktop.ui.receipt_menu import ReceiptMenu

Key = QKeySequence | QKeySequence.StandardKey | str


translate = QCoreApplication.translate


class Menus:
    """Builds the menu bar; keeps what is enabled in step with what is chosen."""

    def __init__(self, window: QMainWindow, page: InboxPage, orders: Orders) -> None:
        self._window = window
        self._page = page
        self._orders = orders

    def build(self, undo_stack: QUndoStack, show_page: Callable[[str], None]) -> None:
        """All menus of the bar."""
        self._files()
        self._edit(undo_stack)
        self._receipt()
        view = self._menu(translate("menus", "&View"))
        for number, (name, words) in enumerate(
            (
                ("receipts", translate("menus", "Receipts")),
                ("queue", translate("menus", "Queue")),
                ("settings", translate("menus", "Settings")),
            ),
            1,
        ):
            self._action(view, words, partial(show_page, name), f"Ctrl+{number}", name)
        self._page.chosen_changed.connect(self.refresh)
        self._page.list.menu_asked.connect(self._pop_up)
        self.refresh()

    def _files(self) -> None:
        menu = self._menu(translate("menus", "&File"))
        keys = QKeySequence.StandardKey
        self._action(
            menu, translate("menus", "Add files…"), self._orders.choose_files, keys.Open, "add"
        )
        self._action(
            menu,
            translate("menus", "Add a folder…"),
            self._orders.choose_folder,
            "Ctrl+Shift+O",
            "folder",
        )
        self._action(menu, translate("menus", "Paste"), self._orders.paste, keys.Paste, "paste")
        menu.addSeparator()
        self._action(
            menu, translate("menus", "Export as CSV…"), self._orders.export, "Ctrl+E", "export"
        )
        menu.addSeparator()
        self._action(menu, translate("menus", "Quit"), self._window.close, keys.Quit, "close")

    def _edit(self, undo_stack: QUndoStack) -> None:
        menu = self._menu(translate("menus", "&Edit"))
        undo = undo_stack.createUndoAction(menu, translate("menus", "Undo"))
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        undo.setIcon(icons.icon("undo"))
        redo = undo_stack.createRedoAction(menu, translate("menus", "Redo"))
        redo.setShortcut(QKeySequence.StandardKey.Redo)
        menu.addActions([undo, redo])
        menu.addSeparator()
        find = self._page.filter.search.setFocus
        self._action(
            menu, translate("menus", "Search"), find, QKeySequence.StandardKey.Find, "search"
        )
        all_rows = self._page.list.selectAll
        self._action(menu, translate("menus", "Choose all"), all_rows, "Ctrl+Shift+A")

    def _receipt(self) -> None:
        menu = self._menu(translate("menus", "&Receipt"))
        orders = self._orders
        self.receipts = ReceiptMenu(
            menu,
            orders.receipts,
            self._page.chosen,
            keys=True,
            decide=(orders.approve, orders.withdraw),
        )

    def refresh(self) -> None:
        """What needs a chosen receipt is off without one."""
        self.receipts.refresh()

    def _pop_up(self, place: QPoint) -> None:
        self.receipts.refresh()
        self.receipts.menu.popup(place)

    def _menu(self, words: str) -> QMenu:
        return self._window.menuBar().addMenu(words)

    def _action(
        self, menu: QMenu, words: str, act: Callable[[], object], key: Key, icon: str = ""
    ) -> QAction:
        action = QAction(words, self._window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda *_: act())
        if icon:
            action.setIcon(icons.icon(icon))
        menu.addAction(action)
        return action
