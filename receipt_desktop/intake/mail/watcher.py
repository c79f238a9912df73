"""Looks into the mailboxes that are due, or into the one that is asked for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.mail import MailAccount, MailboxState, parse_account
from receipt_desktop.intake.mail.collector import MailCollector
from receipt_desktop.intake.mail.connection import MailConnection
from receipt_desktop.intake.mail.errors import MailRefused
from receipt_desktop.intake.mail.passwords import MailPasswords
from receipt_desktop.intake.mail.taking import MessageTaker, SubmitFound
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

MAX_BACKOFF = timedelta(hours=1)


class MailWatcher:
    """Looks into all enabled mailboxes. Thread-safe."""

    def __init__(
        self,
        store: Store,
        passwords: MailPasswords,
        submit: SubmitFound,
        settings: Callable[[], Settings],
    ) -> None:
        self.passwords = passwords
        self._store = store
        self._submit = submit
        self._settings = settings
        self._looking = threading.Lock()
        self._connection: MailConnection | None = None
        self._is_stopped = False

    def stop(self) -> None:
        """End a look at once; a message that is being taken is taken again at the next start."""
        self._is_stopped = True
        if connection := self._connection:
            connection.abort()

    def look_into(self, source: IntakeSource) -> int:
        """Look into a mailbox now; the number of receipts that came in.

        Raises `ReceiptError` after noting it as the state of the mailbox.
        """
        with self._looking:
            started = time.monotonic()
            try:
                received = self._collect(source)
            except ReceiptError as error:
                if not self._is_stopped:
                    self._store.finish_look(source.id, error.message)
                raise
            self._store.finish_look(source.id, None)
        seconds = round(time.monotonic() - started, 1)
        log.info("looked into mailbox %d: %d receipts in %s s", source.id, received, seconds)
        return received

    def forget_password(self, source: IntakeSource) -> None:
        """Forget the password of a mailbox that is removed."""
        with suppress(MailRefused):
            self.passwords.delete_password(read_account(source))

    def look_into_due(self, mailboxes: Iterable[IntakeSource]) -> None:
        """Look into those that are due; errors are noted as their state."""
        for source in mailboxes:
            if self._is_stopped:
                return
            if self._is_due(source):
                try:
                    self.look_into(source)
                except ReceiptError as error:
                    log.info("could not look into mailbox %d: %s", source.id, error.key)

    def _is_due(self, source: IntakeSource) -> bool:
        state = self._store.get_mailbox_state(source.id)
        if state.looked_at is None:
            return True
        minutes = int(source.options.get("interval_minutes", 0)) or 1
        return datetime.now(UTC) >= state.looked_at + find_pause(state, minutes)

    def _collect(self, source: IntakeSource) -> int:
        account = read_account(source)
        password = self.passwords.get_password(account)
        if password is None:
            raise MailRefused("mail_no_password", name=source.name)
        taker = MessageTaker(account, source.name, self._submit, self._settings)
        collector = MailCollector(
            self._store, source.id, account, taker, is_stopping=lambda: self._is_stopped
        )
        self._connection = connection = MailConnection(account, password)
        try:
            return collector.collect(connection)
        finally:
            self._connection = None
            if self._is_stopped:
                connection.abort()
            else:
                connection.close()


def find_pause(state: MailboxState, minutes: int) -> timedelta:
    """The time between two looks, doubled with each failure in a row up to an hour."""
    usual = timedelta(minutes=minutes)
    doubled = usual * 2 ** min(state.failures, 10)
    return max(usual, min(doubled, MAX_BACKOFF)) if state.failures else usual


def read_account(source: IntakeSource) -> MailAccount:
    """The account of a mailbox. Raises `MailRefused` for options that are none."""
    try:
        return parse_account(source.options)
    except (ValueError, TypeError, KeyError) as error:
        raise MailRefused("mail_account", name=source.name) from error
