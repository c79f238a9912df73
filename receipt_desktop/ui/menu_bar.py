"""The menus of the window with their shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu

from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui.company_menu import CompanyMenu
from receipt_desktop.ui.inbox.controller import InboxController
from receipt_desktop.ui.inbox.inbox_menu import InboxMenu
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.pages import PAGES, SOURCES, PageSpec
from receipt_desktop.ui.receipt_menu import ReceiptMenu
from receipt_desktop.ui.sources.phone_entry import add_from_phone
from receipt_desktop.ui.widgets import icons

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow

ShortcutKey = QKeySequence | QKeySequence.StandardKey | str


translate = QCoreApplication.translate


class MenuBuilder:
    """Builds the menu bar and enables entries according to the selection."""

    def __init__(self, window: MainWindow, page: InboxPage, controller: InboxController) -> None:
        self._window = window
        self._page = page
        self._controller = controller

    def build_menus(self, undo_stack: QUndoStack, show_page: Callable[[PageSpec], None]) -> None:
        """Build all menus."""
        self._build_file_menu()
        self._build_edit_menu(undo_stack)
        self._build_receipt_menu()
        view = self._add_menu(translate("menus", "&View"))
        for page in PAGES:
            self._add_action(view, page.caption, partial(show_page, page), page.shortcut, page.icon)
        self._page.chosen_receipts_changed.connect(self.update_enabled)
        self._page.list.menu_requested.connect(self._show_context_menu)
        self.update_enabled()

    def _build_file_menu(self) -> None:
        menu = self._add_menu(translate("menus", "&File"))
        self._add_intake_actions(menu)
        menu.addSeparator()
        export, controller = self._controller.export, self._controller
        words = translate("menus", "Export…")
        self._add_action(menu, words, controller.export_receipts, "Ctrl+E", "export")
        self._add_action(menu, translate("menus", "Past exports…"), export.show_batches, "")
        self._add_action(menu, translate("menus", "Export profiles…"), export.edit_profiles, "")
        menu.addSeparator()
        self.company_menu = CompanyMenu(self._window)
        menu.addMenu(self.company_menu.menu)
        menu.addSeparator()
        close = QKeySequence.StandardKey.Quit
        self._add_action(menu, translate("menus", "Quit"), self._window.close, close, "close")

    def _add_intake_actions(self, menu: QMenu) -> None:
        """All ways by which receipts come in."""
        keys = QKeySequence.StandardKey
        self._add_action(
            menu, translate("menus", "Add files…"), self._controller.choose_files, keys.Open, "add"
        )
        self._add_action(
            menu,
            translate("menus", "Add folder…"),
            self._controller.choose_folder,
            "Ctrl+Shift+O",
            "folder",
        )
        if self._window.phone_service is not None:
            phone = translate("menus", "Add from phone…")
            add = partial(add_from_phone, self._window)
            self._add_action(menu, phone, add, "Ctrl+Shift+I", "phone")
        self._add_action(menu, translate("menus", "Scan…"), self._scan, "Ctrl+Shift+S", "add")
        by_hand = translate("menus", "New receipt by hand")
        self._add_action(menu, by_hand, self._window.bookkeeping.enter_receipt, "Ctrl+N", "edit")
        self._add_action(
            menu,
            translate("menus", "Paste"),
            self._controller.paste_from_clipboard,
            keys.Paste,
            "paste",
        )
        self._add_action(
            menu, translate("menus", "Import…"), self._window.imports.choose_file, "", "add"
        )

    def _scan(self) -> None:
        sources = self._window.widget_of(SOURCES)
        sources.open_scan_dialog()  # type: ignore[attr-defined]  # a SourcesPage

    def _build_edit_menu(self, undo_stack: QUndoStack) -> None:
        menu = self._add_menu(translate("menus", "&Edit"))
        undo = undo_stack.createUndoAction(menu, translate("menus", "Undo"))
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        undo.setIcon(icons.load_icon("undo"))
        redo = undo_stack.createRedoAction(menu, translate("menus", "Redo"))
        redo.setShortcut(QKeySequence.StandardKey.Redo)
        menu.addActions([undo, redo])
        menu.addSeparator()
        find = self._page.views.filter_bar.search_edit.setFocus
        self._add_action(
            menu, translate("menus", "Search"), find, QKeySequence.StandardKey.Find, "search"
        )
        self._add_action(
            menu,
            translate("menus", "Categories…"),
            self._window.bookkeeping.edit_categories,
            "Ctrl+Shift+G",
            "tag",
        )
        all_rows = self._page.list.selectAll
        self._add_action(menu, translate("menus", "Select all"), all_rows, "Ctrl+Shift+A")

    def _build_receipt_menu(self) -> None:
        menu = self._add_menu(translate("menus", "&Receipt"))
        controller, review = self._controller, self._window.review
        self.receipt_menu = ReceiptMenu(
            menu,
            controller.receipt_controller,
            review.chosen_receipts,
            keys=True,
            decide=(review.approve, review.withdraw_approval),
            with_chosen=review.with_chosen,
        )
        self.inbox_menu = InboxMenu(self.receipt_menu, self._page, controller)
        self.attach_action = QAction(translate("menus", "Attach picture…"), menu)
        self.attach_action.triggered.connect(lambda *_: self._attach_picture())
        menu.insertAction(self.receipt_menu.actions["archive"], self.attach_action)

    def _attach_picture(self) -> None:
        receipt = self._find_bare_receipt()
        if receipt is not None:
            self._window.bookkeeping.attach_picture(receipt)

    def _find_bare_receipt(self) -> Receipt | None:
        """The one chosen receipt, if it has no picture."""
        chosen = self._window.review.chosen_receipts()
        return chosen[0] if len(chosen) == 1 and not chosen[0].has_picture else None

    def update_enabled(self) -> None:
        """Disable entries that need a selected receipt."""
        self.receipt_menu.update_enabled()
        self.inbox_menu.update_enabled()
        self.attach_action.setEnabled(self._find_bare_receipt() is not None)

    def _show_context_menu(self, place: QPoint) -> None:
        self.update_enabled()
        self.receipt_menu.menu.popup(place)

    def _add_menu(self, words: str) -> QMenu:
        return self._window.menuBar().addMenu(words)

    def _add_action(
        self, menu: QMenu, words: str, act: Callable[[], object], key: ShortcutKey, icon: str = ""
    ) -> QAction:
        action = QAction(words, self._window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda *_: act())
        if icon:
            action.setIcon(icons.load_icon(icon))
        menu.addAction(action)
        return action
