"""Recovery around every command: interrupted restores and damaged databases."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TextIO

from receipt_desktop.backup import salvage_report, swap
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import DamagedData, DamagedFile, DamagedInUse


def finish_interrupted_restore(paths: Paths) -> None:
    """Complete or undo a restore that was interrupted. Raises `ServiceUnavailable`."""
    aside = swap.recover_interrupted_restore(paths)
    if aside:
        print(f"The backup is restored. The previous data are kept in {aside}.", file=sys.stderr)


def mark_damaged_database(paths: Paths, error: DamagedData) -> bool:
    """Mark the database as damaged, so that the next start rebuilds it.

    False when `error` is about another file, which no start rebuilds.
    """
    is_other_file = isinstance(error, DamagedFile) and error.details["path"] != str(paths.database)
    if is_other_file or isinstance(error, DamagedInUse):
        return False
    from receipt_desktop.backup import startup_check  # noqa: PLC0415 (loads the database library)

    startup_check.mark_suspect(paths)
    return True


def print_salvage_report(paths: Paths, stream: TextIO) -> None:
    """Print the newest report on rows saved from a damaged database, until it is dismissed."""
    with suppress(OSError, ValueError):  # a closed terminal
        for report in salvage_report.list_reports(paths)[:1]:
            print(f"receipt-desktop: {report.sentence}", file=stream)
