"""The options of backup, restore and verify."""

from __future__ import annotations

import argparse
from pathlib import Path

PASSPHRASE = "RECEIPT_DESKTOP_BACKUP_PASSPHRASE"  # noqa: S105 (the name of a variable)
"""Environment variable with the passphrase; the command line is visible to other users."""


def add_passphrase_options(one: argparse.ArgumentParser) -> None:
    """The options for the passphrase."""
    one.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=f"file with the passphrase in its first line; otherwise {PASSPHRASE} or a question",
    )


def add_backup_options(one: argparse.ArgumentParser) -> None:
    """The options of `backup`."""
    one.add_argument("file", type=Path, metavar="FILE", help="the backup to write, a tar archive")
    one.add_argument("--encrypt", action="store_true", help="under a passphrase")
    one.add_argument("--no-pictures", action="store_true", help="leave out page images")
    add_passphrase_options(one)


def add_restore_options(one: argparse.ArgumentParser) -> None:
    """The options of `restore`."""
    one.add_argument("file", type=Path, metavar="FILE", help="a backup, or a copy of receipts.db")
    add_passphrase_options(one)


def add_move_options(one: argparse.ArgumentParser) -> None:
    """The options of `move-data`."""
    one.add_argument(
        "folder",
        type=lambda word: Path(word).expanduser().absolute(),
        metavar="FOLDER",
        help="the new place, an empty folder or one that does not exist yet",
    )
    one.add_argument("--keep", action="store_true", help="leave the files in the old place too")


def add_verify_options(one: argparse.ArgumentParser) -> None:
    """The options of `verify`."""
    one.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a backup to check instead")
    one.add_argument(
        "--head",
        metavar="HEAD",
        help="what the audit log must contain: NUMBER:HASH, or an export or a backup with one",
    )
    one.add_argument("--json", action="store_true")
    add_passphrase_options(one)
