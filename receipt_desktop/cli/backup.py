"""The commands that keep the data safe: backup, restore, verify."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tqdm import tqdm

from receipt_desktop.backup import salvage_report, swap
from receipt_desktop.cli.backup_options import PASSPHRASE
from receipt_desktop.cli.output import print_values
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import DamagedData, DamagedFile, DamagedInUse, InvalidRequest

if TYPE_CHECKING:  # each command loads what it needs
    from receipt_desktop.backup.archive import BackupOptions
    from receipt_desktop.backup.backup import BackupResult
    from receipt_desktop.backup.restore import RestoreResult

OK, DIFFERENCES = 0, 1


def run_backup(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Write receipts, originals and settings into one file, and verify it."""
    from receipt_desktop import bootstrap  # noqa: PLC0415 (each command loads what it needs)
    from receipt_desktop.logs.setup import configure_logging  # noqa: PLC0415

    wants = options.encrypt or options.passphrase_file or os.environ.get(PASSPHRASE)
    passphrase = read_passphrase(options, new=True) if wants else None
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, chosen) as actions,
        open_progress_bar("saving") as progress,
    ):
        wanted = replace(make_job(passphrase, progress), include_pictures=not options.no_pictures)
        made = actions.back_up(options.file, wanted)
    print(format_backup(made), file=sys.stderr)
    return OK


def format_backup(made: BackupResult) -> str:
    """What was written, for a person."""
    held = made.manifest
    size = f"{made.bytes / 1e6:.1f} MB{', encrypted' if made.encrypted else ''}"
    whole = (
        f"{held.receipts} receipts and {held.originals} originals saved in {made.path} ({size}), "
        "and verified."
    )
    part = (
        f"{held.originals} originals and the settings saved in {made.path} ({size}), and verified. "
        "The receipts are in a shared database: save that with pg_dump."
    )
    words = [whole if made.database else part]
    if held.missing:
        words.append(f"Originals that are missing: {len(held.missing)} (receipt-desktop verify).")
    if held.changed:
        words.append(f"Originals that were changed: {len(held.changed)} (receipt-desktop verify).")
    return " ".join(words)


def run_restore(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Put a backup, or a copy of the database, in the place of the present data."""
    from receipt_desktop.backup import archive_reader, restore  # noqa: PLC0415

    if chosen.database_url:
        raise InvalidRequest("restore_shared")
    encrypted = options.file.is_file() and archive_reader.is_encrypted(options.file)
    passphrase = read_passphrase(options, new=False) if encrypted else None
    with open_progress_bar("restoring") as progress:
        made = restore.restore_backup(paths, options.file, make_job(passphrase, progress))
    print(format_restored(made), file=sys.stderr)
    return OK


def format_restored(made: RestoreResult) -> str:
    """What was restored, for a person."""
    if made.database_only:
        return (
            f"{made.receipts} receipts restored from a copy of the database. "
            f"The previous database is kept in {made.aside}."
        )
    when = datetime.fromisoformat(made.created).astimezone()
    held = f"{made.receipts} receipts and {made.originals} originals"
    words = [f"{held} restored, as they were on {when:%Y-%m-%d %H:%M}."]
    if made.aside.exists():
        words.append(f"The previous data are kept in {made.aside}.")
    if made.newer:
        words.append(
            f"Originals there that the backup does not have: {made.newer}; "
            f"receipt-desktop process {made.aside / 'originals'} adds them again."
        )
    if made.without_original:
        words.append(f"Receipts whose original is missing: {made.without_original}.")
    return " ".join(words)


def run_verify(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Compare every original with its hash, or check a backup file; exit 1 for differences."""
    if options.file:
        return verify_backup(options)
    from receipt_desktop import bootstrap  # noqa: PLC0415
    from receipt_desktop.logs.setup import configure_logging  # noqa: PLC0415

    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, chosen) as actions,
        open_progress_bar("verifying") as progress,
    ):
        found = actions.verify_originals(make_job(None, progress))
    if options.json:
        differences = [asdict(one) | {"sentence": one.sentence} for one in found.differences]
        print_values({"originals": found.originals, "differences": differences}, as_json=True)
    else:
        for one in found.differences:
            print(one.sentence)
        print(f"{found.originals} originals compared, {len(found.differences)} differences.")
    return OK if found.is_sound else DIFFERENCES


