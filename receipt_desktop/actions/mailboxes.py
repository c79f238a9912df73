"""Actions on mailboxes: try one, keep it, look into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.intake import IntakeActions
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.errors import NotFound
from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.mail import MailAccount, MailRecord, is_mailbox
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.reading.file_search import FoundFile
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.intake.mail.watcher import MailWatcher


@dataclass(frozen=True, slots=True)
class MailboxTrial:
    """What a connection to a mailbox showed."""

    folders: tuple[str, ...]
    can_move: bool
    """Whether the server moves messages; where it does not, they are only flagged."""


class MailboxActions(IntakeActions):
    """Actions on mailboxes. Passwords go to the keyring of the system and come from there only."""

    @property
    def has_keyring(self) -> bool:
        """Whether the system has a keyring; without one, passwords are asked for each time."""
        return self._context.get_mail().passwords.has_keyring

    def has_mail_password(self, account: MailAccount) -> bool:
        """Whether the password of a mailbox is known. May ask the person to open the keyring."""
        return self._context.get_mail().passwords.get_password(account) is not None

    def try_mailbox(self, account: MailAccount, password: str = "") -> MailboxTrial:
        """Connect to a mailbox; without `password`, with the one that is kept.

        Raises `ReceiptError` in plain words.
        """
        from receipt_desktop.intake.mail.connection import (  # noqa: PLC0415 (slow to load)
            MailConnection,
        )

        kept = self._context.get_mail().passwords.get_password(account)
        connection = MailConnection(account, password or kept or "")
        try:
            return MailboxTrial(tuple(connection.list_folders()), connection.can_move)
        finally:
            connection.close()

    def save_source(self, source: IntakeSource) -> IntakeSource:
        saved = super().save_source(source)
        if is_mailbox(saved) and self._context.mail_schedule:
            self._context.get_mail().end_pauses()
            self._context.mail_schedule.wake()
        return saved

    def delete_source(self, source_id: int) -> None:
        mailbox = self._find_mailbox(source_id)
        super().delete_source(source_id)
        if mailbox:
            self._context.get_mail().forget_password(mailbox)

    def give_mail_password(self, account: MailAccount, password: str) -> bool:
        """Keep a password; False when it is in memory only, until the program ends."""
        return self._context.get_mail().passwords.save_password(account, password)

    def look_into_mailbox(self, source_id: int) -> int:
        """Look into a mailbox now; the number of receipts. Raises `ReceiptError`."""
        mailbox = self._find_mailbox(source_id)
        if mailbox is None:
            raise NotFound("unknown_source")
        return self._context.get_mail().look_into(mailbox)

    def list_mail_problems(self, source_id: int) -> list[MailRecord]:
        """The messages of which something could not be taken, newest first."""
        return self._store.list_mail_problems(source_id)

    def _find_mailbox(self, source_id: int) -> IntakeSource | None:
        for source in self.list_sources(SourceKind.MAIL):
            if source.id == source_id and is_mailbox(source):
                return source
        return None


def make_mail_watcher(
    store: Store, submission: SubmissionService, live: LiveSettings
) -> MailWatcher:
    """What looks into mailboxes and submits what is in them."""
    from receipt_desktop.intake.mail.passwords import MailPasswords  # noqa: PLC0415 (slow to load)
    from receipt_desktop.intake.mail.watcher import MailWatcher  # noqa: PLC0415 (likewise)

    def submit(found: Iterable[FoundFile], source: Source) -> Sequence[SubmitResult]:
        options = SubmitOptions(actor=f"{SourceKind.MAIL}:{source.name}", source=source)
        return submission.submit_found(found, options)

    return MailWatcher(store, MailPasswords(), submit, lambda: live.current)
