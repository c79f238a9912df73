"""A quiet bar that says what just happened and offers the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from receipt_desktop.ui import icons, look

SHOWN_MS = 12_000


class Notice(QFrame):
    """One sentence, at most one button; good news goes away by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.button = QPushButton()
        self.shut = QToolButton()
        self.shut.setIcon(icons.icon("close"))
        self.shut.setAccessibleName(self.tr("Close"))
        self.shut.clicked.connect(self.hide)
        self.button.clicked.connect(self._act)
        self._until: SignalInstance | None = None
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.SPACE_M, look.SPACE_S, look.SPACE_S, look.SPACE_S)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        row.addWidget(self.shut)
        self.hide()

    def say(
        self,
        sentence: str,
        button: str = "",
        action: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
        until: SignalInstance | None = None,
    ) -> None:
        """Show a sentence for a while; a `lasting` one stays until it is closed.

        It goes as soon as the signal `until` comes: what its button offers is out of date then.
        """
        self._listen(until)
        self.words.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._action = action
        self.show()
        if lasting:
            self._timer.stop()
        else:
            self._timer.start()

    def _listen(self, until: SignalInstance | None) -> None:
        if self._until is not None:
            self._until.disconnect(self.hide)
        self._until = until
        if until is not None:
            until.connect(self.hide)

    def _act(self) -> None:
        self.hide()
        if self._action:
            self._action()
