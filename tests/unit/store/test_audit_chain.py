"""The hash chain of the audit log: its form, writers at the same time, and what it finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from receipt_desktop.backup.table_schema import BOOKKEEPING_TABLES, read_tables
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.audit import AuditQuery, ChainHead
from receipt_desktop.domain.errors import Cancelled, InvalidRequest
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import LineItem, LineKind
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.revisions import MIGRATIONS_FOLDER
from receipt_desktop.store.store import Store
from tests.unit.store.chain_checker import find_first_break
from tests.unit.store.example_readings import SAMPLE_READING

CHANGE_TRIGGERS = "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;"


def list_entries(store: Store) -> list[dict[str, Any]]:
    """All entries as a program without the store sees them, oldest first."""
    found = store.find_audit_entries(AuditQuery(limit=None, with_readings=True))
    names = ("number", "actor", "action", "receipt_id", "subject", "previous_hash", "hash")
    return [
        {name: getattr(one, name) for name in names}
        | {"before": dict(one.before), "after": dict(one.after)}
        | {"at": one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        for one in reversed(found)
    ]


def add_read_receipt(store: Store, number: int) -> Receipt:
    name, digest = f"récépissé {number}.jpg", f"{number:064x}"
    row = store.add_receipt(name, digest, Priority.NORMAL, ReadOptions(), by="window:élise")
    assert store.claim_receipt(row.id, "w", 60)
    finished = store.finish_attempt(row.id, "w", SAMPLE_READING)
    assert finished
    return finished


def fill(store: Store) -> Receipt:
    """One receipt with every kind of correction, one removed, one erased, and one as read."""
    first, removed, erased, _ = (add_read_receipt(store, number) for number in range(4))
    store.correct_field(first.id, Field.TOTAL, Decimal("26.99"), "me")
    store.correct_field(first.id, Field.CATEGORY, "office", "me")
    store.correct_field(first.id, Field.TIME, None, "me")
    store.correct_field(first.id, Field.REIMBURSABLE, True, "me")
    store.correct_field(first.id, Field.CARD, "9999", "me")
    store.revert_correction(first.id, Field.CARD, "me")
    lines = (LineItem("Lait", Decimal("2.20"), 0.9),)
    store.correct_lines(first.id, LineKind.ITEMS, lines, "me")
    store.move_category("office", "Büro")
    store.remove_receipts([removed.id])
    store.erase_receipts([erased.id])
    return first


def test_an_independent_program_recomputes_the_chain(store: Store) -> None:
    first = fill(store)
    entries = list_entries(store)
    assert find_first_break(entries) is None
    assert [one["number"] for one in entries] == list(range(1, len(entries) + 1))
    head = store.read_chain_head()
    assert head
    assert (head.number, head.hash) == (entries[-1]["number"], entries[-1]["hash"])
    result = store.check_chain(ChainHead.parse(str(head)))
    assert (result.breaks, result.entries, result.unrecorded) == ((), len(entries), 0)
    # people's lists are as before; results hold a hash and nothing that was read
    assert "read" not in {one.action for one in store.find_audit_entries(AuditQuery())}
    read = [one for one in entries if one["action"] == "read"]
    assert len(read) == 4
    assert {tuple(one["after"]) for one in read} == {("reading",)}
    assert all(one["subject"] == "" and one["before"] == {} for one in read)
    # a category renamed on the list and a second reading are no changes from outside
    assert store.reopen_receipts([first.id], None)
    assert store.claim_receipt(first.id, "w", 60)
    assert store.finish_attempt(first.id, "w", replace(SAMPLE_READING, seconds=1.0))
    assert store.check_chain().breaks == ()


def test_writers_at_the_same_time_do_not_fork_the_chain(store: Store, database_url: str) -> None:
    other = Store(database_url)

    def write(one: Store) -> None:
        for number in range(15):
            one.add_audit_entry("me", "export", f"file {number}", {}, {"rows": number})

    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(write, one) for one in (store, other, store, other)]:
            done.result()
    other.close()
    entries = list_entries(store)
    assert len(entries) == 60
    assert find_first_break(entries) is None
    assert store.check_chain().breaks == ()


def test_a_failed_transaction_leaves_no_entry(file_store: Store) -> None:
    receipt = add_read_receipt(file_store, 1)
    before = file_store.read_chain_head()
    with pytest.raises(InvalidRequest):
        file_store.correct_field(receipt.id, Field.CURRENCY, "XXZ", "me")
    assert file_store.read_chain_head() == before


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, ChainHead]:
    """A database with every kind of entry, the id of its corrected receipt, and its head."""
    file = tmp_path_factory.mktemp("chain") / "receipts.db"
    store = Store(f"sqlite:///{file}")
    first = fill(store)
    head = store.read_chain_head()
    store.close()
    assert head
    return file, first.id, head


@pytest.fixture
def tamper(filled: tuple[Path, str, ChainHead], paths: Paths) -> Iterator[Callable[[str], Store]]:
    """Run statements on a copy of the database behind the program's back, and open it."""
    opened: list[Store] = []

    def change(script: str) -> Store:
        with (
            closing(sqlite3.connect(filled[0])) as source,
            closing(sqlite3.connect(paths.database)) as copy,
        ):
            source.backup(copy)
            copy.executescript(script.replace("FIRST", filled[1]))
        opened.append(Store(f"sqlite:///{paths.database}"))
        return opened[0]

    yield change
    opened[0].close()


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("UPDATE field_values SET minor=100 WHERE receipt_id='FIRST' AND field='taxAmount'",
         {("receipt_result", ""), ("receipt_listed", "tax_minor")}),
        ("UPDATE items SET total_minor=1 WHERE receipt_id='FIRST' AND number=0",
         {("receipt_result", "")}),
        ("UPDATE tax_lines SET rate='7' WHERE receipt_id='FIRST'", {("receipt_result", "")}),
        ("UPDATE readings SET summary='x' WHERE receipt_id='FIRST'", {("receipt_result", "")}),
        ("DELETE FROM items WHERE receipt_id='FIRST' AND number=1", {("receipt_result", "")}),
        ("UPDATE corrections SET minor=100 WHERE receipt_id='FIRST' AND field='totalAmount'",
         {("receipt_correction", "totalAmount"), ("receipt_listed", "total_minor")}),
        ("UPDATE corrections SET text='no' WHERE receipt_id='FIRST' AND field='reimbursable'",
         {("receipt_correction", "reimbursable")}),
        ("DELETE FROM corrections WHERE receipt_id='FIRST' AND field='time'",
         {("receipt_correction", "time")}),
        ("UPDATE corrected_lines SET lines='[]' WHERE receipt_id='FIRST'",
         {("receipt_correction", "items")}),
        ("UPDATE receipts SET merchant='X' WHERE id='FIRST'", {("receipt_listed", "merchant")}),
        ("UPDATE receipts SET content_hash='ff' WHERE id='FIRST'", {("receipt_original", "")}),
        ("DELETE FROM receipts WHERE id='FIRST'", {("receipt_deleted", "")}),
        ("UPDATE field_values SET text='x' WHERE receipt_id='FIRST' AND field='date'",
         {("receipt_result", "")}),
        ("UPDATE readings SET extracted_at='x' WHERE receipt_id='FIRST'", {("receipt_result", "")}),
        ("UPDATE receipts SET created_at='x' WHERE id='FIRST'", {("receipt_result", "")}),
    ],
)  # fmt: skip
def test_a_change_of_the_data_from_outside_is_found(
    tamper: Callable[[str], Store], script: str, wanted: set[tuple[str, str]]
) -> None:
    found = tamper(f"PRAGMA foreign_keys=ON; {script}").check_chain()
    assert {(one.kind, one.field) for one in found.breaks} == wanted
    assert found.broken_from is None


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("UPDATE audit SET after='{}' WHERE number=3", ("entry_changed", 3, 0)),
        ("UPDATE audit SET actor='you' WHERE number=3", ("entry_changed", 3, 0)),
        ("UPDATE audit SET at='2020-01-01 00:00:00' WHERE number=1", ("entry_changed", 1, 0)),
        ("UPDATE audit SET hash=content_hash WHERE number=3", ("entry_changed", 3, 0)),
        ("DELETE FROM audit WHERE number=3", ("entry_missing", 3, 3)),
        ("DELETE FROM audit WHERE number BETWEEN 1 AND 2", ("entry_missing", 1, 2)),
    ],
)
def test_a_changed_or_removed_entry_is_found_where_it_is(
    tamper: Callable[[str], Store], script: str, wanted: tuple[str, int, int]
) -> None:
    store = tamper(CHANGE_TRIGGERS + script)
    found = store.check_chain()
    assert [(one.kind, one.entry, one.last) for one in found.breaks[:1]] == [wanted]
    assert found.broken_from == wanted[1]
    assert find_first_break(list_entries(store)) == wanted[1]


