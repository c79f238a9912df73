"""Looks into the mailboxes that are due, or into the one that is asked for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import HealthIssue, HealthStatus
from receipt_desktop.domain.intake import IntakeSource, SourceState
from receipt_desktop.domain.mail import MailAccount, parse_account
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.intake.mail.collector import MailCollector
from receipt_desktop.intake.mail.connection import MailConnection
from receipt_desktop.intake.mail.errors import MailRefused
from receipt_desktop.intake.mail.passwords import MailPasswords
from receipt_desktop.intake.mail.taking import MessageTaker, SubmitFound
from receipt_desktop.messages import Message
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

MAX_BACKOFF_SECONDS = 3600.0


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
        self._failures: dict[int, int] = {}
        """Looks that failed one after the other, by the id of the source."""
        self._due_at: dict[int, float] = {}
        self._problems: dict[int, tuple[str, Message]] = {}
        """Name and problem of the mailboxes whose last look failed."""

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
                    self._note_end(source, error)
                raise
            self._note_end(source, None)
        seconds = round(time.monotonic() - started, 1)
        log.info("checked mailbox %d: %d receipts in %s s", source.id, received, seconds)
        return received

    def list_issues(self) -> list[HealthIssue]:
        """A health issue for each mailbox that could not be looked into."""
        return [
            HealthIssue("mailbox", HealthStatus.DEGRADED, {"name": name, "problem": problem})
            for name, problem in tuple(self._problems.values())
        ]

    def forget_password(self, source: IntakeSource) -> None:
        """Forget the password of a mailbox that is removed, and its problem."""
        self._problems.pop(source.id, None)
        with suppress(MailRefused):
            self.passwords.delete_password(read_account(source))

    def end_pauses(self) -> None:
        """Make every mailbox due, since one of them was changed."""
        self._due_at.clear()

    def look_into_due(self, mailboxes: Collection[IntakeSource]) -> None:
        """Look into those that are due; errors are noted as their state.

        The problems of others are forgotten.
        """
        for source_id in self._problems.keys() - {source.id for source in mailboxes}:
            self._problems.pop(source_id, None)
        for source in mailboxes:
            if self._is_stopped:
                return
            if time.monotonic() >= self._due_at.get(source.id, 0.0):
                try:
                    self.look_into(source)
                except ReceiptError as error:
                    log.info("could not check mailbox %d: %s", source.id, error.key)

    def _note_end(self, source: IntakeSource, error: ReceiptError | None) -> None:
        """Note the end of a look as the state of the source."""
        failures = self._failures.get(source.id, 0) + 1 if error else 0
        self._failures[source.id] = failures
        self._problems.pop(source.id, None)
        if error:
            self._problems[source.id] = source.name, error.message
        minutes = int(source.options.get("interval_minutes", 0)) or 1
        self._due_at[source.id] = time.monotonic() + find_pause(failures, minutes)
        trouble = None
        if error:
            trouble = Failure(error.code, error.sentence, error.key, error.plain_details)
        failed = self._store.count_mail_problems(source.id)
        state = SourceState(datetime.now(UTC), failed, trouble)
        self._store.note_source_state(source.id, state)

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


def find_pause(failures: int, minutes: int) -> float:
    """Seconds between two looks, doubled with each failure in a row up to an hour."""
    usual = minutes * 60.0
    return max(usual, min(usual * 2.0 ** min(failures, 10), MAX_BACKOFF_SECONDS))


def read_account(source: IntakeSource) -> MailAccount:
    """The account of a mailbox. Raises `MailRefused` for options that are none."""
    try:
        return parse_account(source.options)
    except (ValueError, TypeError, KeyError) as error:
        raise MailRefused("mail_account", name=source.name) from error
