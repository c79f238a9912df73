"""Alerts: a banner in the window and desktop notifications."""

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

from receipt_desktop.domain.health import HealthIssue, HealthStatus
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import sentences
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.health_mark import HealthMark

MIN_REPEAT_SECONDS = 600.0
"""Minimum seconds between two notifications of the same alert."""


class AlertBanner(QFrame):
    """All alerts in one line. Once closed, it stays closed until a new alert arrives."""

    details_requested = Signal()
    """Emitted when the user asks for details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        self.setAccessibleName(self.tr("Alerts"))
        self._dismissed_keys: frozenset[str] = frozenset()
        self._active_keys: frozenset[str] = frozenset()
        self._is_allowed = True
        self.mark, self.message = HealthMark(), QLabel()
        self.message.setWordWrap(True)
        self.details_button = QPushButton(self.tr("Show queue"))
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.load_icon("close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.mark)
        row.addWidget(self.message, 1)
        row.addWidget(self.details_button)
        row.addWidget(self.close_button)
        self.details_button.clicked.connect(self.details_requested)
        self.close_button.clicked.connect(self._dismiss_alerts)
        self.hide()

    def show_alerts(self, alerts: Sequence[HealthIssue]) -> None:
        """Show these alerts. An alert that has ended is shown again when it returns."""
        self._active_keys = frozenset(alert.key for alert in alerts)
        self._dismissed_keys &= self._active_keys
        worst = any(alert.severity is HealthStatus.UNHEALTHY for alert in alerts)
        self.mark.show_health(HealthStatus.UNHEALTHY if worst else HealthStatus.DEGRADED)
        theme.set_field_state(self, "wrong" if worst else "doubtful")
        self.message.setText("\n".join(map(sentences.issue_text, alerts)))
        self._update_visibility()

    def set_allowed(self, wanted: bool) -> None:
        """Show or hide the banner; the Queue page has the same text in its header."""
        self._is_allowed = wanted
        self._update_visibility()

    def _update_visibility(self) -> None:
        self.setVisible(self._is_allowed and bool(self._active_keys - self._dismissed_keys))

    def _dismiss_alerts(self) -> None:
        self._dismissed_keys = self._active_keys
        self._update_visibility()


class DesktopNotifier(QObject):
    """Sends each alert once as a desktop notification, if the desktop supports it."""

    clicked = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        send: Callable[[HealthIssue], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._send = send or self._show_tray_message
        self._clock = clock
        self._active_keys: frozenset[str] = frozenset()
        self._last_sent: dict[str, float] = {}
        self._tray: QSystemTrayIcon | None = None

    def show_alerts(self, alerts: Sequence[HealthIssue]) -> None:
        """Send notifications for new alerts."""
        for alert in alerts:
            if alert.key not in self._active_keys and self._is_due(alert.key):
                self._last_sent[alert.key] = self._clock()
                self._send(alert)
        self._active_keys = frozenset(alert.key for alert in alerts)
        if self._tray and not self._active_keys:
            self._tray.hide()

    def close(self) -> None:
        """Remove the tray icon."""
        if self._tray:
            self._tray.hide()

    def _is_due(self, key: str) -> bool:
        last_sent = self._last_sent.get(key)
        return last_sent is None or self._clock() - last_sent >= MIN_REPEAT_SECONDS

    def _show_tray_message(self, alert: HealthIssue) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icons.load_icon("program"), self)
            self._tray.messageClicked.connect(self.clicked)
            self._tray.activated.connect(lambda _: self.clicked.emit())
        self._tray.show()
        kind = QSystemTrayIcon.MessageIcon.Warning
        self._tray.showMessage(
            sentences.message_text(alert.message),
            sentences.remedy_text(alert.message) or "Receipt Desktop",
            kind,
        )
