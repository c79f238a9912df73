"""Who may work on a receipt, and what becomes of one whose worker is gone."""

from __future__ import annotations

from receipt_desktop.errors import ProcessingError
from receipt_desktop.history import LOST_ALLOWED, JobQuery, Outcome
from receipt_desktop.receipt import Priority, Receipt, Status, Wish
from receipt_desktop.store.store import Store
from tests.unit.store.readings import FULL


def added(store: Store, name: str = "a.jpg") -> Receipt:
    return store.add(name, f"{hash(name) % 10**10:064}", "/kept", Priority.NORMAL, Wish())


def lose(store: Store, receipt: Receipt) -> Receipt:
    """Its worker takes it and is never heard of again."""
    assert store.claim(receipt.id, "gone", -1)
    assert store.release_expired(60) == [receipt.id]
    return store.get(receipt.id)


def test_a_receipt_that_stops_its_worker_three_times_is_failed_with_its_story(
    store: Store,
) -> None:
    receipt = added(store)
    for count in range(1, LOST_ALLOWED):
        row = lose(store, receipt)
        assert (row.status, row.lost, row.urgency) == (Status.PENDING, count, Priority.LAST)
    row = lose(store, receipt)
    assert row.status is Status.FAILED
    assert row.failure
    assert (row.failure.code, row.failure.key) == ("PROCESSING_ERROR", "poison")
    assert row.failure.sentence.count(":") == 2 * LOST_ALLOWED  # the time of each loss
    outcomes = [attempt.outcome for attempt in store.attempts_of(receipt.id)]
    assert outcomes == [Outcome.LOST] * LOST_ALLOWED
    assert (store.statistics().completed, store.statistics().failed) == (0, 1)


def test_a_retry_by_hand_forgets_what_was_lost(store: Store) -> None:
    receipt = added(store)
    for _ in range(LOST_ALLOWED):
        lose(store, receipt)
    (again,) = store.reopen([receipt.id], None)
    assert (again.status, again.lost, again.run) == (Status.PENDING, 0, 2)


def test_of_those_that_stopped_a_worker_one_runs_at_a_time(store: Store) -> None:
    first, second, third = (lose(store, added(store, name)) for name in "123")
    innocent = added(store, "4")
    assert store.claim(first.id, "me", 60)
    assert store.claim(second.id, "me", 60) is None
    assert store.claim(innocent.id, "me", 60)
    assert list(store.waiting_suspects()) == [second.id, third.id]
    store.finish(first.id, "me", FULL)
    assert store.claim(second.id, "me", 60)


def test_a_process_that_died_over_a_receipt_is_a_loss_with_its_reason(store: Store) -> None:
    receipt = added(store)
    for _ in range(LOST_ALLOWED):
        assert store.claim(receipt.id, "me", 60)
        row = store.lose(receipt.id, "me", ProcessingError("It broke.", key="reader_crashed"))
    assert row
    assert row.failure
    assert row.failure.key == "poison"
    last = store.attempts_of(receipt.id)[-1]
    assert last.failure
    assert last.failure.sentence == "It broke."


def test_a_lease_of_another_clock_is_not_trusted(store: Store) -> None:
    receipt = added(store)
    assert store.claim(receipt.id, "me", 3600)  # as if the clock had been set back by an hour
    assert store.release_expired(lease_seconds=60) == [receipt.id]


def test_what_this_process_has_in_hand_is_spared(store: Store) -> None:
    receipt = added(store)
    assert store.claim(receipt.id, "me", -1)
    assert store.release_expired(60, spared=[receipt.id]) == []
    assert store.renew({receipt.id: "me"}, 60) == {receipt.id}
    assert store.release_expired(60) == []


def test_a_held_receipt_is_not_taken_until_it_is_released(store: Store) -> None:
    receipt = added(store)
    (held,) = store.hold([receipt.id], held=True)
    assert held.held
    assert store.waiting() == []
    assert store.counts().held == 1
    assert store.claim(receipt.id, "me", 60) is None
    store.hold([receipt.id], held=False)
    assert store.claim(receipt.id, "me", 60)


def test_attempts_are_recorded_with_their_times_and_errors(store: Store) -> None:
    receipt = added(store)
    assert store.claim(receipt.id, "me:1", 60)
    try:
        raise ZeroDivisionError("by nothing")  # noqa: TRY301
    except ZeroDivisionError as cause:
        error = ProcessingError("Something went wrong.", key="unexpected")
        error.__cause__ = cause
    store.requeue(receipt.id, "me:1", error, 2.0, {"reading": 0.5})
    assert store.claim(receipt.id, "me:2", 60)
    store.finish(receipt.id, "me:2", FULL)
    first, second = store.attempts_of(receipt.id)
    assert (first.number, first.outcome, first.worker) == (1, Outcome.RETRIED, "me:1")
    assert first.stages == {"reading": 0.5}
    assert first.error_class == "ZeroDivisionError"
    assert first.trace
    assert "by nothing" in first.trace
    assert (second.number, second.outcome) == (2, Outcome.COMPLETED)
    assert second.stages == FULL.stage_seconds
    assert second.ran is not None
    (job,) = store.jobs(JobQuery(text="a.jp"))
    assert (job.attempts, job.last) == (2, second)


def test_what_was_put_back_does_not_count(store: Store) -> None:
    receipt = added(store)
    assert store.claim(receipt.id, "me", 60)
    row = store.requeue(receipt.id, "me", None)
    assert row
    assert (row.status, row.attempts, row.lost) == (Status.PENDING, 0, 0)
    assert [one.outcome for one in store.attempts_of(receipt.id)] == [Outcome.PUT_BACK]
    assert store.statistics().processed == 0


def test_what_is_said_not_to_count_does_not(store: Store) -> None:
    receipt = added(store)
    assert store.claim(receipt.id, "me", 60)
    row = store.requeue(receipt.id, "me", ProcessingError("Away.", key="away"), counts=False)
    assert row
    assert (row.status, row.attempts, row.lost) == (Status.PENDING, 0, 0)
    (attempt,) = store.attempts_of(receipt.id)
    assert attempt.outcome is Outcome.RETRIED
    assert attempt.failure
    assert attempt.failure.key == "away"
    assert store.statistics().processed == 0
