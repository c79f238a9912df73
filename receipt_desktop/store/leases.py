"""Who may work on a row: taken, renewed, ended and taken over, each in one guarded transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from receipt_desktop.errors import ReceiptError
from receipt_desktop.receipt import Reading, Receipt, Removed, Stage, Status
from receipt_desktop.store import corrections, readings
from receipt_desktop.store.rows import snapshot
from receipt_desktop.store.tables import ReceiptRow

Change = AbstractContextManager[tuple[Session, list[ReceiptRow | Removed]]]


class Leases(ABC):
    """The verbs of the workers. Everything but `claim` is a no-op for who has no lease."""

    @abstractmethod
    def _change(self) -> Change:
        """One transaction; what is put on its list is announced after the commit."""

    def claim(self, receipt_id: str, owner: str, seconds: float) -> Receipt | None:
        """Take a waiting row; None when it does not wait any more or is on another's hands."""
        now = datetime.now(UTC)
        take = (
            update(ReceiptRow)
            .where(
                ReceiptRow.id == receipt_id,
                ReceiptRow.status == Status.PENDING.value,
                ReceiptRow.removed_at.is_(None),
            )
            .values(
                status=Status.PROCESSING.value,
                stage=Stage.QUEUED.value,
                progress=0,
                remaining=None,
                retry_at=None,
                attempts=ReceiptRow.attempts + 1,
                lease_owner=owner,
                lease_until=now + timedelta(seconds=seconds),
                started_at=now,
            )
        )
        with self._change() as (session, changed):
            if not session.execute(take).rowcount:  # type: ignore[attr-defined]  # of an UPDATE
                return None
            row = session.get_one(ReceiptRow, receipt_id)
            changed.append(row)
        return snapshot(row)

    def renew(self, receipt_id: str, owner: str, seconds: float) -> bool:
        """Hold on for this long from now; whether the lease was still ours."""
        with self._change() as (session, _):
            row = _held(session, receipt_id, owner)
            if row:
                row.lease_until = datetime.now(UTC) + timedelta(seconds=seconds)
        return row is not None

    def progress(
        self, receipt_id: str, owner: str, stage: Stage, percent: int, remaining: float | None
    ) -> None:
        """Say how far the attempt is."""
        with self._change() as (session, changed):
            row = _held(session, receipt_id, owner)
            if row:
                row.stage, row.progress, row.remaining = stage.value, percent, remaining
                changed.append(row)

    def finish(self, receipt_id: str, owner: str, reading: Reading) -> Receipt | None:
        """Keep the reading and complete the row, both or neither."""
        with self._change() as (session, changed):
            row = _held(session, receipt_id, owner)
            if row is None:
                return None
            readings.save(session, receipt_id, reading)
            corrections.complete(session, row, reading)
            changed.append(row)
        return snapshot(row)

    def fail(self, receipt_id: str, owner: str, error: ReceiptError) -> Receipt | None:
        """End the row for good."""
        with self._change() as (session, changed):
            row = _held(session, receipt_id, owner)
            if row is None:
                return None
            corrections.fail(row, error)
            changed.append(row)
        return snapshot(row)

    def requeue(
        self, receipt_id: str, owner: str, error: ReceiptError | None, retry_at: datetime | None
    ) -> Receipt | None:
        """The row waits again; the error is kept for show. Without one the attempt is uncounted."""
        with self._change() as (session, changed):
            row = _held(session, receipt_id, owner)
            if row is None:
                return None
            corrections.give_up(row)
            row.retry_at = retry_at
            if error:
                corrections.note_failure(row, error)
            else:
                row.attempts -= 1
            changed.append(row)
        return snapshot(row)

    def release_expired(self, now: datetime, dead_owner: str | None) -> list[str]:
        """Rows whose lease ran out, or whose owner's name begins so, wait again; their ids."""
        over = ReceiptRow.lease_until < now
        if dead_owner:
            over = or_(over, ReceiptRow.lease_owner.startswith(dead_owner, autoescape=True))
        wanted = select(ReceiptRow).where(ReceiptRow.status == Status.PROCESSING.value, over)
        with self._change() as (session, changed):
            rows = list(session.scalars(wanted))
            for row in rows:
                corrections.give_up(row)
            changed += [row for row in rows if row.removed_at is None]
        return [row.id for row in rows]


def _held(session: Session, receipt_id: str, owner: str) -> ReceiptRow | None:
    row = session.get(ReceiptRow, receipt_id)
    held = row is not None and row.lease_owner == owner and row.removed_at is None
    return row if held else None
