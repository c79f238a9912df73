"""The options of `export`."""

from __future__ import annotations

import argparse
import dataclasses
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.domain.export_batch import ExportState
from receipt_desktop.domain.receipt import Status

if TYPE_CHECKING:
    from receipt_desktop.export.options import ExportOptions


def add_export_options(one: argparse.ArgumentParser) -> None:
    """Which receipts, in which format, written where."""
    from receipt_desktop.export.formats import DEFAULT, FORMATS  # noqa: PLC0415 (slow to load)

    one.add_argument("--format", choices=list(FORMATS), default=DEFAULT)
    one.add_argument("-o", "--output", type=Path, metavar="FILE", help="a folder for datev and pdf")
    one.add_argument("--profile", metavar="NAME", help="an export profile, or the file of one")
    one.add_argument("--check", action="store_true", help="only list what would be left out")
    one.add_argument(
        "--exported",
        choices=[state.value for state in ExportState],
        help="only receipts that the profile has or has not exported, or that changed since",
    )
    one.add_argument("--approved", action="store_const", const=True)
    one.add_argument(
        "--profiles",
        action="store_true",
        help="list the profiles; with --profile and -o, write one to a file",
    )
    one.add_argument("--batches", action="store_true", help="list what was exported")
    one.add_argument(
        "--undo", type=_parse_batch, metavar="BATCH", help="count its receipts as not exported"
    )
    one.add_argument("--layout", choices=tuple(SETTINGS["csv_layout"].choices))
    one.add_argument("--delimiter", choices=[",", ";", "tab"])
    one.add_argument("--decimal", choices=[",", "."])
    one.add_argument("--no-bom", action="store_true", help="plain UTF-8")
    one.add_argument("--text", help="only receipts with these words")
    one.add_argument("--status", choices=[status.value for status in Status])
    one.add_argument("--needs-review", action="store_const", const=True)
    one.add_argument("--archived", action="store_true", help="archived receipts too")
    one.add_argument("--since", type=_parse_day, metavar="YYYY-MM-DD")
    one.add_argument("--until", type=_parse_day, metavar="YYYY-MM-DD")


def make_export_options(chosen: Settings, options: argparse.Namespace) -> ExportOptions:
    """What the command line says of the export over the settings."""
    from receipt_desktop.export.options import ExportOptions  # noqa: PLC0415 (slow to load)

    found = ExportOptions.from_settings(chosen)
    delimiter = "\t" if options.delimiter == "tab" else options.delimiter
    return dataclasses.replace(
        found,
        layout=options.layout or found.layout,
        delimiter=delimiter or found.delimiter,
        decimal=options.decimal or found.decimal,
        bom=found.bom and not options.no_bom,
    )


def _parse_batch(word: str) -> int:
    """The number of a batch: 42, or E000042."""
    return int(word.removeprefix("E"))


def _parse_day(word: str) -> date:
    """An ISO day."""
    return date.fromisoformat(word)
