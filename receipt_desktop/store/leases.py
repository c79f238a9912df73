"""Leases on receipts: claim, renew, finish and release, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.jobs import (
    MAX_LOST_WORKERS,
    MAX_WAIT_TIME,
    AttemptOutcome,
    seconds_between,
)
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import Receipt, Stage
from receipt_desktop.domain.suppliers import RuleValue
from receipt_desktop.store import (
    attempt_records,
    category_names,
    queries,
    review_state,
    saved_readings,
    transitions,
)
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.history_tables import AttemptRow
from receipt_desktop.store.lease_statements import (
    CLAIM_STATEMENT,
    is_expired,
    is_held_by,
    make_progress_statement,
)
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.source_values import apply_source_values
from receipt_desktop.store.supplier_assignment import approve_proven, assign_supplier
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.validation.supplier_keys import read_letterhead

StageSeconds = Mapping[str, float]


class Leases(StoreBase):
    """Commands of the workers. All but `claim_receipt` do nothing without a lease."""

    def claim_receipt(
        self, receipt_id: str, owner: str, seconds: float, waited: float | None = None
    ) -> Receipt | None:
        """Claim a waiting receipt; None if it is not waiting or held by another worker.

        `waited`: seconds in the queue by a monotonic clock, if known.
        """
        with self._transaction(durable=False) as (session, changed):
            now = get_database_time(session)
            until = now + timedelta(seconds=seconds)
            parameters = {"receipt": receipt_id, "owner": owner, "until": until, "now": now}
            row = session.scalars(CLAIM_STATEMENT, parameters).first()
            if row is None:
                return None
            attempt_records.begin_attempt(session, row, owner, now, waited)
            claimed = to_receipt(row)
            changed.append(claimed)
        return claimed

    def renew_leases(self, held: Mapping[str, str], seconds: float) -> set[str]:
        """Extend leases (owner by receipt id) to `seconds` from now; the ids still held."""
        if not held:
            return set()
        renewed = set()
        with self._transaction(durable=False) as (session, _):
            until = get_database_time(session) + timedelta(seconds=seconds)
            for receipt_id in sorted(held):
                row = _get_leased_row(session, receipt_id, held[receipt_id])
                if row:
                    row.lease_until = until
                    renewed.add(receipt_id)
        return renewed

    def update_progress(
        self, receipt_id: str, owner: str, stage: Stage, percent: int, remaining: float | None
    ) -> None:
        """Store the progress of an attempt; `remaining` in seconds."""
        values = {"stage": stage.value, "progress": percent, "remaining": remaining}
        with self._transaction(durable=False) as (session, changed):
            row = session.scalars(make_progress_statement(receipt_id, owner, values)).first()
            if row:
                changed.append(to_receipt(row))

    def finish_attempt(
        self,
        receipt_id: str,
        owner: str,
        reading: Reading,
        seconds: float | None = None,
        by_rules: Sequence[RuleValue] = (),
    ) -> Receipt | None:
        """Store the reading and complete the receipt in one transaction.

        `seconds`: the duration of the attempt by a monotonic clock, here and below. `by_rules` are
        the values that the rules of its supplier give it.
        """
        head = read_letterhead(reading.checked.draft, reading.text)
        with self._transaction() as (session, changed), session.no_autoflush:
            row = _get_leased_row(session, receipt_id, owner)
            if row is None:
                return None
            reading = category_names.adopt_name(session, reading)
            reading = apply_source_values(row, reading)
            saved_readings.save_reading(session, receipt_id, reading, by_rules)
            supplier = assign_supplier(session, receipt_id, head)
            transitions.mark_completed(session, row, reading)
            approve_proven(session, row, supplier)
            stages = reading.stage_seconds
            attempt_records.end_attempt(
                session,
                row,
                AttemptOutcome.COMPLETED,
                None,
                stages,
                ends=self._make_attempt_end(seconds),
            )
            changed += [row, *review_state.recheck_dependents(session, row)]
        return to_receipt(row)

    def fail_attempt(
        self,
        receipt_id: str,
        owner: str,
        error: ReceiptError,
        stages: StageSeconds | None = None,
        seconds: float | None = None,
    ) -> Receipt | None:
        """Fail the receipt; it is not retried."""
        with self._transaction() as (session, changed):
            row = _get_leased_row(session, receipt_id, owner)
            if row is None:
                return None
            transitions.mark_failed(row, error)
            attempt_records.end_attempt(
                session,
                row,
                AttemptOutcome.FAILED,
                error,
                stages,
                ends=self._make_attempt_end(seconds),
            )
            changed.append(row)
        return to_receipt(row)

    def requeue_receipt(
        self,
        receipt_id: str,
        owner: str,
        error: ReceiptError | None,
        delay: float = 0.0,
        stages: StageSeconds | None = None,
        *,
        counts: bool = True,
        seconds: float | None = None,
    ) -> Receipt | None:
        """Return the receipt to the queue for at least `delay` seconds; its error is stored.

        Without an error, or with `counts=False`, the attempt does not count.
        """
        with self._transaction() as (session, changed):
            row = _get_leased_row(session, receipt_id, owner)
            if row is None:
                return None
            transitions.mark_waiting(row, get_database_time(session), delay)
            if error:
                transitions.record_failure(row, error)
            if error is None or not counts:
                row.attempts -= 1
            outcome = AttemptOutcome.RETRIED if error else AttemptOutcome.PUT_BACK
            attempt_records.end_attempt(
                session, row, outcome, error, stages, ends=self._make_attempt_end(seconds)
            )
            changed.append(row)
        return to_receipt(row)

    def mark_worker_lost(
        self, receipt_id: str, owner: str, error: ReceiptError, seconds: float | None = None
    ) -> Receipt | None:
        """Requeue a receipt that crashed its worker, or fail it the third time."""
        with self._transaction() as (session, changed):
            row = _get_leased_row(session, receipt_id, owner)
            if row is None:
                return None
            transitions.record_failure(row, error)
            _record_lost_worker(
                session, row, get_database_time(session), error, self._make_attempt_end(seconds)
            )
            changed.append(row)
        return to_receipt(row)

    def release_expired(self, lease_seconds: float, spared: Collection[str] = ()) -> list[str]:
        """Requeue receipts whose lease has expired, except `spared` ids; returns their ids.

        A receipt that has lost its third worker fails instead.
        """
        return self._release_leases(lambda now: is_expired(now, lease_seconds), spared)

    def release_processes(
        self, processes: Collection[str], spared: Collection[str] = ()
    ) -> list[str]:
        """Requeue the receipts held by these processes, which have ended.

        Like `release_expired`, but at once and independent of clocks.
        """
        held = or_(false(), *(is_held_by(process) for process in processes))
        return self._release_leases(lambda _: held, spared)

    def list_lease_holders(self) -> frozenset[str]:
        """The names of the processes that hold leases."""
        wanted = select(ReceiptRow.lease_owner).where(queries.IS_PROCESSING).distinct()
        with self._read_session() as session:
            return frozenset(str(owner).rpartition(":")[0] for owner in session.scalars(wanted))

    def _release_leases(
        self, over: Callable[[datetime], ColumnElement[bool]], spared: Collection[str]
    ) -> list[str]:
        with self._transaction() as (session, changed):
            now = get_database_time(session)
            wanted = (
                select(ReceiptRow).where(queries.IS_PROCESSING, over(now)).order_by(ReceiptRow.id)
            )
            rows = session.scalars(wanted.with_for_update(skip_locked=True)).all()
            lost = [row for row in rows if row.id not in spared]
            for row in lost:
                _record_lost_worker(session, row, now, None, self._make_attempt_end())
            changed += [row for row in lost if row.removed_at is None]
        return [row.id for row in lost]

    def _make_attempt_end(self, seconds: float | None = None) -> attempt_records.AttemptEnd:
        return attempt_records.AttemptEnd(seconds, self._calendar)

    def list_waiting_suspects(self) -> Sequence[str]:
        """Waiting receipts that have crashed a worker before, the oldest first."""
        wanted = select(ReceiptRow.id).where(queries.IS_WAITING, ReceiptRow.lost > 0)
        with self._read_session() as session:
            return session.scalars(wanted.order_by(ReceiptRow.queued_at)).all()

    def seconds_since_failure(self, keys: Collection[str]) -> float | None:
        """Seconds since an unfinished receipt first failed with one of these keys; None if none."""
        first = (
            select(func.min(AttemptRow.ended_at))
            .join(ReceiptRow, ReceiptRow.id == AttemptRow.receipt_id)
            .where(ReceiptRow.failure_key.in_(keys))
            .where(queries.IS_PRESENT, ReceiptRow.held.is_(False))
            .where(AttemptRow.failure_key.in_(keys), AttemptRow.run == ReceiptRow.run)
        )
        with self._read_session() as session:
            # one status at a time: for two, SQLite looks at every receipt
            starts = [
                session.scalar(first.where(one))
                for one in (queries.IS_PENDING, queries.IS_PROCESSING)
            ]
            now = get_database_time(session)
        began = min((one for one in starts if one is not None), default=None)
        return None if began is None else seconds_between(began, now, MAX_WAIT_TIME) or 0.0


def _get_leased_row(session: Session, receipt_id: str, owner: str) -> ReceiptRow | None:
    row = session.get(ReceiptRow, receipt_id, with_for_update=True)
    held = row is not None and row.lease_owner == owner and row.removed_at is None
    return row if held else None


def _record_lost_worker(
    session: Session,
    row: ReceiptRow,
    now: datetime,
    error: ReceiptError | None,
    ends: attempt_records.AttemptEnd,
) -> None:
    """Record a crashed worker: the receipt is requeued, or fails the third time."""
    row.lost += 1
    if row.lost < MAX_LOST_WORKERS:
        transitions.mark_waiting(row, now)
        attempt_records.end_attempt(session, row, AttemptOutcome.LOST, error, ends=ends)
        return
    attempt_records.end_attempt(session, row, AttemptOutcome.LOST, error, ends=ends, final=True)
    poison = attempt_records.make_poison_error(session, row)
    transitions.mark_failed(row, poison)
