"""The command `verify`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from receipt_desktop import bootstrap
from receipt_desktop.backup import archive_reader
from receipt_desktop.backup.archive import BackupOptions
from receipt_desktop.backup.snapshot import check_database, read_database_info
from receipt_desktop.cli.exit_codes import OK, SOME_FAILED
from receipt_desktop.cli.output import print_values
from receipt_desktop.cli.passphrase import read_passphrase
from receipt_desktop.cli.progress import make_progress_callback, open_byte_progress_bar
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Compare every original with its hash, or check a backup file; exit 1 for differences."""
    if options.file:
        return verify_file(options)
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
        open_byte_progress_bar("verifying") as bar,
    ):
        result = actions.verify_originals(
            BackupOptions(None, on_progress=make_progress_callback(bar))
        )
    if options.json:
        differences = [asdict(one) | {"sentence": one.sentence} for one in result.differences]
        print_values({"originals": result.originals, "differences": differences}, as_json=True)
    else:
        for difference in result.differences:
            print(difference.sentence)
        print(f"{result.originals} originals compared, {len(result.differences)} differences.")
    return OK if result.is_sound else SOME_FAILED


def verify_file(options: argparse.Namespace) -> int:
    """Check a backup archive or a copy of the database, and print the differences."""
    encrypted = archive_reader.is_encrypted(options.file)
    passphrase = read_passphrase(options, new=False) if encrypted else None
    if archive_reader.is_database_copy(options.file):
        receipts, originals, problems = verify_database_copy(options.file)
    else:
        receipts, originals, problems = verify_archive(options.file, passphrase)
    if options.json:
        values = {"receipts": receipts, "originals": originals, "differences": problems}
        print_values(values, as_json=True)
    else:
        for problem in problems:
            print(problem)
        print(f"{receipts} receipts, {originals} originals, {len(problems)} differences.")
    return SOME_FAILED if problems else OK


def verify_database_copy(file: Path) -> tuple[int, int, Sequence[str]]:
    """Number of receipts, of originals (always 0) and the problems of a copy of the database."""
    problem = check_database(file)
    if problem:
        return 0, 0, [problem]
    return read_database_info(file).rows.get("receipts", 0), 0, []


def verify_archive(file: Path, passphrase: str | None) -> tuple[int, int, Sequence[str]]:
    """Number of receipts, of originals and the problems of an archive, read to its end."""
    with open_byte_progress_bar("verifying") as bar:
        options = BackupOptions(passphrase, on_progress=make_progress_callback(bar))
        content = archive_reader.read_archive(file, options)
    return (
        content.manifest.receipts,
        content.manifest.originals,
        [problem.text() for problem in content.problems],
    )
