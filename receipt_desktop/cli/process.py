"""The command `process`: submits files, waits until they are read, writes the results."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.actions.batches import SubmitControl
from receipt_desktop.cli import consent
from receipt_desktop.cli.exit_codes import INTERRUPTED, OK, SOME_FAILED, UNAVAILABLE
from receipt_desktop.cli.parser import make_read_options, settings_of
from receipt_desktop.cli.process_progress import CompletionWaiter
from receipt_desktop.cli.process_results import BatchOutcome, print_summary, write_results
from receipt_desktop.cli.progress import make_progress_callback, open_progress_bar, print_above_bar
from receipt_desktop.cli.stop_signals import StopRequest, stop_on_signals
from receipt_desktop.cli.wait_notices import WaitReporter, report_slow_start
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import format_path
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError
from receipt_desktop.domain.receipt import ReadOptions
from receipt_desktop.export.output_file import check_target
from receipt_desktop.logs.setup import configure_logging

ADD_RETRY_SECONDS, ADD_TIMEOUT_SECONDS = 1.0, 300.0
"""Seconds between retries, and of all retries, while another program locks the database."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """Options of a run of `process`."""

    paths: tuple[Path, ...]
    json_file: str | None = None
    """A path, or - for standard output."""
    csv_file: Path | None = None
    read_options: ReadOptions = field(default_factory=ReadOptions)
    read_again: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """Tried in turn for protected PDFs."""

    @property
    def targets(self) -> list[Path]:
        """The output files."""
        lines = Path(self.json_file) if self.json_file and self.json_file != "-" else None
        return [target for target in (lines, self.csv_file) if target]


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Read files and write their results; a run that was cut off can be repeated."""
    settings = settings_of(settings, options)
    read_options = make_read_options(options)
    passwords = read_passwords(options.password_file) if options.password_file else ()
    batch = BatchOptions(
        tuple(options.paths), options.json, options.csv, read_options, options.again, passwords
    )
    check_targets(batch)
    settings = consent.ask_consent(paths, settings, read_options.model)
    with (
        configure_logging(paths, terminal=True),
        stop_on_signals(settings.stop_seconds) as stop,
        report_slow_start(paths, settings, print_above_bar) as report_started,
        bootstrap.open_application(paths, settings, join=True) as application,
    ):
        report_started()
        outcome = run_batch(application.actions, batch, stop)
    print_summary(outcome, sys.stderr)
    return exit_code_of(outcome)


def read_passwords(file: str) -> tuple[str, ...]:
    """The passwords of a file, one a line; - for standard input. Raises `InvalidRequest`."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return tuple(line for line in data.decode("utf-8-sig").splitlines() if line)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest("password_file", path=format_path(file)) from error


def exit_code_of(outcome: BatchOutcome) -> int:
    """0 when all files completed, 1 when some failed, 3 for unwritten results, 130 when stopped."""
    if outcome.unwritten:
        return UNAVAILABLE
    if outcome.was_stopped:
        return INTERRUPTED
    return OK if outcome.completed_count == len(outcome.answers) else SOME_FAILED


def check_targets(batch: BatchOptions) -> None:
    """Check that the results can be written. Raises `InvalidRequest`."""
    for target in batch.targets:
        check_target(target)
        if any(_is_same_file(target, path) for path in batch.paths):
            raise InvalidRequest("target_is_input", path=format_path(str(target)))
    if len(batch.targets) > 1 and len(set(map(os.path.realpath, batch.targets))) == 1:
        raise InvalidRequest("targets_are_same")


def _is_same_file(target: Path, path: Path) -> bool:
    try:
        return target.samefile(path)
    except (OSError, ValueError):
        return False


def run_batch(actions: Actions, batch: BatchOptions, stop: StopRequest) -> BatchOutcome:
    """Submit the files, wait until all are finished or `stop` is set, and write the results.

    Raises `BrokenPipeError` when standard output is closed; other results are written.
    """
    with CompletionWaiter(actions, stop) as waiter:
        with open_progress_bar("adding") as bar:
            control = SubmitControl(stop.is_set, make_database_wait(waiter.reporter, stop))
            results = actions.submit(
                batch.paths,
                wish=batch.read_options,
                again=batch.read_again,
                passwords=batch.passwords,
                on_progress=make_progress_callback(bar),
                control=control,
            )
        ids = list(dict.fromkeys(result.receipt.id for result in results if result.receipt))
        with open_progress_bar("reading") as bar:
            receipts = waiter.wait_until_finished(
                ids, make_progress_callback(bar, lambda: waiter.reporter.short_text)
            )
    outcome = BatchOutcome(results, receipts, stop.is_set())
    unwritten = write_results(actions, outcome, batch.json_file, batch.csv_file)
    return dataclasses.replace(outcome, unwritten=tuple(unwritten))


def make_database_wait(reporter: WaitReporter, stop: StopRequest) -> Callable[[ReceiptError], bool]:
    """A callback that waits while another program locks the database; False after too long."""
    end = time.monotonic() + ADD_TIMEOUT_SECONDS

    def wait(error: ReceiptError) -> bool:
        reporter.report_error(error)
        return not stop.wait(ADD_RETRY_SECONDS) and time.monotonic() < end

    return wait
