"""Queries for receipts, their details and counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from receipt_desktop.domain.comparison import Comparison
from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.health import ReceiptCounts
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store import queries, reading_batches
from receipt_desktop.store.base import StoreBase, get_present_row
from receipt_desktop.store.mapping import to_duplicate, to_receipt
from receipt_desktop.store.tables import ReceiptRow

EXPORT_BATCH_SIZE = 400
"""Receipts loaded at a time for an export."""


class ReceiptQueries(StoreBase):
    """Queries for receipts. All results are frozen snapshots."""

    def get_receipt(self, receipt_id: str) -> Receipt:
        """One receipt. Raises `InvalidRequest` for an unknown id."""
        with self._read_session() as session:
            return to_receipt(get_present_row(session, receipt_id))

    def find_receipts(self, query: ReceiptQuery) -> list[Receipt]:
        """The matching receipts, newest first."""
        with self._read_session() as session:
            return [to_receipt(row) for row in queries.find_rows(session, query)]

    def get_details(self, receipt_id: str) -> ReceiptDetails:
        """A receipt with its reading. Raises `InvalidRequest` for an unknown id."""
        with self._read_session() as session:
            row = get_present_row(session, receipt_id)
            return reading_batches.load_details(session, [row])[0]

    def compare_with_duplicate(self, receipt_id: str) -> Comparison:
        """A receipt beside the earlier one that it seems to repeat or to belong to.

        Raises `InvalidRequest` for an unknown id, `Conflict` for a receipt that is no duplicate.
        """
        with self._read_session() as session:
            row = get_present_row(session, receipt_id)
            found = to_duplicate(row)
            if found is None:
                raise Conflict("no_duplicate")
            earlier = session.get(ReceiptRow, found.receipt_id)
            rows = [row] if earlier is None else [row, earlier]
            own, *others = reading_batches.load_details(session, rows)
            return Comparison(found, own, others[0] if others else None)

    def find_proven(self, ids: Collection[str]) -> tuple[str, ...]:
        """Those of these receipts that need no review, lack nothing and are not approved."""
        with self._read_session() as session:
            return tuple(queries.find_proven_ids(session, ids))

    def find_approved(self, ids: Collection[str]) -> tuple[str, ...]:
        """Those of these receipts that are approved."""
        with self._read_session() as session:
            return tuple(queries.find_approved_ids(session, ids))

    def iterate_details(
        self, query: ReceiptQuery, *, with_text: bool = True, with_items: bool = True
    ) -> Iterator[ReceiptDetails]:
        """The matching receipts with readings, newest first or in the order of the query.

        Without `with_text` the printed lines, the evidence and the suggested fixes are left out,
        which saves most of the time of an export that shows none of them; without `with_items` the
        line items are left out, of which there are most, but for those that a reason names.
        """
        ids = query.ids or self.find_ids(query)
        for start in range(0, len(ids), EXPORT_BATCH_SIZE):
            chunk = tuple(ids[start : start + EXPORT_BATCH_SIZE])
            with self._read_session() as session:
                rows = queries.find_rows(session, replace(query, ids=chunk, numbers=None))
                batch = reading_batches.load_details(
                    session, rows, with_text=with_text, with_items=with_items
                )
            places = {receipt_id: place for place, receipt_id in enumerate(chunk)}
            yield from sorted(batch, key=lambda one: places[one.receipt.id])

    def count_by_status(self) -> ReceiptCounts:
        """The numbers of receipts by status."""
        with self._read_session() as session:
            return queries.count_by_status(session)

    def list_waiting(self) -> list[Receipt]:
        """The waiting receipts that are not on hold, oldest first."""
        with self._read_session() as session:
            return [to_receipt(row) for row in session.scalars(queries.SELECT_WAITING)]

    def list_processing(self) -> list[tuple[str, Receipt]]:
        """The receipts that any process works on, each with the owner of its lease."""
        with self._read_session() as session:
            rows = session.scalars(queries.SELECT_PROCESSING)
            return [(row.lease_owner or "", to_receipt(row)) for row in rows]

    def last_completed_at(self) -> datetime | None:
        """When a receipt was last completed; None if none was."""
        done = ReceiptRow.status == Status.COMPLETED.value
        with self._read_session() as session:
            return session.scalar(select(func.max(ReceiptRow.completed_at)).where(done))

    def count_receipts(self, query: ReceiptQuery) -> int:
        """The number of matching receipts."""
        with self._read_session() as session:
            return queries.count_rows(session, query)

    def count_ahead(self, receipt: Receipt) -> int:
        """The number of receipts that run before this waiting one."""
        with self._read_session() as session:
            return queries.count_ahead(session, receipt)

    def find_ids(self, query: ReceiptQuery) -> tuple[str, ...]:
        """The ids of the matching receipts, newest first."""
        with self._read_session() as session:
            return tuple(queries.find_ids(session, query))

    def find_statuses(self, ids: Collection[str]) -> dict[str, Status]:
        """The statuses of the present receipts among these; cheaper than `find_receipts`."""
        with self._read_session() as session:
            return queries.find_statuses(session, ids)

    def find_changed_since(self, moment: datetime) -> list[str]:
        """Ids of receipts that are processing or were changed since then, removed ones too."""
        with self._read_session() as session:
            return queries.find_changed_ids(session, moment)

    def list_content_hashes(self) -> frozenset[str]:
        """The content hashes of the originals of all rows, removed ones included."""
        with self._read_session() as session:
            return frozenset(queries.find_used_hashes(session))

    def list_present_hashes(self) -> frozenset[str]:
        """The content hashes of the originals of the rows on the list."""
        with self._read_session() as session:
            return frozenset(queries.find_used_hashes(session, None, queries.IS_PRESENT))
