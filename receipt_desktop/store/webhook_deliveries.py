"""Webhook deliveries: claimed when due, retried with backoff."""

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
"""Seconds before each retry of a failed delivery; after the last one it is given up."""
DELIVERY_CLAIM_SECONDS = 60.0
"""How long a process holds a delivery before another one may claim it."""
MAX_CALLBACKS = 16
"""Webhook addresses per receipt."""
MAX_DUE_DELIVERIES = 20_000
"""Due deliveries that are examined for hosts with free capacity."""


class WebhookDeliveries(StoreBase):
    """Webhook deliveries of finished receipts."""

    def claim_webhook_deliveries(
        self, limit: int, per_host: int, busy: Mapping[str, int]
    ) -> list[WebhookDelivery]:
        """Claim due deliveries of finished receipts for `DELIVERY_CLAIM_SECONDS`.

        At most `limit`, and at most `per_host` of one host, including those counted in `busy`.
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

    def record_webhook_attempt(self, number: int, error: str | None) -> bool:
        """Record the result of an attempt, `error` if it failed; whether it will be retried."""
        with self._transaction() as (session, _):
            row = session.get(WebhookDeliveryRow, number, with_for_update=True)
            if row is None:
                return False
            row.trouble, row.tries = error, row.tries + 1
            row.due_at = None
            if error is None:
                row.told_at = get_database_time(session)
            elif row.tries <= len(WEBHOOK_BACKOFF_SECONDS):
                row.due_at = get_database_time(session) + timedelta(
                    seconds=WEBHOOK_BACKOFF_SECONDS[row.tries - 1]
                )
            return row.due_at is not None

    def reschedule_webhooks(self, ids: Collection[str]) -> None:
        """Schedule the webhooks of these receipts again because they are reprocessed."""
        with self._transaction() as (session, _):
            wanted = select(WebhookDeliveryRow).where(WebhookDeliveryRow.receipt_id.in_(tuple(ids)))
            for row in session.scalars(wanted):
                row.tries, row.due_at, row.trouble = 0, get_database_time(session), None


def _to_webhook_delivery(number: int, receipt_id: str, url: str, tries: int) -> WebhookDelivery:
    return WebhookDelivery(number, receipt_id, url, tries + 1)


def _select_fair_share(
    session: Session, now: datetime, limit: int, busy: Counter[str], per_host: int
) -> list[int]:
    """The longest due deliveries, at most `per_host` of each host; updates `busy`."""
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
            delivery = _to_webhook_delivery(*row)
            if busy[delivery.host] < per_host:
                busy[delivery.host] += 1
                chosen.append(delivery.number)
            if len(chosen) >= limit:
                break
    return chosen


def schedule_webhook(session: Session, receipt_id: str, url: str, now: datetime) -> None:
    """Schedule one delivery per address, however often it is given. Raises `InvalidRequest`."""
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
    """The error for too many webhook addresses of a receipt."""
    return InvalidRequest("too_many_callbacks", limit=MAX_CALLBACKS)