def test_a_result_whose_entry_was_removed_is_not_taken_for_an_older_one(
    tamper: Callable[[str], Store],
) -> None:
    gone = "DELETE FROM audit WHERE action='read'"
    found = tamper(CHANGE_TRIGGERS + gone).check_chain()
    assert (found.unrecorded, found.older_entries) == (0, 0)
    assert sum(one.kind == "receipt_result" for one in found.breaks) == 3


@pytest.mark.parametrize("change", ["after='no JSON'", "at='never'", "before='7'"])
def test_an_entry_that_cannot_be_read_is_named(tamper: Callable[[str], Store], change: str) -> None:
    store = tamper(f"{CHANGE_TRIGGERS} UPDATE audit SET {change} WHERE number=3")  # noqa: S608
    found = store.check_chain()
    assert [(one.kind, one.entry) for one in found.breaks[:1]] == [("entry_changed", 3)]


def test_a_known_head_finds_removed_last_entries_and_a_chain_that_was_built_anew(
    tamper: Callable[[str], Store], filled: tuple[Path, str, ChainHead]
) -> None:
    head = filled[2]
    store = tamper(
        f"{CHANGE_TRIGGERS} DELETE FROM audit WHERE number >= {head.number - 1}"  # noqa: S608
    )
    assert store.check_chain().broken_from is None
    found = store.check_chain(head).breaks[0]
    assert (found.kind, found.entry) == ("head_missing", head.number)
    store.add_audit_entry("me", "export", "x", {}, {})
    store.add_audit_entry("me", "export", "y", {}, {})
    assert store.read_chain_head() != head
    found = store.check_chain(head).breaks[0]
    assert (found.kind, found.entry) == ("head_changed", head.number)


