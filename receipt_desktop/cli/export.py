"""The command `export`."""

from __future__ import annotations

import argparse
import sys

from receipt_desktop import bootstrap
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.parser import export_options
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import format_path
from receipt_desktop.domain.receipt import ReceiptQuery, Status
from receipt_desktop.export.output_file import check_target
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Write stored receipts to a file."""
    check_target(options.output)
    query = ReceiptQuery(
        text=options.text or "",
        statuses=frozenset({Status(options.status)}) if options.status else frozenset(),
        needs_review=options.needs_review,
        first_day=options.since,
        last_day=options.until,
        archived=None if options.archived else False,
    )
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        rows = actions.export(
            query, options.output, options.format, export_options(settings, options)
        )
        head = actions.get_chain_head()
    print(f"{rows} rows written to {format_path(str(options.output))}.", file=sys.stderr)
    print(f"Head of the audit log: {head}", file=sys.stderr)
    return OK
