"""The line below a review: the keys that matter now, and what the last step was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from receipt_desktop.ui import theme

MESSAGE_MS = 6_000


class HintBar(QWidget):
    """Hints at the left, a passing message at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hints_label, self.message_label = QLabel(), QLabel()
        theme.set_text_role(self.hints_label, "note")
        self.hints_label.setTextFormat(Qt.TextFormat.RichText)
        self._timer = QTimer(self, singleShot=True, interval=MESSAGE_MS)
        self._timer.timeout.connect(self.message_label.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_XS)
        row.addWidget(self.hints_label)
        row.addStretch()
        row.addWidget(self.message_label)

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show pairs of a key and what it does."""
        parts = [f"<b>{key}</b>&nbsp;{words.replace(' ', '&nbsp;')}" for key, words in hints if key]
        self.hints_label.setText("&nbsp;&nbsp; ".join(parts))

    def show_message(self, sentence: str, *, role: str = "") -> None:
        """Show a message for a few seconds; `role` as in `theme.set_text_role`."""
        self.message_label.setText(sentence)
        theme.set_text_role(self.message_label, role)
        self._timer.start()
