"""Queries for jobs, failures and statistics; pruning of job records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.jobs import (
    CLOCK_TOLERANCE,
    MAX_COMPLETED_JOBS,
    MAX_FAILED_JOBS,
    MAX_WAIT_TIME,
    STATISTICS_DAYS,
    Attempt,
    AttemptOutcome,
    FailureGroup,
    Job,
    JobQuery,
    Statistics,
    seconds_between,
)
from receipt_desktop.domain.receipt import Status
from receipt_desktop.messages import current_key
from receipt_desktop.store import attempt_records, queries
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.history_tables import AttemptRow, OutcomeRow
from receipt_desktop.store.statistics import (
    _group_by_time,
    _start_of_day,
    _start_of_hour,
    summarize_durations,
)
from receipt_desktop.store.tables import ReceiptRow

RECENT_HOURS = 24
_JOB_COLUMNS = (AttemptRow.receipt_id, AttemptRow.run)


class JobHistory(StoreBase):
    """Queries for jobs, failures and statistics."""

    def find_jobs(self, query: JobQuery) -> list[Job]:
        """The matching jobs, each with its last attempt, newest first."""
        last = (
            select(func.max(AttemptRow.id).label("id"), func.count().label("attempts"))
            .group_by(*_JOB_COLUMNS)
            .subquery()
        )
        wanted = (
            select(AttemptRow, ReceiptRow.file_name, last.c.attempts)
            .join(last, AttemptRow.id == last.c.id)
            .join(ReceiptRow, ReceiptRow.id == AttemptRow.receipt_id)
            .where(queries.IS_PRESENT, *_job_conditions(query))
            .order_by(AttemptRow.started_at.desc(), AttemptRow.id.desc())
            .limit(query.limit)
        )
        with self._read_session() as session:
            return [
                Job(row.receipt_id, name, row.run, count, attempt_records.to_attempt(row))
                for row, name, count in session.execute(wanted)
            ]

    def find_attempts(self, receipt_id: str) -> tuple[Attempt, ...]:
        """The recorded attempts of all jobs of a receipt, oldest first."""
        wanted = select(AttemptRow).where(AttemptRow.receipt_id == receipt_id)
        with self._read_session() as session:
            rows = session.scalars(wanted.order_by(AttemptRow.id))
            return tuple(attempt_records.to_attempt(row) for row in rows)

    def find_failure_groups(self) -> list[FailureGroup]:
        """Failed receipts by error class and message, the largest group first."""
        last = (
            select(AttemptRow.receipt_id, func.max(AttemptRow.id).label("id"))
            .group_by(AttemptRow.receipt_id)
            .subquery()
        )
        wanted = (
            select(ReceiptRow, AttemptRow.error_class)
            .outerjoin(last, last.c.receipt_id == ReceiptRow.id)
            .outerjoin(AttemptRow, AttemptRow.id == last.c.id)
            .where(queries.IS_PRESENT, ReceiptRow.status == Status.FAILED.value)
            .order_by(ReceiptRow.completed_at.desc())
        )
        groups: dict[tuple[str, str, str], list[ReceiptRow]] = defaultdict(list)
        with self._read_session() as session:
            for row, error_class in session.execute(wanted):
                groups[_failure_kind(row, error_class)].append(row)
        return sorted(
            (_make_failure_group(kind, rows) for kind, rows in groups.items()), key=_group_sort_key
        )

    def compute_statistics(self) -> Statistics:
        """Statistics of the terminal outcomes of the last `STATISTICS_DAYS` days."""
        with self._read_session() as session:
            now = self._calendar.resolve_date(get_database_time(session))
            rows = session.execute(
                _select_outcomes(now - timedelta(days=STATISTICS_DAYS), now)
            ).all()
            oldest = _oldest_wait_seconds(session)
        hour_ago = now - timedelta(hours=1)
        done = sum(1 for row in rows if row.completed)
        return Statistics(
            completed=done,
            failed=len(rows) - done,
            waiting=summarize_durations([row.waited for row in rows]),
            running=summarize_durations([row.ran for row in rows]),
            oldest_waiting=oldest,
            last_hour=sum(1 for row in rows if row.ended_at > hour_ago),
            hours=_group_by_time(
                (r for r in rows if r.ended_at > now - timedelta(hours=RECENT_HOURS)),
                _start_of_hour,
            ),
            days=_group_by_time(rows, _start_of_day),
        )

    def oldest_wait_seconds(self) -> float | None:
        """The age of the oldest waiting receipt in seconds; None if none waits."""
        with self._read_session() as session:
            return _oldest_wait_seconds(session)

    def longest_remaining_seconds(self) -> float:
        """What the slowest running attempt expects to take, in seconds; 0 if nothing is known."""
        wanted = select(func.max(ReceiptRow.remaining)).where(
            queries.IS_PRESENT, ReceiptRow.status == Status.PROCESSING.value
        )
        with self._read_session() as session:
            return session.scalar(wanted) or 0.0

    def count_recent_outcomes(self, span: timedelta) -> tuple[int, int]:
        """The numbers of completed and failed receipts in this period up to now."""
        with self._read_session() as session:
            now = self._calendar.resolve_date(get_database_time(session))
        return self.count_outcomes_since(now - span)

    def count_outcomes_since(self, moment: datetime) -> tuple[int, int]:
        """The numbers of completed and failed receipts since then."""
        wanted = select(OutcomeRow.completed, func.count()).where(OutcomeRow.ended_at > moment)
        with self._read_session() as session:
            latest = self._calendar.resolve_date(get_database_time(session)) + CLOCK_TOLERANCE
            wanted = wanted.where(OutcomeRow.ended_at <= latest)
            found = dict(session.execute(wanted.group_by(OutcomeRow.completed)).all())
        return found.get(True, 0), found.get(False, 0)

    def list_stage_seconds(self, count: int) -> list[dict[str, float]]:
        """Seconds by stage of the last `count` completed attempts, oldest first."""
        wanted = (
            select(AttemptRow.stages)
            .where(AttemptRow.outcome == AttemptOutcome.COMPLETED.value)
            .order_by(AttemptRow.id.desc())
            .limit(count)
        )
        with self._read_session() as session:
            return list(session.scalars(wanted))[::-1]

    def prune_job_records(self) -> int:
        """Prune job records and statistics; returns the number of deleted attempts.

        The limits are `MAX_COMPLETED_JOBS`, `MAX_FAILED_JOBS` and `STATISTICS_DAYS`. Receipts and
        the audit log are never pruned.
        """
        with self._transaction() as (session, _):
            now = self._calendar.resolve_date(get_database_time(session))
            newest = session.scalar(
                select(func.max(OutcomeRow.ended_at)).where(OutcomeRow.ended_at <= now)
            )
            if self._calendar.may_prune(now, newest):
                old = now - timedelta(days=STATISTICS_DAYS)
                session.execute(delete(OutcomeRow).where(OutcomeRow.ended_at < old))
            deleted = 0
            for receipt_id, run in _find_prunable_jobs(session):
                statement = delete(AttemptRow).where(
                    AttemptRow.receipt_id == receipt_id, AttemptRow.run == run
                )
                deleted += session.execute(statement).rowcount  # type: ignore[attr-defined]  # of a DELETE
        return deleted


_SELECT_OLDEST_QUEUED = select(func.min(ReceiptRow.queued_at)).where(queries.IS_WAITING)


def _job_conditions(query: JobQuery) -> Iterator[ColumnElement[bool]]:
    columns = (
        ReceiptRow.file_name,
        ReceiptRow.id,
        AttemptRow.worker,
        AttemptRow.error_class,
        AttemptRow.failure_sentence,
    )
    for word in query.text.casefold().split():
        yield or_(*(func.lower(column).contains(word, autoescape=True) for column in columns))
    if query.outcomes:
        yield AttemptRow.outcome.in_([outcome.value for outcome in query.outcomes])
    if query.receipt_ids is not None:
        yield AttemptRow.receipt_id.in_(query.receipt_ids)


def _failure_kind(row: ReceiptRow, error_class: str | None) -> tuple[str, str, str]:
    """The group of a failure: error code, class, and the sentence independent of the file."""
    return (
        row.failure_code or "",
        error_class or "",
        current_key(row.failure_key or "") or row.failure_sentence or "",
    )


def _make_failure_group(kind: tuple[str, str, str], rows: Sequence[ReceiptRow]) -> FailureGroup:
    newest = rows[0]
    return FailureGroup(
        code=kind[0],
        error_class=kind[1],
        sentence=newest.failure_sentence or "",
        key=newest.failure_key or "",
        details=newest.failure_details or {},
        count=len(rows),
        receipt_ids=tuple(row.id for row in rows),
        last_at=newest.completed_at or newest.created_at,
    )


def _group_sort_key(group: FailureGroup) -> tuple[int, str]:
    return -group.count, group.code


def _select_outcomes(moment: datetime, now: datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Outcomes since `moment`, without those that a wrong clock dated in the future."""
    columns = (OutcomeRow.ended_at, OutcomeRow.completed, OutcomeRow.waited, OutcomeRow.ran)
    recent = OutcomeRow.ended_at > moment, OutcomeRow.ended_at <= now + CLOCK_TOLERANCE
    return select(*columns).where(*recent).order_by(OutcomeRow.ended_at)


