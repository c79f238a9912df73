"""The table of the window's pages: navigation, View menu and stack of pages are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the window."""

    title: object
    """Marked for translation; `caption` has it in the user's language."""
    icon: str
    """The name of a file in `resources/icons`."""
    make: Callable[[MainWindow], QWidget]
    """Builds the page when it is first shown, and imports what only it needs."""
    shortcut: str
    at_end: bool = False
    """Whether its button stands at the bottom of the navigation."""

    @property
    def caption(self) -> str:
        return QCoreApplication.translate("pages", str(self.title))


def _make_receipts(window: MainWindow) -> QWidget:
    return window.inbox_page


def _make_queue(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.queue.queue_page import QueuePage  # noqa: PLC0415

    page = QueuePage(
        window.app_actions,
        window.task_runner,
        window.bridge,
        window.undo_stack,
        window.inbox_page.receipt_model.all_receipts,
    )
    if window.health:
        page.show_health(window.health)
    return page


def _make_settings(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.settings.settings_page import SettingsPage  # noqa: PLC0415

    page = SettingsPage(window.app_actions, window.task_runner, window.bridge, window.serves)
    page.settings_changed.connect(window.apply_settings)
    page.restart_requested.connect(window.restart)
    return page


RECEIPTS = PageSpec(QT_TRANSLATE_NOOP("pages", "Receipts"), "receipts", _make_receipts, "Ctrl+1")
QUEUE = PageSpec(QT_TRANSLATE_NOOP("pages", "Queue"), "queue", _make_queue, "Ctrl+2")
SETTINGS = PageSpec(
    QT_TRANSLATE_NOOP("pages", "Settings"), "settings", _make_settings, "Ctrl+3", at_end=True
)
PAGES = (RECEIPTS, QUEUE, SETTINGS)
"""In the order of the View menu."""
