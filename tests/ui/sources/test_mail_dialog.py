"""The dialog of a mailbox: known providers, a failed and a successful test, what is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from receipt_desktop.actions.mailboxes import MailboxTrial
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.mail import (
    Encryption,
    MailAccount,
    MailFolderState,
    MailOutcome,
    MailRecord,
    MarkKind,
    parse_account,
)
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.messages import Message
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.sources.mail_dialog import MailDialog
from receipt_desktop.ui.sources.sources_page import SourcesPage
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner


class Keys:
    """The passwords of a system without a keyring."""

    has_keyring = False

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def get_password(self, account: MailAccount) -> str | None:
        return self.known.get(account.key)

    def save_password(self, account: MailAccount, password: str) -> bool:
        self.known[account.key] = password
        return False


class MailActions(FakeActions):
    """Actions with a server that answers as it is told."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.keys = Keys()
        self.forgotten: list[str] = []
        mail = SimpleNamespace(
            passwords=self.keys, forget_password=lambda source: self.forgotten.append(source.name)
        )
        self._context = SimpleNamespace(get_mail=lambda: mail, mail_schedule=None)  # type: ignore[assignment]
        self.server: MailboxTrial | ServiceUnavailable = MailboxTrial(("INBOX", "Done"), False)

    def try_mailbox(self, account: MailAccount, password: str = "") -> MailboxTrial:
        self.asked.append((account, password))
        if isinstance(self.server, ServiceUnavailable):
            raise self.server
        return self.server


