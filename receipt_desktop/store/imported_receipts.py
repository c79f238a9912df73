"""Receipts that come in from another program's file, with what is known of them as corrections."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.csv_import import NewImport
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.store import (
    audit_log,
    corrections,
    new_receipts,
    queries,
    review_state,
    saved_readings,
    transitions,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_present_row
from receipt_desktop.store.history_tables import ImportedRow
from receipt_desktop.store.manual_receipts import make_empty_reading
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.tables import ReceiptRow


class ImportedReceipts(StoreBase):
    """Adds imported receipts, and remembers which rows of which files they are."""

    def find_imported_keys(self, keys: Collection[str]) -> set[str]:
        """The keys whose receipt is on the list."""
        found: set[str] = set()
        with self._read_session() as session:
            for chunk in queries.split_chunks(tuple(keys)):
                wanted = select(ImportedRow.key).join(
                    ReceiptRow, ReceiptRow.id == ImportedRow.receipt_id
                )
                found.update(
                    session.scalars(wanted.where(queries.IS_PRESENT, ImportedRow.key.in_(chunk)))
                )
        return found

    def next_import_batch(self) -> int:
        """A number for an import."""
        with self._read_session() as session:
            return 1 + (session.scalar(select(func.max(ImportedRow.batch))) or 0)

    def find_import_batch(self, batch: int) -> list[str]:
        """The ids of the receipts of an import that are still on the list."""
        with self._read_session() as session:
            wanted = select(ReceiptRow.id).join(
                ImportedRow, ImportedRow.receipt_id == ReceiptRow.id
            )
            return list(
                session.scalars(wanted.where(ImportedRow.batch == batch, queries.IS_PRESENT))
            )

    def add_imported(
        self, new: Sequence[NewImport], batch: int, by: str = DEFAULT_ACTOR
    ) -> list[Receipt | None]:
        """Add receipts in one transaction; None for one that is there already.

        One with a picture waits to be read, and keeps its values then. Raises `InvalidRequest` for
        a value that its field cannot have; nothing is added then.
        """
        added: list[ReceiptRow | None] = []
        with self._transaction() as (session, changed):
            for one in new:
                row = None if _is_known(session, one) else _insert_receipt(session, one, by)
                added.append(row)
                if row is not None:
                    session.merge(ImportedRow(key=one.key, receipt_id=row.id, batch=batch))
                    changed += [row, *review_state.recheck_dependents(session, row)]
        return [None if row is None else to_receipt(row) for row in added]


def _is_known(session: Session, new: NewImport) -> bool:
    if new.content_hash:
        queries.lock_content(session, new.content_hash)
        if new_receipts.find_present_row(session, new.content_hash) is not None:
            return True
    known = session.get(ImportedRow, new.key)
    row = None if known is None else session.get(ReceiptRow, known.receipt_id)
    return row is not None and row.removed_at is None


def _insert_receipt(session: Session, new: NewImport, by: str) -> ReceiptRow:
    row = new_receipts.insert_manual_row(session, new.name, by)
    session.flush()
    reading = make_empty_reading(new.currency)
    saved_readings.save_reading(session, row.id, reading)
    transitions.mark_completed(session, row, reading)
    if new.values:
        _correct_values(session, row, new, by)
    if new.content_hash:
        before = {"file": row.file_name}
        row.content_hash, row.file_name = new.content_hash, new.file_name
        transitions.mark_reopened(row)
        after = {"file": new.file_name, "hash": new.content_hash}
        audit_log.add_entry(session, by, "attach", row, before=before, after=after)
    return get_present_row(session, row.id)


def _correct_values(session: Session, row: ReceiptRow, new: NewImport, by: str) -> None:
    """Store the values with one entry in the audit log."""
    head = corrections.apply_corrections(session, row, new.values)
    draft = review_state.load_corrected_draft(session, row, head)
    before = dict.fromkeys(field.value for field in new.values)
    after = {name: review_state.read_json_value(draft, name) for name in before}
    action = review_state.CORRECT_ACTION
    audit_log.add_entry(session, by, action, row, before=before, after=after)
