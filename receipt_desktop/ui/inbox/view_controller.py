"""Brings the controls above the table, its header and the shown view together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.listing import ListedValues, ReceiptOrder
from receipt_desktop.ui.inbox.filter_bar import FilterBar
from receipt_desktop.ui.inbox.filter_panel import FilterPanel
from receipt_desktop.ui.inbox.list_loader import ListLoader
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.inbox.receipt_table import ReceiptTable
from receipt_desktop.ui.inbox.views_menu import SavedViews
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions


class ViewController(QObject):
    """Shows filters, orders and saved views."""

    values_loaded = Signal(object)
    """`ListedValues`"""

    def __init__(
        self,
        table: ReceiptTable,
        loader: ListLoader,
        actions: Actions,
        task_runner: TaskRunner,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._table = table
        self._loader = loader
        self._actions = actions
        self._task_runner = task_runner
        self.filter_bar, self.filter_panel = FilterBar(), FilterPanel(page)
        self.saved_views = SavedViews(page)
        self.listed_values = ListedValues()
        """The values that filters and dialogs offer, as they were looked up last."""
        self._connect(page)

    def show_view(self, view: ListView) -> None:
        """Show another filter or order."""
        self.filter_bar.show_filter(view.filter)
        self.filter_panel.show_filter(view.filter)
        self._table.show_order(view.order)
        self._loader.show_view(view)

    def update_listed_values(self) -> None:
        """Look up the values that filters and dialogs offer."""
        self._task_runner.run(self._actions.list_values, done=self._show_listed_values)

    def _change_filter(self, chosen: ListFilter) -> None:
        if chosen != self._loader.view.filter:
            self.show_view(ListView(chosen, self._loader.view.order))

    def _change_details(self, details: ListFilter) -> None:
        """Take over the panel's conditions."""
        self.filter_bar.change_filter(self.filter_bar.filter.with_details(details))

    def _change_order(self, order: ReceiptOrder) -> None:
        self.show_view(ListView(self._loader.view.filter, order))

    def _show_saved_view(self, view: ListView, columns: str) -> None:
        if columns:
            self._table.restore_columns(columns)
        self.show_view(view)

    def _save_view(self) -> None:
        if name := self.saved_views.ask_for_name():
            self.saved_views.save_view(name, self._loader.view, self._table.save_columns())

    def _open_panel(self) -> None:
        self.filter_panel.show_filter(self._loader.view.filter)
        self.filter_panel.open_below(self.filter_bar.filter_button)
        self.update_listed_values()

    def _show_listed_values(self, values: ListedValues) -> None:
        self.listed_values = values
        self.filter_panel.show_values(values)
        self._table.receipt_delegate.show_listed_values(values)
        self.values_loaded.emit(values)

    def _connect(self, page: QWidget) -> None:
        bar = self.filter_bar
        bar.filter_changed.connect(self._change_filter)
        bar.search_edit.left.connect(self._table.setFocus)
        bar.panel_requested.connect(self._open_panel)
        bar.views_button.setMenu(self.saved_views.menu)
        bar.columns_button.clicked.connect(
            lambda: self._table.make_columns_menu(page).popup(
                bar.columns_button.mapToGlobal(bar.columns_button.rect().bottomLeft())
            )
        )
        self.filter_panel.filter_changed.connect(self._change_details)
        self.saved_views.view_chosen.connect(self._show_saved_view)
        self.saved_views.save_requested.connect(self._save_view)
        self._table.order_chosen.connect(self._change_order)
        self._table.show_order(self._loader.view.order)
