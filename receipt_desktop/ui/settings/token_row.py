"""The API token: show, copy, replace."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog


class TokenRow(QWidget):
    """The token with its buttons and a result below."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self.confirm_dialog: ConfirmDialog | None = None
        """The confirmation of a new token, once it was shown."""
        self.token_edit = QLineEdit(readOnly=True)
        self.token_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.token_edit.setAccessibleName(self.tr("Token"))
        self.reveal_button = QPushButton(self.tr("Show"))
        self.copy_button = QPushButton(self.tr("Copy"))
        self.renew_button = QPushButton(self.tr("New token…"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self._lay_out()
        self.reveal_button.clicked.connect(lambda: self._set_revealed(self._is_hidden()))
        self.copy_button.clicked.connect(self._copy_token)
        self.renew_button.clicked.connect(self._ask_to_renew)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for button in (self.reveal_button, self.copy_button, self.renew_button):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.token_edit)
        column.addLayout(row)
        column.addWidget(self.message)
        self.message.hide()
        self.setFocusProxy(self.reveal_button)

    def load_token(self) -> None:
        """Load the token; it is created on first use."""
        self._task_runner.run(
            self._actions.get_api_token, done=self._show_token, failed=self._show_error
        )

    def _show_token(self, token: str) -> None:
        self.token_edit.setText(token)
        self.token_edit.setCursorPosition(0)

    def _is_hidden(self) -> bool:
        return self.token_edit.echoMode() is QLineEdit.EchoMode.Password

    def _set_revealed(self, on: bool) -> None:
        shown, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        self.token_edit.setEchoMode(shown if on else hidden)
        self.reveal_button.setText(self.tr("Hide") if on else self.tr("Show"))

    def _copy_token(self) -> None:
        QGuiApplication.clipboard().setText(self.token_edit.text())
        self._show_message(self.tr("Copied."), "note")

    def _ask_to_renew(self) -> None:
        """Ask for confirmation, since programs with the old token lose access."""
        self.confirm_dialog = ConfirmDialog(
            self,
            self.tr("Create a new token?"),
            self.tr(
                "The current token stops working immediately. Every program that uses it needs "
                "the new one."
            ),
            self.tr("Create token"),
        )
        self.confirm_dialog.accepted.connect(
            lambda: self._task_runner.run(
                self._actions.renew_api_token,
                done=self._show_new_token,
                failed=self._show_error,
                in_order=True,
            )
        )
        self.confirm_dialog.open()

    def _show_new_token(self, token: str) -> None:
        self._show_token(token)
        self._show_message(self.tr("This is the new token."), "note")

    def _show_error(self, error: ReceiptError) -> None:
        self._show_message(texts.format_error(error), "error")

    def _show_message(self, sentence: str, role: str) -> None:
        theme.set_text_role(self.message, role)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
