"""What needs somebody's attention: a banner in the window and one desktop notification."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSystemTrayIcon,
    QToolButton,
    QWidget,
)

from receipt_desktop.health import Health, Trouble
from receipt_desktop.ui import icons, look, troubles
from receipt_desktop.ui.health_mark import HealthMark

QUIET_SECONDS = 600.0
"""An alert that comes and goes is told again after this long at the earliest."""


class AlertBanner(QFrame):
    """All alerts in one line; closed by a person it stays closed until a further one comes."""

    opened = Signal()
    """The person wants to see more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        self.setAccessibleName(self.tr("Alerts"))
        self._closed: frozenset[str] = frozenset()
        self._keys: frozenset[str] = frozenset()
        self._wanted = True
        self.mark, self.words = HealthMark(), QLabel()
        self.words.setWordWrap(True)
        self.more = QPushButton(self.tr("Show the queue"))
        self.shut = QToolButton()
        self.shut.setIcon(icons.icon("close"))
        self.shut.setAccessibleName(self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.SPACE_M, look.SPACE_S, look.SPACE_S, look.SPACE_S)
        row.setSpacing(look.SPACE_S)
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        row.addWidget(self.shut)
        self.more.clicked.connect(self.opened)
        self.shut.clicked.connect(self._shut)
        self.hide()

    def show_alerts(self, alerts: Sequence[Trouble]) -> None:
        """Show these; those that are over may come again."""
        self._keys = frozenset(alert.key for alert in alerts)
        self._closed &= self._keys
        worst = any(alert.severity is Health.UNHEALTHY for alert in alerts)
        self.mark.show_health(Health.UNHEALTHY if worst else Health.DEGRADED)
        look.set_state(self, "wrong" if worst else "doubtful")
        self.words.setText("\n".join(map(troubles.whole_text, alerts)))
        self._refresh()

    def set_wanted(self, wanted: bool) -> None:
        """Not beside the Queue page, which says the same at its head."""
        self._wanted = wanted
        self._refresh()

    def _refresh(self) -> None:
        self.setVisible(self._wanted and bool(self._keys - self._closed))

    def _shut(self) -> None:
        self._closed = self._keys
        self._refresh()


class Notifier(QObject):
    """Tells the desktop of each alert once, where the desktop can be told."""

    clicked = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        tell: Callable[[Trouble], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._tell = tell or self._message
        self._clock = clock
        self._on: frozenset[str] = frozenset()
        self._told: dict[str, float] = {}
        self._tray: QSystemTrayIcon | None = None

    def show_alerts(self, alerts: Sequence[Trouble]) -> None:
        """Tell of those that are new."""
        for alert in alerts:
            if alert.key not in self._on and self._is_due(alert.key):
                self._told[alert.key] = self._clock()
                self._tell(alert)
        self._on = frozenset(alert.key for alert in alerts)
        if self._tray and not self._on:
            self._tray.hide()

    def close(self) -> None:
        """Take the icon off the desktop."""
        if self._tray:
            self._tray.hide()

    def _is_due(self, key: str) -> bool:
        told = self._told.get(key)
        return told is None or self._clock() - told >= QUIET_SECONDS

    def _message(self, alert: Trouble) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icons.icon("app", "accent"), self)
            self._tray.messageClicked.connect(self.clicked)
            self._tray.activated.connect(lambda _: self.clicked.emit())
        self._tray.show()
        kind = QSystemTrayIcon.MessageIcon.Warning
        self._tray.showMessage(
            troubles.trouble_text(alert), troubles.mend_text(alert) or "Receipt Desktop", kind
        )