def test_a_check_can_be_cancelled(file_store: Store) -> None:
    file_store.add_audit_entry("me", "export", "x", {}, {})
    with pytest.raises(Cancelled):
        file_store.check_chain(is_cancelled=lambda: True)


@pytest.mark.parametrize("text", ["", "1", "0:" + "a" * 64, "5:" + "g" * 64, "5:" + "a" * 63])
def test_a_head_has_one_form(text: str) -> None:
    with pytest.raises(InvalidRequest):
        ChainHead.parse(text)


def test_the_entries_of_an_older_folder_are_chained(paths: Paths) -> None:
    create_database_at(paths.database, "0011")
    entry = ("2025-01-02 03:04:05.000006", "me", "settings", None, "é", '{"a": 1.5}', '{"b": null}')
    with closing(sqlite3.connect(paths.database)) as old:
        old.executemany(
            'INSERT INTO audit (number, at, actor, action, receipt_id, subject, "before", "after") '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *entry) for number in range(1, 2_102)],
        )
        old.commit()
    store = Store(f"sqlite:///{paths.database}")
    store.add_audit_entry("me", "export", "x", {}, {})
    entries = list_entries(store)
    assert len(entries) == 2_103
    assert find_first_break(entries) is None
    begun = entries[2_101]
    assert (begun["action"], begun["after"]) == ("chain", {"entries": 2_101})
    found = store.check_chain()
    assert (found.breaks, found.older_entries) == ((), 2_101)
    store.close()
    with (
        closing(sqlite3.connect(paths.database)) as database,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        database.execute("UPDATE audit SET actor='you'")


def make_older(source: Path, target: Path) -> None:
    """The same receipts in a folder of the version before the chain, whose log names fewer."""
    create_database_at(target, "0016")
    with closing(sqlite3.connect(target)) as old:
        old.execute("ATTACH ? AS source", (str(source),))
        kept = {"audit": "WHERE action != 'read' AND number > 8"}
        for name, table in read_tables(old).items():
            if name not in BOOKKEEPING_TABLES:
                columns = ", ".join(f'"{one}"' for one in table.column_names)
                old.execute(
                    f"INSERT INTO main.{name} ({columns}) "  # noqa: S608
                    f"SELECT {columns} FROM source.{name} {kept.get(name, '')}"
                )
        old.commit()


def test_a_folder_older_than_the_chain_is_told_apart(
    filled: tuple[Path, str, ChainHead], paths: Paths
) -> None:
    make_older(filled[0], paths.database)
    store = Store(f"sqlite:///{paths.database}")
    entries = list_entries(store)
    begun = [one for one in entries if one["action"] == "chain"]
    older = len(entries) - len(begun)
    assert begun[0]["after"]["entries"] == older + 8  # numbers go on after those that are gone
    assert begun[1]["after"].keys() == {"hash"}  # a receipt that no older entry names
    found = store.check_chain()
    assert (found.older_entries, found.unrecorded) == (older + 8, 3)
    assert found.breaks == ()
    # what is recorded from then on is compared, and nothing else of an older receipt
    store.correct_field(filled[1], Field.TOTAL, Decimal("27.00"), "me")
    assert store.check_chain().breaks == ()
    store.close()
    with closing(sqlite3.connect(paths.database)) as database:
        database.execute("UPDATE corrections SET minor = 1 WHERE field = 'totalAmount'")
        own = (begun[1]["receipt_id"],)
        database.execute("UPDATE receipts SET content_hash = 'ff' WHERE id = ?", own)
        database.commit()
    store = Store(f"sqlite:///{paths.database}")
    kinds = {(one.kind, one.field) for one in store.check_chain().breaks}
    store.close()
    assert kinds == {("receipt_correction", "totalAmount"), ("receipt_original", "")}


def test_the_log_of_an_older_database_is_chained_on_a_server_too(database_url: str) -> None:
    store = Store(database_url)
    first = fill(store)
    count = len(list_entries(store))
    store.close()
    engine = create_engine(database_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0016")
    engine.dispose()
    store = Store(database_url)
    found = store.check_chain()
    assert (found.breaks, found.entries, found.older_entries) == ((), count + 1, count)
    store.correct_field(first.id, Field.TOTAL, Decimal("27.00"), "me")
    assert store.check_chain().breaks == ()
    assert find_first_break(list_entries(store)) is None
    store.close()
