"""The part of the mailbox dialog about folders, and about what happens to the messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.mail import MailAccount, MarkKind
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox, NoWheelSpinBox

MAX_MINUTES = 24 * 60
LIST_LINES = 6


class MailMessagesForm(QWidget):
    """Which folders are looked into, how often, since when, and how messages are marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder_list = QListWidget()
        self.since_box, self.since_edit = QCheckBox(self.tr("Also messages from")), QDateEdit()
        self.interval_box = NoWheelSpinBox()
        self.mark_box, self.target_box = NoWheelComboBox(), NoWheelComboBox()
        self.read_box = QCheckBox(self.tr("Mark as read"))
        self._fill_boxes()
        self._lay_out()
        self.since_box.toggled.connect(self.since_edit.setEnabled)
        self.mark_box.currentIndexChanged.connect(lambda _: self._follow_mark())
        self._follow_mark()

    def show_account(self, account: MailAccount) -> None:
        """Show what is set; the folders of the server follow with `show_folders`."""
        self.show_folders(account.folders, chosen=account.folders)
        self.since_box.setChecked(account.since is not None)
        if account.since:
            self.since_edit.setDate(
                QDate(account.since.year, account.since.month, account.since.day)
            )
        self.interval_box.setValue(account.interval_minutes)
        self.mark_box.setCurrentIndex(self.mark_box.findData(account.mark))
        self.read_box.setChecked(account.mark_read)
        if account.move_to:
            self.target_box.setCurrentText(account.move_to)

    def show_folders(self, folders: Sequence[str], *, chosen: Sequence[str]) -> None:
        """List folders with a check mark at each chosen one, also at one that is gone."""
        self.folder_list.clear()
        for name in dict.fromkeys((*folders, *chosen)):
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_chosen = name in chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            self.folder_list.addItem(item)
        target = self.target_box.currentText()
        self.target_box.clear()
        self.target_box.addItems([name for name in folders if name not in chosen])
        self.target_box.setCurrentText(target)

    @property
    def chosen_folders(self) -> tuple[str, ...]:
        items = [self.folder_list.item(row) for row in range(self.folder_list.count())]
        return tuple(one.text() for one in items if one.checkState() is Qt.CheckState.Checked)

    def apply_to(self, account: MailAccount) -> MailAccount:
        """The account with what is shown here."""
        day = self.since_edit.date()
        return replace(
            account,
            folders=self.chosen_folders,
            since=date(day.year(), day.month(), day.day()) if self.since_box.isChecked() else None,
            interval_minutes=self.interval_box.value(),
            mark=MarkKind(self.mark_box.currentData()),
            move_to=self.target_box.currentText().strip(),
            mark_read=self.read_box.isChecked(),
        )

    def _fill_boxes(self) -> None:
        self.folder_list.setAccessibleName(self.tr("Folders"))
        self.folder_list.setFixedHeight(theme.line_height() * (LIST_LINES + 1))
        self.since_edit.setCalendarPopup(True)
        self.since_edit.setDisplayFormat(texts.date_format(self.locale()))
        self.since_edit.setDate(QDate.currentDate().addMonths(-1))
        self.since_edit.setEnabled(False)
        self.since_edit.setAccessibleName(self.since_box.text())
        self.interval_box.setRange(1, MAX_MINUTES)
        self.interval_box.setSuffix(self.tr(" min"))
        self.target_box.setEditable(True)
        self.target_box.setAccessibleName(self.tr("Folder for messages that were taken"))
        for kind, caption in (
            (MarkKind.FLAG, self.tr("Flag them")),
            (MarkKind.MOVE, self.tr("Move them to")),
            (MarkKind.NOTHING, self.tr("Leave them as they are")),
        ):
            self.mark_box.addItem(caption, kind)

    def _lay_out(self) -> None:
        since, interval, mark = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (since, (self.since_box, self.since_edit)),
            (interval, (self.interval_box,)),
            (mark, (self.mark_box, self.target_box)),
        ):
            row.setSpacing(theme.SPACE_S)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch()
        form = QFormLayout()
        form.setSpacing(theme.SPACE_S)
        form.addRow(self.tr("Folders"), self.folder_list)
        form.addRow(self.tr("New messages, and"), since)
        form.addRow(self.tr("Look every"), interval)
        form.addRow(self.tr("Messages that were taken"), mark)
        form.addRow("", self.read_box)
        note = QLabel(
            self.tr("Test the connection to list the folders. No message is ever deleted.")
        )
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(form)
        column.addWidget(note)
        column.addStretch()

    def _follow_mark(self) -> None:
        self.target_box.setVisible(self.mark_box.currentData() == MarkKind.MOVE)
