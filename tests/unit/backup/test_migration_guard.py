"""A start changes no tables that an older version is working with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest

from receipt_desktop.backup import migration_guard
from receipt_desktop.backup.migration_guard import await_migration
from receipt_desktop.backup.startup_check import needs_migration
from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.revisions import NEWEST_REVISION

OLDER_REVISION = "0008"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A data folder with the database of an older version; nothing waits."""
    monkeypatch.setattr(migration_guard, "START_TIMEOUT_SECONDS", 0)
    found = Paths(tmp_path)
    found.create_folders()
    create_database_at(found.database, OLDER_REVISION)
    return found


@pytest.fixture
def older(paths: Paths) -> Iterator[ProcessLock]:
    """The lock of another process that runs."""
    lock = ProcessLock(paths)
    lock.acquire()
    yield lock
    lock.release()


def start(paths: Paths, *, owner: bool = False) -> None:
    await_migration(paths, ProcessLock(paths), lambda _: None, owner=owner)


@pytest.mark.usefixtures("older")
def test_a_start_beside_an_older_version_is_refused(paths: Paths) -> None:
    with pytest.raises(ServiceUnavailable) as refused:
        start(paths)
    assert refused.value.key == "older_in_use"
    assert needs_migration(paths)


@pytest.mark.usefixtures("older")
def test_the_process_that_holds_the_folder_goes_on(paths: Paths) -> None:
    start(paths, owner=True)


def test_a_process_alone_goes_on(paths: Paths) -> None:
    start(paths)


@pytest.mark.usefixtures("older")
def test_a_start_beside_the_same_version_goes_on(paths: Paths) -> None:
    create_database_at(paths.database, NEWEST_REVISION)
    start(paths)


@pytest.mark.usefixtures("older")
def test_a_start_waits_for_a_migration_that_is_running(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrating = filelock.FileLock(paths.database_lock, thread_local=False)
    migrating.acquire()

    def finish(lock_file: Path) -> bool:
        assert lock_file == paths.database_lock
        create_database_at(paths.database, NEWEST_REVISION)
        migrating.release()
        return False

    monkeypatch.setattr(migration_guard, "is_unlocked", finish)
    start(paths)
    assert not needs_migration(paths)
