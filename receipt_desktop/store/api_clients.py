"""Submissions of API clients."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from receipt_desktop.domain.api_clients import ClientInfo
from receipt_desktop.store import audit_log
from receipt_desktop.store.api_client_tables import (
    SubmissionRow,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.store.webhook_deliveries import schedule_webhook


class ApiClientRecords(StoreBase):
    """Client information submitted with receipts."""

    def save_client_info(
        self,
        ids: Collection[str],
        info: ClientInfo,
        urls: Sequence[str],
        *,
        known: Collection[str] = (),
        by: str = DEFAULT_ACTOR,
    ) -> None:
        """Store a client's information about these receipts, and the webhooks to call.

        Receipts that were `known` before get an entry "submit again" in the audit log. Raises
        `InvalidRequest` for more than `MAX_CALLBACKS` addresses of one receipt.
        """
        with self._transaction() as (session, _):
            now = get_database_time(session)
            for receipt_id in sorted(ids):  # rows are always locked in this order: no deadlocks
                session.add(
                    SubmissionRow(
                        receipt_id=receipt_id,
                        client=info.client,
                        source=info.source,
                        expected_type=info.expected_type,
                        submitted_at=now,
                    )
                )
                for url in urls:
                    schedule_webhook(session, receipt_id, url, now)
                row = session.get(ReceiptRow, receipt_id) if receipt_id in known else None
                if row:
                    audit_log.add_entry(
                        session, by, "submit again", row, after={"callbacks": len(urls)}
                    )

    def get_client_info(self, receipt_id: str) -> ClientInfo | None:
        """Information of the last client that submitted it; None if none did."""
        wanted = select(SubmissionRow).where(SubmissionRow.receipt_id == receipt_id)
        with self._read_session() as session:
            row = session.scalars(wanted.order_by(SubmissionRow.id.desc()).limit(1)).first()
            return ClientInfo(row.client, row.source, row.expected_type) if row else None
