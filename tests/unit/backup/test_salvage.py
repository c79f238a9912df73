"""A damaged or lost database: what can be read is saved, what is lost is counted and told."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import filelock
import pytest

from receipt_desktop.backup import salvage_report, startup_check
from receipt_desktop.backup.copies import make_daily_copy
from receipt_desktop.backup.rebuild import install_rebuilt, salvaged_path
from receipt_desktop.backup.salvage_report import SalvageReport
from receipt_desktop.backup.snapshot import check_database, read_database_info
from receipt_desktop.backup.sqlite_pages import PageFile
from receipt_desktop.backup.table_schema import BOOKKEEPING_TABLES, read_tables
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.audit import ChainBreak
from receipt_desktop.domain.errors import DamagedData, NewerData
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.database_file import side_file_path
from receipt_desktop.store.migration import create_database_at
from tests.databases import open_store
from tests.unit.backup.conftest import RECEIPT_COUNT
from tests.unit.backup.library import (
    CORRECTED_MERCHANT,
    fill_library,
    hash_content,
    make_reading,
    read_all_tables,
    read_table,
)
from tests.unit.store.example_readings import SAMPLE_READING
from tests.waiting import SECONDS

pytestmark = pytest.mark.expected_logs("receipt_desktop.backup")

PAGE_BYTES, ROWS_OF_A_PAGE = 4096, 8


def find_roots(paths: Paths) -> dict[str, int]:
    with closing(sqlite3.connect(paths.database)) as connection:
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_master"))


def overwrite_pages(paths: Paths, first: int, count: int = 1) -> None:
    """Noise over pages, counted from 1."""
    with paths.database.open("r+b") as stream:
        stream.seek((first - 1) * PAGE_BYTES)
        stream.write(os.urandom(PAGE_BYTES * count))


def prepare_and_report(paths: Paths) -> SalvageReport:
    """What the next start does; the one report of it."""
    startup_check.mark_suspect(paths)
    startup_check.prepare_database(paths, owner=True)
    assert check_database(paths.database) is None
    (told,) = salvage_report.list_reports(paths)
    return told


def find_kept_file(told: SalvageReport) -> bytes:
    return Path(told.file).read_bytes()


def test_a_sound_database_is_left_alone(library: Paths) -> None:
    before = library.database.read_bytes()
    startup_check.mark_suspect(library)
    startup_check.prepare_database(library, owner=True)
    assert library.database.read_bytes() == before
    assert salvage_report.list_reports(library) == []
    assert not library.damage_marker.exists()


def overwrite_header(paths: Paths) -> None:
    with paths.database.open("r+b") as stream:
        stream.write(b"garbagegarbagegarbage")


def overwrite_first_page(paths: Paths) -> None:
    overwrite_pages(paths, 1)


@pytest.mark.parametrize("damage", [overwrite_header, overwrite_first_page])
def test_nothing_is_lost_with_the_header(library: Paths, damage: Callable[[Paths], None]) -> None:
    wanted = read_all_tables(library.database)
    damage(library)
    told = prepare_and_report(library)
    assert read_all_tables(library.database) == wanted
    assert told.kind == salvage_report.SALVAGED
    assert told.details["lost_rows"] == 0
    assert told.details["receipts"] == RECEIPT_COUNT
    assert find_breaks(library) == ()


def find_breaks(paths: Paths) -> tuple[ChainBreak, ...]:
    """What the audit log says against the receipts."""
    store = open_store(paths.database)
    found = store.check_chain().breaks
    store.close()
    return found


@pytest.mark.parametrize(
    "table", ["receipts", "readings", "field_values", "corrections", "audit", "attempts"]
)
def test_nothing_is_lost_with_the_root_of_a_table_but_what_it_held(
    library: Paths, table: str
) -> None:
    wanted = read_all_tables(library.database)
    one_page = find_leaves(library, table) == {find_roots(library)[table]}
    overwrite_pages(library, find_roots(library)[table])
    told = prepare_and_report(library)
    now = read_all_tables(library.database)
    assert all(now[name] == wanted[name] for name in now if name != table)
    assert told.tables[table].saved == len(now[table])
    if not one_page:  # else the root holds the rows themselves
        assert now[table] == wanted[table]


def rewrite_as_older(paths: Paths) -> None:
    """The same rows in a database of the version before two columns of receipts were dropped."""
    older = paths.database.with_name("older.db")
    create_database_at(older, "0005")
    with closing(sqlite3.connect(older, isolation_level=None)) as new:
        new.execute("ATTACH ? AS library", (str(paths.database),))
        for name, table in read_tables(new).items():
            if name in BOOKKEEPING_TABLES:
                continue
            present = {row[1] for row in new.execute(f"PRAGMA library.table_info({name})")}
            columns = [f'"{one}"' for one in table.column_names]
            values = [f'"{one}"' if one in present else "''" for one in table.column_names]
            new.execute(
                f"INSERT INTO main.{name} ({', '.join(columns)}) "  # noqa: S608
                f"SELECT {', '.join(values)} FROM library.{name}"
            )
    for suffix in ("-wal", "-shm"):
        paths.database.with_name(paths.database.name + suffix).unlink(missing_ok=True)
    older.replace(paths.database)


def test_an_older_database_that_lost_its_version_keeps_its_receipts(library: Paths) -> None:
    """Its rows of receipts have more values than those of a newer database."""
    rewrite_as_older(library)
    wanted = read_all_tables(library.database)
    roots = find_roots(library)
    one_page = find_leaves(library, "receipts") == {roots["receipts"]}
    for name in ("alembic_version", "receipts"):
        overwrite_pages(library, roots[name])
    prepare_and_report(library)
    open_store(library.database).close()
    now = read_all_tables(library.database)
    assert not one_page
    assert [row[:3] for row in now["receipts"]] == [row[:3] for row in wanted["receipts"]]
    assert [row[:5] for row in now["corrections"]] == wanted["corrections"]


def test_corrections_come_back_from_the_audit_log(library: Paths) -> None:
    wanted = [row[:4] for row in read_table(library.database, "corrections")]
    overwrite_pages(library, find_roots(library)["corrections"])
    told = prepare_and_report(library)
    assert [row[:4] for row in read_table(library.database, "corrections")] == wanted
    assert told.tables["corrections"].lost == 0
    assert find_breaks(library) == ()


def test_a_damaged_index_costs_nothing(library: Paths) -> None:
    wanted = read_all_tables(library.database)
    overwrite_pages(library, find_roots(library)["ix_receipts_list"])
    told = prepare_and_report(library)
    assert read_all_tables(library.database) == wanted
    assert told.details["lost_rows"] == 0


def test_lost_pages_are_counted_and_the_damaged_file_is_kept(library: Paths) -> None:
    """Every fourth page is noise."""
    total = {name: len(found) for name, found in read_all_tables(library.database).items()}
    pages = library.database.stat().st_size // PAGE_BYTES
    for number in range(5, pages, 4):
        overwrite_pages(library, number)
    damaged = library.database.read_bytes()
    told = prepare_and_report(library)
    assert find_kept_file(told) == damaged
    now = read_database_info(library.database).rows
    for name, one in told.tables.items():
        assert one.saved == now[name] <= total[name]
    lost = RECEIPT_COUNT - now["receipts"]
    assert lost <= told.tables["receipts"].lost <= lost + ROWS_OF_A_PAGE  # those of the last page
    assert sum(one.lost for one in told.tables.values()) > 0
    assert str(told.details["lost_rows"]) in told.sentence
    assert told.file in told.sentence


def test_a_receipt_whose_row_is_lost_comes_back_from_the_audit_log(library: Paths) -> None:
    """With its id, so that a person's correction is still its own; it is read again."""
    with closing(sqlite3.connect(library.database)) as connection:
        (corrected,) = connection.execute("SELECT receipt_id FROM corrections LIMIT 1").fetchone()
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM receipts WHERE id = ?", (corrected,))
        connection.commit()
    told = prepare_and_report(library)
    assert told.reread == 1
    assert told.tables["receipts"].saved == RECEIPT_COUNT
    store = open_store(library.database)
    again = store.get_receipt(corrected)
    store.close()
    assert again.status is Status.PENDING
    assert any(
        row[0] == corrected and row[2] == CORRECTED_MERCHANT
        for row in read_table(library.database, "corrections")
    )


