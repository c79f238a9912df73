"""The command `stats`."""

from __future__ import annotations

import argparse
import time

from receipt_desktop import bootstrap
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.output import print_values
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.export.statistics_json import wrap_in_envelope
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Print statistics of the receipts that completed or failed in the last 90 days."""
    began = time.perf_counter()
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        statistics = actions.build_statistics_json()
    if options.json:
        statistics = wrap_in_envelope(statistics, time.perf_counter() - began)
    print_values(statistics, as_json=options.json)
    return OK