def _oldest_wait_seconds(session: Session) -> float | None:
    """The age of the oldest waiting receipt in seconds; None if none waits or if unknown."""
    oldest = session.scalar(_SELECT_OLDEST_QUEUED)
    if oldest is None:
        return None
    now = get_database_time(session)
    return seconds_between(min(oldest, now), now, MAX_WAIT_TIME)


def _find_prunable_jobs(session: Session) -> Iterator[tuple[str, int]]:
    """Finished jobs beyond the limit of their outcome."""
    last = select(func.max(AttemptRow.id)).group_by(*_JOB_COLUMNS)
    limits = {AttemptOutcome.COMPLETED: MAX_COMPLETED_JOBS, AttemptOutcome.FAILED: MAX_FAILED_JOBS}
    for outcome, limit in limits.items():
        ends = {outcome.value}
        if outcome is AttemptOutcome.FAILED:
            ends |= {AttemptOutcome.CANCELLED.value, AttemptOutcome.LOST.value}
        over = (
            select(*_JOB_COLUMNS)
            .join(ReceiptRow, ReceiptRow.id == AttemptRow.receipt_id)
            .where(AttemptRow.id.in_(last), AttemptRow.outcome.in_(ends), _JOB_HAS_ENDED)
            .order_by(AttemptRow.id.desc())
            .offset(limit)
            .limit(100_000)
        )
        yield from session.execute(over).all()


_JOB_HAS_ENDED = or_(AttemptRow.run < ReceiptRow.run, queries.IS_FINISHED)
