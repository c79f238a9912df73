"""Who may work on a receipt, and what becomes of one whose worker is gone."""

from __future__ import annotations

from receipt_desktop.domain.errors import ProcessingError, WorkerLost
from receipt_desktop.domain.jobs import MAX_LOST_WORKERS, AttemptOutcome, JobQuery
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Status
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import SAMPLE_READING


def add_receipt(store: Store, name: str = "a.jpg") -> Receipt:
    return store.add_receipt(name, f"{hash(name) % 10**10:064}", Priority.NORMAL, ReadOptions())


def lose_worker(store: Store, receipt: Receipt) -> Receipt:
    """Its worker takes it and is never heard of again."""
    assert store.claim_receipt(receipt.id, "gone", -1)
    assert store.release_expired(60) == [receipt.id]
    return store.get_receipt(receipt.id)


def test_a_receipt_that_crashes_three_workers_fails_with_the_times(
    store: Store,
) -> None:
    receipt = add_receipt(store)
    for count in range(1, MAX_LOST_WORKERS):
        row = lose_worker(store, receipt)
        assert (row.status, row.lost_workers, row.queue_priority) == (
            Status.PENDING,
            count,
            Priority.LAST,
        )
    row = lose_worker(store, receipt)
    assert row.status is Status.FAILED
    assert row.failure
    assert (row.failure.code, row.failure.key) == ("PROCESSING_ERROR", "poison")
    assert row.failure.sentence.count(":") == 2 * MAX_LOST_WORKERS  # the time of each loss
    outcomes = [attempt.outcome for attempt in store.find_attempts(receipt.id)]
    assert outcomes == [AttemptOutcome.LOST] * MAX_LOST_WORKERS
    assert (store.compute_statistics().completed, store.compute_statistics().failed) == (0, 1)


def test_a_manual_retry_resets_the_lost_worker_count(store: Store) -> None:
    receipt = add_receipt(store)
    for _ in range(MAX_LOST_WORKERS):
        lose_worker(store, receipt)
    (again,) = store.reopen_receipts([receipt.id], None)
    assert (again.status, again.lost_workers, again.run) == (Status.PENDING, 0, 2)


def test_suspect_receipts_run_one_at_a_time(store: Store) -> None:
    first, second, third = (lose_worker(store, add_receipt(store, name)) for name in "123")
    innocent = add_receipt(store, "4")
    assert store.claim_receipt(first.id, "me", 60)
    assert store.claim_receipt(second.id, "me", 60) is None
    assert store.claim_receipt(innocent.id, "me", 60)
    assert list(store.list_waiting_suspects()) == [second.id, third.id]
    store.finish_attempt(first.id, "me", SAMPLE_READING)
    assert store.claim_receipt(second.id, "me", 60)


def test_a_lost_worker_is_recorded_with_its_error(store: Store) -> None:
    receipt = add_receipt(store)
    for _ in range(MAX_LOST_WORKERS):
        assert store.claim_receipt(receipt.id, "me", 60)
        row = store.mark_worker_lost(receipt.id, "me", WorkerLost("reader_crashed"))
    assert row
    assert row.failure
    assert row.failure.key == "poison"
    last = store.find_attempts(receipt.id)[-1]
    assert last.failure
    assert last.failure.key == "reader_crashed"


def test_a_lease_of_another_clock_is_not_trusted(store: Store) -> None:
    receipt = add_receipt(store)
    assert store.claim_receipt(
        receipt.id, "me", 3600
    )  # as if the clock had been set back by an hour
    assert store.release_expired(lease_seconds=60) == [receipt.id]


def test_the_running_receipts_of_this_process_are_not_recovered(store: Store) -> None:
    receipt = add_receipt(store)
    assert store.claim_receipt(receipt.id, "me", -1)
    assert store.release_expired(60, spared=[receipt.id]) == []
    assert store.renew_leases({receipt.id: "me"}, 60) == {receipt.id}
    assert store.release_expired(60) == []


def test_a_held_receipt_is_not_taken_until_it_is_released(store: Store) -> None:
    receipt = add_receipt(store)
    (held,) = store.hold_receipts([receipt.id], held=True)
    assert held.is_held
    assert store.list_waiting() == []
    assert store.count_by_status().held == 1
    assert store.claim_receipt(receipt.id, "me", 60) is None
    store.hold_receipts([receipt.id], held=False)
    assert store.claim_receipt(receipt.id, "me", 60)


def test_attempts_are_recorded_with_their_times_and_errors(store: Store) -> None:
    receipt = add_receipt(store)
    assert store.claim_receipt(receipt.id, "me:1", 60)
    try:
        raise ZeroDivisionError("by nothing")  # noqa: TRY301
    except ZeroDivisionError as cause:
        error = ProcessingError("unexpected")
        error.__cause__ = cause
    store.requeue_receipt(receipt.id, "me:1", error, 2.0, {"reading": 0.5})
    assert store.claim_receipt(receipt.id, "me:2", 60)
    store.finish_attempt(receipt.id, "me:2", SAMPLE_READING)
    first, second = store.find_attempts(receipt.id)
    assert (first.number, first.outcome, first.worker) == (1, AttemptOutcome.RETRIED, "me:1")
    assert first.stages == {"reading": 0.5}
    assert first.error_class == "ZeroDivisionError"
    assert first.trace
    assert "by nothing" in first.trace
    assert (second.number, second.outcome) == (2, AttemptOutcome.COMPLETED)
    assert second.stages == SAMPLE_READING.stage_seconds
    assert second.run_seconds is not None
    (job,) = store.find_jobs(JobQuery(text="a.jp"))
    assert (job.attempts, job.last) == (2, second)


def test_an_error_with_characters_that_no_database_holds_is_recorded(store: Store) -> None:
    receipt = add_receipt(store)
    assert store.claim_receipt(receipt.id, "me", 60)
    error = ProcessingError("file_empty", name="a\udce9\0.jpg")
    error.__cause__ = ValueError("half a pair \ud83e, a zero \0")
    failed = store.fail_attempt(receipt.id, "me", error)
    assert failed
    assert failed.failure
    assert failed.failure.sentence == "a??.jpg is empty."
    (attempt,) = store.find_attempts(receipt.id)
    assert attempt.trace
    assert "half a pair ?, a zero ?" in attempt.trace


def test_an_attempt_that_was_put_back_does_not_count(store: Store) -> None:
    receipt = add_receipt(store)
    assert store.claim_receipt(receipt.id, "me", 60)
    row = store.requeue_receipt(receipt.id, "me", None)
    assert row
    assert (row.status, row.attempts, row.lost_workers) == (Status.PENDING, 0, 0)
    assert [one.outcome for one in store.find_attempts(receipt.id)] == [AttemptOutcome.PUT_BACK]
    assert store.compute_statistics().processed == 0


def test_a_requeue_need_not_count_as_an_attempt(store: Store) -> None:
    receipt = add_receipt(store)
    assert store.claim_receipt(receipt.id, "me", 60)
    row = store.requeue_receipt(receipt.id, "me", ProcessingError("tesseract_failed"), counts=False)
    assert row
    assert (row.status, row.attempts, row.lost_workers) == (Status.PENDING, 0, 0)
    (attempt,) = store.find_attempts(receipt.id)
    assert attempt.outcome is AttemptOutcome.RETRIED
    assert attempt.failure
    assert attempt.failure.key == "tesseract_failed"
    assert store.compute_statistics().processed == 0
