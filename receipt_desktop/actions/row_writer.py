"""Adds the rows of submitted files and enqueues them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from receipt_desktop.actions.batches import PreparedFile, SubmitOptions
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.domain.receipt import Priority, Receipt, Status, SubmitResult
from receipt_desktop.files.pending_file import StoredFile
from receipt_desktop.logs.events import QueueEvent, log_event
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

AddPasswords = Callable[[str, Sequence[str]], None]
"""Remembers passwords for the file of a content hash."""
EnqueueReceipt = Callable[[str, Priority, float], None]
"""Puts a receipt id with its priority into the queue, after a delay in seconds."""


class RowWriter:
    """Writes rows of submitted files; reuses those of duplicates. Thread-safe."""

    def __init__(
        self,
        store: Store,
        enqueue: EnqueueReceipt,
        add_passwords: AddPasswords = lambda *_: None,
    ) -> None:
        self._store = store
        self._add_passwords = add_passwords
        self._enqueue = enqueue

    def add_rows(
        self, prepared: Sequence[PreparedFile], options: SubmitOptions
    ) -> list[list[SubmitResult]]:
        """Add rows and enqueue them; rows and originals are on the disk when this returns.

        After a power failure before that, one may exist without the other; such a file was never
        reported as added.
        """
        new = [row for file in prepared for row in file.make_rows(options)]
        if not new:
            return []
        try:
            self._remember_passwords(prepared)
            rows = iter(self._store.add_receipts(new, by=options.actor))
            added = [(file, [next(rows) for _ in file.options_per_row]) for file in prepared]
            for receipt, is_duplicate in (row for _, file_rows in added for row in file_rows):
                if not is_duplicate:
                    self.enqueue(receipt)
            self._store.flush()
        except ReceiptError as error:
            return [[SubmitResult(file.given_path, error=error)] for file in prepared]
        return [self._make_results(file, file_rows, options) for file, file_rows in added]

    def _remember_passwords(self, prepared: Sequence[PreparedFile]) -> None:
        """Remember the passwords before a worker can take the first receipt."""
        for file in prepared:
            if file.passwords:
                self._add_passwords(file.pending_original.stored_file.content_hash, file.passwords)

    def _make_results(
        self, prepared: PreparedFile, added: Sequence[tuple[Receipt, bool]], options: SubmitOptions
    ) -> list[SubmitResult]:
        """Wait until the original is flushed; erase its new rows when that fails."""
        try:
            stored_file = prepared.pending_original.wait_until_flushed()
        except ReceiptError as error:
            self._store.erase_receipts(
                [receipt.id for receipt, is_duplicate in added if not is_duplicate], options.actor
            )
            return [SubmitResult(prepared.given_path, error=error)]
        return [
            SubmitResult(
                prepared.given_path,
                self._reuse_known(receipt, options, stored_file),
                is_duplicate=True,
            )
            if is_duplicate
            else SubmitResult(prepared.given_path, receipt)
            for receipt, is_duplicate in added
        ]

    def _reuse_known(
        self, receipt: Receipt, options: SubmitOptions, stored_file: StoredFile
    ) -> Receipt:
        """The stored receipt of a duplicate.

        It is read again on request, after a temporary failure, when its original was lost or
        damaged and is now replaced, and when its password came along.
        """
        failure = receipt.failure
        is_temporary = failure is not None and (
            stored_file.is_new or failure.code != InvalidRequest.code
        )
        is_unlocked = receipt.needs_password and bool(options.passwords)
        has_failed = receipt.status is Status.FAILED and (is_temporary or is_unlocked)
        if not has_failed and not (options.read_again and receipt.is_finished):
            return receipt
        reopened = self._store.reopen_receipts([receipt.id], options.read_options, options.actor)
        for reopened_receipt in reopened:
            self.enqueue(reopened_receipt)
        return reopened[0] if reopened else receipt

    def enqueue(self, receipt: Receipt) -> None:
        """Enqueue the id; without Redis the row waits until Redis is back."""
        priority = receipt.queue_priority
        log_event(
            QueueEvent.QUEUED, receipt=receipt.id, file=receipt.file_name, priority=int(priority)
        )
        try:
            self._enqueue(receipt.id, priority, 0.0)
        except ServiceUnavailable as error:
            log.info("could not enqueue %s, the heartbeat will retry: %s", receipt.id, error)
