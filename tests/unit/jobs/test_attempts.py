"""What becomes of an attempt, on a real database."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from receipt_desktop.draft import Checked, Draft, Reading
from receipt_desktop.errors import (
    Away,
    Deadline,
    InvalidRequest,
    MemoryShort,
    ProcessingError,
    ReceiptError,
    ServiceUnavailable,
    TimedOut,
)
from receipt_desktop.history import LOST_ALLOWED
from receipt_desktop.jobs.attempts import AWAY_SECONDS, Attempts, Terms, progress_percent
from receipt_desktop.jobs.gate import BACKOFF_SECONDS, Gate
from receipt_desktop.jobs.pace import Pace
from receipt_desktop.page import Text
from receipt_desktop.paths import Paths
from receipt_desktop.pipeline import Report
from receipt_desktop.receipt import STAGE_PROGRESS, Priority, Receipt, Stage, Status, Wish
from receipt_desktop.store.store import Store

NOTHING_READ = Reading(Checked(Draft(), needs_review=True), Text((), (), ()), seconds=0.5)
Process = Callable[[Receipt, Deadline, Report], Reading]


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    opened = Store(f"sqlite:///{paths.database}")
    yield opened
    opened.close()


@pytest.fixture
def enqueued() -> list[tuple[str, float]]:
    return []


@pytest.fixture
def attempts_with(store: Store, enqueued: list[tuple[str, float]]) -> Callable[[Process], Attempts]:
    def make(process: Process) -> Attempts:
        return Attempts(
            store,
            process,
            lambda receipt_id, _, delay: enqueued.append((receipt_id, delay)),
            terms=Terms(lambda: 30.0, lambda: 60.0),
            process_name="test",
            pace=Pace(),
        )

    return make


@pytest.fixture
def receipt(store: Store) -> Receipt:
    return store.add("a.jpg", "0" * 64, "/nowhere", Priority.NORMAL, Wish())


def raising(error: Exception) -> Process:
    def process(*_: object) -> Reading:
        raise error

    return process


def test_a_good_attempt_completes_the_row(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    attempts_with(lambda *_: NOTHING_READ).run(receipt.id)
    row = store.get(receipt.id)
    assert row.status is Status.COMPLETED
    assert row.attempts == 1
    assert row.needs_review


def test_a_finished_row_is_not_read_again(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    attempts_with(lambda *_: NOTHING_READ).run(receipt.id)
    attempts_with(raising(AssertionError("ran twice"))).run(receipt.id)
    assert store.get(receipt.id).attempts == 1


@pytest.mark.parametrize("error", [ProcessingError("x"), TimedOut("x"), ServiceUnavailable("x")])
def test_three_retries_two_four_eight_seconds_apart(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    enqueued: list[tuple[str, float]],
    error: ReceiptError,
) -> None:
    attempts = attempts_with(raising(error))
    for count in (1, 2, 3):
        attempts.run(receipt.id)
        row = store.get(receipt.id)
        assert (row.status, row.attempts) == (Status.PENDING, count)
        assert row.retry_at
        assert row.retry_at > datetime.now(UTC)
    attempts.run(receipt.id)
    row = store.get(receipt.id)
    assert (row.status, row.attempts) == (Status.FAILED, 4)
    assert row.failure
    assert row.failure.code == error.code
    assert [delay for _, delay in enqueued] == [2.0, 4.0, 8.0]


@pytest.mark.parametrize("key", ["shelf_unreachable", "disk_full_reading"])
def test_a_receipt_waits_for_as_long_as_shared_files_or_space_are_away(
    key: str,
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    enqueued: list[tuple[str, float]],
) -> None:
    away = ServiceUnavailable("It is not there just now.", key=key)
    attempts = attempts_with(raising(away))
    for _ in range(6):
        attempts.run(receipt.id)
        row = store.get(receipt.id)
        assert (row.status, row.attempts) == (Status.PENDING, 0)
        assert row.failure
        assert row.failure.key == key
        assert row.retry_at
        assert row.retry_at > datetime.now(UTC)
    assert enqueued == [(receipt.id, AWAY_SECONDS)] * 6
    attempts_with(lambda *_: NOTHING_READ).run(receipt.id)
    row = store.get(receipt.id)
    assert (row.status, row.attempts, row.failure) == (Status.COMPLETED, 1, None)


@pytest.mark.parametrize("error", [MemoryShort(), MemoryError(), Away("x", key="reader_start")])
def test_a_shortage_never_counts_and_the_whole_queue_waits(
    store: Store, receipt: Receipt, enqueued: list[tuple[str, float]], error: Exception
) -> None:
    gate = Gate()
    attempts = Attempts(
        store,
        raising(error),
        lambda receipt_id, _, delay: enqueued.append((receipt_id, delay)),
        terms=Terms(lambda: 30.0, lambda: 60.0, back_off=gate.back_off, succeeded=gate.succeeded),
        process_name="test",
        pace=Pace(),
    )
    for _ in range(6):
        attempts.run(receipt.id)
        row = store.get(receipt.id)
        assert (row.status, row.attempts) == (Status.PENDING, 0)
        assert not gate.open
    assert all(0 < delay <= BACKOFF_SECONDS[0] for _, delay in enqueued)
    assert len(enqueued) == 6


@pytest.mark.parametrize("key", ["memory_file", "memory_crowded"])
def test_a_file_that_waits_for_memory_keeps_no_other_one_waiting(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts], key: str
) -> None:
    attempts = attempts_with(raising(Away("Not now.", key=key)))
    for _ in range(6):
        attempts.run(receipt.id)
    row = store.get(receipt.id)
    assert (row.status, row.attempts) == (Status.PENDING, 0)


def test_the_time_of_an_attempt_is_measured(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    """A clock that is set back meanwhile changes nothing."""

    def process(*_: object) -> Reading:
        with store._change() as (session, _changed):
            session.execute(
                text("UPDATE attempts SET started_at = :later"),
                {"later": datetime.now(UTC) + timedelta(days=300)},
            )
        return NOTHING_READ

    attempts_with(process).run(receipt.id)
    (attempt,) = store.attempts_of(receipt.id)
    assert attempt.ran is not None
    assert attempt.waited is not None
    assert 0 <= attempt.ran < 3600
    assert 0 <= attempt.waited < 3600
    assert store.statistics().running.average == attempt.ran


def test_an_error_that_no_retry_helps_fails_at_once(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    enqueued: list[tuple[str, float]],
) -> None:
    attempts_with(raising(InvalidRequest("Not a picture.", key="k", n=1))).run(receipt.id)
    failure = store.get(receipt.id).failure
    assert failure
    assert (failure.code, failure.sentence, failure.key) == (
        "INVALID_REQUEST",
        "Not a picture.",
        "k",
    )
    assert dict(failure.details) == {"n": 1}
    assert enqueued == []


@pytest.mark.expected_logs("receipt_desktop.jobs.attempts")
def test_an_unforeseen_error_is_caught_logged_and_retried(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    attempts_with(raising(ZeroDivisionError())).run(receipt.id)
    row = store.get(receipt.id)
    assert row.status is Status.PENDING
    assert row.failure
    assert row.failure.key == "unexpected"


def test_stop_puts_a_running_receipt_back_as_waiting(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    begun = threading.Event()
    stopped = threading.Event()

    def process(_: Receipt, deadline: Deadline, __: Report) -> Reading:
        begun.set()
        stopped.wait(10)
        deadline.check()
        return NOTHING_READ

    attempts = attempts_with(process)
    thread = threading.Thread(target=attempts.run, args=(receipt.id,))
    thread.start()
    assert begun.wait(10)
    attempts.stop()
    stopped.set()
    thread.join(10)
    row = store.get(receipt.id)
    assert (row.status, row.failure) == (Status.PENDING, None)


def test_cancel_fails_the_row_and_the_attempt_leaves_it_so(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    def process(running: Receipt, deadline: Deadline, _: Report) -> Reading:
        store.cancel([running.id])
        attempts.board.stop([running.id])
        deadline.check()
        return NOTHING_READ

    attempts = attempts_with(process)
    attempts.run(receipt.id)
    row = store.get(receipt.id)
    assert row.status is Status.FAILED
    assert row.failure
    assert row.failure.code == "CANCELLED"


def test_a_lease_that_was_taken_away_ends_the_attempt(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    def process(_: Receipt, deadline: Deadline, __: Report) -> Reading:
        store.release_of(["test"])
        attempts.renew()
        deadline.check()
        return NOTHING_READ

    attempts = attempts_with(process)
    attempts.run(receipt.id)
    assert store.get(receipt.id).status is Status.PENDING


def test_progress_is_written_and_the_board_tells_the_stage(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[Stage, int]] = []

    def process(running: Receipt, _: Deadline, report: Report) -> Reading:
        for stage in (Stage.OPENING, Stage.READING, Stage.CHECKING):
            report(stage, 0.5)
            row = store.get(running.id)
            seen.append((row.stage, row.progress))
            assert [w.stage for w in attempts.board.running().values()] == [stage]
        return NOTHING_READ

    monkeypatch.setattr("receipt_desktop.jobs.attempts.REPORT_SECONDS", 0.0)
    monkeypatch.setattr("receipt_desktop.jobs.attempts.FIRST_REPORT_SECONDS", 0.0)
    attempts = attempts_with(process)
    attempts.run(receipt.id)
    assert [stage for stage, _ in seen] == [Stage.OPENING, Stage.READING, Stage.CHECKING]
    assert [percent for _, percent in seen] == sorted(percent for _, percent in seen)
    assert attempts.board.running() == {}


def test_percent_runs_from_stage_to_stage() -> None:
    assert progress_percent(Stage.READING, 0) == STAGE_PROGRESS[Stage.READING]
    assert progress_percent(Stage.READING, 1) == STAGE_PROGRESS[Stage.EXTRACTING]
    assert progress_percent(Stage.READING, 7) == STAGE_PROGRESS[Stage.EXTRACTING]
    assert progress_percent(Stage.DONE, 1) == 100


def test_a_reader_that_breaks_down_three_times_makes_it_poison(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    enqueued: list[tuple[str, float]],
) -> None:
    attempts = attempts_with(raising(ProcessingError("It broke.", key="reader_crashed")))
    for _ in range(LOST_ALLOWED):
        attempts.run(receipt.id)
    row = store.get(receipt.id)
    assert row.status is Status.FAILED
    assert row.failure
    assert row.failure.key == "poison"
    assert [delay for _, delay in enqueued] == [0.0] * (LOST_ALLOWED - 1)
    attempts.run(receipt.id)
    assert len(store.attempts_of(receipt.id)) == LOST_ALLOWED


def test_what_ran_out_of_time_is_tried_again_behind_all_others(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    attempts_with(raising(TimedOut("Too slow."))).run(receipt.id)
    row = store.get(receipt.id)
    assert (row.status, row.priority, row.urgency) == (
        Status.PENDING, Priority.NORMAL, Priority.LAST
    )  # fmt: skip
    store.prioritize([receipt.id], Priority.NEXT)
    assert store.get(receipt.id).urgency is Priority.NEXT  # a person insists


def test_a_lost_attempt_costs_none_of_the_retries(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    enqueued: list[tuple[str, float]],
) -> None:
    assert store.claim(receipt.id, "gone", -1)
    store.release_expired(60)
    attempts = attempts_with(raising(ProcessingError("x")))
    for _ in range(4):
        attempts.run(receipt.id)
    assert [delay for _, delay in enqueued if delay] == [2.0, 4.0, 8.0]
    assert store.get(receipt.id).status is Status.FAILED


def test_the_next_suspect_is_enqueued_when_one_has_ended(
    store: Store, attempts_with: Callable[[Process], Attempts], enqueued: list[tuple[str, float]]
) -> None:
    suspects = [
        store.add(name, name * 64, "/nowhere", Priority.NORMAL, Wish()) for name in ("1", "2")
    ]
    for suspect in suspects:
        assert store.claim(suspect.id, "gone", -1)
        store.release_expired(60)
    attempts_with(lambda *_: NOTHING_READ).run(suspects[0].id)
    assert enqueued == [(suspects[1].id, 0.0)]


def test_nothing_is_taken_while_the_queue_is_closed(store: Store, receipt: Receipt) -> None:
    attempts = Attempts(
        store,
        raising(AssertionError("taken")),
        lambda *_: None,
        terms=Terms(lambda: 30.0, lambda: 60.0, lambda: False),
        process_name="test",
        pace=Pace(),
    )
    attempts.run(receipt.id)
    assert store.get(receipt.id).status is Status.PENDING
    assert store.attempts_of(receipt.id) == ()


def test_an_outcome_is_written_when_the_rows_can_be_written_again(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refusals = iter([ServiceUnavailable("The disk is full."), ServiceUnavailable("Still full.")])
    finish = store.finish

    def refused_twice(*given: object) -> Receipt | None:
        for refusal in refusals:
            raise refusal
        return finish(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "finish", refused_twice)
    monkeypatch.setattr("receipt_desktop.jobs.attempts.WRITE_AGAIN_SECONDS", 0.0)
    attempts_with(lambda *_: NOTHING_READ).run(receipt.id)
    row = store.get(receipt.id)
    assert (row.status, row.attempts) == (Status.COMPLETED, 1)


def test_the_stages_of_a_failed_attempt_are_recorded(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    def process(_: Receipt, __: Deadline, report: Report) -> Reading:
        report(Stage.OPENING)
        report(Stage.READING)
        raise InvalidRequest("Not a picture.")

    attempts_with(process).run(receipt.id)
    (attempt,) = store.attempts_of(receipt.id)
    assert list(attempt.stages) == ["queued", "opening", "reading"]
    assert attempt.error_class == "InvalidRequest"


@pytest.mark.parametrize(
    ("young_seconds", "long_stages"), [(0.0, [Stage.READING, Stage.ASKING]), (3600.0, [])]
)
def test_short_stages_cost_no_commit_and_long_ones_are_told_at_once(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], Attempts],
    monkeypatch: pytest.MonkeyPatch,
    *,
    young_seconds: float,
    long_stages: list[Stage],
) -> None:
    """An attempt that is still young writes nothing at all."""
    monkeypatch.setattr("receipt_desktop.jobs.attempts.FIRST_REPORT_SECONDS", young_seconds)
    told: list[Stage] = []
    store.subscribe(lambda one: told.append(one.stage) if isinstance(one, Receipt) else None)

    def process(_: Receipt, __: Deadline, report: Report) -> Reading:
        for stage in (Stage.OPENING, Stage.READING, Stage.EXTRACTING, Stage.ASKING, Stage.CHECKING):
            report(stage)
        return NOTHING_READ

    attempts_with(process).run(receipt.id)
    assert [stage for stage in told if stage in (Stage.READING, Stage.ASKING)] == long_stages
    assert told[-1] is Stage.DONE
    assert Stage.EXTRACTING not in told
    assert Stage.CHECKING not in told
