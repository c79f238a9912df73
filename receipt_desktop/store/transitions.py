"""Transitions of a receipt row between its statuses. The caller owns the transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import Stage, Status
from receipt_desktop.store import review_state
from receipt_desktop.store.list_values import update_list_values
from receipt_desktop.store.tables import ReceiptRow


def mark_completed(session: Session, row: ReceiptRow, reading: Reading) -> None:
    """Complete the row with the reading of a finished attempt."""
    _end_processing(row, Status.COMPLETED)
    row.stage, row.progress = Stage.DONE.value, 100
    row.failure_code = row.failure_sentence = row.failure_key = row.failure_details = None
    row.pages = len(reading.text.pages)
    row.model_outcome = reading.checked.draft.model_outcome.value
    if reading.text.pages and reading.text.pages[0].file:
        row.thumbnail = reading.text.pages[0].file.rpartition("/")[0] + "/thumb.jpg"
    update_list_values(session, row, review_state.begin_review(session, row, reading))


def mark_failed(row: ReceiptRow, error: ReceiptError) -> None:
    """Fail the row after its last attempt."""
    _end_processing(row, Status.FAILED)
    record_failure(row, error)


def mark_cancelled(row: ReceiptRow) -> None:
    """Fail the row because it was cancelled."""
    mark_failed(row, Cancelled("cancelled"))


def record_failure(row: ReceiptRow, error: ReceiptError) -> None:
    """Store why the attempt failed."""
    row.failure_code, row.failure_sentence = error.code, error.sentence
    row.failure_key, row.failure_details = error.key, error.plain_details


def _end_processing(row: ReceiptRow, status: Status) -> None:
    row.status = status.value
    row.completed_at = datetime.now(UTC)
    row.lease_owner = row.lease_until = row.retry_at = row.remaining = None


def mark_waiting(row: ReceiptRow, now: datetime, delay: float = 0.0) -> None:
    """Return a processing row to the queue; its next attempt is due in `delay` seconds."""
    row.status, row.stage = Status.PENDING.value, Stage.QUEUED.value
    row.progress, row.remaining = 0, None
    row.lease_owner = row.lease_until = None
    row.queued_at = now + timedelta(seconds=delay)
    row.retry_at = row.queued_at if delay > 0 else None


def mark_reopened(row: ReceiptRow) -> None:
    """Queue a finished row as a new job; the reading of a completed one ignores the cache."""
    row.wish_fresh = row.status == Status.COMPLETED.value
    row.status, row.stage = Status.PENDING.value, Stage.QUEUED.value
    row.progress, row.attempts, row.lost = 0, 0, 0
    row.run += 1
    row.queued_at = datetime.now(UTC)
    row.held = False
    row.completed_at = row.started_at = row.retry_at = None
    row.failure_code = row.failure_sentence = row.failure_key = row.failure_details = None
