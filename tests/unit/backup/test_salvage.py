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

from receipt_desktop.backup import guard, report
from receipt_desktop.backup.copies import copy_daily
from receipt_desktop.backup.pages import PageFile
from receipt_desktop.backup.recovery import finish, salvaged_file
from receipt_desktop.backup.report import Report
from receipt_desktop.backup.snapshot import check, facts
from receipt_desktop.errors import DamagedData, NewerData
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Query, Status
from receipt_desktop.store.open_file import side_file
from receipt_desktop.store.store import Store
from tests.unit.backup.conftest import RECEIPTS
from tests.unit.backup.library import CORRECTED, everything, fill, hash_of, rows, url_of
from tests.unit.store.readings import FULL

pytestmark = pytest.mark.expected_logs("receipt_desktop.backup")

PAGE = 4096


def roots(paths: Paths) -> dict[str, int]:
    with closing(sqlite3.connect(paths.database)) as connection:
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_master"))


def overwrite(paths: Paths, first: int, count: int = 1) -> None:
    """Noise over pages, counted from 1."""
    with paths.database.open("r+b") as stream:
        stream.seek((first - 1) * PAGE)
        stream.write(os.urandom(PAGE * count))


def prepare(paths: Paths) -> Report:
    """What the next start does; the one report of it."""
    guard.suspect(paths)
    guard.prepare(paths, owner=True)
    assert check(paths.database) is None
    (told,) = report.reports(paths)
    return told


def kept_as(told: Report) -> bytes:
    return Path(told.file).read_bytes()


def test_a_sound_database_is_left_alone(library: Paths) -> None:
    before = library.database.read_bytes()
    guard.suspect(library)
    guard.prepare(library, owner=True)
    assert library.database.read_bytes() == before
    assert report.reports(library) == []
    assert not library.suspect.exists()


def garbage_header(paths: Paths) -> None:
    with paths.database.open("r+b") as stream:
        stream.write(b"garbagegarbagegarbage")


def first_page(paths: Paths) -> None:
    overwrite(paths, 1)


@pytest.mark.parametrize("damage", [garbage_header, first_page])
def test_nothing_is_lost_with_the_header(library: Paths, damage: Callable[[Paths], None]) -> None:
    wanted = everything(library.database)
    damage(library)
    told = prepare(library)
    assert everything(library.database) == wanted
    assert told.kind == report.SALVAGED
    assert told.details["lost_rows"] == 0
    assert told.details["receipts"] == RECEIPTS


@pytest.mark.parametrize(
    "table", ["receipts", "readings", "field_values", "corrections", "audit", "attempts"]
)
def test_nothing_is_lost_with_the_root_of_a_table_but_what_it_held(
    library: Paths, table: str
) -> None:
    wanted = everything(library.database)
    one_page = leaves_of(library, table) == {roots(library)[table]}
    overwrite(library, roots(library)[table])
    told = prepare(library)
    now = everything(library.database)
    assert all(now[name] == wanted[name] for name in now if name != table)
    assert told.tables[table].saved == len(now[table])
    if not one_page:  # else the root holds the rows themselves
        assert now[table] == wanted[table]


def test_corrections_come_back_from_the_audit_log(library: Paths) -> None:
    wanted = [row[:4] for row in rows(library.database, "corrections")]
    overwrite(library, roots(library)["corrections"])
    told = prepare(library)
    assert [row[:4] for row in rows(library.database, "corrections")] == wanted
    assert told.tables["corrections"].lost == 0


def test_a_damaged_index_costs_nothing(library: Paths) -> None:
    wanted = everything(library.database)
    overwrite(library, roots(library)["ix_receipts_list"])
    told = prepare(library)
    assert everything(library.database) == wanted
    assert told.details["lost_rows"] == 0


def test_lost_pages_are_counted_and_the_damaged_file_is_kept(library: Paths) -> None:
    """Every fourth page is noise."""
    total = {name: len(found) for name, found in everything(library.database).items()}
    pages = library.database.stat().st_size // PAGE
    for number in range(5, pages, 4):
        overwrite(library, number)
    damaged = library.database.read_bytes()
    told = prepare(library)
    assert kept_as(told) == damaged
    now = facts(library.database).rows
    for name, one in told.tables.items():
        assert one.saved == now[name] <= total[name]
    assert told.tables["receipts"].lost == RECEIPTS - now["receipts"]
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
    told = prepare(library)
    assert told.reread == 1
    assert told.tables["receipts"].saved == RECEIPTS
    store = Store(url_of(library))
    again = store.get(corrected)
    store.close()
    assert again.status is Status.PENDING
    assert any(
        row[0] == corrected and row[2] == CORRECTED for row in rows(library.database, "corrections")
    )