class Place:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.store = open_empty_store(folder)
        self.actions, self.work = MailActions(self.store, folder), ManualTaskRunner()
        self.page = SourcesPage(self.actions, self.work, CommandStack())
        self.qtbot = qtbot
        qtbot.addWidget(self.page)
        self.page.show()
        self.work.run_all()

    def click(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.work.run_all()

    def open_dialog(self) -> MailDialog:
        self.click(self.page.mailbox_button)
        assert isinstance(self.page.dialog, MailDialog)
        return self.page.dialog

    def fill(self, dialog: MailDialog, host: str = "imap.example.com") -> None:
        form = dialog.account_form
        form.user_edit.setText("me@example.com")
        form.password_edit.setText("secret")
        form.host_edit.setText(host)


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[Place]:
    made = Place(qtbot, tmp_path)
    yield made
    made.store.close()


def test_a_known_address_fills_in_the_server(place: Place) -> None:
    form = place.open_dialog().account_form
    place.qtbot.keyClicks(form.user_edit, "me@gmx.de")
    place.qtbot.keyClick(form.user_edit, Qt.Key.Key_Tab)
    form.user_edit.editingFinished.emit()
    assert (form.host_edit.text(), form.port_box.value()) == ("imap.gmx.net", 993)
    assert form.provider_box.currentText() == "GMX"
    assert "IMAP" in form.hint_label.text()
    form.host_edit.setText("imap.example.com")
    assert form.provider_box.currentIndex() == 0
    assert not form.hint_label.text()


def test_microsoft_is_said_to_accept_no_passwords(place: Place) -> None:
    dialog = place.open_dialog()
    place.fill(dialog, "outlook.office365.com")
    assert "Microsoft 365" in dialog.account_form.hint_label.text()
    assert not dialog.save_button.isEnabled()
    assert not dialog.account_form.test_button.isEnabled()


def test_encryption_brings_its_port(place: Place) -> None:
    form = place.open_dialog().account_form
    form.encryption_box.setCurrentIndex(form.encryption_box.findData(Encryption.STARTTLS))
    form.encryption_box.activated.emit(1)
    assert form.port_box.value() == 143


def test_the_dialog_says_that_there_is_no_keyring(place: Place) -> None:
    assert "no keyring" in place.open_dialog().account_form.keeping_label.text()


def test_a_failed_test_says_why_and_a_good_one_lists_the_folders(place: Place) -> None:
    dialog = place.open_dialog()
    place.fill(dialog)
    server, place.actions.server = place.actions.server, ServiceUnavailable("mail_cut", host="h")
    place.click(dialog.account_form.test_button)
    assert "ended the connection" in dialog.account_form.result_label.text()
    assert dialog.account_form.test_button.isEnabled()
    place.actions.server = server
    place.click(dialog.account_form.test_button)
    assert "only flagged" in dialog.account_form.result_label.text()
    items = [dialog.messages_form.folder_list.item(row) for row in range(2)]
    assert [(one.text(), one.checkState()) for one in items] == [
        ("INBOX", Qt.CheckState.Checked),
        ("Done", Qt.CheckState.Unchecked),
    ]
    assert place.actions.asked[-1] == (dialog.account, "secret")


def test_what_is_missing_is_said(place: Place) -> None:
    dialog = place.open_dialog()
    place.fill(dialog)
    form = dialog.messages_form
    form.mark_box.setCurrentIndex(form.mark_box.findData(MarkKind.MOVE))
    place.click(dialog.save_button)
    assert "another folder" in dialog.error_label.text()
    form.folder_list.item(0).setCheckState(Qt.CheckState.Unchecked)
    place.click(dialog.save_button)
    assert "at least one folder" in dialog.error_label.text()
    assert dialog.tabs.currentWidget() is form
    assert dialog.isVisible()


def test_messages_that_were_not_taken_are_listed_with_the_reason(place: Place) -> None:
    source = IntakeSource(
        0, SourceKind.MAIL, "me@x.example", options=MailAccount("h", "me@x.example").to_options()
    )
    saved = place.store.save_intake_source(source)
    problem = Message("container_locked", {"name": "a.pdf"})
    record = MailRecord(
        "INBOX", 1, 5, "", MailOutcome.FAILED, 0, "Invoice", "shop@x.example", problem, True
    )
    state = MailFolderState("INBOX", 1, 6, 1, datetime.now(UTC))
    place.store.finish_message(saved.id, record, state)
    dialog = MailDialog(place.page, place.actions, place.work, saved)
    place.work.run_all()
    assert dialog.tabs.tabText(dialog.tabs.count() - 1) == "Not taken"
    text = dialog.problems_list.list_widget.item(0).text()
    assert text.startswith("shop@x.example · Invoice\na.pdf is protected by a password")


def test_a_mailbox_is_saved_changed_and_deleted(place: Place) -> None:
    dialog = place.open_dialog()
    place.fill(dialog)
    messages, senders = dialog.messages_form, dialog.senders_form
    messages.since_box.setChecked(True)
    messages.since_edit.setDate(QDate(2026, 2, 1))
    messages.read_box.setChecked(True)
    senders.body_edit.setPlainText("uber.com;\nreceipts@taxi.example, uber.com")
    dialog.editor.project_edit.setText("Trip")
    place.click(dialog.save_button)
    (row,) = place.page.model.rows
    expected = MailAccount(
        "imap.example.com",
        "me@example.com",
        since=date(2026, 2, 1),
        body_senders=("uber.com", "receipts@taxi.example"),
        mark_read=True,
    )
    assert parse_account(row.source.options) == expected
    assert (row.source.kind, row.source.name) == (SourceKind.MAIL, "me@example.com")
    assert row.source.rule.project == "Trip"
    assert place.actions.keys.known == {expected.key: "secret"}
    assert "secret" not in str(row.source)

    place.page.table.selectRow(0)
    place.click(place.page.edit_button)
    again = place.page.dialog
    assert isinstance(again, MailDialog)
    assert again.account == expected
    assert again.account_form.password_edit.placeholderText() == "Unchanged"
    again.messages_form.interval_box.setValue(30)
    place.click(again.save_button)
    (row,) = place.page.model.rows
    assert row.source.options["interval_minutes"] == 30
    assert place.actions.keys.known == {expected.key: "secret"}

    place.page.table.selectRow(0)
    place.click(place.page.delete_button)
    assert not place.page.model.rows
    assert place.actions.forgotten == ["me@example.com"]
