"""What other programs asked for: who submitted, which request is a repetition, whom to tell."""

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
    """The verbs of other programs."""

    def save_client_info(
        self,
        ids: Collection[str],
        said: ClientInfo,
        urls: Sequence[str],
        *,
        known: Collection[str] = (),
        by: str = DEFAULT_ACTOR,
    ) -> None:
        """Keep what a client said of these receipts, and whom to tell when they are finished.

        Those that were `known` have no other entry in the audit log about this. Raises
        `InvalidRequest` for more addresses than are told of one receipt.
        """
        with self._transaction() as (session, _):
            now = get_database_time(session)
            for receipt_id in sorted(ids):  # as everybody locks rows: no two wait for each other
                session.add(
                    SubmissionRow(
                        receipt_id=receipt_id,
                        client=said.client,
                        source=said.source,
                        expected_type=said.expected_type,
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
        """What the last client that submitted it said; None for one of the window's."""
        wanted = select(SubmissionRow).where(SubmissionRow.receipt_id == receipt_id)
        with self._read_session() as session:
            row = session.scalars(wanted.order_by(SubmissionRow.id.desc()).limit(1)).first()
            return ClientInfo(row.client, row.source, row.expected_type) if row else None

    # -- repetitions

    # -- callbacks
