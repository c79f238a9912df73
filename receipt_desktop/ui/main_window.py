"""The frame: navigation, pages, menus, status strip. Pages that are not looked at are not made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
from receipt_desktop.ui import icons, look, salvage, texts
from receipt_desktop.ui.alerts import AlertBanner, Notifier
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.closing import ClosingDialog
from receipt_desktop.ui.confirm import Question
from receipt_desktop.ui.inbox.orders import Orders
from receipt_desktop.ui.inbox.page import InboxPage
from receipt_desktop.ui.menus import Menus
from receipt_desktop.ui.navigation import Navigation
from receipt_desktop.ui.remote_model import ask_at_start
from receipt_desktop.ui.serves import Serves
from receipt_desktop.ui.status_strip import StatusStrip
from receipt_desktop.ui.work import Work

SIZE = (1240, 800)
SMALLEST = (880, 560)
LOGOUT_MS = 60_000


class MainWindow(QMainWindow):
    """One window a data folder."""

    close_requested = Signal()

    def __init__(
        self,
        actions: Actions,
        bridge: Bridge,
        settings: Settings,
        wind_down: Callable[[bool], None] | None = None,
        serves: Serves | None = None,
    ) -> None:
        """`wind_down(True)` has this process begin nothing more, and False takes that back.

        Without it the wait at closing is one for the whole pile. `serves` is the API for other
        programs, which the settings turn on.
        """
        super().__init__()
        self._actions = actions
        self._bridge = bridge
        self._wind_down = wind_down
        self._serves = serves
        self._theme = settings.theme
        self._health: QueueHealth | None = None
        self._unasked = False
        self.restarts = False
        """Whether the program is to start again when this window is closed."""
        self.closing: ClosingDialog | None = None
        """The question at closing, once it was asked."""
        self.remote_question: Question | None = None
        """The one before text goes to another computer, once it was asked."""
        self.work = Work(self)
        self.undo_stack = QUndoStack(self)
        self.inbox = InboxPage(actions, self.work, bridge, self.undo_stack)
        self.orders = Orders(self.inbox, actions, self.work, self.undo_stack)
        self.navigation = Navigation()
        self.alerts, self.notifier = AlertBanner(), Notifier(self)
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

    def serve(self) -> None:
        """Answer other programs, when the settings say so; what keeps it from that is told."""
        if self._serves and self._actions.settings.api_serve:
            self.work.run(
                partial(self._serves.turn, True),
                failed=lambda error: self.inbox.notice.say(texts.error_text(error), lasting=True),
                in_order=True,
            )

    def ask_about_model(self) -> None:
        """Before text would go to another computer."""
        self.remote_question = ask_at_start(self, self._actions, self.work)

    def tell_salvage(self) -> None:
        """What was saved of a damaged database and what was lost."""
        salvage.tell(self._actions, self.work, self.inbox.notice)

    def show_page(self, name: str) -> None:
        """receipts, queue or settings."""
        page = self._made.get(name) or self._make(name)
        self.pages.setCurrentWidget(page)
        page.setFocus()
        self.navigation.show_page(name)
        self.alerts.set_wanted(name != "queue")

    # -- the end

    def close_unasked(self) -> None:
        """Close without a question: a signal, a logout, the end of a wait."""
        self._unasked = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        count = 0 if self._unasked else self._actions.working()
        if count:
            event.ignore()
            self._ask_to_close(count)
            return
        if self.closing is not None:
            self.closing.hide()
        self.close_requested.emit()
        self.notifier.close()
        self.work.close()
        super().closeEvent(event)

    def _ask_to_close(self, count: int) -> None:
        if self.closing is None:
            self.closing = ClosingDialog(
                self, self.work, self._actions.working, begins_none=self._wind_down is not None
            )
            self.closing.waits.connect(lambda: self._refuse_more(True))
            self.closing.stays.connect(lambda: self._refuse_more(False))
            self.closing.over.connect(self.close_unasked)
        if not self.closing.isVisible():
            self.closing.ask(count)

    def _refuse_more(self, on: bool) -> None:
        """Take no file in and begin no receipt while the end is waited for."""
        if on is not self.orders.closing:
            self.orders.closing = on
            self.inbox.setAcceptDrops(not on)
            if self._wind_down is not None:
                self.work.run(partial(self._wind_down, on), in_order=True)

    def _log_out(self) -> None:
        """The session ends: nobody is there to answer; a logout that is called off asks again."""
        self._unasked = True
        QTimer.singleShot(LOGOUT_MS, self._stay_unless_closed)

    def _stay_unless_closed(self) -> None:
        self._unasked = False

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
        column.addWidget(self.alerts)
        column.addWidget(body, 1)
        column.addWidget(self.strip)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.menus = Menus(self, self.inbox, self.orders)
        self.menus.build(self.undo_stack, self.show_page)
        self.navigation.chosen.connect(self.show_page)
        self.strip.clicked.connect(lambda: self.show_page("queue"))
        self._bridge.health_changed.connect(self._show_health)
        for asked in (self.alerts.opened, self.notifier.clicked):
            asked.connect(self._show_queue)
        session = QApplication.instance()
        if isinstance(session, QApplication):
            session.commitDataRequest.connect(lambda _: self._log_out())
            session.saveStateRequest.connect(lambda _: self._log_out())

    def _show_health(self, health: QueueHealth) -> None:
        self._health = health
        self.strip.show_health(health)
        self.alerts.show_alerts(health.alerts)
        self.notifier.show_alerts(health.alerts)

    def _show_queue(self) -> None:
        self.show_page("queue")
        self.raise_()
        self.activateWindow()

    def _make(self, name: str) -> QWidget:
        made: Callable[[], QWidget] = {"queue": self._queue, "settings": self._settings}[name]
        page = made()
        self._made[name] = page
        self.pages.addWidget(page)
        return page

    def _queue(self) -> QWidget:
        from receipt_desktop.ui.queue.page import QueuePage  # noqa: PLC0415 (made when looked at)

        page = QueuePage(
            self._actions, self.work, self._bridge, self.undo_stack, self.inbox.model.receipts
        )
        if self._health:
            page.show_health(self._health)
        return page

    def _settings(self) -> QWidget:
        from receipt_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415 (likewise)

        page = SettingsPage(self._actions, self.work, self._bridge, self._serves)
        page.changed.connect(self._apply)
        page.restart_wanted.connect(self._restart)
        return page

    def _restart(self) -> None:
        """Close, for the restored data to be opened."""
        self.restarts = True
        self.close_unasked()

    def _apply(self, settings: Settings) -> None:
        app = QApplication.instance()
        if settings.theme != self._theme and isinstance(app, QApplication):
            self._theme = settings.theme
            look.apply(app, settings.theme)
