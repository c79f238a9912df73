"""The frame: navigation, pages, menus, status strip. Pages that are not looked at are not made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.health import QueueHealth
from receipt_desktop.settings import Settings
from receipt_desktop.ui import icons, look
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.inbox.orders import Orders
from receipt_desktop.ui.inbox.page import InboxPage
from receipt_desktop.ui.menus import Menus
from receipt_desktop.ui.navigation import Navigation
from receipt_desktop.ui.status_strip import StatusStrip
from receipt_desktop.ui.work import Work

SIZE = (1240, 800)
SMALLEST = (880, 560)


class MainWindow(QMainWindow):
    """One window a data folder."""

    close_requested = Signal()

    def __init__(self, actions: Actions, bridge: Bridge, settings: Settings) -> None:
        super().__init__()
        self._actions = actions
        self._bridge = bridge
        self._theme = settings.theme
        self._health: QueueHealth | None = None
        self.work = Work(self)
        self.undo_stack = QUndoStack(self)
        self.inbox = InboxPage(actions, self.work, bridge, self.undo_stack)
        self.orders = Orders(self.inbox, actions, self.work, self.undo_stack)
        self.navigation = Navigation()
        self.strip = StatusStrip()
        self.pages = QStackedWidget()
        self._made: dict[str, QWidget] = {"receipts": self.inbox}
        self._lay_out()
        self._connect()
        QTimer.singleShot(0, self.inbox.load)

    def add_files(self, files: list[str]) -> None:
        """Take in files, from the command line or from a second start, and come to the front."""
        self.show_page("receipts")
        self.orders.add(files)
        self.raise_()
        self.activateWindow()

    def show_page(self, name: str) -> None:
        """receipts, queue or settings."""
        page = self._made.get(name) or self._make(name)
        self.pages.setCurrentWidget(page)
        page.setFocus()
        self.navigation.show_page(name)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_requested.emit()
        self.work.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle("Receipt Desktop")
        self.setWindowIcon(icons.icon("app", "accent"))
        self.resize(*SIZE)
        self.setMinimumSize(*SMALLEST)
        self.pages.addWidget(self.inbox)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.pages, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(self.strip)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.menus = Menus(self, self.inbox, self.orders)
        self.menus.build(self.undo_stack, self.show_page)
        self.navigation.chosen.connect(self.show_page)
        self.strip.clicked.connect(lambda: self.show_page("queue"))
        self._bridge.health_changed.connect(self._show_health)

    def _show_health(self, health: QueueHealth) -> None:
        self._health = health
        self.strip.show_health(health)

    def _make(self, name: str) -> QWidget:
        made: Callable[[], QWidget] = {"queue": self._queue, "settings": self._settings}[name]
        page = made()
        self._made[name] = page
        self.pages.addWidget(page)
        return page

    def _queue(self) -> QWidget:
        from receipt_desktop.ui.queue.page import QueuePage  # noqa: PLC0415 (made when looked at)

        page = QueuePage(self._actions, self.work, self._bridge)
        if self._health:
            page.show_health(self._health)
        return page

    def _settings(self) -> QWidget:
        from receipt_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415 (likewise)

        page = SettingsPage(self._actions, self.work, self._bridge)
        page.changed.connect(self._apply)
        return page

    def _apply(self, settings: Settings) -> None:
        app = QApplication.instance()
        if settings.theme != self._theme and isinstance(app, QApplication):
            self._theme = settings.theme
            look.apply(app, settings.theme)
