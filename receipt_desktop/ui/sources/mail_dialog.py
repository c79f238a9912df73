"""The dialog of a mailbox: a new one, or one that is there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.actions.mailboxes import MailboxTrial
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.mail import MailAccount, MailRecord, MarkKind, parse_account
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.sources.mail_account_form import MailAccountForm
from receipt_desktop.ui.sources.mail_messages_form import MailMessagesForm
from receipt_desktop.ui.sources.mail_problems_list import MailProblemsList
from receipt_desktop.ui.sources.mail_senders_form import MailSendersForm
from receipt_desktop.ui.sources.rule_editor import RuleEditor
from receipt_desktop.ui.task_runner import TaskRunner

DIALOG_WIDTH = 580
NEW_ACCOUNT = MailAccount("", "")


class MailDialog(QDialog):
    """Accepted once the password of what `read_source` reads is kept."""

    def __init__(
        self,
        parent: QWidget,
        actions: Actions,
        task_runner: TaskRunner,
        source: IntakeSource | None = None,
    ) -> None:
        """`source` is the mailbox to change."""
        super().__init__(parent)
        self._actions, self._task_runner = actions, task_runner
        self._source = source or IntakeSource(0, SourceKind.MAIL)
        self._account = parse_account(source.options) if source else NEW_ACCOUNT
        self.setWindowTitle(self.tr("Mailbox"))
        self.account_form, self.messages_form = MailAccountForm(), MailMessagesForm()
        self.senders_form, self.editor = MailSendersForm(), RuleEditor()
        self.problems_list = MailProblemsList()
        self.tabs = QTabWidget()
        self.save_button = QPushButton(self.tr("Save") if source else self.tr("Add mailbox"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.error_label = QLabel()
        self._lay_out()
        self._connect()
        for form in (self.account_form, self.messages_form, self.senders_form):
            form.show_account(self._account)
        self.editor.show_rule(self._source.rule)
        self._look_for_password()
        self._look_for_problems()
        self._update_buttons()

    @property
    def account(self) -> MailAccount:
        """What the dialog shows."""
        account = self.account_form.apply_to(self._account)
        return self.senders_form.apply_to(self.messages_form.apply_to(account))

    def read_source(self) -> IntakeSource:
        """The mailbox as it is shown."""
        account = self.account
        return replace(
            self._source,
            name=account.name,
            options=account.to_options(),
            rule=self.editor.read_rule(),
        )

    def test_connection(self) -> None:
        """Connect, and list the folders."""
        self.account_form.show_result(self.tr("Connecting…"))
        self.account_form.test_button.setEnabled(False)
        self._task_runner.run(
            partial(self._actions.try_mailbox, self.account, self.account_form.password),
            done=self._show_trial,
            failed=self._show_failure,
        )

    def confirm(self) -> None:
        """Keep the password, then accept; errors are shown here."""
        account, password = self.account, self.account_form.password
        problem = self._find_problem(account)
        if problem:
            self._show_error(problem)
        elif not password:
            self.accept()
        else:
            self.save_button.setEnabled(False)
            self._task_runner.run(
                partial(self._actions.give_mail_password, account, password),
                done=lambda _: self.accept(),
                failed=self._show_save_error,
            )

    def _find_problem(self, account: MailAccount) -> str:
        """What is missing; "" for nothing."""
        if not account.folders:
            self.tabs.setCurrentWidget(self.messages_form)
            return self.tr("Choose at least one folder.")
        if account.mark is MarkKind.MOVE and account.move_to in ("", *account.folders):
            self.tabs.setCurrentWidget(self.messages_form)
            return self.tr("Choose another folder to move the messages to.")
        return ""

    def _show_trial(self, trial: MailboxTrial) -> None:
        self.account_form.test_button.setEnabled(True)
        self.messages_form.show_folders(trial.folders, chosen=self.messages_form.chosen_folders)
        count = texts.format_count(len(trial.folders))
        sentence = self.tr("The connection works. Folders: {count}.").format(count=count)
        if not trial.can_move:
            sentence += " " + self.tr("This server cannot move messages; they are only flagged.")
        self.account_form.show_result(sentence)

    def _show_failure(self, error: ReceiptError) -> None:
        self.account_form.test_button.setEnabled(True)
        self.account_form.show_result(texts.format_error(error), is_error=True)

    def _show_save_error(self, error: ReceiptError) -> None:
        self.save_button.setEnabled(True)
        self._show_error(texts.format_error(error))

    def _show_error(self, sentence: str) -> None:
        self.error_label.setText(sentence)
        self.error_label.show()

    def _look_for_password(self) -> None:
        """Ask the keyring, which may ask the person first, whether it knows the password."""
        account = self._account
        self._task_runner.run(
            lambda: (
                self._actions.has_keyring,
                bool(account.host) and self._actions.has_mail_password(account),
            ),
            done=lambda found: self.account_form.show_keeping(
                has_keyring=found[0], has_password=found[1]
            ),
        )

    def _look_for_problems(self) -> None:
        if self._source.id:
            self._task_runner.run(
                partial(self._actions.list_mail_problems, self._source.id),
                done=self._show_problems,
            )

    def _show_problems(self, records: list[MailRecord]) -> None:
        """Add a page of the messages that were not taken, if there are any."""
        if records:
            self.problems_list.show_records(records)
            self.tabs.addTab(self.problems_list, self.tr("Not taken"))

    def _update_buttons(self) -> None:
        is_complete = self.account_form.is_complete
        self.account_form.test_button.setEnabled(is_complete)
        self.save_button.setEnabled(is_complete)
        self.error_label.hide()

    def _connect(self) -> None:
        self.account_form.changed.connect(self._update_buttons)
        self.account_form.test_requested.connect(self.test_connection)
        self.save_button.clicked.connect(self.confirm)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.tabs.addTab(self.account_form, self.tr("Account"))
        self.tabs.addTab(self.messages_form, self.tr("Messages"))
        self.tabs.addTab(self.senders_form, self.tr("Senders"))
        rule_page = QWidget()
        rule_column = QVBoxLayout(rule_page)
        rule_column.addWidget(self.editor)
        rule_column.addStretch()
        self.tabs.addTab(rule_page, self.tr("Rule"))
        theme.set_text_role(self.error_label, "error")
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        theme.set_text_role(self.save_button, "primary")
        self.save_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_S)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.error_label)
        column.addLayout(buttons)
        self.setMinimumWidth(DIALOG_WIDTH)