def test_receipts_whose_values_are_lost_wait_to_be_read_again(library: Paths) -> None:
    for number in range(1, library.database.stat().st_size // PAGE_BYTES + 1):
        if number in find_leaves(library, "readings"):
            overwrite_pages(library, number)
    told = prepare_and_report(library)
    assert told.reread == RECEIPT_COUNT
    store = open_store(library.database)
    assert store.count_by_status().pending == RECEIPT_COUNT
    for number, row in enumerate(store.list_waiting()):
        assert store.claim_receipt(row.id, "me", 60)
        assert store.finish_attempt(row.id, "me", make_reading(number))
    store.close()
    draft = SAMPLE_READING.checked.draft
    assert len(read_table(library.database, "items")) == RECEIPT_COUNT * len(draft.items)
    assert len(read_table(library.database, "tax_lines")) == RECEIPT_COUNT * len(draft.tax_lines)


def test_a_process_beside_the_owner_waits_until_the_owner_has_rebuilt(library: Paths) -> None:
    overwrite_header(library)
    with filelock.FileLock(library.owner_lock, thread_local=False):
        beside = threading.Thread(
            target=startup_check.prepare_database, args=(library,), kwargs={"owner": False}
        )
        beside.start()
        startup_check.prepare_database(library, owner=True)
        beside.join(SECONDS)
        assert not beside.is_alive()
    assert check_database(library.database) is None


def find_leaves(paths: Paths, table: str) -> set[int]:
    with PageFile(paths.database) as pages:
        return pages.find_leaves(find_roots(paths)[table])


def test_what_is_lost_is_taken_from_the_copy(library: Paths) -> None:
    assert make_daily_copy(library, 7)
    wanted = read_all_tables(library.database)
    for number in sorted(find_leaves(library, "receipts"))[::2]:
        overwrite_pages(library, number)
    for number in sorted(find_leaves(library, "field_values"))[::2]:
        overwrite_pages(library, number)
    told = prepare_and_report(library)
    assert read_all_tables(library.database) == wanted
    assert told.tables["receipts"].from_copy > 0
    assert told.tables["receipts"].lost == 0


def test_a_receipt_that_was_erased_after_the_copy_does_not_come_back(library: Paths) -> None:
    assert make_daily_copy(library, 7)
    store = open_store(library.database)
    gone = store.find_receipts(ReceiptQuery())[0]
    store.erase_receipts([gone.id])
    store.close()
    (library.originals / gone.content_hash[:2] / gone.content_hash).unlink()
    library.database.write_bytes(b"")
    told = prepare_and_report(library)
    assert told.kind == salvage_report.COPY_RESTORED
    assert told.details["receipts"] == RECEIPT_COUNT - 1
    assert gone.id not in {row[0] for row in read_table(library.database, "receipts")}


def delete_database_file(paths: Paths) -> None:
    paths.database.unlink()


def empty_database_file(paths: Paths) -> None:
    paths.database.write_bytes(b"")


def write_text_file(paths: Paths) -> None:
    paths.database.write_text("hello\n", encoding="ascii")


@pytest.mark.parametrize("loss", [delete_database_file, empty_database_file, write_text_file])
def test_a_lost_database_is_never_silently_a_new_one(
    library: Paths, loss: Callable[[Paths], None]
) -> None:
    loss(library)
    startup_check.prepare_database(library, owner=True)
    (told,) = salvage_report.list_reports(library)
    assert (told.kind, told.orphans) == (salvage_report.STARTED_NEW, RECEIPT_COUNT)
    assert told.details["lost_receipts"] == RECEIPT_COUNT
    assert f"Originals without a receipt: {RECEIPT_COUNT}" in told.sentence


@pytest.mark.parametrize("loss", [delete_database_file, empty_database_file, write_text_file])
def test_the_copy_takes_its_place(library: Paths, loss: Callable[[Paths], None]) -> None:
    wanted = read_all_tables(library.database)
    assert make_daily_copy(library, 7)
    fill_library(library, 2, first=RECEIPT_COUNT)
    loss(library)
    startup_check.prepare_database(library, owner=True)
    (told,) = salvage_report.list_reports(library)
    assert (told.kind, told.orphans) == (salvage_report.COPY_RESTORED, 2)
    assert read_all_tables(library.database) == wanted
    assert told.day == datetime.now(UTC).date().isoformat()


def test_the_log_alone_is_enough(library: Paths) -> None:
    """SQLite itself would delete the log of a database that is empty."""
    store = open_store(library.database)
    with closing(sqlite3.connect(library.database)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("UPDATE receipts SET file_name = 'late'")
        connection.commit()
        connection.execute("BEGIN")  # whoever reads keeps the log from being emptied
        log = side_file_path(library.database, "-wal").read_bytes()
        whole = library.database.read_bytes()
    store.close()
    library.database.write_bytes(whole)
    side_file_path(library.database, "-wal").write_bytes(log)
    with library.database.open("r+b") as stream:
        stream.write(b"x" * PAGE_BYTES)  # the first page is not in the log
    told = prepare_and_report(library)
    assert told.details["lost_rows"] == 0
    assert {row[1] for row in read_table(library.database, "receipts")} == {"late"}


def test_a_fresh_data_folder_has_lost_nothing(paths: Paths) -> None:
    startup_check.prepare_database(paths, owner=True)
    assert salvage_report.list_reports(paths) == []
    assert not paths.database.exists()


def test_a_truncated_database_is_salvaged(library: Paths) -> None:
    os.truncate(library.database, library.database.stat().st_size * 3 // 4)
    startup_check.prepare_database(library, owner=True)
    (told,) = salvage_report.list_reports(library)
    found = told.tables["receipts"]
    assert 0 < found.saved < RECEIPT_COUNT
    assert found.saved + found.lost == RECEIPT_COUNT


def test_a_newer_damaged_database_is_left_as_it_is(library: Paths) -> None:
    with closing(sqlite3.connect(library.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()
    overwrite_pages(library, find_roots(library)["receipts"])
    before = library.database.read_bytes()
    startup_check.mark_suspect(library)
    with pytest.raises(NewerData, match="newer version"):
        startup_check.prepare_database(library, owner=True)
    assert library.database.read_bytes() == before


def test_a_killed_salvage_is_completed_at_the_next_start(library: Paths) -> None:
    """The new database was finished, and the log of the old one is still there."""
    wanted = read_all_tables(library.database)
    library.database.replace(salvaged_path(library))
    library.database.write_bytes(b"damaged")
    side_file_path(library.database, "-wal").write_bytes(b"stale")
    startup_check.prepare_database(library, owner=True)
    assert read_all_tables(library.database) == wanted
    assert not side_file_path(library.database, "-wal").exists()
    install_rebuilt(library)  # nothing is left to do


def test_nothing_is_rebuilt_under_a_running_program(
    library: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup_check, "REBUILD_TIMEOUT_SECONDS", 0.01)
    overwrite_header(library)
    before = library.database.read_bytes()
    with (
        filelock.FileLock(library.owner_lock),
        pytest.raises(DamagedData, match="Close it and try again"),
    ):
        startup_check.prepare_database(library, owner=False)
    assert library.database.read_bytes() == before
    startup_check.prepare_database(library, owner=False)
    assert check_database(library.database) is None


def test_a_salvage_report_stays_until_it_is_dismissed(library: Paths) -> None:
    overwrite_header(library)
    startup_check.prepare_database(library, owner=True)
    (told,) = salvage_report.list_reports(library)
    assert salvage_report.list_reports(library, told.at + salvage_report.REPORT_LIFETIME * 2) == []
    salvage_report.dismiss_reports(library)
    assert salvage_report.list_reports(library) == []
    assert len(list(library.data.glob("salvage-*"))) == 1


# -- how the last run ended


def test_damage_is_found_after_a_run_that_was_killed(library: Paths) -> None:
    overwrite_pages(library, max(find_leaves(library, "audit")))
    startup_check.prepare_database(library, owner=True)
    assert salvage_report.list_reports(library) == []  # a start alone does not look at every page
    library.running_marker.write_text('{"pid": 999999999, "started": 1.0}', "ascii")
    assert startup_check.has_ended_uncleanly(library)
    startup_check.prepare_database(library, owner=True)
    (told,) = salvage_report.list_reports(library)
    assert told.kind == salvage_report.SALVAGED
    assert not startup_check.has_ended_uncleanly(library)


def test_a_running_program_did_not_end_uncleanly(library: Paths) -> None:
    startup_check.mark_running(library)
    assert not startup_check.has_ended_uncleanly(library)
    startup_check.mark_ended(library)
    assert not library.running_marker.exists()


def test_a_lost_write_ahead_log_is_reported_when_originals_have_no_receipt(library: Paths) -> None:
    library.running_marker.write_text('{"pid": 999999999, "started": 1.0}', "ascii")
    with closing(sqlite3.connect(library.database)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM receipts WHERE content_hash = ?", (hash_content(3),))
        connection.commit()
    startup_check.prepare_database(library, owner=True)
    (told,) = salvage_report.list_reports(library)
    assert (told.kind, told.orphans) == (salvage_report.ROWS_MISSING, 1)
