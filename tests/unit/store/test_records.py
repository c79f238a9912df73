"""Statistics, failures, the audit log and the switches, on a real database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text

from receipt_desktop.draft import Field
from receipt_desktop.errors import InvalidRequest, ProcessingError, ServiceUnavailable
from receipt_desktop.history import (
    KEPT_COMPLETED,
    KEPT_DAYS,
    KEPT_FAILED,
    AuditQuery,
    JobQuery,
    Outcome,
)
from receipt_desktop.receipt import Priority, Query, Receipt, Status, Wish
from receipt_desktop.store.record_tables import OutcomeRow
from receipt_desktop.store.records import percentile, spread
from receipt_desktop.store.store import Store
from receipt_desktop.store.switches import Switch
from tests.unit.store.readings import FULL


def added(store: Store, name: str = "a.jpg") -> Receipt:
    return store.add(name, f"{hash(name) % 10**10:064}", "/kept", Priority.NORMAL, Wish(), by="me")


def completed(store: Store, name: str = "a.jpg") -> Receipt:
    receipt = added(store, name)
    assert store.claim(receipt.id, "w", 60)
    done = store.finish(receipt.id, "w", FULL)
    assert done
    return done


def failed(store: Store, error: ProcessingError, name: str) -> Receipt:
    receipt = added(store, name)
    assert store.claim(receipt.id, "w", 60)
    row = store.fail(receipt.id, "w", error)
    assert row
    return row


def test_statistics_count_terminal_outcomes_alone(store: Store) -> None:
    assert store.statistics().success_rate is None
    completed(store, "1")
    completed(store, "2")
    failed(store, ProcessingError("x"), "3")
    cancelled = added(store, "4")
    store.cancel([cancelled.id])
    retried = added(store, "5")
    assert store.claim(retried.id, "w", 60)
    store.requeue(retried.id, "w", ProcessingError("x"), 2.0)
    found = store.statistics()
    assert (found.completed, found.failed, found.processed, found.last_hour) == (2, 1, 3, 3)
    assert found.success_rate == 66.7
    assert (found.waiting.count, found.running.count) == (3, 3)
    assert found.oldest_waiting == 0.0  # due in two seconds
    assert sum(hour.completed for hour in found.hours) == 2
    assert [(day.completed, day.failed) for day in found.days] == [(2, 1)]


def test_statistics_outlive_their_receipts_but_not_ninety_days(store: Store) -> None:
    receipt = completed(store)
    store.remove([receipt.id])
    store.purge_removed()
    old = datetime.now(UTC) - timedelta(days=KEPT_DAYS + 1)
    with store._change() as (session, _):
        values = {"receipt_id": "old", "ended_at": old, "completed": True, "waited": 1.0,
                  "ran": 1.0, "attempts": 1}  # fmt: skip
        session.execute(insert(OutcomeRow).values(values))
    assert store.statistics().completed == 1
    store.prune()
    with store._read() as session:
        assert session.query(OutcomeRow).count() == 1


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1.0))
def test_a_percentile_has_its_share_at_or_below_it(values: list[float], share: float) -> None:
    ordered = sorted(round(value, 3) for value in values)
    found = percentile(ordered, share)
    assert sum(1 for value in ordered if value <= found) >= share * len(ordered) - 1e-9
    assert found in ordered


def test_a_spread_of_nothing_is_nothing() -> None:
    assert spread([]).p95 is None
    assert spread([1.0, 2.0, 3.0]).average == 2.0


def test_job_records_are_pruned_and_receipts_are_not(store: Store) -> None:
    for number in range(KEPT_COMPLETED + 3):
        completed(store, f"good {number}")
    for number in range(KEPT_FAILED + 2):
        failed(store, ProcessingError("x"), f"bad {number}")
    waiting = added(store, "waiting")
    assert store.claim(waiting.id, "w", 60)
    store.requeue(waiting.id, "w", ProcessingError("x"), 2.0)
    assert store.prune() == 5
    jobs = store.jobs(JobQuery(limit=1000))
    ends = [job.last.outcome for job in jobs]
    assert ends.count(Outcome.COMPLETED) == KEPT_COMPLETED
    assert ends.count(Outcome.FAILED) == KEPT_FAILED
    assert ends.count(Outcome.RETRIED) == 1
    assert store.count(Query()) == KEPT_COMPLETED + KEPT_FAILED + 6
    assert store.statistics().processed == KEPT_COMPLETED + KEPT_FAILED + 5


def test_failures_are_grouped_by_their_cause(store: Store) -> None:
    for name in "abc":
        failed(store, ProcessingError(f"{name} is damaged.", key="damaged", name=name), name)
    failed(store, ProcessingError("The reader broke.", key="reader"), "d")
    completed(store, "e")
    first, second = store.failures()
    assert (first.count, first.key, first.error_class) == (3, "damaged", "ProcessingError")
    assert first.sentence == "c is damaged."
    assert len(first.receipt_ids) == 3
    assert (second.count, second.key) == (1, "reader")


def test_jobs_are_found_by_words_and_by_their_end(store: Store) -> None:
    completed(store, "Lunch in Lyon.jpg")
    failed(store, ProcessingError("The reader broke.", key="reader"), "hotel.pdf")
    assert [job.file_name for job in store.jobs(JobQuery(text="LYON"))] == ["Lunch in Lyon.jpg"]
    assert [job.file_name for job in store.jobs(JobQuery(text="broke"))] == ["hotel.pdf"]
    wanted = JobQuery(outcomes=frozenset({Outcome.FAILED}))
    assert [job.file_name for job in store.jobs(wanted)] == ["hotel.pdf"]


def test_the_audit_log_says_who_changed_what_from_what_to_what(store: Store) -> None:
    receipt = completed(store)
    store.correct(receipt.id, Field.TOTAL, Decimal("1.50"), by="window:zoe")
    store.correct(receipt.id, Field.DATE, date(2024, 2, 3), by="window:zoe")
    store.approve([receipt.id], approved=True, by="window:zoe")
    store.remove([receipt.id], by="api:shop")
    store.restore([receipt.id], by="api:shop")
    entries = store.audit(AuditQuery(receipt_id=receipt.id))[::-1]
    assert [entry.action for entry in entries] == [
        "submit", "correct", "correct", "approve", "remove", "restore"
    ]  # fmt: skip
    assert [entry.actor for entry in entries][-3:] == ["window:zoe", "api:shop", "api:shop"]
    total, day = entries[1], entries[2]
    before = FULL.checked.draft.get(Field.TOTAL)
    assert (total.before, total.after) == ({"totalAmount": str(before)}, {"totalAmount": "1.50"})
    assert day.after == {"date": "2024-02-03"}
    assert entries[3].after == {"approved": True}
    assert len(store.audit(AuditQuery(text="zoe"))) == 3


def test_a_change_that_is_refused_leaves_no_entry(store: Store) -> None:
    receipt = added(store)
    with pytest.raises(InvalidRequest):
        store.correct(receipt.id, Field.TOTAL, Decimal(1))
    assert [entry.action for entry in store.audit(AuditQuery())] == ["submit"]


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_audit_log_cannot_be_changed_or_cut(store: Store, statement: str) -> None:
    added(store)
    with pytest.raises(ServiceUnavailable, match="append-only"), store._change() as (session, _):
        session.execute(text(statement))
    assert len(store.audit(AuditQuery())) == 1


def test_switches_are_kept_and_turned_once(store: Store, database_url: str) -> None:
    store.turn(Switch.PAUSED, on=True, by="me")
    store.turn(Switch.PAUSED, on=True, by="me")
    assert store.switches() == {Switch.PAUSED}
    other = Store(database_url)
    assert other.switches() == {Switch.PAUSED}
    other.turn(Switch.PAUSED, on=False, by="you")
    other.close()
    assert store.switches() == frozenset()
    assert [entry.actor for entry in store.audit(AuditQuery())] == ["you", "me"]


def test_processes_sign_in_and_out(store: Store) -> None:
    store.here("a:1", "host", 1, kind="window", concurrency=5)
    store.here("b:2", "host", 2, kind="worker", concurrency=2)
    store.here("a:1", "host", 1, kind="window", concurrency=3)
    first, second = store.processes(lease_seconds=60, here="b:2")
    assert (first.name, first.kind, first.concurrency, first.alive, first.here) == (
        "a:1", "window", 3, True, False
    )  # fmt: skip
    assert second.here
    assert not any(one.alive for one in store.processes(lease_seconds=-1))
    store.gone("a:1")
    assert [one.name for one in store.processes(60)] == ["b:2"]


def test_priorities_of_waiting_ones_can_be_changed(store: Store) -> None:
    receipt, done = added(store, "1"), completed(store, "2")
    (moved,) = store.prioritize([receipt.id, done.id], Priority.NEXT, by="me")
    assert (moved.id, moved.urgency) == (receipt.id, Priority.NEXT)
    assert store.audit(AuditQuery())[0].after == {"priority": 10}


def test_one_reading_replaces_another_in_a_new_job(store: Store) -> None:
    receipt = completed(store)
    (again,) = store.reopen([receipt.id], None, by="me")
    assert again.wish.fresh
    assert store.claim(receipt.id, "w", 60)
    assert store.finish(receipt.id, "w", FULL)
    assert [(job.run, job.attempts) for job in store.jobs(JobQuery())] == [(2, 1), (1, 1)]
    assert store.get(receipt.id).status is Status.COMPLETED


def ahead(store: Store, receipt: Receipt) -> int:
    return store.ahead(store.get(receipt.id))


def test_what_is_before_a_waiting_receipt(store: Store) -> None:
    first, second, low, urgent = (added(store, name) for name in ("1", "2", "3", "4"))
    store.prioritize([low.id], Priority.LOW)
    store.prioritize([urgent.id], Priority.HIGH)
    assert [ahead(store, one) for one in (urgent, first, second, low)] == [0, 1, 2, 3]
    assert store.claim(urgent.id, "w", 60)
    store.hold([first.id], held=True)
    assert [ahead(store, one) for one in (second, low)] == [1, 2]
    store.finish(urgent.id, "w", FULL)
    assert ahead(store, second) == 0
