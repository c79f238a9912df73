"""The command `move-data`."""

from __future__ import annotations

import argparse
import sys

from receipt_desktop.backup.relocation import MoveResult, move_data_folder
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.progress import make_progress_callback, open_byte_progress_bar
from receipt_desktop.config import companies
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:  # noqa: ARG001 (as all commands)
    """Move the data folder; the next start finds it in its new place."""
    with open_byte_progress_bar("moving") as bar:
        result = move_data_folder(
            paths, options.folder, keep_old=options.keep, on_progress=make_progress_callback(bar)
        )
    companies.follow_move(paths.data, result.folder)
    print(format_moved(result, paths), file=sys.stderr)
    return OK


def format_moved(result: MoveResult, old: Paths) -> str:
    """What was moved, and what became of the old place."""
    size = f"{result.files} files, {result.size / 1e6:.1f} MB"
    sentences = [f"{result.receipts} receipts ({size}) moved to {result.folder} and compared."]
    if result.is_old_kept:
        sentences.append(f"The old files are still in {old.data}.")
    sentences.append(f"A note in {old.data} says where they are: leave it there.")
    return " ".join(sentences)
