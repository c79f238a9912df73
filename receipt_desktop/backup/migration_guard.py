"""Keeps a start from changing the tables of a database that an older version is working with."""

from __future__ import annotations

from receipt_desktop.backup.startup_check import needs_migration
from receipt_desktop.config.liveness import ProcessLock, is_unlocked
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.startup_wait import START_TIMEOUT_SECONDS, WaitReporter, wait_until
from receipt_desktop.domain.errors import ServiceUnavailable

MIGRATION = "another program that updates the database"


def await_migration(
    paths: Paths, liveness: ProcessLock, report: WaitReporter, *, owner: bool
) -> None:
    """Wait until the process that holds the data folder has migrated the database.

    It does so at its start; one of an older version never does. The `owner` of the folder, and a
    process that is alone, have nothing to wait for. Raises `ServiceUnavailable` for an older one.
    """
    if owner:
        return

    def may_open() -> bool:
        return not needs_migration(paths) or liveness.is_alone()

    while not wait_until(may_open, START_TIMEOUT_SECONDS, MIGRATION, report):
        if is_unlocked(paths.database_lock):  # else a long migration is running
            raise ServiceUnavailable("older_in_use", path=str(paths.data))
