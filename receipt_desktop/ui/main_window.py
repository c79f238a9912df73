"""The main window: navigation, pages, menus and status strip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.ui import pages, salvage_notice, theme, window_geometry
from receipt_desktop.ui.alerts import AlertBanner, DesktopNotifier
from receipt_desktop.ui.api_service import ApiService
from receipt_desktop.ui.bookkeeping.controller import BookkeepingController
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.help.help_menu import HelpMenu
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.imports.controller import ImportController
from receipt_desktop.ui.inbox import page_state
from receipt_desktop.ui.inbox.controller import InboxController
from receipt_desktop.ui.inbox.drop_area import DropArea
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.menu_bar import MenuBuilder
from receipt_desktop.ui.navigation_bar import NavigationBar
from receipt_desktop.ui.pages import PageSpec
from receipt_desktop.ui.password_prompt import PasswordPrompt
from receipt_desktop.ui.remote_model_consent import ask_for_consent
from receipt_desktop.ui.review_routing import ReviewRouting
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.sources.phone_service import PhoneService
from receipt_desktop.ui.status_strip import StatusStrip
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.window_closing import WindowClosing

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.ui.sources.phone_dialog import PhoneDialog
    from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog


class MainWindow(QMainWindow):
    """The main window. There is one per data folder."""

    close_requested = Signal()

    def __init__(
        self,
        actions: Actions,
        bridge: SignalBridge,
        settings: Settings,
        set_winding_down: Callable[[bool], None] | None = None,
        api_service: ApiService | None = None,
        *,
        phone_service: PhoneService | None = None,
    ) -> None:
        """`set_winding_down` stops this process from starting receipts, see `WindowClosing`.

        `api_service` is the HTTP API, which the settings turn on and off; `phone_service` the page
        for phones.
        """
        super().__init__()
        self.app_actions = actions
        self.bridge = bridge
        self.api_service = api_service
        self.phone_service = phone_service
        self.phone_dialog: PhoneDialog | None = None
        """The dialog that invites a phone, once it was shown."""
        self._theme = settings.theme
        self.health: QueueHealth | None = None
        """The last health that was reported."""
        self.remote_question: ConfirmDialog | None = None
        """The consent dialog for a remote language model, once it was shown."""
        self.report_choices: Mapping[str, Any] = {}
        """What was chosen last on the Reports page."""
        self.task_runner = TaskRunner(self)
        self.undo_stack = CommandStack(self)
        self.closing = WindowClosing(self, set_winding_down)
        self._make_inbox()
        self._make_frame()
        self._lay_out()
        self._make_controllers()
        self._connect()
        self.widget_of(pages.RECEIPTS)
        self.inbox_page.setFocus()
        self._restore_state()
        QTimer.singleShot(0, self.inbox_page.load_receipts)

    def add_files(self, files: list[str]) -> None:
        """Add files from the command line or a second start, and raise the window."""
        self.show_page(pages.RECEIPTS)
        self.inbox_controller.add_files(files)
        self.raise_()
        self.activateWindow()

    def start_api(self) -> None:
        """Start the HTTP API if the settings turn it on; show a notice if it fails."""
        if self.api_service and self.app_actions.settings.api_serve:
            self.task_runner.run(
                partial(self.api_service.set_enabled, True),
                failed=lambda error: self.inbox_page.notice.show_message(
                    texts.format_error(error), lasting=True
                ),
                in_order=True,
            )

    def ask_about_remote_model(self) -> None:
        """Ask for consent before text is sent to another computer."""
        self.remote_question = ask_for_consent(self, self.app_actions, self.task_runner)

    def offer_welcome(self) -> None:
        """Show the welcome page at the first run."""
        self.task_runner.run(
            self.app_actions.is_first_run,
            done=lambda first: self.show_welcome() if first else None,
        )

    def show_welcome(self) -> None:
        """Show the welcome page; for another language the window opens again with it."""
        from receipt_desktop.ui.welcome.welcome_dialog import WelcomeDialog  # noqa: PLC0415

        self.welcome = WelcomeDialog(self, self.app_actions, self.task_runner)
        self.welcome.samples_requested.connect(self.inbox_controller.add_samples)
        self.welcome.language_changed.connect(self.closing.reopen)
        self.welcome.restart_requested.connect(self.closing.restart)
        self.welcome.open()

    def show_salvage_report(self) -> None:
        """Show the report about a rebuilt database."""
        salvage_notice.show_salvage_notice(
            self.app_actions, self.task_runner, self.inbox_page.notice
        )

    def show_filtered(self, chosen: ListFilter) -> None:
        """Show the receipts that a filter finds."""
        order = self.inbox_page.loader.view.order
        self.inbox_page.views.show_view(ListView(chosen, order))
        self.show_page(pages.RECEIPTS)

    def show_page(self, page: PageSpec) -> None:
        """Show this page; it is created on first use."""
        widget = self.widget_of(page)
        self.pages.setCurrentWidget(widget)
        widget.setFocus()
        self.navigation.show_page(page)
        self.alert_banner.set_allowed(page is not pages.QUEUE)
        self.menu_builder.update_enabled()

    def open_page(self, page: PageSpec) -> None:
        """Show a page that a person chose, once the text typed in the review is saved."""
        if page is not pages.REVIEW and self.review.page and not self.review.page.may_leave():
            self.navigation.show_page(pages.REVIEW)
            return
        self.show_page(page)
        if page is pages.REVIEW:
            self.review.begin()

    def widget_of(self, page: PageSpec) -> QWidget:
        """The widget of a page; it is created on first use."""
        if page not in self._created_pages:
            self._created_pages[page] = page.make(self)
            self.pages.addWidget(self._created_pages[page])
        return self._created_pages[page]

    # -- closing

    def close_without_asking(self) -> None:
        """Close without asking, after a signal, a logout or a finished wait."""
        self.closing.close_without_asking()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing.may_close():
            event.ignore()
            return
        if self.closing.closing_dialog is not None:
            self.closing.closing_dialog.hide()
        self.inbox_page.export_runner.cancel()
        self.closing.save_changes()
        self._save_state()
        self.close_requested.emit()
        self.notifier.close()
        self.task_runner.close()
        super().closeEvent(event)

    def _restore_state(self) -> None:
        """Show size, place, columns and saved views as they were left."""
        state = self.app_actions.load_window_state()
        window_geometry.restore_geometry(self, state)
        page_state.restore_page(self.inbox_page, state)
        choices = state.get("reports")
        self.report_choices = choices if isinstance(choices, dict) else {}
        self.task_runner.run(self.app_actions.delete_shown_copies)

    def _save_state(self) -> None:
        state = window_geometry.save_geometry(self) | page_state.save_page(self.inbox_page)
        self.app_actions.save_window_state({**state, "reports": self.report_choices})

    def keep_report_choices(self, choices: Mapping[str, Any]) -> None:
        """Begin with these choices when the reports are opened the next time."""
        self.report_choices = choices

    # -- parts

    def _lay_out(self) -> None:
        self.show_title()
        self.setWindowIcon(icons.load_icon("program"))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.pages, 1)
        whole = DropArea()  # every page takes receipts, as the first one does
        whole.files_dropped.connect(self.inbox_page.files_dropped)
        whole.content_dropped.connect(self.inbox_page.content_dropped)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.alert_banner)
        column.addWidget(body, 1)
        for told in (self.inbox_page.export_bar, self.inbox_page.notice):
            column.addWidget(told)  # seen on every page, since each can start what they tell of
        column.addWidget(self.strip)
        self.setCentralWidget(whole)

    def _make_inbox(self) -> None:
        """The first page, with the prompt for the passwords of its files."""
        self.inbox_page = InboxPage(
            self.app_actions, self.task_runner, self.bridge, self.undo_stack
        )
        self.inbox_controller = InboxController(
            self.inbox_page, self.app_actions, self.task_runner, self.undo_stack
        )
        show_error = self.inbox_controller.receipt_controller.show_error
        self.password_prompt = PasswordPrompt(
            self, self.app_actions, self.task_runner, self.bridge, show_error
        )

    def _make_frame(self) -> None:
        """What stands around the pages."""
        self.navigation = NavigationBar()
        self.alert_banner, self.notifier = AlertBanner(), DesktopNotifier(self)
        self.strip = StatusStrip()
        self.pages = QStackedWidget()
        self._created_pages: dict[PageSpec, QWidget] = {}

    def _make_controllers(self) -> None:
        """The controllers and the menus with their commands."""
        self.review = ReviewRouting(self)
        self.bookkeeping = BookkeepingController(self)
        self.imports = ImportController(self)
        self.menu_builder = MenuBuilder(self, self.inbox_page, self.inbox_controller)
        self.menu_builder.build_menus(self.undo_stack, self.open_page)
        self.help_menu = HelpMenu(self)

    def _connect(self) -> None:
        self._connect_inbox()
        self.navigation.page_chosen.connect(self.open_page)
        self.strip.clicked.connect(self._show_queue)
        self.bridge.health_changed.connect(self._show_health)
        for asked in (self.alert_banner.details_requested, self.notifier.clicked):
            asked.connect(self._show_queue)

    def _connect_inbox(self) -> None:
        pane = self.inbox_page.review_pane
        self.inbox_controller.receipts_added.connect(self.password_prompt.expect)
        commands = self.inbox_controller.receipt_controller
        for asked in (commands.password_requested, pane.password_requested):
            asked.connect(self.password_prompt.ask)
        filter_bar = self.inbox_page.views.filter_bar
        filter_bar.by_hand_requested.connect(self.bookkeeping.enter_receipt)
        pane.attach_requested.connect(self.bookkeeping.attach_picture)
        self.inbox_page.review_requested.connect(self.review.review_receipts)
        pane.correction_saver.step_repeated.connect(self.review.go_to_step)
        reasons = pane.receipt_header.reasons_panel
        reasons.offer_comparison()
        reasons.comparison_requested.connect(self.review.compare_shown)

    def _show_health(self, health: QueueHealth) -> None:
        self.health = health
        self.strip.show_health(health)
        self.alert_banner.show_alerts(health.alerts)
        self.notifier.show_alerts(health.alerts)

    def _show_queue(self) -> None:
        self.show_page(pages.QUEUE)
        self.raise_()
        self.activateWindow()

    def show_title(self) -> None:
        """Show the name of the company, if it has one, in the title."""
        name = self.app_actions.settings.company_name
        self.setWindowTitle(f"{name} – Receipt Desktop" if name else "Receipt Desktop")

    def apply_settings(self, settings: Settings) -> None:
        """Apply changed settings to the window."""
        app = QApplication.instance()
        if settings.theme != self._theme and isinstance(app, QApplication):
            self._theme = settings.theme
            theme.apply_theme(app, settings.theme)
