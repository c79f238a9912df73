"""The command `problem-report`: saves a problem report, also when the application cannot start."""

from __future__ import annotations

import argparse
import sys

from receipt_desktop.actions import Actions
from receipt_desktop.actions.help import save_report
from receipt_desktop.cli.doctor import run_checks
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import format_path
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Write the report. Raises `ServiceUnavailable` when it cannot be saved."""
    receipts: list[Receipt] = []

    def collect_receipts(actions: Actions) -> None:
        receipts.extend(actions.list_receipts())

    with configure_logging(paths, terminal=True):
        report = run_checks(paths, settings, collect_receipts)
    save_report(options.file, paths, settings, report.findings, receipts)
    shown = format_path(str(options.file))
    print(f"Saved as {shown}. Look through it before you send it.", file=sys.stderr)
    return OK
