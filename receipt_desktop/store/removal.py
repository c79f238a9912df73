"""Removal of receipts: with undo, or permanently; and the originals that become unused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.receipt import Receipt, ReceiptsRemoved, Status
from receipt_desktop.files.tombstones import Erasure
from receipt_desktop.store import (
    attempt_records,
    audit_log,
    duplicates,
    queries,
    review_state,
    transitions,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.tables import ReceiptRow

RecordErasures = Callable[[Sequence[Erasure]], None]
"""Writes the tombstones of originals before the rows are removed. May raise a `ReceiptError`."""


class ReceiptRemoval(StoreBase):
    """Removes, erases, restores and purges receipts; `by` names the actor in the audit log."""

    def remove_receipts(
        self, ids: Collection[str], by: str = DEFAULT_ACTOR, prove: RecordErasures = lambda _: None
    ) -> None:
        """Remove receipts from the list; see `restore_receipts` and `purge_removed`.

        `prove` records the removal of originals; nothing is changed if it raises.
        """
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids)
            now = get_database_time(session)
            for row in rows:
                row.removed_at = now
                if row.status == Status.PROCESSING.value:
                    transitions.mark_waiting(row, now)
                    row.attempts -= 1
                    attempt_records.end_attempt(session, row, AttemptOutcome.PUT_BACK)
                audit_log.add_entry(session, by, "remove", row, before=_removal_values(row))
            if rows:
                changed.append(ReceiptsRemoved(tuple(row.id for row in rows)))
            session.flush()
            changed.extend(_recheck_repeating(session, rows))
            prove(_find_given_up_originals(session, rows, by))

    def erase_receipts(
        self, ids: Collection[str], by: str = DEFAULT_ACTOR, prove: RecordErasures = lambda _: None
    ) -> list[str]:
        """Delete receipts and their readings permanently; audit entries are kept.

        Returns the hashes of originals that no receipt uses any more. `prove` records the removal
        of originals; nothing is changed if it raises.
        """
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids)
            for row in rows:
                audit_log.add_entry(session, by, "erase", row, before=_removal_values(row))
                session.delete(row)
            if rows:
                changed.append(ReceiptsRemoved(tuple(row.id for row in rows)))
            session.flush()
            changed.extend(_recheck_repeating(session, rows))
            prove(_find_given_up_originals(session, rows, by))
            return _find_unused_hashes(session, {row.content_hash for row in rows})

    def restore_receipts(self, ids: Collection[str], by: str = DEFAULT_ACTOR) -> list[Receipt]:
        """Put removed receipts back on the list."""
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids, removed=True)
            for row in rows:
                row.removed_at = None
                audit_log.add_entry(session, by, "restore", row, after=_removal_values(row))
            changed.extend(_recheck_restored(session, rows))
        return [to_receipt(row) for row in rows]

    def purge_removed(self, retention: timedelta = timedelta()) -> list[str]:
        """Delete receipts that were removed longer ago than `retention`.

        Returns the hashes of originals that no receipt uses any more.
        """
        with self._transaction() as (session, _):
            old = ReceiptRow.removed_at <= get_database_time(session) - retention
            hashes = set(session.scalars(select(ReceiptRow.content_hash).where(old)))
            session.execute(delete(ReceiptRow).where(old))
            return _find_unused_hashes(session, hashes)


def _removal_values(row: ReceiptRow) -> dict[str, Any]:
    """The audit values of a removed or restored receipt."""
    return {"status": row.status, "hash": row.content_hash}


def _recheck_repeating(session: Session, rows: Collection[ReceiptRow]) -> list[ReceiptRow]:
    """Check the duplicates of these removed rows again; returns those that changed."""
    repeating = duplicates.find_repeating_rows(session, [row.id for row in rows])
    return review_state.recheck_duplicates(session, repeating)


def _recheck_restored(session: Session, rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """The restored rows and those that repeat them, checked again, each once."""
    session.flush()
    review_state.recheck_duplicates(session, rows)
    others = [other for row in rows for other in review_state.recheck_dependents(session, row)]
    return list({row.id: row for row in (*rows, *others)}.values())


def _find_given_up_originals(
    session: Session, rows: Collection[ReceiptRow], by: str
) -> list[Erasure]:
    """Erasures of the originals of these rows that no receipt on the list uses any more."""
    receipts: dict[str, list[str]] = {}
    for row in rows:
        receipts.setdefault(row.content_hash, []).append(row.id)
    now = get_database_time(session)
    unused = _find_unused_hashes(session, receipts, queries.IS_PRESENT)
    return [Erasure(name, tuple(receipts[name]), by, now) for name in unused]


def _find_unused_hashes(
    session: Session, hashes: Collection[str], *among: ColumnElement[bool]
) -> list[str]:
    """The hashes that no row uses; `among` restricts the rows that count.

    A receipt without a file has none.
    """
    used: set[str] = {""}
    for chunk in queries.split_chunks(tuple(hashes)):
        used.update(session.scalars(queries.select_used_hashes(chunk).where(*among)))
    return sorted(set(hashes) - used)
