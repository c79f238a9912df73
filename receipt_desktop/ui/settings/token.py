"""The token that a program has to know: hidden until asked for, copied, made anew."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.confirm import Question
from receipt_desktop.ui.work import Work


class TokenRow(QWidget):
    """One line with its buttons; what was done, or why not, below it."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self.question: Question | None = None
        """The one before another token is made, once it was asked."""
        self.line = QLineEdit(readOnly=True)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(self.tr("Token"))
        self.reveal = QPushButton(self.tr("Show"))
        self.copy = QPushButton(self.tr("Copy"))
        self.renew = QPushButton(self.tr("New token…"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._lay_out()
        self.reveal.clicked.connect(lambda: self._reveal(self._hidden()))
        self.copy.clicked.connect(self._copy)
        self.renew.clicked.connect(self._ask)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE_S)
        for button in (self.reveal, self.copy, self.renew):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE_S)
        column.addWidget(self.line)
        column.addLayout(row)
        column.addWidget(self.said)
        self.said.hide()
        self.setFocusProxy(self.reveal)

    def load(self) -> None:
        """Ask for the token; it is made at the first time."""
        self._work.run(self._actions.api_token, done=self._show, failed=self._fail)

    def _show(self, token: str) -> None:
        self.line.setText(token)
        self.line.setCursorPosition(0)

    def _hidden(self) -> bool:
        return self.line.echoMode() is QLineEdit.EchoMode.Password

    def _reveal(self, on: bool) -> None:
        shown, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        self.line.setEchoMode(shown if on else hidden)
        self.reveal.setText(self.tr("Hide") if on else self.tr("Show"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line.text())
        self._say(self.tr("Copied."), "note")

    def _ask(self) -> None:
        """Whoever uses the old one is locked out: that is said before."""
        self.question = Question(
            self,
            self.tr("Make a new token?"),
            self.tr(
                "The present one is worth nothing from then on: every program that uses it has to "
                "be given the new one."
            ),
            self.tr("Make a new token"),
        )
        self.question.accepted.connect(
            lambda: self._work.run(
                self._actions.new_api_token, done=self._show_new, failed=self._fail, in_order=True
            )
        )
        self.question.open()

    def _show_new(self, token: str) -> None:
        self._show(token)
        self._say(self.tr("This is the new token."), "note")

    def _fail(self, error: ReceiptError) -> None:
        self._say(texts.error_text(error), "error")

    def _say(self, sentence: str, role: str) -> None:
        look.set_role(self.said, role)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
