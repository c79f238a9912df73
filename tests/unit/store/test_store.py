"""The store on a real SQLite file: what goes in comes out, and nobody gets in another's way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.errors import InvalidRequest, ProcessingError, ServiceUnavailable
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import ReviewReason, ValueSource
from receipt_desktop.domain.receipt import (
    Priority,
    ReaderChoice,
    ReadOptions,
    Receipt,
    ReceiptChange,
    ReceiptsRemoved,
    Stage,
    Status,
)
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.messages import Message
from receipt_desktop.store.migration import read_revision
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.revisions import MIGRATIONS_FOLDER, NEWEST_REVISION
from receipt_desktop.store.store import Store
from receipt_desktop.store.tables import TableBase
from receipt_desktop.store.write_monitor import WriteMonitor
from tests.unit.domain.field_values import EVERY_FIELD
from tests.unit.store.example_readings import SAMPLE_DRAFT, SAMPLE_READING
from tests.waiting import SECONDS


def add_receipt(store: Store, name: str = "a.jpg", wish: ReadOptions | None = None) -> Receipt:
    return store.add_receipt(
        name, f"{hash(name) % 10**10:064}", Priority.NORMAL, wish or ReadOptions()
    )


def complete_receipt(store: Store, name: str = "a.jpg") -> Receipt:
    receipt = add_receipt(store, name)
    assert store.claim_receipt(receipt.id, "me", 60)
    done = store.finish_attempt(receipt.id, "me", SAMPLE_READING)
    assert done
    return done


def test_a_new_receipt_waits_and_keeps_its_read_options(store: Store) -> None:
    receipt = add_receipt(store, wish=ReadOptions(ReaderChoice.TESSERACT, "", 2))
    assert receipt.status is Status.PENDING
    assert store.get_receipt(receipt.id) == receipt
    assert receipt.read_options == ReadOptions(ReaderChoice.TESSERACT, "", 2)
    assert [one.id for one in store.list_waiting()] == [receipt.id]


def test_a_reading_round_trips(store: Store) -> None:
    receipt = complete_receipt(store)
    details = store.get_details(receipt.id)
    assert details.reading
    assert details.reading == SAMPLE_READING
    assert (receipt.merchant, receipt.day) == ("Super Marché", date(2024, 1, 1))
    assert (receipt.total, receipt.currency) == (Decimal("25.99"), "EUR")
    assert receipt.confidence == pytest.approx(0.93)
    assert receipt.thumbnail == "pages/aa/aabb/thumb.jpg"


def test_migrations_make_the_tables_of_the_code(store: Store) -> None:
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_no_index_part})
        assert compare_metadata(context, TableBase.metadata) == []


def is_no_index_part(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether this is no index of one kind of database alone, which only the migration knows."""
    single = ("ix_search_texts_body", "ix_receipts_values", "ix_receipts_kinds")
    return name not in single and not str(name).startswith("receipt_search")


def test_the_newest_migration_is_the_one_the_code_knows(store: Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST_REVISION]
    assert read_revision(store._engine) == NEWEST_REVISION


def test_sqlite_is_set_up_right(file_store: Store, paths: Paths) -> None:
    with file_store._engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 15_000
    }  # fmt: skip
    assert paths.database.exists()


