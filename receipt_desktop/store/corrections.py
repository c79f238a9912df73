"""Corrections of single fields. The caller owns the transaction."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.fields import (
    VALUE_TYPES,
    Field,
    FieldValue,
    Kind,
)
from receipt_desktop.store import review_state
from receipt_desktop.store.list_values import update_list_values
from receipt_desktop.store.mapping import pack_value
from receipt_desktop.store.money import is_currency_code
from receipt_desktop.store.tables import CorrectionRow, ReadingRow, ReceiptRow


def apply_correction(
    session: Session, row: ReceiptRow, field: Field, value: FieldValue | None
) -> None:
    """Store a correction and check the receipt again. Raises `InvalidRequest`."""
    head = session.get(ReadingRow, row.id)
    if head is None:
        raise InvalidRequest("not_read_yet")
    _validate_value(field, value)
    text, minor = (None, None) if value is None else pack_value(value, head.currency)
    correction = CorrectionRow(
        receipt_id=row.id, field=field.value, text=text, minor=minor, made_at=datetime.now(UTC)
    )
    session.merge(correction)
    _recheck_row(session, row, head)


def _validate_value(field: Field, value: FieldValue | None) -> None:
    if value is None:
        return
    if not isinstance(value, VALUE_TYPES[field.spec.kind]):
        raise InvalidRequest("bad_value", field=field.value)
    if field.spec.kind is Kind.CURRENCY and not is_currency_code(str(value)):
        raise InvalidRequest("no_currency_code", code=str(value))


def remove_correction(session: Session, row: ReceiptRow, field: Field) -> None:
    """Delete a correction and check the receipt again."""
    correction = session.get(CorrectionRow, (row.id, field.value))
    head = session.get(ReadingRow, row.id)
    if correction and head:
        session.delete(correction)
        _recheck_row(session, row, head)


def _recheck_row(session: Session, row: ReceiptRow, head: ReadingRow) -> None:
    """Check the receipt again and update its list values."""
    session.flush()
    update_list_values(session, row, review_state.recheck_review(session, row, head))
