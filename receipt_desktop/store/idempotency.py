"""Idempotency keys of API requests and the answers kept for them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from receipt_desktop.domain.api_clients import FileResult
from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.store.api_client_tables import (
    IdempotencyKeyRow,
)
from receipt_desktop.store.base import StoreBase, get_database_time

IDEMPOTENCY_RETENTION = timedelta(days=1)
"""How long an idempotency key is remembered."""
ANSWER_TIMEOUT = timedelta(seconds=120)
"""A request without an answer by then was interrupted; a retry replaces it."""


class IdempotencyKeys(StoreBase):
    """Requests with an idempotency key."""

    def begin_idempotent(self, key: str, fingerprint: str) -> tuple[FileResult, ...] | None:
        """Begin a request; returns the earlier answer if the same request was answered before.

        Raises `Conflict` for a different request with this key, or while the first one is running.
        """
        with self._transaction() as (session, _):
            return _begin_request(session, key, fingerprint)

    def finish_idempotent(self, key: str, results: Sequence[FileResult]) -> None:
        """Store the answer of a request; one without any receipt may be repeated."""
        with self._transaction() as (session, _):
            row = session.get(IdempotencyKeyRow, key)
            if row and any(result.receipt_id for result in results):
                row.receipt_ids = [dataclasses.asdict(result) for result in results]
            elif row:
                session.delete(row)


def _parse_file_result(stored: str | dict[str, Any]) -> FileResult:
    """The result from its JSON; earlier versions stored only ids."""
    if isinstance(stored, str):
        return FileResult("", stored)
    refusal = stored["refusal"]
    return FileResult(stored["file"], stored["receipt_id"], Failure(**refusal) if refusal else None)


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
        except IntegrityError as error:  # another process was faster
            raise still_answering_error() from error
        return None
    if row.fingerprint != fingerprint:
        raise Conflict("idempotency_reused")
    if row.receipt_ids is not None:
        return tuple(_parse_file_result(stored) for stored in row.receipt_ids)
    if _is_recent(row, now):
        raise still_answering_error()
    row.begun_at = now
    return None


def _is_recent(row: IdempotencyKeyRow, now: datetime) -> bool:
    return row.begun_at > now - ANSWER_TIMEOUT


def still_answering_error() -> Conflict:
    """The error for a repeated request while the first one is still running."""
    return Conflict("idempotency_running")
