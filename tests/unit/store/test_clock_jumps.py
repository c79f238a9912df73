"""Durations and statistics while the clock on the wall is set to and fro."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, text

from receipt_desktop.errors import MemoryShort, ProcessingError
from receipt_desktop.history import between
from receipt_desktop.receipt import Priority, Receipt, Wish
from receipt_desktop.store import base
from receipt_desktop.store.calendar import DOUBT_SECONDS, Calendar
from receipt_desktop.store.engine import MIGRATIONS
from receipt_desktop.store.record_tables import OutcomeRow
from receipt_desktop.store.store import Store
from tests.unit.store.readings import FULL

YEAR, HOUR = timedelta(days=365), timedelta(hours=1)
LONGEST = timedelta(days=1)
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


def added(store: Store, name: str) -> Receipt:
    return store.add(name, f"{hash(name) % 10**10:064}", "/kept", Priority.NORMAL, Wish())


def read(store: Store, name: str, set_clock: Set, *jumps: timedelta) -> Receipt:
    """A receipt that waited 2 s and took 3 s, while the clock was set at its start and end."""
    receipt = added(store, name)
    before, after = jumps
    set_clock(before)
    assert store.claim(receipt.id, "w", 60, 2.0)
    set_clock(after)
    done = store.finish(receipt.id, "w", FULL, 3.0)
    assert done
    return done


JUMPS = [(HOUR, -2 * HOUR), (YEAR, timedelta()), (-YEAR, YEAR), (timedelta(), -YEAR)]


@pytest.mark.parametrize("jumps", JUMPS)
def test_durations_are_what_they_were(
    file_store: Store, set_clock: Set, jumps: tuple[timedelta, timedelta]
) -> None:
    receipt = read(file_store, "a", set_clock, *jumps)
    (attempt,) = file_store.attempts_of(receipt.id)
    assert (attempt.waited, attempt.ran) == (2.0, 3.0)
    assert attempt.ended_at
    assert attempt.ended_at >= attempt.started_at


def test_statistics_survive_all_of_them(file_store: Store, set_clock: Set) -> None:
    set_clock(timedelta())
    file_store.prune()
    read(file_store, "first", set_clock, timedelta(), timedelta())
    for number, jumps in enumerate(JUMPS):
        read(file_store, str(number), set_clock, *jumps)
        file_store.prune()
    set_clock(timedelta())
    found = file_store.statistics()
    assert found.completed == found.running.count == 1 + len(JUMPS)
    assert (found.running.average, found.waiting.average) == (3.0, 2.0)
    assert len(found.days) <= 2
    assert file_store.outcomes_of_last(timedelta(hours=3))[0] == 1 + len(JUMPS)


def test_a_clock_that_is_wrong_from_the_first_receipt_on(file_store: Store, set_clock: Set) -> None:
    read(file_store, "a", set_clock, YEAR, YEAR)
    set_clock(timedelta())
    assert file_store.statistics().last_hour == 1


def test_what_is_dated_ahead_counts_nowhere_and_is_kept(file_store: Store) -> None:
    now = datetime.now(UTC)
    with file_store._change() as (session, _):
        for days in (-1, 365):
            values = {"receipt_id": "x", "ended_at": now + timedelta(days=days), "completed": True,
                      "waited": 1.0, "ran": 1.0, "attempts": 1}  # fmt: skip
            session.execute(insert(OutcomeRow).values(values))
    found = file_store.statistics()
    assert (found.completed, found.last_hour, len(found.days), len(found.hours)) == (1, 0, 1, 0)
    assert file_store.outcomes_since(now - timedelta(hours=1)) == (0, 0)
    file_store.prune()
    with file_store._read() as session:
        assert session.query(OutcomeRow).count() == 2


def test_a_program_that_starts_with_a_wrong_clock_forgets_nothing(
    file_store: Store, set_clock: Set
) -> None:
    read(file_store, "a", set_clock, timedelta(), timedelta())
    set_clock(YEAR)
    again = Store(str(file_store._engine.url))
    again.prune()
    again.close()
    set_clock(timedelta())
    assert file_store.statistics().completed == 1


def test_unmeasured_attempts_have_what_their_dates_tell(file_store: Store, set_clock: Set) -> None:
    receipt = added(file_store, "a")
    assert file_store.claim(receipt.id, "w", 60)
    set_clock(YEAR)
    file_store.fail(receipt.id, "w", ProcessingError("x"))
    (attempt,) = file_store.attempts_of(receipt.id)
    assert attempt.ran is None
    assert file_store.statistics().running.count == 0


def test_the_oldest_that_waits_does_not_wait_for_years(file_store: Store, set_clock: Set) -> None:
    added(file_store, "a")
    set_clock(YEAR)
    assert file_store.oldest_waiting() is None
    set_clock(-YEAR)
    assert file_store.oldest_waiting() == 0.0


def test_how_long_receipts_wait_for_memory(file_store: Store, set_clock: Set) -> None:
    assert file_store.waits_since(["memory_short"]) is None
    receipt = added(file_store, "a")
    for minutes in (0, 5):
        set_clock(timedelta(minutes=minutes))
        assert file_store.claim(receipt.id, "w", 600)
        file_store.requeue(receipt.id, "w", MemoryShort(), 15.0, counts=False)
    set_clock(timedelta(minutes=10))
    assert file_store.waits_since(["memory_short"]) == pytest.approx(600, abs=5)
    assert file_store.waits_since(["reader_fails"]) is None
    assert file_store.claim(receipt.id, "w", 600)
    assert file_store.waits_since(["memory_short"]) is not None
    assert file_store.finish(receipt.id, "w", FULL)
    assert file_store.waits_since(["memory_short"]) is None


def test_between_two_dates() -> None:
    assert between(START, START + HOUR, LONGEST) == 3600.0
    assert between(START, START - timedelta(seconds=2), LONGEST) == 0.0
    assert between(START, START - HOUR, LONGEST) is None
    assert between(START, START + YEAR, LONGEST) is None


class Steady:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_calendar_doubts_a_clock_that_jumps_for_a_day() -> None:
    steady = Steady()
    calendar = Calendar(steady)
    assert calendar.date(START) == START
    steady.now += 60
    assert calendar.date(START + YEAR) == START + timedelta(seconds=60)
    steady.now += 60
    assert calendar.date(START - YEAR) == START + timedelta(seconds=120)
    assert calendar.date(START + timedelta(seconds=121)) == START + timedelta(seconds=121)
    assert calendar.date(START - YEAR) == START + timedelta(seconds=121)
    steady.now += DOUBT_SECONDS + 1
    assert calendar.date(START - YEAR) == START - YEAR
    steady.now += 1
    assert calendar.date(START - YEAR) == START - YEAR


def test_a_computer_that_slept_is_believed() -> None:
    calendar = Calendar(Steady())
    calendar.date(START)
    assert calendar.date(START + timedelta(days=14)) == START + timedelta(days=14)
    assert calendar.date(START + timedelta(days=14) - HOUR) == START + timedelta(days=14) - HOUR


OLD = """
INSERT INTO outcomes (receipt_id, ended_at, completed, waited, ran, attempts)
VALUES ('a', '2024-05-01 12:00:00', true, 1.0, 14337821.6, 1),
       ('b', '2024-05-01 12:00:00', true, 99999999.0, 2.5, 1)
"""
OLD_ATTEMPTS = """
INSERT INTO attempts (receipt_id, run, number, worker, queued_at, started_at, ended_at, outcome,
                      stages)
SELECT id, 1, {number}, 'w', '2024-05-01 12:00:00', '2024-05-01 12:00:04', {ended}, 'completed',
       '{{}}'
FROM receipts
"""


def test_older_records_keep_what_can_be_true(store: Store) -> None:
    added(store, "a")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store._engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
        connection.execute(text(OLD))
        for number, ended in enumerate(("2024-05-01 12:00:05.5", "2025-05-01", "2023-05-01"), 1):
            connection.execute(text(OLD_ATTEMPTS.format(number=number, ended=f"'{ended}'")))
        connection.execute(text(OLD_ATTEMPTS.format(number=4, ended="NULL")))
        command.upgrade(config, "head")
        outcomes = connection.execute(text("SELECT waited, ran FROM outcomes ORDER BY receipt_id"))
        assert outcomes.all() == [(1.0, None), (None, 2.5)]
        rows = connection.execute(text("SELECT waited, seconds FROM attempts ORDER BY number"))
        assert rows.all() == [(4.0, 1.5), (4.0, None), (4.0, None), (4.0, None)]
