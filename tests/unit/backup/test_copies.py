"""Daily copies of the database, copies before a migration, and what the Doctor says of them."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from receipt_desktop.backup import copies, findings, guard, report
from receipt_desktop.backup.copies import copy_before_migration, copy_daily, last_copy
from receipt_desktop.backup.snapshot import check, facts
from receipt_desktop.health import Finding, Health
from receipt_desktop.paths import Paths
from receipt_desktop.store.engine import NEWEST, create_at
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store
from tests.unit.backup.conftest import RECEIPTS
from tests.unit.backup.library import add, everything, url_of

Disk = namedtuple("Disk", "total used free")  # noqa: PYI024 (as the standard library makes it)


def place(paths: Paths, day: str) -> Path:
    folder = copies.folder_of(paths)
    folder.mkdir(exist_ok=True)
    shutil.copy(paths.database, folder / f"receipts-{day}.db")
    return folder / f"receipts-{day}.db"


def test_one_a_day_whole_and_for_the_owner_alone(library: Paths) -> None:
    store = Store(url_of(library))  # its rows are in the log
    add(store, Originals(library), RECEIPTS)
    made = copy_daily(library, 7)
    store.close()
    assert made
    assert check(made.path) is None
    assert facts(made.path).rows["receipts"] == RECEIPTS + 1
    assert everything(made.path) == everything(library.database)
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o777 == 0o600
    assert copy_daily(library, 7) is None  # there is one of today
    last = last_copy(library)
    assert last
    assert last.result == copies.OK


def test_the_oldest_go(library: Paths) -> None:
    days = [f"2024-01-{day:02}" for day in range(1, 6)]
    for day in days:
        place(library, day)
    (copies.folder_of(library) / "receipts-notes.db").write_text("mine", encoding="ascii")
    assert copy_daily(library, 3)
    kept = [one.day.isoformat() for one in copies.copies(library)]
    assert kept == [datetime.now(UTC).date().isoformat(), "2024-01-05", "2024-01-04"]
    assert (copies.folder_of(library) / "receipts-notes.db").exists()


def test_none_are_made_when_none_are_wanted(library: Paths) -> None:
    old = place(library, "2024-01-01")
    assert copy_daily(library, 0) is None
    assert old.exists()


def test_a_full_disk_costs_no_copy(library: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    old = place(library, "2024-01-01")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**9, 10**9, 10_000_000))
    assert copy_daily(library, 1) is None
    assert old.exists()
    assert findings.storage(library).copy_problem == "no_space"
    assert findings.copy_finding(library, 1).key == "copies_no_space"


def test_a_damaged_database_never_replaces_a_sound_copy(library: Paths) -> None:
    old = place(library, "2024-01-01")
    with library.database.open("r+b") as stream:
        stream.seek(4096 * 20)
        stream.write(os.urandom(4096 * 20))
    assert copy_daily(library, 1) is None
    assert [one.path for one in copies.copies(library)] == [old]
    assert check(old) is None
    assert findings.copy_finding(library, 1).key == "copies_damaged"


def test_a_copy_is_made_before_the_tables_change(paths: Paths) -> None:
    create_at(paths.database, "0003")
    before = everything(paths.database)
    guard.prepare(paths, owner=True)
    Store(url_of(paths)).close()
    (kept,) = copies.all_copies(paths)
    assert kept.path.name.startswith(f"receipts-before-{NEWEST}-")
    assert everything(kept.path) == before
    assert facts(kept.path).revision == "0003"
    assert facts(paths.database).revision == NEWEST
    guard.prepare(paths, owner=True)
    assert len(copies.all_copies(paths)) == 1


def test_copies_of_migrations_do_not_push_out_the_daily_ones(library: Paths) -> None:
    daily = place(library, "2024-01-01")
    for day in range(1, 6):
        place(library, f"before-0002-2024-02-0{day}")
    assert copy_before_migration(library, NEWEST)
    assert daily.exists()
    assert len(copies.copies(library, copies.MIGRATION)) == copies.MIGRATIONS_KEPT


def test_the_newest_copy_that_can_be_read_is_used(library: Paths) -> None:
    good = place(library, "2024-01-01")
    place(library, "2024-01-02").write_bytes(b"rot" * 10_000)
    found = copies.newest_sound(library)
    assert found
    assert found.path == good


# -- the Doctor


@pytest.fixture
def every_finding(library: Paths) -> list[Finding]:
    """Each one there can be."""
    found = [findings.copy_finding(library, 7), findings.copy_finding(library, 0)]
    place(library, "2024-01-01")
    found.append(findings.copy_finding(library, 7))
    for result in (copies.NO_SPACE, copies.FAILED, copies.DAMAGED):
        copies._remember(library, result)
        found.append(findings.copy_finding(library, 7))
    copies._remember(library, copies.OK)
    today = datetime(2024, 1, 2, tzinfo=UTC)
    found.append(findings.copy_finding(library, 7, today))
    kinds = (report.SALVAGED, report.COPY_RESTORED, report.STARTED_NEW, report.ROWS_MISSING)
    for number, kind in enumerate(kinds):
        at = datetime.now(UTC) - timedelta(seconds=number)
        report.keep(library, report.Report(kind, at, file="/kept", day="2024-01-01", orphans=3))
    found += findings.salvage_findings(library)
    library.database.write_bytes(b"damaged" * 2_000)
    broken = findings.database_finding(library)
    assert broken
    return [*found, broken]


@pytest.mark.expected_logs("receipt_desktop.backup")
def test_every_sentence_is_said_and_nothing_else(every_finding: list[Finding]) -> None:
    assert {one.key for one in every_finding} == set(findings.SENTENCES)
    for one in every_finding:
        assert "{" not in one.sentence
        assert bool(one.mend) is (one.health is not Health.HEALTHY or one.key == "copies_none")


def test_a_sound_database_has_no_finding_of_its_own(library: Paths) -> None:
    assert findings.database_finding(library) is None
    library.database.unlink()
    assert findings.database_finding(library) is None
