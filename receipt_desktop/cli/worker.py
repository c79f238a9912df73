"""The command `worker`."""

from __future__ import annotations

import argparse
import logging
import sys

from receipt_desktop import bootstrap
from receipt_desktop.cli import consent
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.parser import settings_of
from receipt_desktop.cli.stop_signals import stop_on_signals
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import lower_priority
from receipt_desktop.config.settings import Settings
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Run the queue's workers until a signal, at a lower priority than the window and the API."""
    lower_priority()
    settings = settings_of(settings, options)
    settings = consent.ask_consent(paths, settings)
    with (
        configure_logging(paths, terminal=True, level=logging.INFO),
        stop_on_signals(settings.stop_seconds) as stop,
        bootstrap.open_application(paths, settings, kind="worker", join=True) as application,
    ):
        redis = application.actions.get_health().redis
        print(f"{settings.concurrency} workers on {redis.address}; Ctrl-C stops.", file=sys.stderr)
        stop.wait()
    return OK
