"""Durations and statistics while the clock on the wall is set to and fro."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import event, insert, text

from receipt_desktop.domain.errors import InsufficientMemory, ProcessingError
from receipt_desktop.domain.jobs import seconds_between
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.store import base
from receipt_desktop.store.history_tables import OutcomeRow
from receipt_desktop.store.revisions import MIGRATIONS_FOLDER
from receipt_desktop.store.statistics_clock import DISTRUST_SECONDS, StatisticsClock
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import SAMPLE_READING

YEAR, HOUR = timedelta(days=365), timedelta(hours=1)
LONGEST_JUMP = timedelta(days=1)
START = datetime(2024, 5, 1, 12, tzinfo=UTC)
Set = Callable[[timedelta], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets the wall clock so far from what it is."""

    def by(offset: timedelta) -> None:
        class Shifted(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + offset

        monkeypatch.setattr(base, "datetime", Shifted)

    return by


def add_receipt(store: Store, name: str) -> Receipt:
    return store.add_receipt(name, f"{hash(name) % 10**10:064}", Priority.NORMAL, ReadOptions())


def read_receipt(store: Store, name: str, set_clock: Set, *jumps: timedelta) -> Receipt:
    """A receipt that waited 2 s and took 3 s, while the clock was set at its start and end."""
    receipt = add_receipt(store, name)
    before, after = jumps
    set_clock(before)
    assert store.claim_receipt(receipt.id, "w", 60, 2.0)
    set_clock(after)
    done = store.finish_attempt(receipt.id, "w", SAMPLE_READING, 3.0)
    assert done
    return done


JUMPS = [(HOUR, -2 * HOUR), (YEAR, timedelta()), (-YEAR, YEAR), (timedelta(), -YEAR)]


@pytest.mark.parametrize("jumps", JUMPS)
def test_durations_are_what_they_were(
    file_store: Store, set_clock: Set, jumps: tuple[timedelta, timedelta]
) -> None:
    receipt = read_receipt(file_store, "a", set_clock, *jumps)
    (attempt,) = file_store.find_attempts(receipt.id)
    assert (attempt.wait_seconds, attempt.run_seconds) == (2.0, 3.0)
    assert attempt.ended_at
    assert attempt.ended_at >= attempt.started_at


def test_statistics_survive_all_clock_jumps(file_store: Store, set_clock: Set) -> None:
    set_clock(timedelta())
    file_store.prune_job_records()
    read_receipt(file_store, "first", set_clock, timedelta(), timedelta())
    for number, jumps in enumerate(JUMPS):
        read_receipt(file_store, str(number), set_clock, *jumps)
        file_store.prune_job_records()
    set_clock(timedelta())
    found = file_store.compute_statistics()
    assert found.completed == found.running.count == 1 + len(JUMPS)
    assert (found.running.average, found.waiting.average) == (3.0, 2.0)
    assert len(found.days) <= 2
    assert file_store.count_recent_outcomes(timedelta(hours=3))[0] == 1 + len(JUMPS)


def test_a_clock_that_is_wrong_from_the_first_receipt_on(file_store: Store, set_clock: Set) -> None:
    read_receipt(file_store, "a", set_clock, YEAR, YEAR)
    set_clock(timedelta())
    assert file_store.compute_statistics().last_hour == 1


def test_records_dated_in_the_future_are_kept_and_not_counted(file_store: Store) -> None:
    now = datetime.now(UTC)
    with file_store._transaction() as (session, _):
        for days in (-1, 365):
            values = {"receipt_id": "x", "ended_at": now + timedelta(days=days), "completed": True,
                      "waited": 1.0, "ran": 1.0, "attempts": 1}  # fmt: skip
            session.execute(insert(OutcomeRow).values(values))
    found = file_store.compute_statistics()
    assert (found.completed, found.last_hour, len(found.days), len(found.hours)) == (1, 0, 1, 0)
    assert file_store.count_outcomes_since(now - timedelta(hours=1)) == (0, 0)
    file_store.prune_job_records()
    with file_store._read_session() as session:
        assert session.query(OutcomeRow).count() == 2


def test_a_start_with_a_wrong_clock_prunes_nothing(file_store: Store, set_clock: Set) -> None:
    read_receipt(file_store, "a", set_clock, timedelta(), timedelta())
    set_clock(YEAR)
    again = Store(str(file_store._engine.url))
    again.prune_job_records()
    again.close()
    set_clock(timedelta())
    assert file_store.compute_statistics().completed == 1


def test_unmeasured_attempts_take_their_duration_from_their_dates(
    file_store: Store, set_clock: Set
) -> None:
    receipt = add_receipt(file_store, "a")
    assert file_store.claim_receipt(receipt.id, "w", 60)
    set_clock(YEAR)
    file_store.fail_attempt(receipt.id, "w", ProcessingError("unexpected"))
    (attempt,) = file_store.find_attempts(receipt.id)
    assert attempt.run_seconds is None
    assert file_store.compute_statistics().running.count == 0


def test_the_oldest_wait_ignores_clock_jumps(file_store: Store, set_clock: Set) -> None:
    add_receipt(file_store, "a")
    set_clock(YEAR)
    assert file_store.oldest_wait_seconds() is None
    set_clock(-YEAR)
    assert file_store.oldest_wait_seconds() == 0.0


def test_how_long_receipts_wait_for_memory(file_store: Store, set_clock: Set) -> None:
    assert file_store.seconds_since_failure(["memory_short"]) is None
    receipt = add_receipt(file_store, "a")
    for minutes in (0, 5):
        set_clock(timedelta(minutes=minutes))
        assert file_store.claim_receipt(receipt.id, "w", 600)
        file_store.requeue_receipt(receipt.id, "w", InsufficientMemory(), 15.0, counts=False)
    set_clock(timedelta(minutes=10))
    assert file_store.seconds_since_failure(["memory_short"]) == pytest.approx(600, abs=5)
    assert file_store.seconds_since_failure(["reader_fails"]) is None
    assert file_store.claim_receipt(receipt.id, "w", 600)
    assert file_store.seconds_since_failure(["memory_short"]) is not None
    assert file_store.finish_attempt(receipt.id, "w", SAMPLE_READING)
    assert file_store.seconds_since_failure(["memory_short"]) is None


def test_a_wait_for_memory_is_found_without_a_look_at_every_receipt(file_store: Store) -> None:
    """The health of the queue asks for it after each approval, of 100,000 receipts too."""
    asked: list[tuple[str, Any]] = []
    engine = file_store._engine

    @event.listens_for(engine, "before_cursor_execute")
    def note(*details: Any) -> None:
        asked.append((details[2], details[3]))

    file_store.seconds_since_failure(["memory_short", "memory_file"])
    wanted = [(words, values) for words, values in asked if "min(" in words]
    with engine.connect() as connection:
        plans = [
            row.detail
            for words, values in wanted
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
        ]
    assert len(wanted) == 2
    searches = [plan for plan in plans if "receipts USING" in plan]
    assert searches
    assert all("(status=?" in plan for plan in searches)


def test_seconds_between_two_dates() -> None:
    assert seconds_between(START, START + HOUR, LONGEST_JUMP) == 3600.0
    assert seconds_between(START, START - timedelta(seconds=2), LONGEST_JUMP) == 0.0
    assert seconds_between(START, START - HOUR, LONGEST_JUMP) is None
    assert seconds_between(START, START + YEAR, LONGEST_JUMP) is None


class SteadyClock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_statistics_clock_distrusts_a_jump_for_a_day() -> None:
    steady = SteadyClock()
    calendar = StatisticsClock(steady)
    assert calendar.resolve_date(START) == START
    steady.now += 60
    assert calendar.resolve_date(START + YEAR) == START + timedelta(seconds=60)
    steady.now += 60
    assert calendar.resolve_date(START - YEAR) == START + timedelta(seconds=120)
    assert calendar.resolve_date(START + timedelta(seconds=121)) == START + timedelta(seconds=121)
    assert calendar.resolve_date(START - YEAR) == START + timedelta(seconds=121)
    steady.now += DISTRUST_SECONDS + 1
    assert calendar.resolve_date(START - YEAR) == START - YEAR
    steady.now += 1
    assert calendar.resolve_date(START - YEAR) == START - YEAR


def test_a_jump_after_sleep_is_accepted() -> None:
    calendar = StatisticsClock(SteadyClock())
    calendar.resolve_date(START)
    assert calendar.resolve_date(START + timedelta(days=14)) == START + timedelta(days=14)
    assert (
        calendar.resolve_date(START + timedelta(days=14) - HOUR)
        == START + timedelta(days=14) - HOUR
    )


OLD_RECEIPT_SQL = """
INSERT INTO outcomes (receipt_id, ended_at, completed, waited, ran, attempts)
VALUES ('a', '2024-05-01 12:00:00', true, 1.0, 14337821.6, 1),
       ('b', '2024-05-01 12:00:00', true, 99999999.0, 2.5, 1)
"""
OLD_ATTEMPTS_SQL = """
INSERT INTO attempts (receipt_id, run, number, worker, queued_at, started_at, ended_at, outcome,
                      stages)
SELECT id, 1, {number}, 'w', '2024-05-01 12:00:00', '2024-05-01 12:00:04', {ended}, 'completed',
       '{{}}'
FROM receipts
"""


def test_plausible_durations_of_older_records_are_kept(store: Store) -> None:
    add_receipt(store, "a")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER))
    with store._engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
        connection.execute(text(OLD_RECEIPT_SQL))
        for number, ended in enumerate(("2024-05-01 12:00:05.5", "2025-05-01", "2023-05-01"), 1):
            connection.execute(text(OLD_ATTEMPTS_SQL.format(number=number, ended=f"'{ended}'")))
        connection.execute(text(OLD_ATTEMPTS_SQL.format(number=4, ended="NULL")))
        command.upgrade(config, "head")
        outcomes = connection.execute(text("SELECT waited, ran FROM outcomes ORDER BY receipt_id"))
        assert outcomes.all() == [(1.0, None), (None, 2.5)]
        rows = connection.execute(text("SELECT waited, seconds FROM attempts ORDER BY number"))
        assert rows.all() == [(4.0, 1.5), (4.0, None), (4.0, None), (4.0, None)]
