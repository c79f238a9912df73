"""Webhook deliveries: which are due, who sends them, when they are retried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.api_clients import WebhookDelivery
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.store import queries
from receipt_desktop.store.api_client_tables import (
    WebhookDeliveryRow,
)
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.tables import ReceiptRow

WEBHOOK_BACKOFF_SECONDS = (10.0, 30.0, 120.0, 600.0, 1800.0, 7200.0, 21600.0)
"""Seconds before each further try to tell somebody; after the last one nothing more is tried."""
DELIVERY_CLAIM_SECONDS = 60.0
"""Whoever takes a callback has it for so long; then another process may try."""
MAX_CALLBACKS = 16
"""Addresses that are told of one receipt."""
MAX_DUE_DELIVERIES = 20_000
"""Due callbacks among which those of idle hosts are looked for."""


class WebhookDeliveries(StoreBase):
    """Webhook deliveries: claimed when due, retried with backoff."""

    def claim_webhook_deliveries(
        self, limit: int, per_host: int, busy: Mapping[str, int]
    ) -> list[WebhookDelivery]:
        """Those that are due, whose receipt is finished; nobody else gets them for a while.

        At most `per_host` of one host, with those that `busy` counts.
        """
        with self._transaction() as (session, _):
            now = get_database_time(session)
            numbers = _select_fair_share(session, now, limit, Counter(busy), per_host)
            wanted = (
                select(WebhookDeliveryRow)
                .where(WebhookDeliveryRow.id.in_(numbers), WebhookDeliveryRow.due_at <= now)
                .order_by(WebhookDeliveryRow.due_at)
                .with_for_update(skip_locked=True)
            )
            rows = list(session.scalars(wanted))
            for row in rows:
                row.due_at = now + timedelta(seconds=DELIVERY_CLAIM_SECONDS)
            return [
                _to_webhook_delivery(row.id, row.receipt_id, row.url, row.tries) for row in rows
            ]

    def record_webhook_attempt(self, number: int, trouble: str | None) -> bool:
        """Note how a try ended; whether another one will follow."""
        with self._transaction() as (session, _):
            row = session.get(WebhookDeliveryRow, number, with_for_update=True)
            if row is None:
                return False
            row.trouble, row.tries = trouble, row.tries + 1
            row.due_at = None
            if trouble is None:
                row.told_at = get_database_time(session)
            elif row.tries <= len(WEBHOOK_BACKOFF_SECONDS):
                row.due_at = get_database_time(session) + timedelta(
                    seconds=WEBHOOK_BACKOFF_SECONDS[row.tries - 1]
                )
            return row.due_at is not None

    def reschedule_webhooks(self, ids: Collection[str]) -> None:
        """These are read anew: whoever wanted to know wants to know again."""
        with self._transaction() as (session, _):
            wanted = select(WebhookDeliveryRow).where(WebhookDeliveryRow.receipt_id.in_(tuple(ids)))
            for row in session.scalars(wanted):
                row.tries, row.due_at, row.trouble = 0, get_database_time(session), None


def _to_webhook_delivery(number: int, receipt_id: str, url: str, tries: int) -> WebhookDelivery:
    return WebhookDelivery(number, receipt_id, url, tries + 1)


def _select_fair_share(
    session: Session, now: datetime, limit: int, taken: Counter[str], per_host: int
) -> list[int]:
    """Those that are due longest, but for hosts that have their share; `taken` is changed."""
    due = (
        select(
            WebhookDeliveryRow.id,
            WebhookDeliveryRow.receipt_id,
            WebhookDeliveryRow.url,
            WebhookDeliveryRow.tries,
        )
        .join(ReceiptRow, ReceiptRow.id == WebhookDeliveryRow.receipt_id)
        .where(WebhookDeliveryRow.due_at <= now, queries.IS_FINISHED)
        .where(queries.IS_PRESENT)
        .order_by(WebhookDeliveryRow.due_at)
        .limit(MAX_DUE_DELIVERIES)
        .execution_options(yield_per=200)
    )
    chosen: list[int] = []
    with session.execute(due) as rows:
        for row in rows:
            callback = _to_webhook_delivery(*row)
            if taken[callback.host] < per_host:
                taken[callback.host] += 1
                chosen.append(callback.number)
            if len(chosen) >= limit:
                break
    return chosen


def schedule_webhook(session: Session, receipt_id: str, url: str, now: datetime) -> None:
    """Once for each address, however often it is given. Raises `InvalidRequest`."""
    wanted = select(WebhookDeliveryRow).where(WebhookDeliveryRow.receipt_id == receipt_id)
    rows = list(session.scalars(wanted))
    row = next((one for one in rows if one.url == url), None)
    if row is None:
        if len(rows) >= MAX_CALLBACKS:
            raise too_many_callbacks_error()
        session.add(WebhookDeliveryRow(receipt_id=receipt_id, url=url, due_at=now))
        session.flush()
    else:
        row.tries, row.due_at, row.trouble = 0, now, None


def too_many_callbacks_error() -> InvalidRequest:
    """The sentence for one more address than are told of a receipt."""
    return InvalidRequest(
        f"At most {MAX_CALLBACKS} callback addresses are kept for one receipt.",
        key="too_many_callbacks",
        limit=MAX_CALLBACKS,
    )
