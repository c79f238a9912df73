"""The part of the mailbox dialog about senders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from receipt_desktop.domain.mail import MailAccount
from receipt_desktop.ui import theme

EDIT_LINES = 2
SEPARATORS = re.compile(r"[\s,;]+")


class MailSendersForm(QWidget):
    """Lists of addresses and domains."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.allowed_edit, self.ignored_edit = QPlainTextEdit(), QPlainTextEdit()
        self.body_edit = QPlainTextEdit()
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_XS)
        for edit, caption in (
            (self.allowed_edit, self.tr("Only messages from these senders")),
            (self.ignored_edit, self.tr("Never messages from these senders")),
            (self.body_edit, self.tr("Print messages without attached receipts from")),
        ):
            self._add_edit(column, edit, caption)
        note = QLabel(
            self.tr(
                "Addresses or domains, such as billing@example.com or example.com. Printed "
                "messages contain their text and tables; nothing is loaded from the Internet."
            )
        )
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        column.addWidget(note)
        column.addStretch()

    def show_account(self, account: MailAccount) -> None:
        """Show what is set."""
        self.allowed_edit.setPlainText(_join(account.allowed_senders))
        self.ignored_edit.setPlainText(_join(account.ignored_senders))
        self.body_edit.setPlainText(_join(account.body_senders))

    def apply_to(self, account: MailAccount) -> MailAccount:
        """The account with what is shown here."""
        return replace(
            account,
            allowed_senders=_split(self.allowed_edit.toPlainText()),
            ignored_senders=_split(self.ignored_edit.toPlainText()),
            body_senders=_split(self.body_edit.toPlainText()),
        )

    def _add_edit(self, column: QVBoxLayout, edit: QPlainTextEdit, caption: str) -> None:
        label = QLabel(caption)
        label.setBuddy(edit)
        edit.setAccessibleName(caption)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(theme.line_height() * (EDIT_LINES + 1))
        column.addWidget(label)
        column.addWidget(edit)
        column.addSpacing(theme.SPACE_S)


def _join(senders: Sequence[str]) -> str:
    return ", ".join(senders)


def _split(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in SEPARATORS.split(words.strip()) if word))