def test_receipts_whose_values_are_lost_wait_to_be_read_again(library: Paths) -> None:
    for number in range(1, library.database.stat().st_size // PAGE + 1):
        if number in leaves_of(library, "readings"):
            overwrite(library, number)
    told = prepare(library)
    assert told.reread == RECEIPTS
    store = Store(url_of(library))
    assert store.counts().pending == RECEIPTS
    for row in store.waiting():
        assert store.claim(row.id, "me", 60)
        assert store.finish(row.id, "me", FULL)
    store.close()
    draft = FULL.checked.draft
    assert len(rows(library.database, "items")) == RECEIPTS * len(draft.items)
    assert len(rows(library.database, "tax_lines")) == RECEIPTS * len(draft.tax_lines)


def test_a_process_beside_the_owner_waits_until_the_owner_has_rebuilt(library: Paths) -> None:
    garbage_header(library)
    with filelock.FileLock(library.lock, thread_local=False):
        beside = threading.Thread(target=guard.prepare, args=(library,), kwargs={"owner": False})
        beside.start()
        guard.prepare(library, owner=True)
        beside.join(30)
        assert not beside.is_alive()
    assert check(library.database) is None


def leaves_of(paths: Paths, table: str) -> set[int]:
    with PageFile(paths.database) as pages:
        return pages.leaves(roots(paths)[table])


def test_what_is_lost_is_taken_from_the_copy(library: Paths) -> None:
    assert copy_daily(library, 7)
    wanted = everything(library.database)
    for number in sorted(leaves_of(library, "receipts"))[::2]:
        overwrite(library, number)
    for number in sorted(leaves_of(library, "field_values"))[::2]:
        overwrite(library, number)
    told = prepare(library)
    assert everything(library.database) == wanted
    assert told.tables["receipts"].from_copy > 0
    assert told.tables["receipts"].lost == 0


def test_a_receipt_that_was_erased_after_the_copy_does_not_come_back(library: Paths) -> None:
    assert copy_daily(library, 7)
    store = Store(url_of(library))
    gone = store.receipts(Query())[0]
    store.erase([gone.id])
    store.close()
    (library.originals / gone.content_hash[:2] / gone.content_hash).unlink()
    library.database.write_bytes(b"")
    told = prepare(library)
    assert told.kind == report.COPY_RESTORED
    assert told.details["receipts"] == RECEIPTS - 1
    assert gone.id not in {row[0] for row in rows(library.database, "receipts")}


def deleted(paths: Paths) -> None:
    paths.database.unlink()


def emptied(paths: Paths) -> None:
    paths.database.write_bytes(b"")


def text(paths: Paths) -> None:
    paths.database.write_text("hello\n", encoding="ascii")


@pytest.mark.parametrize("loss", [deleted, emptied, text])
def test_a_lost_database_is_never_silently_a_new_one(
    library: Paths, loss: Callable[[Paths], None]
) -> None:
    loss(library)
    guard.prepare(library, owner=True)
    (told,) = report.reports(library)
    assert (told.kind, told.orphans) == (report.STARTED_NEW, RECEIPTS)
    assert told.details["lost_receipts"] == RECEIPTS
    assert f"Originals without a receipt: {RECEIPTS}" in told.sentence


@pytest.mark.parametrize("loss", [deleted, emptied, text])
def test_the_copy_takes_its_place(library: Paths, loss: Callable[[Paths], None]) -> None:
    wanted = everything(library.database)
    assert copy_daily(library, 7)
    fill(library, 2, first=RECEIPTS)
    loss(library)
    guard.prepare(library, owner=True)
    (told,) = report.reports(library)
    assert (told.kind, told.orphans) == (report.COPY_RESTORED, 2)
    assert everything(library.database) == wanted
    assert told.day == datetime.now(UTC).date().isoformat()


def test_the_log_alone_is_enough(library: Paths) -> None:
    """SQLite itself would delete the log of a database that is empty."""
    store = Store(url_of(library))
    with closing(sqlite3.connect(library.database)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("UPDATE receipts SET file_name = 'late'")
        connection.commit()
        connection.execute("BEGIN")  # whoever reads keeps the log from being emptied
        log = side_file(library.database, "-wal").read_bytes()
        whole = library.database.read_bytes()
    store.close()
    library.database.write_bytes(whole)
    side_file(library.database, "-wal").write_bytes(log)
    with library.database.open("r+b") as stream:
        stream.write(b"x" * PAGE)  # the first page is not in the log
    told = prepare(library)
    assert told.details["lost_rows"] == 0
    assert {row[1] for row in rows(library.database, "receipts")} == {"late"}


def test_a_fresh_data_folder_has_lost_nothing(paths: Paths) -> None:
    guard.prepare(paths, owner=True)
    assert report.reports(paths) == []
    assert not paths.database.exists()


def test_half_a_database(library: Paths) -> None:
    os.truncate(library.database, library.database.stat().st_size // 2)
    guard.prepare(library, owner=True)
    (told,) = report.reports(library)
    found = told.tables["receipts"]
    assert 0 < found.saved < RECEIPTS
    assert found.saved + found.lost == RECEIPTS


def test_a_newer_damaged_database_is_left_as_it_is(library: Paths) -> None:
    with closing(sqlite3.connect(library.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()
    overwrite(library, roots(library)["receipts"])
    before = library.database.read_bytes()
    guard.suspect(library)
    with pytest.raises(NewerData, match="newer version"):
        guard.prepare(library, owner=True)
    assert library.database.read_bytes() == before


def test_a_killed_salvage_is_completed_at_the_next_start(library: Paths) -> None:
    """The new database was finished, and the log of the old one is still there."""
    wanted = everything(library.database)
    library.database.replace(salvaged_file(library))
    library.database.write_bytes(b"damaged")
    side_file(library.database, "-wal").write_bytes(b"stale")
    guard.prepare(library, owner=True)
    assert everything(library.database) == wanted
    assert not side_file(library.database, "-wal").exists()
    finish(library)  # nothing is left to do


def test_nothing_is_rebuilt_under_a_running_program(
    library: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "WAIT_SECONDS", 0.01)
    garbage_header(library)
    before = library.database.read_bytes()
    with (
        filelock.FileLock(library.lock),
        pytest.raises(DamagedData, match="Close it and try again"),
    ):
        guard.prepare(library, owner=False)
    assert library.database.read_bytes() == before
    guard.prepare(library, owner=False)
    assert check(library.database) is None


def test_a_report_is_told_until_it_is_dismissed(library: Paths) -> None:
    garbage_header(library)
    guard.prepare(library, owner=True)
    (told,) = report.reports(library)
    assert report.reports(library, told.at + report.TOLD * 2) == []
    report.dismiss(library)
    assert report.reports(library) == []
    assert len(list(library.data.glob("salvage-*"))) == 1


# -- how the last run ended


def test_damage_is_found_after_a_run_that_was_killed(library: Paths) -> None:
    overwrite(library, max(leaves_of(library, "audit")))
    guard.prepare(library, owner=True)
    assert report.reports(library) == []  # a start alone does not look at every page
    library.running.write_text('{"pid": 999999999, "started": 1.0}', "ascii")
    assert guard.ended_uncleanly(library)
    guard.prepare(library, owner=True)
    (told,) = report.reports(library)
    assert told.kind == report.SALVAGED
    assert not guard.ended_uncleanly(library)


def test_a_running_program_did_not_end_uncleanly(library: Paths) -> None:
    guard.mark_running(library)
    assert not guard.ended_uncleanly(library)
    guard.mark_ended(library)
    assert not library.running.exists()


def test_a_lost_log_is_told_when_originals_have_no_receipt(library: Paths) -> None:
    library.running.write_text('{"pid": 999999999, "started": 1.0}', "ascii")
    with closing(sqlite3.connect(library.database)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM receipts WHERE content_hash = ?", (hash_of(3),))
        connection.commit()
    guard.prepare(library, owner=True)
    (told,) = report.reports(library)
    assert (told.kind, told.orphans) == (report.ROWS_MISSING, 1)
