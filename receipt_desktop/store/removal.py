"""Removal of receipts: with undo, for good, and of their originals."""

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
    queries,
    transitions,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.tables import ReceiptRow

RecordErasures = Callable[[Sequence[Erasure]], None]
"""Records that originals were given up, before the rows say so. May raise a `ReceiptError`."""


class ReceiptRemoval(StoreBase):
    """Removes, erases, restores and purges receipts; `by` names the actor in the audit log."""

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
                    transitions.mark_waiting(row, now)
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
