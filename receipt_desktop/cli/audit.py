"""The command `audit`."""

from __future__ import annotations

import argparse
import sys

from receipt_desktop import bootstrap
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.output import format_audit_entry
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.display import format_path
from receipt_desktop.export.output_file import check_target
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Print the newest audit entries, oldest first, or write all of them to a file."""
    if options.output:
        check_target(options.output)
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        if options.output:
            wanted = AuditQuery(limit=None, with_readings=options.results)
            count = actions.export_audit(options.output, wanted)
            path = format_path(str(options.output))
            print(f"{count} entries written to {path}.", file=sys.stderr)
            return OK
        query = AuditQuery(text=options.text or "", with_readings=options.results)
        for entry in reversed(actions.list_audit_entries(query)):
            print(format_audit_entry(entry))
    return OK
