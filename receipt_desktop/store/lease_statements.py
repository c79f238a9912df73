"""SQL statements of the leases: claim a receipt, report progress, find expired leases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, exists, or_, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from receipt_desktop.domain.receipt import Stage, Status
from receipt_desktop.store import queries
from receipt_desktop.store.tables import ReceiptRow

MAX_LEASE_FACTOR = 2.0
"""A lease that ends more than this many times its duration from now has a wrong clock's date."""
_OtherReceipt = aliased(ReceiptRow)
_SUSPECT_IS_PROCESSING = exists().where(
    _OtherReceipt.status == Status.PROCESSING.value,
    _OtherReceipt.lost > 0,
    _OtherReceipt.removed_at.is_(None),
)
CLAIM_STATEMENT = (
    update(ReceiptRow)
    .where(
        ReceiptRow.id == bindparam("receipt"),
        queries.IS_WAITING,
        or_(ReceiptRow.lost == 0, ~_SUSPECT_IS_PROCESSING),
    )
    .values(
        status=Status.PROCESSING.value,
        stage=Stage.QUEUED.value,
        progress=0,
        remaining=None,
        retry_at=None,
        attempts=ReceiptRow.attempts + 1,
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until"),
        started_at=bindparam("now"),
        version=ReceiptRow.version + 1,
    )
    .returning(ReceiptRow)
    .execution_options(synchronize_session=False)
)
"""Claims a waiting row; built once.

Only one receipt that has crashed a worker runs at a time, so that the next crash identifies it.
"""


def make_progress_statement(
    receipt_id: str, owner: str, values: Mapping[str, object]
) -> ReturningUpdate[ReceiptRow]:
    """An update of the progress of a leased row."""
    held = (ReceiptRow.lease_owner == owner, ReceiptRow.removed_at.is_(None))
    return (
        update(ReceiptRow)
        .where(ReceiptRow.id == receipt_id, *held)
        .values(**values, version=ReceiptRow.version + 1)
        .returning(ReceiptRow)
        .execution_options(synchronize_session=False)
    )


def is_expired(now: datetime, lease_seconds: float) -> ColumnElement[bool]:
    latest = now + timedelta(seconds=lease_seconds * MAX_LEASE_FACTOR)
    return or_(ReceiptRow.lease_until < now, ReceiptRow.lease_until > latest)


def is_held_by(process: str) -> ColumnElement[bool]:
    return ReceiptRow.lease_owner.startswith(f"{process}:", autoescape=True)
