"""A bar with a message and an optional action such as Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets import icons

DISPLAY_MS = 12_000


class NoticeBar(QFrame):
    """One message and at most one button; it closes by itself unless lasting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.action_button = QPushButton()
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.load_icon("close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.clicked.connect(self.hide)
        self.action_button.clicked.connect(self._run_action)
        self._hide_signal: SignalInstance | None = None
        self._action: Callable[[], None] | None = None
        self._hide_timer = QTimer(self, singleShot=True, interval=DISPLAY_MS)
        self._hide_timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        row.addWidget(self.message, 1)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        self.hide()

    def show_message(
        self,
        sentence: str,
        button: str = "",
        action: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
        until: SignalInstance | None = None,
    ) -> None:
        """Show a sentence for a while; a `lasting` one stays until it is closed.

        It closes when the signal `until` is emitted, since its button is then out of date.
        """
        self._hide_on(until)
        self.message.setText(sentence)
        self.action_button.setText(button)
        self.action_button.setVisible(bool(button))
        self._action = action
        self.show()
        if lasting:
            self._hide_timer.stop()
        else:
            self._hide_timer.start()

    def _hide_on(self, until: SignalInstance | None) -> None:
        if self._hide_signal is not None:
            self._hide_signal.disconnect(self.hide)
        self._hide_signal = until
        if until is not None:
            until.connect(self.hide)

    def _run_action(self) -> None:
        self.hide()
        if self._action:
            self._action()
