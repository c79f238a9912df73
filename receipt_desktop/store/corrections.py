"""Changes of a row's life and values, inside somebody else's transaction."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import Cancelled, InvalidRequest, ReceiptError
from receipt_desktop.domain.fields import KEY_FIELDS, MONEY_FIELDS, Field, FieldValue
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import Stage, Status
from receipt_desktop.store import review_state
from receipt_desktop.store.mapping import pack_value
from receipt_desktop.store.money import is_currency_code, to_minor_units
from receipt_desktop.store.tables import CorrectionRow, ReadingRow, ReceiptRow

MAX_SEARCH_CHARACTERS = 20_000


def mark_completed(session: Session, row: ReceiptRow, found: Reading) -> None:
    """The row of a finished attempt."""
    _end_processing(row, Status.COMPLETED)
    row.stage, row.progress = Stage.DONE.value, 100
    row.failure_code = row.failure_sentence = row.failure_key = row.failure_details = None
    row.seconds = found.seconds
    row.pages = len(found.text.pages)
    row.model_outcome = found.checked.draft.model_outcome.value
    if found.text.pages and found.text.pages[0].file:
        row.thumbnail = found.text.pages[0].file.rpartition("/")[0] + "/thumb.jpg"
    _update_list_values(row, review_state.begin_review(session, row, found))


def mark_failed(row: ReceiptRow, error: ReceiptError) -> None:
    """The row of an attempt that was the last one."""
    _end_processing(row, Status.FAILED)
    record_failure(row, error)


def mark_cancelled(row: ReceiptRow) -> None:
    """The row of a receipt that a person does not want read."""
    mark_failed(row, Cancelled("Cancelled.", key="cancelled"))


def record_failure(row: ReceiptRow, error: ReceiptError) -> None:
    """Keep why the attempt failed."""
    row.failure_code, row.failure_sentence = error.code, error.sentence
    row.failure_key, row.failure_details = error.key, dict(error.details)


def _end_processing(row: ReceiptRow, status: Status) -> None:
    row.status = status.value
    row.completed_at = datetime.now(UTC)
    row.lease_owner = row.lease_until = row.retry_at = row.remaining = None


def mark_waiting(row: ReceiptRow, now: datetime, delay: float = 0.0) -> None:
    """A running row waits again; its next attempt is due in `delay` seconds."""
    row.status, row.stage = Status.PENDING.value, Stage.QUEUED.value
    row.progress, row.remaining = 0, None
    row.lease_owner = row.lease_until = None
    row.queued_at = now + timedelta(seconds=delay)
    row.retry_at = row.queued_at if delay > 0 else None


def mark_reopened(row: ReceiptRow) -> None:
    """A finished row waits again as if it were new; a completed one is read anew in any case."""
    row.wish_fresh = row.status == Status.COMPLETED.value
    row.status, row.stage = Status.PENDING.value, Stage.QUEUED.value
    row.progress, row.attempts, row.lost = 0, 0, 0
    row.run += 1
    row.queued_at = datetime.now(UTC)
    row.held = False
    row.completed_at = row.started_at = row.retry_at = None
    row.failure_code = row.failure_sentence = row.failure_key = row.failure_details = None


def apply_correction(
    session: Session, row: ReceiptRow, field: Field, value: FieldValue | None
) -> None:
    """Lay a person's value over the read one. Raises `InvalidRequest`."""
    head = session.get(ReadingRow, row.id)
    if head is None:
        raise InvalidRequest("This receipt was not read yet.", key="not_read_yet")
    _validate_value(field, value)
    text, minor = (None, None) if value is None else pack_value(value, head.currency)
    mended = CorrectionRow(
        receipt_id=row.id, field=field.value, text=text, minor=minor, made_at=datetime.now(UTC)
    )
    session.merge(mended)
    _recheck_row(session, row, head)


def _validate_value(field: Field, value: FieldValue | None) -> None:
    kinds = {Field.DATE: date, **dict.fromkeys(MONEY_FIELDS, Decimal)}
    wanted = kinds.get(field)
    if value is not None and wanted and not isinstance(value, wanted):
        raise InvalidRequest(f"{field.value} cannot be {value!r}.", key="bad_value")
    if field is Field.CURRENCY and value is not None and not is_currency_code(str(value)):
        raise InvalidRequest(
            f"{value} is not the code of a currency, such as EUR.",
            key="no_currency_code",
            code=str(value),
        )


def remove_correction(session: Session, row: ReceiptRow, field: Field) -> None:
    """Take a person's value away again."""
    mended = session.get(CorrectionRow, (row.id, field.value))
    head = session.get(ReadingRow, row.id)
    if mended and head:
        session.delete(mended)
        _recheck_row(session, row, head)


def _recheck_row(session: Session, row: ReceiptRow, head: ReadingRow) -> None:
    """Check again, and work out what the list shows."""
    session.flush()
    _update_list_values(row, review_state.recheck_review(session, row, head))


def _update_list_values(row: ReceiptRow, reading: Reading) -> None:
    draft = reading.checked.draft
    total, day = draft.get_value(Field.TOTAL), draft.get_value(Field.DATE)
    merchant, category = draft.get_value(Field.MERCHANT), draft.get_value(Field.CATEGORY)
    row.currency = draft.currency
    row.total_minor = to_minor_units(total, draft.currency) if isinstance(total, Decimal) else None
    row.day = day if isinstance(day, date) else None
    row.merchant = None if merchant is None else str(merchant)
    row.category = None if category is None else str(category)
    known = [draft.fields[field].confidence for field in KEY_FIELDS if field in draft.fields]
    row.confidence = min(known) if len(known) == len(KEY_FIELDS) else None
    row.search = build_search_text(row, reading)


def build_search_text(row: ReceiptRow, found: Reading) -> str:
    """What a search looks through: file name, merchant and everything read, case folded."""
    words = [row.file_name, row.merchant or "", *(line.text for line in found.text.lines)]
    return "\n".join(words).casefold()[:MAX_SEARCH_CHARACTERS]
