"""Decisions of people about duplicates, each with its undo. Each change is in the audit log."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.store import audit_log, duplicate_decisions, queries, review_state
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_present_row
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.tables import ReceiptRow


class DuplicateCommands(StoreBase):
    """Commands about duplicates; `by` names the actor in the audit log."""

    def keep_both(
        self, receipt_id: str, other_id: str, kept: bool = True, by: str = DEFAULT_ACTOR
    ) -> Receipt:
        """Decide that a receipt is not a duplicate of an earlier one, or undo that.

        Raises `InvalidRequest` for an unknown id.
        """
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            duplicate_decisions.set_distinct(session, row.id, other_id, distinct=kept)
            _recheck(session, [row])
            entry = {"other": other_id, "kept": kept}
            audit_log.add_entry(session, by, review_state.KEEP_ACTION, row, after=entry)
            changed.append(row)
        return to_receipt(row)

    def ignore_duplicates(self, receipt_id: str, by: str = DEFAULT_ACTOR) -> tuple[str, ...]:
        """Decide that receipts of one day of this receipt's supplier are no duplicates.

        Those with the same picture, fiscal code or number still are. Returns the ids of the
        receipts that are duplicates no more. Raises `InvalidRequest` for an unknown id.
        """
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id)
            duplicate_decisions.set_lookalike(session, row, on=True)
            wanted = select(ReceiptRow).where(
                queries.IS_PRESENT,
                ReceiptRow.duplicate_of.is_not(None),
                duplicate_decisions.of_same_supplier(session, row),
            )
            rows = session.scalars(wanted.order_by(ReceiptRow.number).with_for_update()).all()
            found = _recheck(session, rows)
            self._log_lookalike(session, row, by, on=True)
            changed.extend(found)
        return tuple(one.id for one in found)

    def notice_duplicates(
        self, receipt_id: str, ids: Collection[str], by: str = DEFAULT_ACTOR
    ) -> None:
        """Undo `ignore_duplicates`; `ids` are those that it returned."""
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id)
            duplicate_decisions.set_lookalike(session, row, on=False)
            changed.extend(_recheck(session, queries.lock_rows(session, ids)))
            self._log_lookalike(session, row, by, on=False)

    def _log_lookalike(self, session: Session, row: ReceiptRow, by: str, *, on: bool) -> None:
        entry = {"supplier": row.merchant or "", "ignored": on}
        audit_log.add_entry(session, by, review_state.IGNORE_ACTION, row, after=entry)


def _recheck(session: Session, rows: Collection[ReceiptRow]) -> list[ReceiptRow]:
    return review_state.recheck_duplicates(session, rows)
