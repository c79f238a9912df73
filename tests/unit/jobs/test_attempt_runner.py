"""What becomes of an attempt, on a real database."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import (
    InsufficientMemory,
    InvalidRequest,
    MemoryShortForFile,
    ProcessingError,
    ReadersUnavailable,
    ReceiptError,
    ResourceUnavailable,
    ServiceUnavailable,
    StorageUnavailable,
    TimedOut,
    WorkerLost,
)
from receipt_desktop.domain.jobs import MAX_LOST_WORKERS
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import CheckedDraft, Draft, Reading
from receipt_desktop.domain.receipt import (
    STAGE_PROGRESS,
    Priority,
    ReadOptions,
    Receipt,
    Stage,
    Status,
)
from receipt_desktop.jobs.attempt_runner import (
    UNAVAILABLE_DELAY_SECONDS,
    AttemptPolicy,
    AttemptRunner,
    compute_progress_percent,
)
from receipt_desktop.jobs.gate import BACKOFF_SECONDS, QueueGate
from receipt_desktop.jobs.timings import StageTimings
from receipt_desktop.pipeline import ProgressReporter
from receipt_desktop.store.store import Store
from tests.databases import open_store
from tests.waiting import SECONDS

NOTHING_READ = Reading(CheckedDraft(Draft(), needs_review=True), Text((), (), ()), seconds=0.5)
Process = Callable[[Receipt, Deadline, ProgressReporter], Reading]


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    opened = open_store(paths.database)
    yield opened
    opened.close()


@pytest.fixture
def enqueued() -> list[tuple[str, float]]:
    return []


@pytest.fixture
def attempts_with(
    store: Store, enqueued: list[tuple[str, float]]
) -> Callable[[Process], AttemptRunner]:
    def make(process: Process) -> AttemptRunner:
        return AttemptRunner(
            store,
            process,
            lambda receipt_id, _, delay: enqueued.append((receipt_id, delay)),
            terms=AttemptPolicy(lambda: 30.0, lambda: 60.0),
            process_name="test",
            pace=StageTimings(),
        )

    return make


@pytest.fixture
def receipt(store: Store) -> Receipt:
    return store.add_receipt("a.jpg", "0" * 64, Priority.NORMAL, ReadOptions())


def raising(error: Exception) -> Process:
    def process(*_: object) -> Reading:
        raise error

    return process


def test_a_good_attempt_completes_the_row(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    attempts_with(lambda *_: NOTHING_READ).run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert row.status is Status.COMPLETED
    assert row.attempts == 1
    assert row.needs_review


def test_a_finished_row_is_not_read_again(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    attempts_with(lambda *_: NOTHING_READ).run_attempt(receipt.id)
    attempts_with(raising(AssertionError("ran twice"))).run_attempt(receipt.id)
    assert store.get_receipt(receipt.id).attempts == 1


@pytest.mark.parametrize(
    "error",
    [ProcessingError("unexpected"), TimedOut("timeout"), ServiceUnavailable("database_busy")],
)
def test_three_retries_two_four_eight_seconds_apart(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    enqueued: list[tuple[str, float]],
    error: ReceiptError,
) -> None:
    attempts = attempts_with(raising(error))
    for count in (1, 2, 3):
        before = datetime.now(UTC)
        attempts.run_attempt(receipt.id)
        row = store.get_receipt(receipt.id)
        assert (row.status, row.attempts) == (Status.PENDING, count)
        assert row.retry_at
        assert row.retry_at > before + timedelta(seconds=2**count - 0.1)
    attempts.run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert (row.status, row.attempts) == (Status.FAILED, 4)
    assert row.failure
    assert row.failure.code == error.code
    assert [delay for _, delay in enqueued] == [2.0, 4.0, 8.0]


@pytest.mark.parametrize("key", ["shelf_bucket", "disk_full"])
def test_a_receipt_waits_for_as_long_as_shared_files_or_space_are_away(
    key: str,
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    enqueued: list[tuple[str, float]],
) -> None:
    away = StorageUnavailable(key)
    attempts = attempts_with(raising(away))
    for _ in range(6):
        before = datetime.now(UTC)
        attempts.run_attempt(receipt.id)
        row = store.get_receipt(receipt.id)
        assert (row.status, row.attempts) == (Status.PENDING, 0)
        assert row.failure
        assert row.failure.key == key
        assert row.retry_at
        assert row.retry_at > before + timedelta(seconds=UNAVAILABLE_DELAY_SECONDS - 0.1)
    assert enqueued == [(receipt.id, UNAVAILABLE_DELAY_SECONDS)] * 6
    attempts_with(lambda *_: NOTHING_READ).run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert (row.status, row.attempts, row.failure) == (Status.COMPLETED, 1, None)


@pytest.mark.parametrize(
    "error", [InsufficientMemory(), MemoryError(), ReadersUnavailable("reader_start", reason="x")]
)
def test_a_shortage_never_counts_and_the_whole_queue_waits(
    store: Store, receipt: Receipt, enqueued: list[tuple[str, float]], error: Exception
) -> None:
    gate = QueueGate()
    attempts = AttemptRunner(
        store,
        raising(error),
        lambda receipt_id, _, delay: enqueued.append((receipt_id, delay)),
        terms=AttemptPolicy(
            lambda: 30.0,
            lambda: 60.0,
            back_off_queue=gate.back_off,
            record_success=gate.reset_backoff,
        ),
        process_name="test",
        pace=StageTimings(),
    )
    for _ in range(6):
        attempts.run_attempt(receipt.id)
        row = store.get_receipt(receipt.id)
        assert (row.status, row.attempts) == (Status.PENDING, 0)
        assert not gate.is_open
    assert all(0 < delay <= BACKOFF_SECONDS[0] for _, delay in enqueued)
    assert len(enqueued) == 6


@pytest.mark.parametrize(
    "error", [MemoryShortForFile("memory_file"), ResourceUnavailable("memory_crowded")]
)
def test_a_file_that_waits_for_memory_keeps_no_other_one_waiting(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    error: ResourceUnavailable,
) -> None:
    attempts = attempts_with(raising(error))
    for _ in range(6):
        attempts.run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert (row.status, row.attempts) == (Status.PENDING, 0)


def test_the_time_of_an_attempt_is_measured(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    """A clock that is set back meanwhile changes nothing."""

    def process(*_: object) -> Reading:
        with store._transaction() as (session, _changed):
            session.execute(
                text("UPDATE attempts SET started_at = :later"),
                {"later": str(datetime.now(UTC) + timedelta(days=300))},
            )
        return NOTHING_READ

    attempts_with(process).run_attempt(receipt.id)
    (attempt,) = store.find_attempts(receipt.id)
    assert attempt.run_seconds is not None
    assert attempt.wait_seconds is not None
    assert 0 <= attempt.run_seconds < 3600
    assert 0 <= attempt.wait_seconds < 3600
    assert store.compute_statistics().running.average == attempt.run_seconds


def test_an_error_that_no_retry_helps_fails_at_once(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    enqueued: list[tuple[str, float]],
) -> None:
    attempts_with(raising(InvalidRequest("no_such_page", page=2, pages=1))).run_attempt(receipt.id)
    failure = store.get_receipt(receipt.id).failure
    assert failure
    assert (failure.code, failure.sentence, failure.key) == (
        "INVALID_REQUEST",
        "The file has no page 2. Number of pages: 1.",
        "no_such_page",
    )
    assert dict(failure.details) == {"page": 2, "pages": 1}
    assert enqueued == []


@pytest.mark.expected_logs("receipt_desktop.jobs.attempt_runner")
def test_an_unforeseen_error_is_caught_logged_and_retried(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    attempts_with(raising(ZeroDivisionError())).run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert row.status is Status.PENDING
    assert row.failure
    assert row.failure.key == "unexpected"


def test_stop_puts_a_running_receipt_back_as_waiting(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    begun = threading.Event()
    stopped = threading.Event()

    def process(_: Receipt, deadline: Deadline, __: ProgressReporter) -> Reading:
        begun.set()
        stopped.wait(SECONDS)
        deadline.raise_if_over()
        return NOTHING_READ

    attempts = attempts_with(process)
    thread = threading.Thread(target=attempts.run_attempt, args=(receipt.id,))
    thread.start()
    assert begun.wait(SECONDS)
    attempts.stop()
    stopped.set()
    thread.join(SECONDS)
    row = store.get_receipt(receipt.id)
    assert (row.status, row.failure) == (Status.PENDING, None)


def test_cancel_fails_the_row_and_the_attempt_leaves_it_so(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    def process(running: Receipt, deadline: Deadline, _: ProgressReporter) -> Reading:
        store.cancel_receipts([running.id])
        attempts.running_attempts.stop_receipts([running.id])
        deadline.raise_if_over()
        return NOTHING_READ

    attempts = attempts_with(process)
    attempts.run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert row.status is Status.FAILED
    assert row.failure
    assert row.failure.code == "CANCELLED"


def test_a_lease_that_was_taken_away_ends_the_attempt(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    def process(_: Receipt, deadline: Deadline, __: ProgressReporter) -> Reading:
        store.release_processes(["test"])
        attempts.renew_leases()
        deadline.raise_if_over()
        return NOTHING_READ

    attempts = attempts_with(process)
    attempts.run_attempt(receipt.id)
    assert store.get_receipt(receipt.id).status is Status.PENDING


def test_progress_is_written_and_the_stage_is_shown(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[Stage, int]] = []

    def process(running: Receipt, _: Deadline, report: ProgressReporter) -> Reading:
        for stage in (Stage.OPENING, Stage.READING, Stage.CHECKING):
            report(stage, 0.5)
            row = store.get_receipt(running.id)
            seen.append((row.stage, row.progress))
            assert [w.stage for w in attempts.running_attempts.attempts_by_thread().values()] == [
                stage
            ]
        return NOTHING_READ

    monkeypatch.setattr("receipt_desktop.jobs.attempt_runner.PROGRESS_INTERVAL_SECONDS", 0.0)
    monkeypatch.setattr("receipt_desktop.jobs.attempt_runner.FIRST_PROGRESS_SECONDS", 0.0)
    attempts = attempts_with(process)
    attempts.run_attempt(receipt.id)
    assert [stage for stage, _ in seen] == [Stage.OPENING, Stage.READING, Stage.CHECKING]
    assert [percent for _, percent in seen] == sorted(percent for _, percent in seen)
    assert attempts.running_attempts.attempts_by_thread() == {}


def test_percent_runs_from_stage_to_stage() -> None:
    assert compute_progress_percent(Stage.READING, 0) == STAGE_PROGRESS[Stage.READING]
    assert compute_progress_percent(Stage.READING, 1) == STAGE_PROGRESS[Stage.EXTRACTING]
    assert compute_progress_percent(Stage.READING, 7) == STAGE_PROGRESS[Stage.EXTRACTING]
    assert compute_progress_percent(Stage.DONE, 1) == 100


def test_a_reader_that_breaks_down_three_times_makes_it_poison(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    enqueued: list[tuple[str, float]],
) -> None:
    attempts = attempts_with(raising(WorkerLost("reader_crashed")))
    for _ in range(MAX_LOST_WORKERS):
        attempts.run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert row.status is Status.FAILED
    assert row.failure
    assert row.failure.key == "poison"
    assert [delay for _, delay in enqueued] == [0.0] * (MAX_LOST_WORKERS - 1)
    attempts.run_attempt(receipt.id)
    assert len(store.find_attempts(receipt.id)) == MAX_LOST_WORKERS


def test_a_timed_out_receipt_is_retried_last(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    attempts_with(raising(TimedOut("timeout"))).run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert (row.status, row.priority, row.queue_priority) == (
        Status.PENDING, Priority.NORMAL, Priority.LAST
    )  # fmt: skip
    store.prioritize_receipts([receipt.id], Priority.NEXT)
    assert store.get_receipt(receipt.id).queue_priority is Priority.NEXT  # a person insists


def test_a_lost_attempt_costs_none_of_the_retries(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    enqueued: list[tuple[str, float]],
) -> None:
    assert store.claim_receipt(receipt.id, "gone", -1)
    store.release_expired(60)
    attempts = attempts_with(raising(ProcessingError("unexpected")))
    for _ in range(4):
        attempts.run_attempt(receipt.id)
    assert [delay for _, delay in enqueued if delay] == [2.0, 4.0, 8.0]
    assert store.get_receipt(receipt.id).status is Status.FAILED


def test_the_next_suspect_is_enqueued_when_one_has_ended(
    store: Store,
    attempts_with: Callable[[Process], AttemptRunner],
    enqueued: list[tuple[str, float]],
) -> None:
    suspects = [
        store.add_receipt(name, name * 64, Priority.NORMAL, ReadOptions()) for name in ("1", "2")
    ]
    for suspect in suspects:
        assert store.claim_receipt(suspect.id, "gone", -1)
        store.release_expired(60)
    attempts_with(lambda *_: NOTHING_READ).run_attempt(suspects[0].id)
    assert enqueued == [(suspects[1].id, 0.0)]


def test_nothing_is_taken_while_the_queue_is_closed(store: Store, receipt: Receipt) -> None:
    attempts = AttemptRunner(
        store,
        raising(AssertionError("taken")),
        lambda *_: None,
        terms=AttemptPolicy(lambda: 30.0, lambda: 60.0, lambda: False),
        process_name="test",
        pace=StageTimings(),
    )
    attempts.run_attempt(receipt.id)
    assert store.get_receipt(receipt.id).status is Status.PENDING
    assert store.find_attempts(receipt.id) == ()


def test_an_outcome_is_written_when_the_rows_can_be_written_again(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refusals = iter([ServiceUnavailable("disk_full"), ServiceUnavailable("disk_full")])
    finish = store.finish_attempt

    def refused_twice(*given: object) -> Receipt | None:
        for refusal in refusals:
            raise refusal
        return finish(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "finish_attempt", refused_twice)
    monkeypatch.setattr("receipt_desktop.jobs.attempt_runner.SAVE_RETRY_SECONDS", 0.0)
    attempts_with(lambda *_: NOTHING_READ).run_attempt(receipt.id)
    row = store.get_receipt(receipt.id)
    assert (row.status, row.attempts) == (Status.COMPLETED, 1)


def test_the_stages_of_a_failed_attempt_are_recorded(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], AttemptRunner]
) -> None:
    def process(_: Receipt, __: Deadline, report: ProgressReporter) -> Reading:
        report(Stage.OPENING)
        report(Stage.READING)
        raise InvalidRequest("picture_broken")

    attempts_with(process).run_attempt(receipt.id)
    (attempt,) = store.find_attempts(receipt.id)
    assert list(attempt.stages) == ["queued", "opening", "reading"]
    assert attempt.error_class == "InvalidRequest"


@pytest.mark.parametrize(
    ("young_seconds", "long_stages"), [(0.0, [Stage.READING, Stage.ASKING]), (3600.0, [])]
)
def test_short_stages_cost_no_commit_and_long_ones_are_announced_at_once(
    store: Store,
    receipt: Receipt,
    attempts_with: Callable[[Process], AttemptRunner],
    monkeypatch: pytest.MonkeyPatch,
    *,
    young_seconds: float,
    long_stages: list[Stage],
) -> None:
    """An attempt that is still young writes nothing at all."""
    monkeypatch.setattr("receipt_desktop.jobs.attempt_runner.FIRST_PROGRESS_SECONDS", young_seconds)
    told: list[Stage] = []
    store.subscribe(lambda one: told.append(one.stage) if isinstance(one, Receipt) else None)

    def process(_: Receipt, __: Deadline, report: ProgressReporter) -> Reading:
        for stage in (Stage.OPENING, Stage.READING, Stage.EXTRACTING, Stage.ASKING, Stage.CHECKING):
            report(stage)
        return NOTHING_READ

    attempts_with(process).run_attempt(receipt.id)
    assert [stage for stage in told if stage in (Stage.READING, Stage.ASKING)] == long_stages
    assert told[-1] is Stage.DONE
    assert Stage.EXTRACTING not in told
    assert Stage.CHECKING not in told