def verify_backup(options: argparse.Namespace) -> int:
    """Read a backup file to its end."""
    from receipt_desktop.backup import archive_reader  # noqa: PLC0415

    encrypted = archive_reader.is_encrypted(options.file)
    passphrase = read_passphrase(options, new=False) if encrypted else None
    if archive_reader.is_database_copy(options.file):
        from receipt_desktop.backup.snapshot import check_database, read_database_info  # noqa: PLC0415

        problem = check_database(options.file)
        problems = [problem] if problem else []
        receipts, originals = (
            0 if problem else read_database_info(options.file).rows.get("receipts", 0),
            0,
        )
    else:
        with open_progress_bar("verifying") as progress:
            found = archive_reader.read_archive(options.file, make_job(passphrase, progress))
        problems = [one.text() for one in found.problems]
        receipts, originals = found.manifest.receipts, found.manifest.originals
    if options.json:
        told = {"receipts": receipts, "originals": originals, "differences": problems}
        print_values(told, as_json=True)
    else:
        for problem in problems:
            print(problem)
        print(f"{receipts} receipts, {originals} originals, {len(problems)} differences.")
    return DIFFERENCES if problems else OK


# -- the passphrase, never on the command line


def read_passphrase(options: argparse.Namespace, *, new: bool) -> str:
    """From a file, the environment, or the person at the terminal. Raises `InvalidRequest`."""
    if options.passphrase_file:
        return read_passphrase_file(options.passphrase_file)
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise InvalidRequest("backup_no_passphrase", variable=PASSPHRASE)
    typed = getpass.getpass("Passphrase: ")
    if new and typed != getpass.getpass("The same again: "):
        raise InvalidRequest("backup_passphrases_differ")
    if not typed:
        raise InvalidRequest("backup_passphrase_empty")
    return typed


def read_passphrase_file(file: Path) -> str:
    """Its first line. Raises `InvalidRequest`."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest("backup_passphrase_file", path=str(file)) from error
    if not lines or not lines[0]:
        raise InvalidRequest("backup_passphrase_empty")
    return lines[0]


# -- progress


def open_progress_bar(what: str) -> tqdm:
    """On a terminal only."""
    return tqdm(
        desc=what, unit="B", unit_scale=True, disable=not sys.stderr.isatty(), file=sys.stderr
    )


def make_job(passphrase: str | None, progress: tqdm) -> BackupOptions:
    """Moves the bar."""
    from receipt_desktop.backup.archive import BackupOptions  # noqa: PLC0415

    def moved(done: int, total: int) -> None:
        progress.total = total
        progress.update(done - progress.n)

    return BackupOptions(passphrase, on_progress=moved)


# -- around every command


def finish_interrupted_restore(paths: Paths) -> None:
    """Complete or undo a restore that was interrupted. Raises `ServiceUnavailable`."""
    aside = swap.recover_interrupted_restore(paths)
    if aside:
        print(f"The backup is restored. The previous data are kept in {aside}.", file=sys.stderr)


def note_damage(paths: Paths, error: DamagedData) -> bool:
    """Remember that the database is damaged; whether the next try rebuilds it."""
    other = isinstance(error, DamagedFile) and error.details["path"] != str(paths.database)
    if other or isinstance(error, DamagedInUse):
        return False
    from receipt_desktop.backup import startup_check  # noqa: PLC0415

    startup_check.mark_suspect(paths)
    return True


def print_salvage_report(paths: Paths, stream: TextIO) -> None:
    """What was saved of a damaged database and what was lost, until it is dismissed."""
    with suppress(OSError, ValueError):  # a closed terminal
        for one in salvage_report.list_reports(paths)[:1]:
            print(f"receipt-desktop: {one.sentence}", file=stream)


COMMANDS = {"backup": run_backup, "restore": run_restore, "verify": run_verify}
