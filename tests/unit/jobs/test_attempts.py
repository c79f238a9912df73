"""What becomes of an attempt, on a real database."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from receipt_desktop.errors import (
    Deadline,
    InvalidRequest,
    ProcessingError,
    ReceiptError,
    ServiceUnavailable,
    TimedOut,
)
from receipt_desktop.jobs.attempts import Attempts, Terms, progress_percent
from receipt_desktop.jobs.pace import Pace
from receipt_desktop.page import Text
from receipt_desktop.pipeline import Report
from receipt_desktop.receipt import (
    STAGE_PROGRESS,
    Checked,
    Draft,
    Priority,
    Reading,
    Receipt,
    Stage,
    Status,
    Wish,
)
from receipt_desktop.settings import Paths
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
        store.release_expired(60, "test:")
        attempts.renew()
        deadline.check()
        return NOTHING_READ

    attempts = attempts_with(process)
    attempts.run(receipt.id)
    assert store.get(receipt.id).status is Status.PENDING


def test_progress_is_written_and_the_board_tells_the_stage(
    store: Store, receipt: Receipt, attempts_with: Callable[[Process], Attempts]
) -> None:
    seen: list[tuple[Stage, int]] = []

    def process(running: Receipt, _: Deadline, report: Report) -> Reading:
        for stage in (Stage.OPENING, Stage.READING, Stage.CHECKING):
            report(stage, 0.5)
            row = store.get(running.id)
            seen.append((row.stage, row.progress))
            assert [w.stage for w in attempts.board.running().values()] == [stage]
        return NOTHING_READ

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
