"""Who may work on a row: taken, renewed, ended and taken over, each in one guarded transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from receipt_desktop.draft import Reading
from receipt_desktop.errors import ReceiptError
from receipt_desktop.history import LONGEST_WAIT, LOST_ALLOWED, Outcome, between
from receipt_desktop.receipt import Receipt, Stage, Status
from receipt_desktop.store import attempts, corrections, readings
from receipt_desktop.store.base import Base, clock
from receipt_desktop.store.record_tables import AttemptRow
from receipt_desktop.store.rows import snapshot
from receipt_desktop.store.tables import ReceiptRow

UNTRUSTED = 2.0
"""A lease that ends later than so many times its length from now was written by another clock."""
Stages = Mapping[str, float]


class Leases(Base):
    """The verbs of the workers. Everything but `claim` is a no-op for who has no lease."""

    def claim(
        self, receipt_id: str, owner: str, seconds: float, waited: float | None = None
    ) -> Receipt | None:
        """Take a waiting row; None when it does not wait any more or is on another's hands.

        `waited`: seconds by a steady clock, where that is known.
        """
        with self._change(durable=False) as (session, changed):
            now = clock(session)
            until = now + timedelta(seconds=seconds)
            taking = {"receipt": receipt_id, "owner": owner, "until": until, "now": now}
            row = session.scalars(_TAKE, taking).first()
            if row is None:
                return None
            attempts.begin(session, row, owner, now, waited)
            taken = snapshot(row)
            changed.append(taken)
        return taken

    def renew(self, held: Mapping[str, str], seconds: float) -> set[str]:
        """Hold on to these (receipt: owner) for this long from now; those that are still held."""
        if not held:
            return set()
        kept = set()
        with self._change(durable=False) as (session, _):
            until = clock(session) + timedelta(seconds=seconds)
            for receipt_id in sorted(held):
                row = _held(session, receipt_id, held[receipt_id])
                if row:
                    row.lease_until = until
                    kept.add(receipt_id)
        return kept

    def progress(
        self, receipt_id: str, owner: str, stage: Stage, percent: int, remaining: float | None
    ) -> None:
        """Say how far the attempt is."""
        values = {"stage": stage.value, "progress": percent, "remaining": remaining}
        with self._change(durable=False) as (session, changed):
            row = session.scalars(_report(receipt_id, owner, values)).first()
            if row:
                changed.append(snapshot(row))

    def finish(
        self, receipt_id: str, owner: str, reading: Reading, seconds: float | None = None
    ) -> Receipt | None:
        """Keep the reading and complete the row, both or neither.

        `seconds`: how long the attempt took by a steady clock, here and below.
        """
        with self._change() as (session, changed), session.no_autoflush:
            row = _held(session, receipt_id, owner)
            if row is None:
                return None
            readings.save(session, receipt_id, reading)
            corrections.complete(session, row, reading)
            stages = reading.stage_seconds
            attempts.end(session, row, Outcome.COMPLETED, None, stages, ends=self._ends(seconds))
            changed.append(row)
        return snapshot(row)

    def fail(
        self,
        receipt_id: str,
        owner: str,
        error: ReceiptError,
        stages: Stages | None = None,
        seconds: float | None = None,
    ) -> Receipt | None:
        """End the row for good."""
        with self._change() as (session, changed):
            row = _held(session, receipt_id, owner)
            if row is None:
                return None
            corrections.fail(row, error)
            attempts.end(session, row, Outcome.FAILED, error, stages, ends=self._ends(seconds))
            changed.append(row)
        return snapshot(row)

    def requeue(
        self,
        receipt_id: str,
        owner: str,
        error: ReceiptError | None,
        delay: float = 0.0,
        stages: Stages | None = None,
        *,
        counts: bool = True,
        seconds: float | None = None,
    ) -> Receipt | None:
        """The row waits again, for `delay` seconds at least; the error is kept for show.

        Without an error, or when it is said so, the attempt does not count.
        """
        with self._change() as (session, changed):
            row = _held(session, receipt_id, owner)
            if row is None:
                return None
            corrections.wait_again(row, clock(session), delay)
            if error:
                corrections.note_failure(row, error)
            if error is None or not counts:
                row.attempts -= 1
            outcome = Outcome.RETRIED if error else Outcome.PUT_BACK
            attempts.end(session, row, outcome, error, stages, ends=self._ends(seconds))
            changed.append(row)
        return snapshot(row)

    def lose(
        self, receipt_id: str, owner: str, error: ReceiptError, seconds: float | None = None
    ) -> Receipt | None:
        """The process that read it died over it: it waits again, or was the third one to."""
        with self._change() as (session, changed):
            row = _held(session, receipt_id, owner)
            if row is None:
                return None
            corrections.note_failure(row, error)
            _lose(session, row, clock(session), error, self._ends(seconds))
            changed.append(row)
        return snapshot(row)

    def release_expired(self, lease_seconds: float, spared: Collection[str] = ()) -> list[str]:
        """Rows whose lease ran out wait again.

        `spared` names receipts that this process knows to be at work. Answers the ids that were
        taken over; of these one that has lost its third worker has failed.
        """
        return self._release(lambda now: _expired(now, lease_seconds), spared)

    def release_of(self, processes: Collection[str], spared: Collection[str] = ()) -> list[str]:
        """Rows whose lease is held by one of these processes, which are dead, wait again.

        As `release_expired`, at once and whatever the clocks say.
        """
        held = or_(false(), *(_held_by(process) for process in processes))
        return self._release(lambda _: held, spared)

    def holders(self) -> frozenset[str]:
        """The names of the processes that hold leases."""
        wanted = select(ReceiptRow.lease_owner).where(_WORKING).distinct()
        with self._read() as session:
            return frozenset(str(owner).rpartition(":")[0] for owner in session.scalars(wanted))

    def _release(
        self, over: Callable[[datetime], ColumnElement[bool]], spared: Collection[str]
    ) -> list[str]:
        with self._change() as (session, changed):
            now = clock(session)
            wanted = select(ReceiptRow).where(_WORKING, over(now)).order_by(ReceiptRow.id)
            rows = session.scalars(wanted.with_for_update(skip_locked=True)).all()
            lost = [row for row in rows if row.id not in spared]
            for row in lost:
                _lose(session, row, now, None, self._ends())
            changed += [row for row in lost if row.removed_at is None]
        return [row.id for row in lost]

    def _ends(self, seconds: float | None = None) -> attempts.Ends:
        return attempts.Ends(seconds, self._calendar)

    def waiting_suspects(self) -> Sequence[str]:
        """Receipts that wait and have stopped a worker before, the oldest first."""
        wanted = select(ReceiptRow.id).where(_WAITS, ReceiptRow.lost > 0)
        with self._read() as session:
            return session.scalars(wanted.order_by(ReceiptRow.queued_at)).all()

    def waits_since(self, keys: Collection[str]) -> float | None:
        """Seconds since a receipt that is not finished first failed with one of these keys.

        None when none did.
        """
        open_ones = [Status.PENDING.value, Status.PROCESSING.value]
        first = (
            select(func.min(AttemptRow.ended_at))
            .join(ReceiptRow, ReceiptRow.id == AttemptRow.receipt_id)
            .where(ReceiptRow.status.in_(open_ones), ReceiptRow.failure_key.in_(keys))
            .where(ReceiptRow.removed_at.is_(None), ReceiptRow.held.is_(False))
            .where(AttemptRow.failure_key.in_(keys), AttemptRow.run == ReceiptRow.run)
        )
        with self._read() as session:
            began, now = session.scalar(first), clock(session)
        return None if began is None else between(began, now, LONGEST_WAIT) or 0.0


_WORKING = ReceiptRow.status == Status.PROCESSING.value
_WAITS = and_(
    ReceiptRow.status == Status.PENDING.value,
    ReceiptRow.removed_at.is_(None),
    ReceiptRow.held.is_(False),
)
_Other = aliased(ReceiptRow)
_SUSPECT_AT_WORK = exists().where(
    _Other.status == Status.PROCESSING.value, _Other.lost > 0, _Other.removed_at.is_(None)
)


_TAKE = (
    update(ReceiptRow)
    .where(
        ReceiptRow.id == bindparam("receipt"),
        _WAITS,
        or_(ReceiptRow.lost == 0, ~_SUSPECT_AT_WORK),
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
"""The update that takes a row, built once.

