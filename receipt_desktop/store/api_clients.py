"""What other programs asked for: who submitted, which request is a repetition, whom to tell."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from receipt_desktop.domain.api_clients import ClientInfo, FileResult, WebhookDelivery
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.receipt import Failure, Status
from receipt_desktop.store import audit_log, queries
from receipt_desktop.store.api_client_tables import (
    IdempotencyKeyRow,
    SubmissionRow,
    WebhookDeliveryRow,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.tables import ReceiptRow

IDEMPOTENCY_RETENTION = timedelta(days=1)
"""How long a request with an idempotency key is known."""
ANSWER_TIMEOUT = timedelta(seconds=120)
"""A request that was not answered by then was cut off; its repetition takes its place."""
WEBHOOK_BACKOFF_SECONDS = (10.0, 30.0, 120.0, 600.0, 1800.0, 7200.0, 21600.0)
"""Seconds before each further try to tell somebody; after the last one nothing more is tried."""
DELIVERY_CLAIM_SECONDS = 60.0
"""Whoever takes a callback has it for so long; then another process may try."""
MAX_CALLBACKS = 16
"""Addresses that are told of one receipt."""
MAX_DUE_DELIVERIES = 20_000
"""Due callbacks among which those of idle hosts are looked for."""
_FINISHED_STATUSES = [Status.COMPLETED.value, Status.FAILED.value]


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
                    _schedule_webhook(session, receipt_id, url, now)
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

    def begin_idempotent(self, key: str, fingerprint: str) -> tuple[FileResult, ...] | None:
        """Start on a request; what was answered to the same one before.

        Raises `Conflict` for another request under this key, or while the first is being answered.
        """
        with self._transaction() as (session, _):
            return _begin_request(session, key, fingerprint)

    def finish_idempotent(self, key: str, taken: Sequence[FileResult]) -> None:
        """The request was answered with these; without any receipt, it may be made again."""
        with self._transaction() as (session, _):
            row = session.get(IdempotencyKeyRow, key)
            if row and any(one.receipt_id for one in taken):
                row.receipt_ids = [dataclasses.asdict(one) for one in taken]
            elif row:
                session.delete(row)

    # -- callbacks

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
        .where(WebhookDeliveryRow.due_at <= now, ReceiptRow.status.in_(_FINISHED_STATUSES))
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


def _schedule_webhook(session: Session, receipt_id: str, url: str, now: datetime) -> None:
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


def _parse_file_result(kept: str | dict[str, Any]) -> FileResult:
    """As it was kept; earlier versions kept ids alone."""
    if isinstance(kept, str):
        return FileResult("", kept)
    refusal = kept["refusal"]
    return FileResult(kept["file"], kept["receipt_id"], Failure(**refusal) if refusal else None)


def _begin_request(session: Session, key: str, fingerprint: str) -> tuple[FileResult, ...] | None:
    now = get_database_time(session)
    session.execute(
        delete(IdempotencyKeyRow).where(IdempotencyKeyRow.begun_at < now - IDEMPOTENCY_RETENTION)
    )
    row = session.get(IdempotencyKeyRow, key, with_for_update=True)
    if row is None:
        session.add(IdempotencyKeyRow(key=key, fingerprint=fingerprint, begun_at=now))
        try:
            session.flush()
        except IntegrityError as error:  # another process was quicker
            raise still_answering_error() from error
        return None
    if row.fingerprint != fingerprint:
        raise Conflict(
            "This Idempotency-Key was used for another request.", key="idempotency_reused"
        )
    if row.receipt_ids is not None:
        return tuple(_parse_file_result(one) for one in row.receipt_ids)
    if _is_recent(row, now):
        raise still_answering_error()
    row.begun_at = now
    return None


def _is_recent(row: IdempotencyKeyRow, now: datetime) -> bool:
    return row.begun_at > now - ANSWER_TIMEOUT


def too_many_callbacks_error() -> InvalidRequest:
    """The sentence for one more address than are told of a receipt."""
    return InvalidRequest(
        f"At most {MAX_CALLBACKS} callback addresses are kept for one receipt.",
        key="too_many_callbacks",
        limit=MAX_CALLBACKS,
    )


def still_answering_error() -> Conflict:
    """The sentence for a repetition that comes too soon."""
    return Conflict(
        "The first request with this Idempotency-Key is still being answered.",
        key="idempotency_running",
    )
