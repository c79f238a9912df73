"""The options of `report`."""

from __future__ import annotations

import argparse
from pathlib import Path

from receipt_desktop.domain.report import Grouping
from receipt_desktop.domain.report_period import ReportPeriod, parse_period

FORMATS = ("text", "csv", "pdf", "json")


def add_report_options(one: argparse.ArgumentParser) -> None:
    """Which report, of which receipts, written how."""
    one.add_argument(
        "--by", choices=[grouping.value for grouping in Grouping], default=Grouping.MONTH.value
    )
    one.add_argument(
        "--period",
        type=_period,
        default=ReportPeriod(),
        metavar="PERIOD",
        help="2025, 2025-Q1, 2025-03, 2025-01-15..2025-02-10, or all",
    )
    one.add_argument("--approved", action="store_true", help="approved receipts only")
    one.add_argument("--archived", action="store_true", help="archived receipts too")
    one.add_argument("--duplicates", action="store_true", help="possible duplicates too")
    one.add_argument(
        "--currency",
        metavar="CODE",
        default="",
        help="instead of the home currency",
    )
    one.add_argument("--format", choices=FORMATS, default="text")
    one.add_argument("-o", "--output", type=Path, metavar="FILE")
    one.add_argument(
        "--rates",
        type=Path,
        metavar="FILE",
        help="import exchange rates of the ECB first",
    )
    one.add_argument(
        "--fetch-rates", action="store_true", help="fetch the exchange rates from the ECB first"
    )


def _period(word: str) -> ReportPeriod:
    try:
        return parse_period(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            "2025, 2025-Q1, 2025-03, 2025-01-15..2025-02-10 and all are periods"
        ) from error
