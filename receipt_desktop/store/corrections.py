"""Corrections of fields and tables, and accepted reasons. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.fields import (
    VALUE_TYPES,
    Field,
    FieldValue,
    Kind,
)
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import LineKind, Lines, ReviewReason
from receipt_desktop.store import corrected_lines, review_state
from receipt_desktop.store.category_names import resolve_name
from receipt_desktop.store.list_values import update_list_values
from receipt_desktop.store.mapping import evidence_columns, pack_value
from receipt_desktop.store.money import is_currency_code
from receipt_desktop.store.tables import CorrectionRow, ReadingRow, ReceiptRow
from receipt_desktop.validation.accepted_reasons import describe_amounts


def apply_correction(
    session: Session,
    row: ReceiptRow,
    field: Field,
    value: FieldValue | None,
    evidence: Evidence | None = None,
) -> None:
    """Store a correction and check the receipt again. Raises `InvalidRequest`."""
    head = _get_reading(session, row)
    _store_correction(session, head, field, value, evidence)
    _recheck_row(session, row, head)


def apply_corrections(
    session: Session, row: ReceiptRow, values: Mapping[Field, FieldValue]
) -> ReadingRow:
    """Store corrections of several fields and check the receipt again; its reading.

    Raises `InvalidRequest`.
    """
    head = _get_reading(session, row)
    for field, value in values.items():
        _store_correction(session, head, field, value, None)
    _recheck_row(session, row, head)
    return head


def _store_correction(
    session: Session,
    head: ReadingRow,
    field: Field,
    value: FieldValue | None,
    evidence: Evidence | None,
) -> None:
    _validate_value(field, value)
    if field is Field.CATEGORY and value is not None:
        value = resolve_name(session, str(value))
    text, minor = (None, None) if value is None else pack_value(value, head.currency)
    correction = CorrectionRow(
        receipt_id=head.receipt_id,
        field=field.value,
        text=text,
        minor=minor,
        made_at=datetime.now(UTC),
        **evidence_columns(evidence),
    )
    session.merge(correction)


def apply_lines(session: Session, row: ReceiptRow, kind: LineKind, lines: Lines | None) -> None:
    """Store an edited table and check the receipt again; None takes the edit back.

    Raises `InvalidRequest`.
    """
    head = _get_reading(session, row)
    corrected_lines.save_lines(session, row.id, kind, lines)
    _recheck_row(session, row, head)


def accept_reasons(
    session: Session, row: ReceiptRow, reasons: Collection[ReviewReason], *, accepted: bool
) -> None:
    """Accept reasons for a review as printed so, for the present amounts, or object again."""
    head = _get_reading(session, row)
    amounts = describe_amounts(review_state.load_corrected_draft(session, row, head))
    kept = {name: about for name, about in row.accepted_reasons.items() if name not in reasons}
    row.accepted_reasons = kept | (dict.fromkeys(map(str, reasons), amounts) if accepted else {})
    _recheck_row(session, row, head)


def _get_reading(session: Session, row: ReceiptRow) -> ReadingRow:
    head = session.get(ReadingRow, row.id)
    if head is None:
        raise InvalidRequest("not_read_yet")
    return head


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