def test_only_one_of_many_threads_gets_a_receipt(store: Store) -> None:
    receipt = add_receipt(store)
    start, got = threading.Barrier(8), []

    def claim(owner: str) -> None:
        start.wait()
        if store.claim_receipt(receipt.id, owner, 60):
            got.append(owner)

    threads = [threading.Thread(target=claim, args=(f"t{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    assert store.get_receipt(receipt.id).attempts == 1


CLAIM_SCRIPT = """
import sys
from receipt_desktop.store.store import Store
store = Store(sys.argv[1])
sys.stdin.readline()
print(sum(store.claim_receipt(one, sys.argv[2], 60) is not None for one in sys.argv[3:]))
"""


def test_two_processes_share_the_receipts_without_doing_one_twice(
    store: Store, database_url: str
) -> None:
    ids = [add_receipt(store, f"{n}.jpg").id for n in range(40)]
    url = database_url
    both = [
        subprocess.Popen([sys.executable, "-c", CLAIM_SCRIPT, url, owner, *ids],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for owner in ("one", "two")
    ]  # fmt: skip
    for process in both:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    counts = [int(process.communicate(timeout=SECONDS)[0]) for process in both]
    assert sum(counts) == 40
    assert {receipt.attempts for receipt in store.find_receipts(ReceiptQuery())} == {1}


def test_a_worker_without_the_lease_changes_nothing(store: Store) -> None:
    receipt = add_receipt(store)
    assert store.claim_receipt(receipt.id, "me", -1)
    assert store.release_expired(60) == [receipt.id]
    assert not store.renew_leases({receipt.id: "me"}, 60)
    store.update_progress(receipt.id, "me", Stage.READING, 50, None)
    assert store.finish_attempt(receipt.id, "me", SAMPLE_READING) is None
    assert store.fail_attempt(receipt.id, "me", ProcessingError("unexpected")) is None
    assert store.get_receipt(receipt.id).status is Status.PENDING


def test_the_rows_of_a_dead_process_are_freed_at_once(store: Store) -> None:
    mine, other = add_receipt(store, "1"), add_receipt(store, "2")
    assert store.claim_receipt(mine.id, "own-abc:1:x", 60)
    assert store.claim_receipt(other.id, "own-abc:12:y", 60)
    assert store.list_lease_holders() == {"own-abc:1", "own-abc:12"}
    assert store.release_processes([]) == []
    assert store.release_processes(["own-abc:1"]) == [mine.id]
    assert store.get_receipt(other.id).status is Status.PROCESSING
    assert store.release_processes(["own-abc:12"], spared=[other.id]) == []


def test_two_processes_that_add_the_same_bytes_at_once_make_one_row(
    store: Store, database_url: str
) -> None:
    begun, found = threading.Barrier(4), []

    def add() -> None:
        other = Store(database_url)
        begun.wait()
        found.extend(
            other.add_receipts([NewReceipt("a", "5" * 64, Priority.NORMAL, ReadOptions())])
        )
        other.close()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({receipt.id for receipt, _ in found}) == 1
    assert sorted(known for _, known in found) == [False, True, True, True]
    page, same = (NewReceipt("a", "5" * 64, Priority.NORMAL, ReadOptions(page=n)) for n in (1, 1))
    first, second = store.add_receipts([page, same])
    assert (first[1], second[1]) == (False, True)
    assert first[0].id == second[0].id


def test_receipts_changed_since_a_moment_are_found(store: Store) -> None:
    old, corrected, removed, working = (add_receipt(store, name) for name in "1234")
    for one in (old, corrected):
        assert store.claim_receipt(one.id, "me", 60)
        store.finish_attempt(one.id, "me", SAMPLE_READING)
    assert store.claim_receipt(working.id, "me", 60)
    moment = datetime.now(UTC)
    store.correct_field(corrected.id, Field.MERCHANT, "Other")
    store.remove_receipts([removed.id])
    new = add_receipt(store, "5")
    ids = sorted([corrected.id, removed.id, working.id, new.id])
    assert store.find_changed_since(moment) == ids


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file locks")
def test_a_locked_database_is_known_to_be_blocked_and_since_when(
    file_store: Store, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("receipt_desktop.store.write_monitor.SLOW_WRITE_SECONDS", 0.0)
    assert file_store.find_write_block() is None
    before = datetime.now(UTC)
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as locker:
        locker.execute("BEGIN IMMEDIATE")
        writer = threading.Thread(target=lambda: add_receipt(file_store))
        writer.start()
        while (blocked := file_store.find_write_block()) is None:
            pass
        assert blocked.problem is None
        assert before - timedelta(seconds=1) < blocked.since <= datetime.now(UTC)
        locker.execute("ROLLBACK")
        writer.join()
    assert file_store.find_write_block() is None


def test_a_write_failure_is_reported_until_a_write_succeeds() -> None:
    writes = WriteMonitor()
    for _ in range(2):
        with pytest.raises(ServiceUnavailable), writes.watch_transaction():
            raise ServiceUnavailable("disk_full")
    blocked = writes.find_block()
    assert blocked
    assert blocked.problem == Message("disk_full")
    with pytest.raises(InvalidRequest), writes.watch_transaction():
        raise InvalidRequest("not_read_yet")
    assert writes.find_block() == blocked
    with writes.watch_transaction():
        assert writes.find_block() == blocked
    assert writes.find_block() is None


def test_changes_are_announced_after_the_commit_in_order(store: Store) -> None:
    heard: list[ReceiptChange] = []
    silence = store.subscribe(heard.append)
    receipt = complete_receipt(store)
    store.remove_receipts([receipt.id])
    silence()
    store.restore_receipts([receipt.id])
    statuses = [one.status.value for one in heard if isinstance(one, Receipt)]
    assert statuses == ["pending", "processing", "completed"]
    assert heard[-1] == ReceiptsRemoved((receipt.id,))
    versions = [one.version for one in heard if isinstance(one, Receipt)]
    assert versions == sorted(set(versions))


def test_a_listener_may_use_the_store(store: Store) -> None:
    seen: list[Status] = []

    def listen(one: ReceiptChange) -> None:
        if isinstance(one, Receipt):
            seen.append(store.get_receipt(one.id).status)
            if one.status is Status.PENDING:
                store.claim_receipt(one.id, "listener", 60)

    store.subscribe(listen)
    add_receipt(store)
    assert seen == [Status.PENDING, Status.PROCESSING]


@pytest.mark.expected_logs("receipt_desktop.store.notifier")
@pytest.mark.parametrize(
    "error",
    [
        ValueError(),
        AssertionError(),
        ServiceUnavailable("database_busy"),
        AttributeError(),
        EOFError(),
    ],
)
def test_a_failing_listener_does_not_stop_the_others(store: Store, error: Exception) -> None:
    heard: list[ReceiptChange] = []

    def broken(_: ReceiptChange) -> None:
        raise error

    store.subscribe(broken)
    store.subscribe(heard.append)
    add_receipt(store)
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.TOTAL, Decimal("30.10")),
        (Field.DATE, date(2024, 2, 3)),
        (Field.MERCHANT, "Other"),
        (Field.CARD, None),
    ],
)
def test_a_correction_is_laid_over_and_taken_away(
    store: Store, field: Field, value: FieldValue | None
) -> None:
    receipt = complete_receipt(store)
    store.correct_field(receipt.id, field, value)
    details = store.get_details(receipt.id)
    assert details.reading
    draft = details.reading.checked.draft
    assert draft.get_value(field) == value
    assert details.corrected_fields == {field}
    if value is not None:
        assert draft.fields[field].source is ValueSource.PERSON
        assert draft.fields[field].confidence == 1.0
    store.revert_correction(receipt.id, field)
    before = store.get_details(receipt.id)
    assert before.reading
    assert before.reading.checked.draft == SAMPLE_DRAFT
    assert before.corrected_fields == frozenset()


def test_correcting_settles_the_doubts_about_that_field_and_checks_it(store: Store) -> None:
    receipt = complete_receipt(store)
    once = store.correct_field(receipt.id, Field.TOTAL, Decimal("25.99"))
    assert (once.needs_review, once.reasons) == (True, (ReviewReason.DOUBTFUL_DATE,))
    twice = store.correct_field(receipt.id, Field.DATE, date(2024, 1, 2))
    assert (twice.needs_review, twice.reasons) == (True, (ReviewReason.CORRECTED,))
    assert (twice.total, twice.day) == (Decimal("25.99"), date(2024, 1, 2))


def test_corrections_outlive_a_new_reading(store: Store) -> None:
    receipt = complete_receipt(store)
    store.correct_field(receipt.id, Field.TOTAL, Decimal("1.00"))
    store.reopen_receipts([receipt.id], None)
    assert store.claim_receipt(receipt.id, "me", 60)
    again = store.finish_attempt(receipt.id, "me", SAMPLE_READING)
    assert again
    assert again.total == Decimal("1.00")


@pytest.mark.parametrize(("field", "value"), EVERY_FIELD)
def test_a_value_of_every_field_is_kept(store: Store, field: Field, value: FieldValue) -> None:
    receipt = complete_receipt(store)
    store.correct_field(receipt.id, field, value)
    reading = store.get_details(receipt.id).reading
    assert reading
    assert reading.checked.draft.get_value(field) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.TOTAL, "twelve"),
        (Field.DATE, "2024-03-14"),
        (Field.TIME, "14:30"),
        (Field.TIME, date(2024, 3, 14)),
        (Field.MERCHANT, Decimal(1)),
        (Field.CURRENCY, "euro"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(
    store: Store, field: Field, value: FieldValue
) -> None:
    receipt = complete_receipt(store)
    before = store.get_details(receipt.id)
    with pytest.raises(InvalidRequest):
        store.correct_field(receipt.id, field, value)
    assert store.get_details(receipt.id) == before


def test_a_receipt_that_was_not_read_cannot_be_corrected(store: Store) -> None:
    with pytest.raises(InvalidRequest, match="not been read yet"):
        store.correct_field(add_receipt(store, "new").id, Field.TOTAL, Decimal(1))


def test_approval_takes_a_receipt_out_of_review(store: Store) -> None:
    receipt = complete_receipt(store)
    (approved,) = store.approve_receipts([receipt.id], approved=True)
    assert (approved.approved, approved.needs_review) == (True, False)
    assert store.count_by_status().needs_review == 0
    (back,) = store.approve_receipts([receipt.id], approved=False)
    assert back.needs_review


def test_removed_ones_come_back_or_go_for_good(store: Store) -> None:
    first, second = complete_receipt(store, "1"), complete_receipt(store, "2")
    store.remove_receipts([first.id, second.id])
    assert store.find_receipts(ReceiptQuery()) == []
    new = NewReceipt("1", first.content_hash, Priority.NORMAL, ReadOptions())
    ((again, known),) = store.add_receipts([new])
    assert not known
    store.erase_receipts([again.id])
    assert [receipt.id for receipt in store.restore_receipts([first.id])] == [first.id]
    assert store.purge_removed() == [second.content_hash]
    assert [receipt.id for receipt in store.find_receipts(ReceiptQuery())] == [first.id]
    with pytest.raises(InvalidRequest, match="Receipt not found"):
        store.get_receipt(second.id)


def test_removed_ones_are_kept_for_a_while(store: Store) -> None:
    receipt = complete_receipt(store)
    store.remove_receipts([receipt.id])
    assert store.purge_removed(timedelta(minutes=1)) == []
    assert [one.id for one in store.restore_receipts([receipt.id])] == [receipt.id]


def test_erased_ones_are_gone_with_all_that_was_read(store: Store) -> None:
    first, second = complete_receipt(store, "1"), add_receipt(store, "2")
    assert store.claim_receipt(second.id, "me", 60)
    heard: list[object] = []
    store.subscribe(heard.append)
    assert store.erase_receipts([first.id, second.id, "unknown"], by="api:shop") == sorted(
        [first.content_hash, second.content_hash]
    )
    assert [set(one.ids) for one in heard if isinstance(one, ReceiptsRemoved)] == [
        {first.id, second.id}
    ]
    assert store.restore_receipts([first.id]) == []
    assert store.finish_attempt(second.id, "me", SAMPLE_READING) is None
    assert store.find_attempts(first.id) == ()
    erased = store.find_audit_entries(AuditQuery(text="erase"))
    assert {(one.actor, one.receipt_id) for one in erased} == {
        ("api:shop", first.id),
        ("api:shop", second.id),
    }


def test_originals_in_use_are_not_erased(store: Store) -> None:
    first, other = (
        add_receipt(store, "1", ReadOptions(page=0)),
        add_receipt(store, "1", ReadOptions(page=1)),
    )
    assert first.content_hash == other.content_hash
    assert store.erase_receipts([first.id]) == []
    assert store.erase_receipts([other.id]) == [other.content_hash]


def test_cancel_and_reopen(store: Store) -> None:
    receipt = add_receipt(store)
    (cancelled,) = store.cancel_receipts([receipt.id])
    assert cancelled.failure
    assert cancelled.failure.code == "CANCELLED"
    assert store.cancel_receipts([receipt.id]) == []
    (again,) = store.reopen_receipts([receipt.id], None)
    assert (again.status, again.attempts, again.failure) == (Status.PENDING, 0, None)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (ReceiptQuery(), ["c", "b", "a"]),
        (ReceiptQuery(text="march"), ["b"]),
        (ReceiptQuery(text="MARCHÉ 25,99"), ["b"]),
        (ReceiptQuery(text="100%"), []),
        (ReceiptQuery(statuses=frozenset({Status.PENDING})), ["c", "a"]),
        (ReceiptQuery(needs_review=True), ["b"]),
        (ReceiptQuery(first_day=date(2024, 1, 1), last_day=date(2024, 1, 1)), ["b"]),
        (ReceiptQuery(first_day=date(2024, 1, 2)), []),
        (ReceiptQuery(limit=1), ["c"]),
        (ReceiptQuery(ids=()), []),
    ],
)
def test_queries_filter_receipts(store: Store, query: ReceiptQuery, names: list[str]) -> None:
    add_receipt(store, "a")
    complete_receipt(store, "b")
    add_receipt(store, "c")
    assert [receipt.file_name for receipt in store.find_receipts(query)] == names


def test_counts(store: Store) -> None:
    complete_receipt(store, "1")
    failed = add_receipt(store, "2")
    assert store.claim_receipt(failed.id, "me", 60)
    store.fail_attempt(failed.id, "me", ProcessingError("unexpected"))
    add_receipt(store, "3")
    counts = store.count_by_status()
    assert (counts.completed, counts.failed, counts.pending, counts.processing) == (1, 1, 1, 0)
    assert counts.total == 3
    assert counts.held == 0
    assert store.count_outcomes_since(datetime.now(UTC) - timedelta(minutes=1)) == (1, 1)


def test_a_row_is_on_the_disk_when_add_returns(file_store: Store, paths: Paths) -> None:
    receipt = add_receipt(file_store)
    other = sqlite3.connect(paths.database)
    assert other.execute("SELECT id FROM receipts").fetchall() == [(receipt.id,)]
    other.close()
