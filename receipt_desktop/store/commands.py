"""What a person or a client decides about receipts. Each change is in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.audit import AuditEntry, AuditQuery
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, ReceiptsRemoved, Status
from receipt_desktop.files.tombstones import Erasure
from receipt_desktop.store import (
    attempt_records,
    audit_log,
    corrections,
    queries,
    readings,
    review_state,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time, get_present_row
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.tables import ReceiptRow

OPEN_STATUSES = frozenset({Status.PENDING, Status.PROCESSING})
FINISHED_STATUSES = frozenset({Status.COMPLETED, Status.FAILED})
RowAction = Callable[[Session, ReceiptRow], None]
RecordErasures = Callable[[Sequence[Erasure]], None]
"""Records that originals were given up, before the rows say so. May raise a `ReceiptError`."""


class StoreCommands(StoreBase):
    """The verbs of people and clients; `by` says who."""

    def cancel_receipts(self, ids: Collection[str], by: str = DEFAULT_ACTOR) -> list[Receipt]:
        """Those that wait or run become failed with CANCELLED."""

        def cancel(session: Session, row: ReceiptRow) -> None:
            corrections.mark_cancelled(row)
            attempt_records.end_attempt(session, row, AttemptOutcome.CANCELLED)

        return self._change_each(ids, "cancel", cancel, OPEN_STATUSES, by)

    def reopen_receipts(
        self, ids: Collection[str], wish: ReadOptions | None, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Finished ones wait again, with their attempts counted anew; corrections are kept."""

        def reopen(_: Session, row: ReceiptRow) -> None:
            corrections.mark_reopened(row)
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

    def remove_receipts(
        self, ids: Collection[str], by: str = DEFAULT_ACTOR, prove: RecordErasures = lambda _: None
    ) -> None:
        """Take them off the list; see `restore_receipts` and `purge_removed`.

        Nothing is changed when `prove` raises.
        """
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids)
            now = get_database_time(session)
            for row in rows:
                row.removed_at = now
                if row.status == Status.PROCESSING.value:
                    corrections.mark_waiting(row, now)
                    row.attempts -= 1
                    attempt_records.end_attempt(session, row, AttemptOutcome.PUT_BACK)
                audit_log.add_entry(session, by, "remove", row, before=_removal_values(row))
            if rows:
                changed.append(ReceiptsRemoved(tuple(row.id for row in rows)))
            session.flush()
            prove(_find_given_up_originals(session, rows, by))

    def erase_receipts(
        self, ids: Collection[str], by: str = DEFAULT_ACTOR, prove: RecordErasures = lambda _: None
    ) -> list[str]:
        """Gone for good, with all that was read of them, the audit log's entries apart.

        The hashes of originals that no receipt uses any more. Nothing is changed when `prove`
        raises.
        """
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids)
            for row in rows:
                audit_log.add_entry(session, by, "erase", row, before=_removal_values(row))
                session.delete(row)
            if rows:
                changed.append(ReceiptsRemoved(tuple(row.id for row in rows)))
            session.flush()
            prove(_find_given_up_originals(session, rows, by))
            return _find_unused_hashes(session, {row.content_hash for row in rows})

    def restore_receipts(self, ids: Collection[str], by: str = DEFAULT_ACTOR) -> list[Receipt]:
        """Removed ones, back on the list."""
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids, removed=True)
            for row in rows:
                row.removed_at = None
                audit_log.add_entry(session, by, "restore", row, after=_removal_values(row))
            changed.extend(rows)
        return [to_receipt(row) for row in rows]

    def purge_removed(self, kept: timedelta = timedelta()) -> list[str]:
        """Forget those that were removed longer ago than `kept`.

        The hashes of originals that no receipt uses any more.
        """
        with self._transaction() as (session, _):
            old = ReceiptRow.removed_at <= get_database_time(session) - kept
            gone = set(session.scalars(select(ReceiptRow.content_hash).where(old)))
            session.execute(delete(ReceiptRow).where(old))
            return _find_unused_hashes(session, gone)

    def list_content_hashes(self) -> frozenset[str]:
        """The content hashes of all rows, removed ones included."""
        with self._read_session() as session:
            return frozenset(session.scalars(select(ReceiptRow.content_hash)))

    def list_present_hashes(self) -> frozenset[str]:
        """The content hashes of the rows on the list."""
        with self._read_session() as session:
            wanted = select(ReceiptRow.content_hash).where(queries.IS_PRESENT)
            return frozenset(session.scalars(wanted))

    def find_erasures(self, hashes: Collection[str]) -> list[Erasure]:
        """Those of these originals that were last removed or erased, by the audit log."""
        with self._read_session() as session:
            return audit_log.find_erasures(session, hashes) if hashes else []

    def find_submitted_names(self, hashes: Collection[str]) -> dict[str, str]:
        """The file names under which these originals were once submitted, by the audit log."""
        with self._read_session() as session:
            return audit_log.find_submitted_names(session, hashes) if hashes else {}

    def add_audit_entry(
        self,
        by: str,
        action: str,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:
        """An audit entry about something that is no receipt: a setting, a switch, an export."""
        with self._transaction() as (session, _):
            audit_log.add_entry(
                session, by, action, None, subject=subject, before=before, after=after
            )

    def find_audit_entries(self, query: AuditQuery) -> list[AuditEntry]:
        """Entries of the audit log that fit, newest first."""
        with self._read_session() as session:
            return audit_log.find_entries(session, query)

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


def set_read_options(row: ReceiptRow, wish: ReadOptions) -> None:
    """How this receipt is to be read."""
    row.wish_reader = wish.reader.value if wish.reader else None
    row.wish_model = wish.model
    row.page = wish.page


def _removal_values(row: ReceiptRow) -> dict[str, Any]:
    """What the audit log keeps of a row that is removed or restored."""
    return {"status": row.status, "hash": row.content_hash}


def _find_given_up_originals(
    session: Session, rows: Collection[ReceiptRow], by: str
) -> list[Erasure]:
    """The originals of these rows that no receipt on the list uses any more."""
    receipts: dict[str, list[str]] = {}
    for row in rows:
        receipts.setdefault(row.content_hash, []).append(row.id)
    now = get_database_time(session)
    free = _find_unused_hashes(session, receipts, queries.IS_PRESENT)
    return [Erasure(content_hash, tuple(receipts[content_hash]), by, now) for content_hash in free]


def _find_unused_hashes(
    session: Session, hashes: Collection[str], *among: ColumnElement[bool]
) -> list[str]:
    """Those of these originals that no row uses, of the rows that fit all of `among`."""
    used: set[str] = set()
    for some in queries.split_chunks(tuple(hashes)):
        used.update(session.scalars(queries.select_used_hashes(some).where(*among)))
    return sorted(set(hashes) - used)


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
