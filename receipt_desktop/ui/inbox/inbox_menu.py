"""Entries of the receipt menu that only the Receipts page has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu

from receipt_desktop.domain.categories import BUILT_IN_COLOURS
from receipt_desktop.domain.fields import Field
from receipt_desktop.ui.bookkeeping.categories_table import draw_swatch
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.controller import InboxController
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.known_values import category_values
from receipt_desktop.ui.receipt_menu import ReceiptMenu
from receipt_desktop.ui.widgets import icons

translate = QCoreApplication.translate
MAX_CATEGORIES = 20
"""Categories in the menu; the dialog completes all of them."""


class InboxMenu:
    """Adds entries behind the approval: review, change, category, files, copy."""

    def __init__(
        self, receipt_menu: ReceiptMenu, page: InboxPage, controller: InboxController
    ) -> None:
        self._menu = receipt_menu.menu
        self._before = receipt_menu.actions["retry"]
        self._page = page
        self._controller = controller
        self.actions: dict[str, QAction] = {}
        self.category_menu = QMenu(translate("menus", "Category"), self._menu)
        self.category_menu.aboutToShow.connect(self._fill_categories)
        self._add_entries()

    def update_enabled(self) -> None:
        """Disable all entries without a selected receipt."""
        any_chosen = self._page.list.count_chosen() > 0
        for action in (*self.actions.values(), self.category_menu.menuAction()):
            action.setEnabled(any_chosen)

    def _add_entries(self) -> None:
        page, controller, files = self._page, self._controller, self._controller.original_files
        keys = QKeySequence.StandardKey
        review = translate("menus", "Review")
        self._add("review", review, page.review_list, "Ctrl+Shift+R", "review")
        edit = translate("menus", "Change a field…")
        self._add("edit", edit, controller.edit_chosen, "Ctrl+Shift+E", "edit")
        self._menu.insertMenu(self._before, self.category_menu)
        self._menu.insertSeparator(self._before)
        open_words = translate("menus", "Open original")
        self._add(
            "open",
            open_words,
            lambda: page.with_chosen(files.open_originals),
            "Ctrl+Shift+V",
            "open",
        )
        self._add(
            "folder",
            translate("menus", "Show file"),
            lambda: page.with_chosen(files.show_folders),
            icon="folder",
        )
        self._add(
            "print",
            translate("menus", "Print…"),
            lambda: page.with_chosen(files.print_receipts),
            keys.Print,
            "print",
        )
        self._add("copy", translate("menus", "Copy"), controller.copy_chosen, icon="copy")
        export = translate("menus", "Export…")
        self._add("export", export, controller.export_chosen, icon="export")
        self._menu.insertSeparator(self._before)

    def _add(
        self,
        name: str,
        words: str,
        act: Callable[[], object],
        key: QKeySequence.StandardKey | str = "",
        icon: str = "",
    ) -> None:
        action = self.actions[name] = QAction(words, self._menu)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setIcon(icons.load_icon(icon))
        action.triggered.connect(lambda *_: act())
        self._menu.insertAction(self._before, action)

    def _fill_categories(self) -> None:
        """The categories in their order, then any other."""
        self.category_menu.clear()
        values = self._page.views.listed_values
        colours = {one.name: one.colour for one in values.offered} or BUILT_IN_COLOURS
        for name in category_values(values)[:MAX_CATEGORIES]:
            words = texts.translate_value(Field.CATEGORY, name).replace("&", "&&")
            act = partial(self._controller.set_category, name)
            icon = draw_swatch(colours[name]) if name in colours else QIcon()
            self.category_menu.addAction(icon, words, act)
        self.category_menu.addSeparator()
        self.category_menu.addAction(
            translate("menus", "Other…"), partial(self._controller.edit_chosen, Field.CATEGORY)
        )
