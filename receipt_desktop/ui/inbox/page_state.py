"""What the Receipts page remembers between two sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.inbox.list_view import ListView

MIN_PREVIEW_WIDTH = 1100
"""Width of a window in which the preview is shown at first; a narrower one is all table."""


def save_page(page: InboxPage) -> dict[str, Any]:
    """Columns, order, splitter and saved views as JSON; filters begin anew each time."""
    return {
        "columns": page.list.save_columns(),
        "splitter": page.splitter.sizes(),
        "preview": page.views.filter_bar.pane_button.isChecked(),
        "order": ListView(order=page.loader.view.order).to_json(),
        "folders": page.folders.to_json(),
        "views": page.views.saved_views.to_json(),
    }


def restore_page(page: InboxPage, state: Mapping[str, Any]) -> None:
    """Show what `save_page` saved; what is not understood is left out."""
    if isinstance(state.get("columns"), str):
        page.list.restore_columns(state["columns"])
    has_room = page.window().width() >= MIN_PREVIEW_WIDTH
    page.views.filter_bar.pane_button.setChecked(bool(state.get("preview", has_room)))
    sizes = state.get("splitter")
    if isinstance(sizes, list) and all(isinstance(size, int) for size in sizes) and all(sizes):
        page.splitter.setSizes(sizes)
    page.views.saved_views.load(state.get("views"))
    page.folders.load(state.get("folders"))
    if isinstance(state.get("order"), dict):
        order = ListView.from_json(state["order"]).order
        page.loader.view = ListView(order=order)
        page.list.show_order(order)
