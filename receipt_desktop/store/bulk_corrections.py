"""Corrections of one field on many receipts, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import Field, FieldValue, join_tags
from receipt_desktop.domain.listing import FieldChange
from receipt_desktop.store import corrections, queries, review_state
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.commands import record_value_change
from receipt_desktop.store.mapping import unpack_value
from receipt_desktop.store.tables import CorrectionRow, ReadingRow, ReceiptRow


class BulkCorrections(StoreBase):
    """Corrects a field of many receipts; `by` names the actor in the audit log."""

    def correct_fields(
        self,
        ids: Collection[str],
        field: Field,
        value: FieldValue | None,
        by: str = DEFAULT_ACTOR,
        *,
        adds_tags: bool = False,
    ) -> tuple[FieldChange, ...]:
        """Correct a field of those of these receipts that were read; what it was before.

        None means that it is not on the receipts. With `adds_tags` they keep the tags they have.
        Raises `InvalidRequest` for a value that the field cannot have; nothing is changed then.
        """
        with self._transaction() as (session, changed):
            rows = [row for row in queries.lock_rows(session, ids) if _was_read(session, row)]
            before = [_describe_field(session, row, field) for row in rows]
            for row in rows:
                record_value_change(
                    session,
                    row,
                    field.value,
                    partial(
                        corrections.apply_correction,
                        field=field,
                        value=join_tags((row.tags or "", str(value))) if adds_tags else value,
                    ),
                    (review_state.CORRECT_ACTION, by),
                )
            changed.extend(_add_dependents(session, rows))
        return tuple(before)

    def restore_fields(self, before: Sequence[FieldChange], by: str = DEFAULT_ACTOR) -> None:
        """Undo `correct_fields`; receipts that were removed meanwhile are left out."""
        changes = {change.receipt_id: change for change in before}
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, changes)
            for row in rows:
                _restore_field(session, row, changes[row.id], by)
            changed.extend(_add_dependents(session, rows))


def _add_dependents(session: Session, rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """These rows, and those that are duplicates of them no more or anew, each once."""
    others = [other for row in rows for other in review_state.recheck_dependents(session, row)]
    return list({row.id: row for row in (*rows, *others)}.values())


def _was_read(session: Session, row: ReceiptRow) -> bool:
    return session.get(ReadingRow, row.id) is not None


def _describe_field(session: Session, row: ReceiptRow, field: Field) -> FieldChange:
    correction = session.get(CorrectionRow, (row.id, field.value))
    if correction is None:
        return FieldChange(row.id, field, was_corrected=False, value=None)
    head = session.get(ReadingRow, row.id)
    currency = head.currency if head else None
    value = unpack_value(field, correction.text, correction.minor, currency)
    return FieldChange(row.id, field, was_corrected=True, value=value)


def _restore_field(session: Session, row: ReceiptRow, change: FieldChange, by: str) -> None:
    field, value = change.field, change.value

    def restore(session: Session, row: ReceiptRow) -> None:
        if change.was_corrected:
            corrections.apply_correction(session, row, field, value)
        else:
            corrections.remove_correction(session, row, field)

    action = review_state.CORRECT_ACTION if change.was_corrected else review_state.UNCORRECT_ACTION
    record_value_change(session, row, field.value, restore, (action, by))
