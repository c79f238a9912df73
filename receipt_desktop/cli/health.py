"""The command `health`."""

from __future__ import annotations

import argparse

from receipt_desktop import bootstrap
from receipt_desktop.cli.exit_codes import OK, SOME_FAILED, UNAVAILABLE
from receipt_desktop.cli.output import print_values
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.export.health_json import health_to_json
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Print the state of the queue; exit 0 healthy, 1 degraded, 3 unhealthy."""
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        health = actions.get_health()
    print_values(health_to_json(health), as_json=options.json)
    codes = {HealthStatus.HEALTHY: OK, HealthStatus.DEGRADED: SOME_FAILED}
    return codes.get(health.status, UNAVAILABLE)
