"""Records of attempts and outcomes. The caller owns the transaction."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.display import make_storable
from receipt_desktop.domain.errors import ProcessingError, ReceiptError
from receipt_desktop.domain.jobs import (
    CLOCK_TOLERANCE,
    MAX_LOST_WORKERS,
    MAX_RUN_TIME,
    MAX_WAIT_TIME,
    Attempt,
    AttemptOutcome,
    seconds_between,
)
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.logs.redaction import mask_card_numbers
from receipt_desktop.store.base import get_database_time
from receipt_desktop.store.history_tables import AttemptRow, OutcomeRow
from receipt_desktop.store.statistics_clock import StatisticsClock
from receipt_desktop.store.tables import ReceiptRow

TERMINAL_OUTCOMES = frozenset({AttemptOutcome.COMPLETED, AttemptOutcome.FAILED})
MAX_TRACE_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class AttemptEnd:
    """Duration and date of the end of an attempt."""

    seconds: float | None = None
    """Duration by a monotonic clock; None to take the difference of the dates."""
    clock: StatisticsClock = field(default_factory=StatisticsClock)
    """Clock for the date of the outcome in the statistics."""


def begin_attempt(
    session: Session, row: ReceiptRow, worker: str, now: datetime, waited: float | None = None
) -> None:
    """Record the start of an attempt; `waited` in seconds by a monotonic clock, if known."""
    earlier = select(func.coalesce(func.max(AttemptRow.number), 0)).where(*_job_conditions(row))
    by_dates = seconds_between(row.queued_at, now, MAX_WAIT_TIME)
    session.execute(
        insert(AttemptRow.__table__).values(  # type: ignore[arg-type]  # a Table
            receipt_id=row.id,
            run=row.run,
            number=earlier.scalar_subquery() + 1,
            worker=worker,
            queued_at=row.queued_at,
            started_at=now,
            outcome=AttemptOutcome.RUNNING.value,
            stages={},
            waited=_round_seconds(by_dates if waited is None else waited),
        )
    )


def end_attempt(
    session: Session,
    row: ReceiptRow,
    outcome: AttemptOutcome,
    error: ReceiptError | None = None,
    stages: Mapping[str, float] | None = None,
    *,
    ends: AttemptEnd | None = None,
    final: bool = False,
) -> None:
    """Record the end of a row's running attempt, and the outcome if it is terminal.

    `final`: the receipt is not retried, whatever the outcome of this attempt.
    """
    now, ends = get_database_time(session), ends or AttemptEnd()
    job = session.scalars(select(AttemptRow).where(*_job_conditions(row))).all()
    for attempt in job:
        if attempt.outcome != AttemptOutcome.RUNNING.value:
            continue
        by_dates = seconds_between(attempt.started_at, now, MAX_RUN_TIME)
        attempt.seconds = _round_seconds(by_dates if ends.seconds is None else ends.seconds)
        attempt.ended_at, attempt.outcome = _choose_end_date(attempt, now), outcome.value
        attempt.stages = dict(stages or {})
        _record_error(attempt, error)
    if final or outcome in TERMINAL_OUTCOMES:
        date = ends.clock.resolve_date(now)
        completed = outcome is AttemptOutcome.COMPLETED
        _add_outcome(session, job, row.id, completed=completed, now=date, error=error)


def _choose_end_date(attempt: AttemptRow, now: datetime) -> datetime:
    """Now, or the start plus the duration if the clock was changed meanwhile."""
    if attempt.seconds is None:
        return max(now, attempt.started_at)
    end = attempt.started_at + timedelta(seconds=attempt.seconds)
    return now if abs(now - end) <= CLOCK_TOLERANCE and now >= attempt.started_at else end


def _record_error(attempt: AttemptRow, error: ReceiptError | None) -> None:
    if error is None:
        return
    attempt.failure_code, attempt.failure_sentence = error.code, error.sentence
    attempt.failure_key, attempt.failure_details = error.key, error.plain_details
    cause = error.__cause__
    attempt.error_class = type(cause or error).__name__
    if cause is not None:
        trace = "".join(traceback.format_exception(cause))[-MAX_TRACE_CHARACTERS:]
        attempt.trace = make_storable(mask_card_numbers(trace))


def _add_outcome(
    session: Session,
    attempts: Sequence[AttemptRow],
    receipt_id: str,
    *,
    completed: bool,
    now: datetime,
    error: ReceiptError | None,
) -> None:
    """Add a terminal outcome, with the total durations of its job's attempts."""
    job = [to_attempt(one) for one in attempts]
    session.add(
        OutcomeRow(
            receipt_id=receipt_id,
            ended_at=now,
            completed=completed,
            waited=_sum_known(one.wait_seconds for one in job),
            ran=_sum_known(one.run_seconds for one in job),
            attempts=len(job),
            code=None if completed else (error or ProcessingError).code,
        )
    )


def _sum_known(seconds: Iterable[float | None]) -> float | None:
    """The sum of the known durations; None if all are unknown."""
    known = [one for one in seconds if one is not None]
    return _round_seconds(sum(known)) if known else None


def _round_seconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def make_poison_error(session: Session, row: ReceiptRow) -> ProcessingError:
    """The error for a receipt that crashed its worker too often, with the times."""
    lost = select(AttemptRow.ended_at).where(
        *_job_conditions(row), AttemptRow.outcome == AttemptOutcome.LOST.value
    )
    session.flush()
    ends = [f"{at:%Y-%m-%d %H:%M:%S}" for at in session.scalars(lost) if at]
    return ProcessingError("poison", times=MAX_LOST_WORKERS, when=", ".join(ends))


def _job_conditions(row: ReceiptRow):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return AttemptRow.receipt_id == row.id, AttemptRow.run == row.run


def to_attempt(row: AttemptRow) -> Attempt:
    """The snapshot of a row."""
    failure = None
    if row.failure_code is not None:
        details = row.failure_details or {}
        failure = Failure(
            row.failure_code, row.failure_sentence or "", row.failure_key or "", details
        )
    return Attempt(
        receipt_id=row.receipt_id,
        run=row.run,
        number=row.number,
        worker=row.worker,
        queued_at=row.queued_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=AttemptOutcome(row.outcome),
        stages=row.stages,
        failure=failure,
        error_class=row.error_class,
        trace=row.trace,
        measured_seconds=row.seconds,
        measured_wait=row.waited,
    )
