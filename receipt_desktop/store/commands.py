"""Commands of people and API clients. Each change is in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import LineKind, Lines, ReviewReason
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
MARK_ACTIONS = {"flagged": "flag", "postponed": "postpone", "archived": "archive"}
"""The marks that a person sets, with their actions in the audit log."""
RowAction = Callable[[Session, ReceiptRow], None]
FurtherValues = Callable[[Session, ReceiptRow], dict[str, Any]]
"""Values for the audit entry about a row."""


class StoreCommands(StoreBase):
    """Commands that change receipts; `by` names the actor in the audit log."""

    def cancel_receipts(self, ids: Collection[str], by: str = DEFAULT_ACTOR) -> list[Receipt]:
        """Cancel pending and processing receipts: they fail with CANCELLED."""

        def cancel(session: Session, row: ReceiptRow) -> None:
            transitions.mark_cancelled(row)
            attempt_records.end_attempt(session, row, AttemptOutcome.CANCELLED)

        return self._change_each(ids, "cancel", cancel, OPEN_STATUSES, by)

    def reopen_receipts(
        self, ids: Collection[str], read_options: ReadOptions | None, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Queue finished receipts with a file again as a new job; corrections are kept."""

        def reopen(_: Session, row: ReceiptRow) -> None:
            transitions.mark_reopened(row)
            if read_options is not None:
                set_read_options(
                    row, ReadOptions(read_options.reader, read_options.model, row.page)
                )

        return self._change_each(
            ids, "retry", reopen, FINISHED_STATUSES, by, fits=lambda row: bool(row.content_hash)
        )

    def approve_receipts(
        self,
        ids: Collection[str],
        approved: bool,
        by: str = DEFAULT_ACTOR,
        accept_missing: Collection[Field] = (),
    ) -> list[Receipt]:
        """Approve completed receipts, or withdraw the approval.

        `accept_missing` are fields that are known not to be on the receipts. Raises `Conflict`, and
        approves none, if a receipt lacks a total, date or merchant that is not among them. The
        audit log records the fields that were missing at the approval.
        """
        missing: dict[str, str] = {}

        def approve(_: Session, row: ReceiptRow) -> None:
            fields = review_state.set_approval(row, approved, accept_missing)
            missing[row.id] = ", ".join(field.value for field in fields)

        def without(row: ReceiptRow) -> dict[str, Any]:
            return {"without": missing[row.id]} if missing[row.id] else {}

        return self._change_each(ids, "approve", approve, {Status.COMPLETED}, by, further=without)

    def hold_receipts(
        self, ids: Collection[str], held: bool, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Put pending receipts on hold, or release them."""

        def hold(session: Session, row: ReceiptRow) -> None:
            if row.held and not held:
                row.queued_at = get_database_time(session)
            row.held = held

        return self._change_each(ids, "hold" if held else "release", hold, {Status.PENDING}, by)

    def prioritize_receipts(
        self, ids: Collection[str], priority: Priority, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Change the priority of pending receipts."""

        def prioritize(_: Session, row: ReceiptRow) -> None:
            row.priority = int(priority)

        return self._change_each(ids, "prioritize", prioritize, {Status.PENDING}, by)

    def mark_receipts(
        self, ids: Collection[str], mark: str, on: bool, by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Set or clear a mark of finished receipts: "flagged", "postponed" or "archived"."""

        def set_mark(_: Session, row: ReceiptRow) -> None:
            setattr(row, mark, on)

        return self._change_each(ids, MARK_ACTIONS[mark], set_mark, FINISHED_STATUSES, by)

    def correct_field(
        self,
        receipt_id: str,
        field: Field,
        value: FieldValue | None,
        by: str = DEFAULT_ACTOR,
        evidence: Evidence | None = None,
    ) -> Receipt:
        """Correct a field; None means that it is not on the receipt.

        `evidence` is where the new value is printed. Raises `InvalidRequest` for an unknown id, and
        for a receipt without a reading.
        """
        return self._change_value(
            receipt_id,
            field.value,
            lambda session, row: corrections.apply_correction(session, row, field, value, evidence),
            review_state.CORRECT_ACTION,
            by,
        )

    def correct_lines(
        self, receipt_id: str, kind: LineKind, lines: Lines | None, by: str = DEFAULT_ACTOR
    ) -> Receipt:
        """Replace the line items or tax lines; None restores those that were read.

        Raises `InvalidRequest` as `correct_field` does.
        """
        return self._change_value(
            receipt_id,
            kind.value,
            lambda session, row: corrections.apply_lines(session, row, kind, lines),
            review_state.UNCORRECT_ACTION if lines is None else review_state.CORRECT_ACTION,
            by,
        )

    def accept_reasons(
        self,
        receipt_id: str,
        reasons: Collection[ReviewReason],
        accepted: bool = True,
        by: str = DEFAULT_ACTOR,
    ) -> Receipt:
        """Accept reasons as printed so, as long as the amounts stay; or object again.

        Raises `InvalidRequest` as `correct_field` does.
        """
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            before, known = _decision_values(row), list(row.reasons)
            corrections.accept_reasons(session, row, reasons, accepted=accepted)
            old, new = _diff_values(before, _decision_values(row))
            old, new = old | {"reasons": known}, new | {"reasons": list(row.reasons)}
            action = review_state.ACCEPT_ACTION
            audit_log.add_entry(session, by, action, row, before=old, after=new)
            changed += [row, *review_state.recheck_dependents(session, row)]
        return to_receipt(row)

    def revert_correction(self, receipt_id: str, field: Field, by: str = DEFAULT_ACTOR) -> Receipt:
        """Restore the value that was read. Raises `InvalidRequest` as `correct_field` does."""
        return self._change_value(
            receipt_id,
            field.value,
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
        fits: Callable[[ReceiptRow], bool] = lambda _: True,
    ) -> list[Receipt]:
        """Apply `act` to those with a wanted status that fit; `further` adds audit values."""
        with self._transaction() as (session, changed):
            present = queries.lock_rows(session, ids)
            rows = [row for row in present if Status(row.status) in wanted and fits(row)]
            for row in rows:
                before = _decision_values(row)
                act(session, row)
                old, new = _diff_values(before, _decision_values(row))
                audit_log.add_entry(session, by, action, row, before=old, after=new | further(row))
            changed.extend(rows)
        return [to_receipt(row) for row in rows]

    def _change_value(
        self, receipt_id: str, name: str, act: RowAction, action: str, by: str
    ) -> Receipt:
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            record_value_change(session, row, name, act, (action, by))
            changed += [row, *review_state.recheck_dependents(session, row)]
        return to_receipt(row)


def record_value_change(
    session: Session,
    row: ReceiptRow,
    name: str,
    act: RowAction,
    entry: tuple[str, str],
    *,
    further: FurtherValues = lambda _, __: {},
) -> None:
    """Change a field or table by `act`; `entry` is the action and the actor for the audit log.

    The entry includes a change of the review state or the approval, and the `further` values.
    """
    before, value = _decision_values(row), _read_value(session, row, name)
    act(session, row)
    old, new = _diff_values(before, _decision_values(row))
    old |= {name: value}
    new |= {name: _read_value(session, row, name)} | further(session, row)
    action, by = entry
    audit_log.add_entry(session, by, action, row, before=old, after=new)


def _decision_values(row: ReceiptRow) -> dict[str, Any]:
    """The values of a row that a command may change."""
    return {
        "status": row.status,
        "approved": row.approved,
        "needs_review": row.needs_review,
        "held": row.held,
        "flagged": row.flagged,
        "postponed": row.postponed,
        "archived": row.archived,
        "priority": row.priority,
        "reader": row.wish_reader,
        "model": row.wish_model,
    }


def _diff_values(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _read_value(session: Session, row: ReceiptRow, name: str) -> Any:
    found = readings.load_reading(session, row)
    return None if found is None else review_state.read_json_value(found.checked.draft, name)
