"""The command `report`: what receipts add up to, on the terminal or in a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.cli.exit_codes import BAD_USAGE, OK
from receipt_desktop.cli.terminal import write_utf8
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import escape_controls, format_path
from receipt_desktop.domain.report import Grouping, Report, ReportRequest, ReportScope
from receipt_desktop.export.output_file import check_target
from receipt_desktop.export.report_table import ReportLanguage, ReportTable, make_table
from receipt_desktop.logs.setup import configure_logging

LANGUAGE = "en"
"""Of the terminal, as of all commands; files are in the language of the settings."""
MAX_NAME = 44


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Print the report, or write it to a file. Raises `InvalidRequest`, `ServiceUnavailable`."""
    if options.format == "pdf" and not options.output:
        print("receipt-desktop report: -o FILE is missing", file=sys.stderr)
        return BAD_USAGE
    if options.output:
        check_target(options.output)
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        take_over_rates(actions, options)
        write(actions, actions.make_report(make_request(options)), options)
    return OK


def make_request(options: argparse.Namespace) -> ReportRequest:
    """The report that the options ask for."""
    scope = ReportScope(options.period, options.approved, options.archived, options.duplicates)
    return ReportRequest(Grouping(options.by), scope, options.currency)


def take_over_rates(actions: Actions, options: argparse.Namespace) -> None:
    """Take over exchange rates, where the options say from where."""
    if options.rates:
        actions.load_rates(options.rates)
    if options.fetch_rates:
        actions.fetch_rates(was_asked=True)
    if options.rates or options.fetch_rates:
        state = actions.describe_rates()
        print(f"Exchange rates of {state.days} days, until {state.last}.", file=sys.stderr)


def write(actions: Actions, report: Report, options: argparse.Namespace) -> None:
    """Write the report where it belongs."""
    if options.output and options.format != "text":
        actions.write_report(report, options.format, options.output)
        print(f"Written to {format_path(str(options.output))}.", file=sys.stderr)
    elif options.format == "text":
        lines = format_table(make_table(report, ReportLanguage(LANGUAGE)))
        write_text(lines, options)
    else:
        write_utf8([actions.render_report(report, options.format).decode("utf-8-sig")])


def format_table(table: ReportTable) -> Iterator[str]:
    """The lines of a report on a terminal."""
    rows = [table.head, *table.rows, table.total]
    widths = [min(MAX_NAME, max(len(row[at]) for row in rows)) for at in range(len(table.head))]
    yield table.title
    yield from table.lines
    yield ""
    yield _format_row(table.head, widths, table.words)
    for row in table.rows:
        yield _format_row(row, widths, table.words)
    yield "-" * (sum(widths) + 2 * (len(widths) - 1))
    yield _format_row(table.total, widths, table.words)
    if table.notes:
        yield ""
        yield from table.notes


def write_text(lines: Iterator[str], options: argparse.Namespace) -> None:
    """Print the lines, or write them to the file."""
    text = "".join(f"{escape_controls(line)}\n" for line in lines)
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        write_utf8([text])


def _format_row(row: Sequence[str], widths: Sequence[int], words: int) -> str:
    cells = [
        cell[:width].ljust(width) if at < words else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
