"""What a person or a client decides about receipts. Each change is in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Status
from receipt_desktop.store import (
    attempt_records,
    audit_log,
    corrections,
    queries,
    readings,
    review_state,
    transitions,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time, get_present_row
from receipt_desktop.store.mapping import set_read_options, to_receipt
from receipt_desktop.store.tables import ReceiptRow

OPEN_STATUSES = frozenset({Status.PENDING, Status.PROCESSING})
FINISHED_STATUSES = frozenset({Status.COMPLETED, Status.FAILED})
RowAction = Callable[[Session, ReceiptRow], None]


class StoreCommands(StoreBase):
    """The verbs of people and clients; `by` says who."""

    def cancel_receipts(self, ids: Collection[str], by: str = DEFAULT_ACTOR) -> list[Receipt]:
        """Those that wait or run become failed with CANCELLED."""

        def cancel(session: Session, row: ReceiptRow) -> None:
            transitions.mark_cancelled(row)
            attempt_records.end_attempt(session, row, AttemptOutcome.CANCELLED)

        return self._change_each(ids, "cancel", cancel, OPEN_STATUSES, by)

    def reopen_receipts(
        self, ids: Collection[str], wish: ReadOptions | None, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Finished ones wait again, with their attempts counted anew; corrections are kept."""

        def reopen(_: Session, row: ReceiptRow) -> None:
            transitions.mark_reopened(row)
            if wish is not None:
                set_read_options(row, ReadOptions(wish.reader, wish.model, row.page))

        return self._change_each(ids, "retry", reopen, FINISHED_STATUSES, by)

    def approve_receipts(
        self,
        ids: Collection[str],
        approved: bool,
        by: str = DEFAULT_ACTOR,
        accept_missing: Collection[Field] = (),
    ) -> list[Receipt]:
        """A person says that they are right, or takes that back.

        Raises `Conflict` when total, date or merchant is missing on one of them and is not among
        the `accept_missing`, fields that a person knows not to be on the receipts: then none is
        approved. The audit log keeps what they were approved without.
        """
        lacking: dict[str, str] = {}

        def approve(_: Session, row: ReceiptRow) -> None:
            without = review_state.set_approval(row, approved, accept_missing)
            lacking[row.id] = ", ".join(field.value for field in without)

        def without(row: ReceiptRow) -> dict[str, Any]:
            return {"without": lacking[row.id]} if lacking[row.id] else {}

        return self._change_each(ids, "approve", approve, {Status.COMPLETED}, by, further=without)

    def hold_receipts(
        self, ids: Collection[str], held: bool, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Waiting ones stay where they are until they are released, or are released."""

        def hold(session: Session, row: ReceiptRow) -> None:
            if row.held and not held:
                row.queued_at = get_database_time(session)
            row.held = held

        return self._change_each(ids, "hold" if held else "release", hold, {Status.PENDING}, by)

    def prioritize_receipts(
        self, ids: Collection[str], priority: Priority, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Waiting ones move in the queue."""

        def prioritize(_: Session, row: ReceiptRow) -> None:
            row.priority = int(priority)

        return self._change_each(ids, "prioritize", prioritize, {Status.PENDING}, by)

    def correct_field(
        self, receipt_id: str, field: Field, value: FieldValue | None, by: str = DEFAULT_ACTOR
    ) -> Receipt:
        """Set a field by hand; None says that it is not on the receipt.

        Raises `InvalidRequest` for an unknown id or a receipt that was not read yet.
        """
        return self._change_field(
            receipt_id,
            field,
            lambda session, row: corrections.apply_correction(session, row, field, value),
            review_state.CORRECT_ACTION,
            by,
        )

    def revert_correction(self, receipt_id: str, field: Field, by: str = DEFAULT_ACTOR) -> Receipt:
        """Back to the value that was read. Raises `InvalidRequest` as `correct_field`."""
        return self._change_field(
            receipt_id,
            field,
            lambda session, row: corrections.remove_correction(session, row, field),
            review_state.UNCORRECT_ACTION,
            by,
        )

    def _change_each(
        self,
        ids: Collection[str],
        action: str,
        act: RowAction,
        wanted: Collection[Status],
        by: str,
        *,
        further: Callable[[ReceiptRow], dict[str, Any]] = lambda _: {},
    ) -> list[Receipt]:
        """Act on those of these that have a wanted status; `further` goes into the audit log."""
        with self._transaction() as (session, changed):
            rows = [row for row in queries.lock_rows(session, ids) if Status(row.status) in wanted]
            for row in rows:
                before = _decision_values(row)
                act(session, row)
                was, now = _diff_values(before, _decision_values(row))
                audit_log.add_entry(session, by, action, row, before=was, after=now | further(row))
            changed.extend(rows)
        return [to_receipt(row) for row in rows]

    def _change_field(
        self, receipt_id: str, field: Field, act: RowAction, action: str, by: str
    ) -> Receipt:
        """Change a value; the audit log says too when that begins a review or ends an approval."""
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            before, value = _decision_values(row), _read_field_value(session, row, field)
            act(session, row)
            was, now = _diff_values(before, _decision_values(row))
            was |= {field.value: value}
            now |= {field.value: _read_field_value(session, row, field)}
            audit_log.add_entry(session, by, action, row, before=was, after=now)
            changed.append(row)
        return to_receipt(row)


def _decision_values(row: ReceiptRow) -> dict[str, Any]:
    """What a decision may change."""
    return {
        "status": row.status,
        "approved": row.approved,
        "needs_review": row.needs_review,
        "held": row.held,
        "priority": row.priority,
        "reader": row.wish_reader,
        "model": row.wish_model,
    }


def _diff_values(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _read_field_value(session: Session, row: ReceiptRow, field: Field) -> FieldValue | None:
    found = readings.load_reading(session, row)
    if found is None:
        return None
    value: FieldValue | None = review_state.get_field_value(found.checked.draft, field)
    return value
