"""The messages of a mailbox of which nothing could be taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from receipt_desktop.domain.mail import MailRecord
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n.sentences import message_text


class MailProblemsList(QWidget):
    """Sender, subject and reason of each message, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_widget = QListWidget()
        self.list_widget.setWordWrap(True)
        self.list_widget.setAccessibleName(self.tr("Messages that were not taken"))
        note = QLabel(
            self.tr(
                "These messages are not looked at again. Save their attachments, then add them."
            )
        )
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(note)
        column.addWidget(self.list_widget, 1)

    def show_records(self, records: Sequence[MailRecord]) -> None:
        """List these messages."""
        self.list_widget.clear()
        for record in records:
            reason = message_text(record.problem) if record.problem else ""
            lines = (" · ".join(part for part in (record.sender, record.subject) if part), reason)
            self.list_widget.addItem(QListWidgetItem("\n".join(line for line in lines if line)))
