"""Saved views: filters, orders and columns under names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from receipt_desktop.ui.inbox.list_view import ListView

MAX_NAME_LENGTH = 40


class SavedViews(QObject):
    """The saved views with their menu, kept as the JSON of `ListView` and the columns."""

    view_chosen = Signal(object, str)
    """`ListView` and the columns, "" for those that are shown."""
    views_changed = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._views: dict[str, Mapping[str, Any]] = {}
        self.menu = QMenu(parent)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._fill_menu()

    def to_json(self) -> dict[str, Any]:
        """The views by name."""
        return dict(self._views)

    def load(self, shape: object) -> None:
        """Take over the views of `to_json`."""
        if isinstance(shape, dict):
            self._views = {str(name): one for name, one in shape.items() if isinstance(one, dict)}
            self._fill_menu()

    def save_view(self, name: str, view: ListView, columns: str) -> None:
        """Save a view under a name; it replaces one of the same name."""
        self._views[name.strip()[:MAX_NAME_LENGTH]] = view.to_json() | {"columns": columns}
        self.views_changed.emit()

    def ask_for_name(self) -> str:
        """The name that the person types; "" if they cancel."""
        name, accepted = QInputDialog.getText(
            self._window, self.tr("Save view"), self.tr("Name of this view")
        )
        return name.strip() if accepted else ""

    def choose_view(self, name: str) -> None:
        """Show a saved view."""
        shape = self._views[name]
        self.view_chosen.emit(ListView.from_json(shape), str(shape.get("columns", "")))

    def delete_view(self, name: str) -> None:
        """Delete a saved view."""
        self._views.pop(name, None)
        self.views_changed.emit()

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("All receipts"), lambda: self.view_chosen.emit(ListView(), ""))
        for name in sorted(self._views, key=str.casefold):
            self.menu.addAction(name.replace("&", "&&"), partial(self.choose_view, name))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Save this view…"), self.save_requested.emit)
        below = self.menu.addMenu(self.tr("Delete view"))
        below.setEnabled(bool(self._views))
        for name in sorted(self._views, key=str.casefold):
            below.addAction(name.replace("&", "&&"), partial(self.delete_view, name))
