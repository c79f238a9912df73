"""Statistics, failures, the audit log and the switches, on a real database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text

from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.errors import InvalidRequest, ProcessingError, ServiceUnavailable
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.jobs import (
    STATISTICS_DAYS,
    AttemptOutcome,
    JobQuery,
)
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store import job_history
from receipt_desktop.store.history_tables import OutcomeRow
from receipt_desktop.store.queue_state import QueueSwitch
from receipt_desktop.store.statistics import nearest_rank_percentile, summarize_durations
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import SAMPLE_READING


def add_receipt(store: Store, name: str = "a.jpg") -> Receipt:
    return store.add_receipt(
        name, f"{hash(name) % 10**10:064}", Priority.NORMAL, ReadOptions(), by="me"
    )


def complete_receipt(store: Store, name: str = "a.jpg") -> Receipt:
    receipt = add_receipt(store, name)
    assert store.claim_receipt(receipt.id, "w", 60)
    done = store.finish_attempt(receipt.id, "w", SAMPLE_READING)
    assert done
    return done


def fail_receipt(store: Store, error: ProcessingError, name: str) -> Receipt:
    receipt = add_receipt(store, name)
    assert store.claim_receipt(receipt.id, "w", 60)
    row = store.fail_attempt(receipt.id, "w", error)
    assert row
    return row


def test_statistics_count_terminal_outcomes_alone(store: Store) -> None:
    assert store.compute_statistics().success_rate is None
    complete_receipt(store, "1")
    complete_receipt(store, "2")
    fail_receipt(store, ProcessingError("unexpected"), "3")
    cancelled = add_receipt(store, "4")
    store.cancel_receipts([cancelled.id])
    retried = add_receipt(store, "5")
    assert store.claim_receipt(retried.id, "w", 60)
    store.requeue_receipt(retried.id, "w", ProcessingError("unexpected"), 2.0)
    found = store.compute_statistics()
    assert (found.completed, found.failed, found.processed, found.last_hour) == (2, 1, 3, 3)
    assert found.success_rate == 66.7
    assert (found.waiting.count, found.running.count) == (3, 3)
    assert found.oldest_waiting == 0.0  # due in two seconds
    assert sum(hour.completed for hour in found.hours) == 2
    assert [(day.completed, day.failed) for day in found.days] == [(2, 1)]


def test_statistics_outlive_their_receipts_but_not_ninety_days(store: Store) -> None:
    receipt = complete_receipt(store)
    store.remove_receipts([receipt.id])
    store.purge_removed()
    old = datetime.now(UTC) - timedelta(days=STATISTICS_DAYS + 1)
    with store._transaction() as (session, _):
        values = {"receipt_id": "old", "ended_at": old, "completed": True, "waited": 1.0,
                  "ran": 1.0, "attempts": 1}  # fmt: skip
        session.execute(insert(OutcomeRow).values(values))
    assert store.compute_statistics().completed == 1
    store.prune_job_records()
    with store._read_session() as session:
        assert session.query(OutcomeRow).count() == 1


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1.0))
def test_a_percentile_has_its_share_at_or_below_it(values: list[float], share: float) -> None:
    ordered = sorted(round(value, 3) for value in values)
    found = nearest_rank_percentile(ordered, share)
    assert sum(1 for value in ordered if value <= found) >= share * len(ordered) - 1e-9
    assert found in ordered


def test_a_summary_of_no_durations_is_empty() -> None:
    assert summarize_durations([]).p95 is None
    assert summarize_durations([1.0, 2.0, 3.0]).average == 2.0


def test_job_records_are_pruned_and_receipts_are_not(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    completed, failed = 6, 4  # kept at most
    monkeypatch.setattr(job_history, "MAX_COMPLETED_JOBS", completed)
    monkeypatch.setattr(job_history, "MAX_FAILED_JOBS", failed)
    for number in range(completed + 3):
        complete_receipt(store, f"good {number}")
    for number in range(failed + 2):
        fail_receipt(store, ProcessingError("unexpected"), f"bad {number}")
    waiting = add_receipt(store, "waiting")
    assert store.claim_receipt(waiting.id, "w", 60)
    store.requeue_receipt(waiting.id, "w", ProcessingError("unexpected"), 2.0)
    assert store.prune_job_records() == 5
    jobs = store.find_jobs(JobQuery(limit=1000))
    ends = [job.last.outcome for job in jobs]
    assert ends.count(AttemptOutcome.COMPLETED) == completed
    assert ends.count(AttemptOutcome.FAILED) == failed
    assert ends.count(AttemptOutcome.RETRIED) == 1
    assert store.count_receipts(ReceiptQuery()) == completed + failed + 6
    assert store.compute_statistics().processed == completed + failed + 5


def test_failures_are_grouped_by_their_cause(store: Store) -> None:
    for name in "abc":
        fail_receipt(store, ProcessingError("file_empty", name=name), name)
    fail_receipt(store, ProcessingError("reader_memory"), "d")
    complete_receipt(store, "e")
    first, second = store.find_failure_groups()
    assert (first.count, first.key, first.error_class) == (3, "file_empty", "ProcessingError")
    assert first.sentence == "c is empty."
    assert len(first.receipt_ids) == 3
    assert (second.count, second.key) == (1, "reader_memory")


def test_jobs_are_found_by_text_and_outcome(store: Store) -> None:
    complete_receipt(store, "Lunch in Lyon.jpg")
    fail_receipt(store, ProcessingError("reader_memory"), "hotel.pdf")
    assert [job.file_name for job in store.find_jobs(JobQuery(text="LYON"))] == [
        "Lunch in Lyon.jpg"
    ]
    assert [job.file_name for job in store.find_jobs(JobQuery(text="ran out"))] == ["hotel.pdf"]
    wanted = JobQuery(outcomes=frozenset({AttemptOutcome.FAILED}))
    assert [job.file_name for job in store.find_jobs(wanted)] == ["hotel.pdf"]


def test_the_audit_log_records_actor_and_old_and_new_values(store: Store) -> None:
    receipt = complete_receipt(store)
    store.correct_field(receipt.id, Field.TOTAL, Decimal("1.50"), by="window:zoe")
    store.correct_field(receipt.id, Field.DATE, date(2024, 2, 3), by="window:zoe")
    store.approve_receipts([receipt.id], approved=True, by="window:zoe")
    store.remove_receipts([receipt.id], by="api:shop")
    store.restore_receipts([receipt.id], by="api:shop")
    entries = store.find_audit_entries(AuditQuery(receipt_id=receipt.id))[::-1]
    assert [entry.action for entry in entries] == [
        "submit", "correct", "correct", "approve", "remove", "restore"
    ]  # fmt: skip
    assert [entry.actor for entry in entries][-3:] == ["window:zoe", "api:shop", "api:shop"]
    total, day = entries[1], entries[2]
    before = SAMPLE_READING.checked.draft.get_value(Field.TOTAL)
    assert (total.before, total.after) == ({"totalAmount": str(before)}, {"totalAmount": "1.50"})
    assert day.after == {"date": "2024-02-03"}
    assert entries[3].after == {"approved": True}
    assert len(store.find_audit_entries(AuditQuery(text="zoe"))) == 3


def test_a_change_that_is_refused_leaves_no_entry(store: Store) -> None:
    receipt = add_receipt(store)
    with pytest.raises(InvalidRequest):
        store.correct_field(receipt.id, Field.TOTAL, Decimal(1))
    assert [entry.action for entry in store.find_audit_entries(AuditQuery())] == ["submit"]


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_audit_log_cannot_be_changed_or_cut(store: Store, statement: str) -> None:
    add_receipt(store)
    with (
        pytest.raises(ServiceUnavailable, match="append-only"),
        store._transaction() as (session, _),
    ):
        session.execute(text(statement))
    assert len(store.find_audit_entries(AuditQuery())) == 1


def test_switches_persist_and_are_set_once(store: Store, database_url: str) -> None:
    store.set_switch(QueueSwitch.PAUSED, on=True, by="me")
    store.set_switch(QueueSwitch.PAUSED, on=True, by="me")
    assert store.list_active_switches() == {QueueSwitch.PAUSED}
    other = Store(database_url)
    assert other.list_active_switches() == {QueueSwitch.PAUSED}
    other.set_switch(QueueSwitch.PAUSED, on=False, by="you")
    other.close()
    assert store.list_active_switches() == frozenset()
    assert [entry.actor for entry in store.find_audit_entries(AuditQuery())] == ["you", "me"]


def test_processes_register_and_deregister(store: Store) -> None:
    store.heartbeat_process("a:1", "host", 1, kind="window", concurrency=5)
    store.heartbeat_process("b:2", "host", 2, kind="worker", concurrency=2)
    store.heartbeat_process("a:1", "host", 1, kind="window", concurrency=3)
    first, second = store.list_processes(lease_seconds=60, here="b:2")
    assert (first.name, first.kind, first.concurrency, first.is_alive, first.is_current) == (
        "a:1", "window", 3, True, False
    )  # fmt: skip
    assert second.is_current
    assert not any(one.is_alive for one in store.list_processes(lease_seconds=-1))
    store.remove_process("a:1")
    assert [one.name for one in store.list_processes(60)] == ["b:2"]


def test_priorities_of_waiting_ones_can_be_changed(store: Store) -> None:
    receipt, done = add_receipt(store, "1"), complete_receipt(store, "2")
    (moved,) = store.prioritize_receipts([receipt.id, done.id], Priority.NEXT, by="me")
    assert (moved.id, moved.queue_priority) == (receipt.id, Priority.NEXT)
    assert store.find_audit_entries(AuditQuery())[0].after == {"priority": 10}


def test_one_reading_replaces_another_in_a_new_job(store: Store) -> None:
    receipt = complete_receipt(store)
    (again,) = store.reopen_receipts([receipt.id], None, by="me")
    assert again.read_options.ignore_cache
    assert store.claim_receipt(receipt.id, "w", 60)
    assert store.finish_attempt(receipt.id, "w", SAMPLE_READING)
    assert [(job.run, job.attempts) for job in store.find_jobs(JobQuery())] == [(2, 1), (1, 1)]
    assert store.get_receipt(receipt.id).status is Status.COMPLETED


def count_ahead(store: Store, receipt: Receipt) -> int:
    return store.count_ahead(store.get_receipt(receipt.id))


def test_receipts_ahead_of_a_waiting_one_are_counted(store: Store) -> None:
    first, second, low, urgent = (add_receipt(store, name) for name in ("1", "2", "3", "4"))
    store.prioritize_receipts([low.id], Priority.LOW)
    store.prioritize_receipts([urgent.id], Priority.HIGH)
    assert [count_ahead(store, one) for one in (urgent, first, second, low)] == [0, 1, 2, 3]
    assert store.claim_receipt(urgent.id, "w", 60)
    store.hold_receipts([first.id], held=True)
    assert [count_ahead(store, one) for one in (second, low)] == [1, 2]
    store.finish_attempt(urgent.id, "w", SAMPLE_READING)
    assert count_ahead(store, second) == 0
