"""Daily copies of the database, copies before a migration, and what the Doctor says of them."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from receipt_desktop.backup import copies, database_diagnostics, salvage_report, startup_check
from receipt_desktop.backup.copies import make_daily_copy, make_migration_copy, read_last_copy
from receipt_desktop.backup.snapshot import check_database, read_database_info
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.health import Finding, HealthStatus
from receipt_desktop.files.originals import Originals
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.revisions import NEWEST_REVISION
from tests.databases import open_store
from tests.unit.backup.conftest import RECEIPT_COUNT
from tests.unit.backup.library import add_receipt, read_all_tables

Disk = namedtuple("Disk", "total used free")  # noqa: PYI024 (as the standard library makes it)

OF_BACKUPS = {
    *("copies_good", "copies_none", "copies_off", "copies_old"),
    *("copies_no_space", "copies_failed", "copies_damaged"),
    *("salvaged", "copy_restored", "started_new", "rows_missing", "database_unusable"),
}


def copy_path(paths: Paths, day: str) -> Path:
    folder = copies.copies_folder(paths)
    folder.mkdir(exist_ok=True)
    shutil.copy(paths.database, folder / f"receipts-{day}.db")
    return folder / f"receipts-{day}.db"


def test_one_a_day_whole_and_for_the_owner_alone(library: Paths) -> None:
    store = open_store(library.database)  # its rows are in the log
    add_receipt(store, Originals(library), RECEIPT_COUNT)
    made = make_daily_copy(library, 7)
    store.close()
    assert made
    assert check_database(made.path) is None
    assert read_database_info(made.path).rows["receipts"] == RECEIPT_COUNT + 1
    assert read_all_tables(made.path) == read_all_tables(library.database)
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o777 == 0o600
    assert make_daily_copy(library, 7) is None  # there is one of today
    last = read_last_copy(library)
    assert last
    assert last.result == copies.OK


def test_the_oldest_copies_are_deleted(library: Paths) -> None:
    days = [f"2024-01-{day:02}" for day in range(1, 6)]
    for day in days:
        copy_path(library, day)
    (copies.copies_folder(library) / "receipts-notes.db").write_text("mine", encoding="ascii")
    assert make_daily_copy(library, 3)
    kept = [one.day.isoformat() for one in copies.list_copies(library)]
    assert kept == [datetime.now(UTC).date().isoformat(), "2024-01-05", "2024-01-04"]
    assert (copies.copies_folder(library) / "receipts-notes.db").exists()


def test_none_are_made_when_none_are_wanted(library: Paths) -> None:
    old = copy_path(library, "2024-01-01")
    assert make_daily_copy(library, 0) is None
    assert old.exists()


def test_a_full_disk_costs_no_copy(library: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    old = copy_path(library, "2024-01-01")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**9, 10**9, 10_000_000))
    assert make_daily_copy(library, 1) is None
    assert old.exists()
    assert database_diagnostics.read_storage_state(library).copy_problem == "no_space"
    assert database_diagnostics.check_copies(library, 1).key == "copies_no_space"


def test_a_damaged_database_never_replaces_a_sound_copy(library: Paths) -> None:
    old = copy_path(library, "2024-01-01")
    with library.database.open("r+b") as stream:
        stream.seek(4096 * 20)
        stream.write(os.urandom(4096 * 20))
    assert make_daily_copy(library, 1) is None
    assert [one.path for one in copies.list_copies(library)] == [old]
    assert check_database(old) is None
    assert database_diagnostics.check_copies(library, 1).key == "copies_damaged"


def test_a_copy_is_made_before_the_tables_change(paths: Paths) -> None:
    create_database_at(paths.database, "0003")
    before = read_all_tables(paths.database)
    startup_check.prepare_database(paths, owner=True)
    open_store(paths.database).close()
    (kept,) = copies.list_all_copies(paths)
    assert kept.path.name.startswith(f"receipts-before-{NEWEST_REVISION}-")
    assert read_all_tables(kept.path) == before
    assert read_database_info(kept.path).revision == "0003"
    assert read_database_info(paths.database).revision == NEWEST_REVISION
    startup_check.prepare_database(paths, owner=True)
    assert len(copies.list_all_copies(paths)) == 1


def test_copies_of_migrations_do_not_push_out_the_daily_ones(library: Paths) -> None:
    daily = copy_path(library, "2024-01-01")
    for day in range(1, 6):
        copy_path(library, f"before-0002-2024-02-0{day}")
    assert make_migration_copy(library, NEWEST_REVISION)
    assert daily.exists()
    assert (
        len(copies.list_copies(library, copies.MIGRATION_COPY_NAME)) == copies.MAX_MIGRATION_COPIES
    )


def test_the_newest_copy_that_can_be_read_is_used(library: Paths) -> None:
    good = copy_path(library, "2024-01-01")
    copy_path(library, "2024-01-02").write_bytes(b"rot" * 10_000)
    found = copies.find_newest_sound_copy(library)
    assert found
    assert found.path == good


# -- the Doctor


@pytest.fixture
def every_finding(library: Paths) -> list[Finding]:
    """Each one there can be."""
    found = [
        database_diagnostics.check_copies(library, 7),
        database_diagnostics.check_copies(library, 0),
    ]
    copy_path(library, "2024-01-01")
    found.append(database_diagnostics.check_copies(library, 7))
    for result in (copies.NO_SPACE, copies.FAILED, copies.DAMAGED):
        copies._save_result(library, result)
        found.append(database_diagnostics.check_copies(library, 7))
    copies._save_result(library, copies.OK)
    today = datetime(2024, 1, 2, tzinfo=UTC)
    found.append(database_diagnostics.check_copies(library, 7, today))
    kinds = (
        salvage_report.SALVAGED,
        salvage_report.COPY_RESTORED,
        salvage_report.STARTED_NEW,
        salvage_report.ROWS_MISSING,
    )
    now = datetime.now(UTC)
    for number, kind in enumerate(kinds):
        at = now - timedelta(seconds=number)
        salvage_report.save_report(
            library,
            salvage_report.SalvageReport(kind, at, file="/kept", day="2024-01-01", orphans=3),
        )
    found += database_diagnostics.list_salvage_findings(library)
    library.database.write_bytes(b"damaged" * 2_000)
    broken = database_diagnostics.check_database_file(library)
    assert broken
    return [*found, broken]


@pytest.mark.expected_logs("receipt_desktop.backup")
def test_every_finding_sentence_is_used(every_finding: list[Finding]) -> None:
    assert {one.key for one in every_finding} == OF_BACKUPS
    for one in every_finding:
        assert "{" not in one.sentence
        assert bool(one.remedy) is (
            one.health is not HealthStatus.HEALTHY or one.key == "copies_none"
        )


def test_a_copy_from_before_a_migration_is_not_denied(library: Paths) -> None:
    assert copies.make_migration_copy(library, NEWEST_REVISION)
    finding = database_diagnostics.check_copies(library, 7)
    assert finding.sentence == "There is no daily copy of the database yet."


def test_a_sound_database_has_no_finding_of_its_own(library: Paths) -> None:
    assert database_diagnostics.check_database_file(library) is None
    library.database.unlink()
    assert database_diagnostics.check_database_file(library) is None
