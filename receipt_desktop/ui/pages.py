"""The table of pages, from which navigation, View menu and page stack are built."""

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
    """The title, marked for translation."""
    icon: str
    """The name of a file in `resources/icons`."""
    make: Callable[[MainWindow], QWidget]
    """Creates the page on first use and imports its modules."""
    shortcut: str
    at_end: bool = False
    """Whether its button is at the bottom of the navigation bar."""

    @property
    def caption(self) -> str:
        return QCoreApplication.translate("pages", str(self.title))


def _make_receipts(window: MainWindow) -> QWidget:
    return window.inbox_page


def _make_review(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.review.review_page import ReviewPage  # noqa: PLC0415

    page = ReviewPage(window.app_actions, window.task_runner, window.bridge, window.undo_stack)
    window.review.connect_page(page)
    return page


def _make_queue(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.queue.queue_page import QueuePage  # noqa: PLC0415

    page = QueuePage(
        window.app_actions,
        window.task_runner,
        window.bridge,
        window.undo_stack,
    )
    if window.health:
        page.show_health(window.health)
    return page


def _make_suppliers(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.suppliers.suppliers_page import SuppliersPage  # noqa: PLC0415

    page = SuppliersPage(window.app_actions, window.task_runner, window.undo_stack)
    page.review_requested.connect(window.review.review_receipts)
    return page


def _make_sources(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.sources.phone_entry import add_from_phone  # noqa: PLC0415
    from receipt_desktop.ui.sources.sources_page import SourcesPage  # noqa: PLC0415

    page = SourcesPage(window.app_actions, window.task_runner, window.undo_stack)
    page.filter_requested.connect(window.show_filtered)
    page.phone_button.setVisible(window.phone_service is not None)
    page.phone_button.clicked.connect(lambda: add_from_phone(window))
    return page


def _make_reports(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.reports.reports_page import ReportsPage  # noqa: PLC0415

    page = ReportsPage(window.app_actions, window.task_runner, window.bridge)
    page.restore_choices(window.report_choices)
    page.scope_bar.request_changed.connect(
        lambda: window.keep_report_choices(page.scope_bar.save_choices())
    )
    page.receipts_requested.connect(window.show_filtered)
    return page


def _make_settings(window: MainWindow) -> QWidget:
    from receipt_desktop.ui.settings.settings_page import SettingsPage  # noqa: PLC0415

    page = SettingsPage(window.app_actions, window.task_runner, window.bridge, window.api_service)
    page.settings_changed.connect(window.apply_settings)
    page.restart_requested.connect(window.closing.restart)
    return page


RECEIPTS = PageSpec(QT_TRANSLATE_NOOP("pages", "Receipts"), "receipts", _make_receipts, "Ctrl+1")
REVIEW = PageSpec(QT_TRANSLATE_NOOP("pages", "Review"), "review", _make_review, "Ctrl+2")
QUEUE = PageSpec(QT_TRANSLATE_NOOP("pages", "Queue"), "queue", _make_queue, "Ctrl+6")
SETTINGS = PageSpec(
    QT_TRANSLATE_NOOP("pages", "Settings"), "settings", _make_settings, "Ctrl+7", at_end=True
)
SUPPLIERS = PageSpec(
    QT_TRANSLATE_NOOP("pages", "Suppliers"), "suppliers", _make_suppliers, "Ctrl+3"
)
SOURCES = PageSpec(QT_TRANSLATE_NOOP("pages", "Sources"), "sources", _make_sources, "Ctrl+5")
REPORTS = PageSpec(QT_TRANSLATE_NOOP("pages", "Reports"), "reports", _make_reports, "Ctrl+4")
PAGES = (RECEIPTS, REVIEW, SUPPLIERS, REPORTS, SOURCES, QUEUE, SETTINGS)
"""In the order of the View menu, which is that of their keys."""
