"""The command `backup`."""

from __future__ import annotations

import argparse
import os
import sys

from receipt_desktop import bootstrap
from receipt_desktop.backup.archive import BackupOptions
from receipt_desktop.backup.backup import BackupResult
from receipt_desktop.cli.backup_options import PASSPHRASE
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.passphrase import read_passphrase
from receipt_desktop.cli.progress import make_progress_callback, open_byte_progress_bar
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Write receipts, originals and settings into one file, and verify it."""
    encrypt = options.encrypt or options.passphrase_file or os.environ.get(PASSPHRASE)
    passphrase = read_passphrase(options, new=True) if encrypt else None
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
        open_byte_progress_bar("saving") as bar,
    ):
        backup_options = BackupOptions(
            passphrase,
            on_progress=make_progress_callback(bar),
            include_pictures=not options.no_pictures,
        )
        result = actions.back_up(options.file, backup_options)
    print(format_backup(result), file=sys.stderr)
    return OK


def format_backup(result: BackupResult) -> str:
    """A summary of what was saved and of originals that are missing or were changed."""
    manifest = result.manifest
    size = f"{result.bytes / 1e6:.1f} MB{', encrypted' if result.encrypted else ''}"
    with_database = (
        f"{manifest.receipts} receipts and {manifest.originals} originals saved in {result.path} "
        f"({size}), and verified."
    )
    without_database = (
        f"{manifest.originals} originals and the settings saved in {result.path} ({size}), and "
        "verified. The receipts are in a shared database: save that with pg_dump."
    )
    sentences = [with_database if result.database else without_database]
    if manifest.chain_head:
        sentences.append(f"Head of the audit log: {manifest.chain_head}.")
    if manifest.missing:
        sentences.append(
            f"Originals that are missing: {len(manifest.missing)} (receipt-desktop verify)."
        )
    if manifest.changed:
        sentences.append(
            f"Originals that were changed: {len(manifest.changed)} (receipt-desktop verify)."
        )
    return " ".join(sentences)
