"""The headless run: submit, wait, write. A run that was cut off is simply run again."""

from __future__ import annotations

import dataclasses
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from receipt_desktop.actions import Actions
from receipt_desktop.actions.batches import SubmitControl
from receipt_desktop.cli.process_progress import CompletionWaiter, print_above_bar
from receipt_desktop.cli.process_results import BatchOutcome, print_summary, write_results
from receipt_desktop.cli.wait_notices import WaitReporter
from receipt_desktop.domain.display import format_path
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError
from receipt_desktop.domain.receipt import ReadOptions
from receipt_desktop.export.output_file import check_target

__all__ = [
    "BatchOptions",
    "BatchOutcome",
    "CompletionWaiter",
    "check_targets",
    "print_above_bar",
    "print_summary",
    "run_batch",
]

ADD_RETRY_SECONDS, ADD_TIMEOUT_SECONDS = 1.0, 300.0
"""How often, and how long, adding is tried while another program has the database."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What is asked of one headless run."""

    paths: tuple[Path, ...]
    json_file: str | None = None
    """A path, or - for standard output."""
    csv_file: Path | None = None
    read_options: ReadOptions = field(default_factory=ReadOptions)
    read_again: bool = False

    @property
    def targets(self) -> list[Path]:
        """The files to be written."""
        lines = Path(self.json_file) if self.json_file and self.json_file != "-" else None
        return [target for target in (lines, self.csv_file) if target]


def check_targets(batch: BatchOptions) -> None:
    """Find out whether the results can be written. Raises `InvalidRequest`."""
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


def run_batch(actions: Actions, batch: BatchOptions, stop: threading.Event) -> BatchOutcome:
    """Submit all, wait until each one is finished or `stop` is set, write what was asked for.

    Raises `BrokenPipeError` when the reader of standard output has gone; the rest is written.
    """
    with CompletionWaiter(actions, stop) as waiting:
        with open_progress_bar("adding") as bar:
            control = SubmitControl(stop.is_set, make_database_wait(waiting.reporter, stop))
            answers = actions.submit(
                batch.paths,
                wish=batch.read_options,
                again=batch.read_again,
                on_progress=make_progress_callback(bar),
                control=control,
            )
        ids = list(dict.fromkeys(a.receipt.id for a in answers if a.receipt))
        with open_progress_bar("reading") as bar:
            receipts = waiting.wait_until_finished(
                ids, make_progress_callback(bar, lambda: waiting.reporter.short_text)
            )
    outcome = BatchOutcome(answers, receipts, stop.is_set())
    unwritten = write_results(actions, outcome, batch.json_file, batch.csv_file)
    return dataclasses.replace(outcome, unwritten=tuple(unwritten))


def make_database_wait(
    report: WaitReporter, stop: threading.Event
) -> Callable[[ReceiptError], bool]:
    """What waits while another program has the database; False when that lasts too long."""
    until = time.monotonic() + ADD_TIMEOUT_SECONDS

    def wait(error: ReceiptError) -> bool:
        report.report_error(error)
        return not stop.wait(ADD_RETRY_SECONDS) and time.monotonic() < until

    return wait


def open_progress_bar(what: str) -> tqdm:
    """On a terminal only; a pipe stays quiet."""
    return tqdm(desc=what, unit="receipt", disable=not sys.stderr.isatty(), file=sys.stderr)


def make_progress_callback(bar: tqdm, note: Callable[[], str] = str) -> Callable[[int, int], None]:
    """The callback that moves the bar to (done, of), 0 for an unknown number; `note` beside it."""

    def moved(done: int, total: int) -> None:
        bar.total = total or None
        bar.set_postfix_str(note(), refresh=False)
        bar.update(done - bar.n)

    return moved
