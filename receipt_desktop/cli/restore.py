"""The command `restore`."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from receipt_desktop.backup import archive_reader, restore
from receipt_desktop.backup.archive import BackupOptions
from receipt_desktop.backup.restore import RestoreResult
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.passphrase import read_passphrase
from receipt_desktop.cli.progress import make_progress_callback, open_byte_progress_bar
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Replace the present data by a backup or by a copy of the database."""
    if settings.database_url:
        raise InvalidRequest("restore_shared")
    encrypted = options.file.is_file() and archive_reader.is_encrypted(options.file)
    passphrase = read_passphrase(options, new=False) if encrypted else None
    with open_byte_progress_bar("restoring") as bar:
        backup_options = BackupOptions(passphrase, on_progress=make_progress_callback(bar))
        result = restore.restore_backup(paths, options.file, backup_options)
    print(format_restored(result), file=sys.stderr)
    return OK


def format_restored(result: RestoreResult) -> str:
    """A summary of what was restored and where the previous data are."""
    if result.database_only:
        return (
            f"{result.receipts} receipts restored from a copy of the database. "
            f"The previous database is kept in {result.aside}."
        )
    created = datetime.fromisoformat(result.created).astimezone()
    counts = f"{result.receipts} receipts and {result.originals} originals"
    sentences = [f"{counts} restored, as they were on {created:%Y-%m-%d %H:%M}."]
    if result.aside.exists():
        sentences.append(f"The previous data are kept in {result.aside}.")
    if result.newer:
        sentences.append(
            f"Originals there that the backup does not have: {result.newer}; "
            f"receipt-desktop process {result.aside / 'originals'} adds them again."
        )
    if result.without_original:
        sentences.append(f"Receipts whose original is missing: {result.without_original}.")
    return " ".join(sentences)