Of those that have stopped a worker before one runs at a time: when a worker dies again, it is
known over which receipt.
"""


def _report(receipt_id: str, owner: str, values: Mapping[str, object]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """The update that says how far a held row is."""
    held = (ReceiptRow.lease_owner == owner, ReceiptRow.removed_at.is_(None))
    return (
        update(ReceiptRow)
        .where(ReceiptRow.id == receipt_id, *held)
        .values(**values, version=ReceiptRow.version + 1)
        .returning(ReceiptRow)
        .execution_options(synchronize_session=False)
    )


def _expired(now: datetime, lease_seconds: float) -> ColumnElement[bool]:
    latest = now + timedelta(seconds=lease_seconds * UNTRUSTED)
    return or_(ReceiptRow.lease_until < now, ReceiptRow.lease_until > latest)


def _held_by(process: str) -> ColumnElement[bool]:
    return ReceiptRow.lease_owner.startswith(f"{process}:", autoescape=True)


def _held(session: Session, receipt_id: str, owner: str) -> ReceiptRow | None:
    row = session.get(ReceiptRow, receipt_id, with_for_update=True)
    held = row is not None and row.lease_owner == owner and row.removed_at is None
    return row if held else None


def _lose(
    session: Session,
    row: ReceiptRow,
    now: datetime,
    error: ReceiptError | None,
    ends: attempts.Ends,
) -> None:
    """Note that a worker was lost over this row; the third time is the last."""
    row.lost += 1
    if row.lost < LOST_ALLOWED:
        corrections.wait_again(row, now)
        attempts.end(session, row, Outcome.LOST, error, ends=ends)
        return
    attempts.end(session, row, Outcome.LOST, error, ends=ends, final=True)
    poison = attempts.poison(session, row)
    corrections.fail(row, poison)
