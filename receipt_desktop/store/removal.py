"""Removal of receipts: with undo, or permanently; and the originals that become unused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlalchemy.orm import Session

from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.receipt import Receipt, ReceiptsRemoved, Status
from receipt_desktop.files.tombstones import Erasure
from receipt_desktop.store import (
    attempt_records,
    audit_log,
    duplicates,
    fingerprints,
    queries,
    review_state,
    transitions,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.mapping import list_row_originals, to_receipt
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
                audit_log.add_entry(session, by, "remove", row, before=removal_values(row))
            if rows:
                changed.append(ReceiptsRemoved(tuple(row.id for row in rows)))
            session.flush()
            changed.extend(recheck_repeating(session, rows))
            prove(find_given_up_originals(session, rows, by))

    def erase_receipts(
        self, ids: Collection[str], by: str = DEFAULT_ACTOR, prove: RecordErasures = lambda _: None
    ) -> list[str]:
        """Delete receipts and their readings permanently; audit entries are kept.

        Returns the hashes of originals that no receipt uses any more. `prove` records the removal
        of originals; nothing is changed if it raises.
        """
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids)
            hashes = {one for row in rows for one in list_row_originals(row)}
            _keep_fingerprints(session, rows)
            for row in rows:
                audit_log.add_entry(session, by, "erase", row, before=removal_values(row))
                session.delete(row)
            if rows:
                changed.append(ReceiptsRemoved(tuple(row.id for row in rows)))
            session.flush()
            changed.extend(recheck_repeating(session, rows))
            prove(find_given_up_originals(session, rows, by))
            return _find_unused_hashes(session, hashes)

    def restore_receipts(self, ids: Collection[str], by: str = DEFAULT_ACTOR) -> list[Receipt]:
        """Put removed receipts back on the list."""
        with self._transaction() as (session, changed):
            rows = queries.lock_rows(session, ids, removed=True)
            for row in rows:
                row.removed_at = None
                audit_log.add_entry(session, by, "restore", row, after=removal_values(row))
            changed.extend(recheck_restored(session, rows))
        return [to_receipt(row) for row in rows]

    def purge_removed(self, retention: timedelta = timedelta()) -> list[str]:
        """Delete receipts that were removed longer ago than `retention`.

        Returns the hashes of originals that no receipt uses any more.
        """
        with self._transaction() as (session, _):
            now = get_database_time(session)
            old = ReceiptRow.removed_at <= now - retention
            fingerprints.keep_deleted(session, old, now)
            hashes = queries.find_used_hashes(session, None, old)
            session.execute(delete(ReceiptRow).where(old))
            return _find_unused_hashes(session, hashes)


def _keep_fingerprints(session: Session, rows: Sequence[ReceiptRow]) -> None:
    """Keep the fingerprints of receipts that are deleted for good, to recognise them again."""
    now = get_database_time(session)
    for chunk in queries.split_chunks(tuple(row.id for row in rows)):
        fingerprints.keep_deleted(session, ReceiptRow.id.in_(chunk), now)


def removal_values(row: ReceiptRow) -> dict[str, Any]:
    """The audit values of a removed or restored receipt."""
    values = {"status": row.status, "hash": row.content_hash}
    return values | ({"sources": row.sources} if row.sources else {})


def recheck_repeating(session: Session, rows: Collection[ReceiptRow]) -> list[ReceiptRow]:
    """Check the duplicates of these removed rows again; returns those that changed."""
    repeating = duplicates.find_repeating_rows(session, [row.id for row in rows])
    return review_state.recheck_duplicates(session, repeating)


def recheck_restored(session: Session, rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """The restored rows and those that repeat them, checked again, each once."""
    session.flush()
    review_state.recheck_duplicates(session, rows)
    others = [other for row in rows for other in review_state.recheck_dependents(session, row)]
    return list({row.id: row for row in (*rows, *others)}.values())


def find_given_up_originals(
    session: Session, rows: Collection[ReceiptRow], by: str
) -> list[Erasure]:
    """Erasures of the originals of these rows that no receipt on the list uses any more."""
    receipts: dict[str, list[str]] = {}
    for row in rows:
        for content_hash in list_row_originals(row):
            receipts.setdefault(content_hash, []).append(row.id)
    now = get_database_time(session)
    unused = _find_unused_hashes(session, receipts, queries.IS_PRESENT)
    return [Erasure(name, tuple(receipts[name]), by, now) for name in unused]


def _find_unused_hashes(
    session: Session, hashes: Collection[str], *among: ColumnElement[bool]
) -> list[str]:
    """The hashes that no row uses; `among` restricts the rows that count."""
    return sorted(set(hashes) - queries.find_used_hashes(session, hashes, *among))
