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
from receipt_desktop.batch_results import Outcome, summarise, write
from receipt_desktop.batch_waiting import Waiting, say
from receipt_desktop.display import shown_path
from receipt_desktop.errors import InvalidRequest, ReceiptError
from receipt_desktop.export.files import check_target
from receipt_desktop.piles import Control
from receipt_desktop.receipt import Wish
from receipt_desktop.waits import WaitReport

__all__ = ["Batch", "Outcome", "Waiting", "check", "run", "say", "summarise"]

ADD_AGAIN_SECONDS, ADD_PATIENCE = 1.0, 300.0
"""How often, and how long, adding is tried while another program has the database."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked of one headless run."""

    paths: tuple[Path, ...]
    json_file: str | None = None
    """A path, or - for standard output."""
    csv_file: Path | None = None
    wish: Wish = field(default_factory=Wish)
    again: bool = False

    @property
    def targets(self) -> list[Path]:
        """The files to be written."""
        lines = Path(self.json_file) if self.json_file and self.json_file != "-" else None
        return [target for target in (lines, self.csv_file) if target]


def check(batch: Batch) -> None:
    """Find out whether the results can be written. Raises `InvalidRequest`."""
    for target in batch.targets:
        check_target(target)
        if any(_same(target, path) for path in batch.paths):
            raise InvalidRequest(f"{shown_path(str(target))} is one of the files to be read.")
    if len(batch.targets) > 1 and len(set(map(os.path.realpath, batch.targets))) == 1:
        raise InvalidRequest("JSON and CSV cannot be written to the same file.")


def _same(target: Path, path: Path) -> bool:
    try:
        return target.samefile(path)
    except (OSError, ValueError):
        return False


def run(actions: Actions, batch: Batch, stop: threading.Event) -> Outcome:
    """Submit all, wait until each one is finished or `stop` is set, write what was asked for.

    Raises `BrokenPipeError` when the reader of standard output has gone; the rest is written.
    """
    with Waiting(actions, stop) as waiting:
        with progress_bar("adding") as bar:
            control = Control(stop.is_set, adding_wait(waiting.report, stop))
            answers = actions.submit(
                batch.paths,
                wish=batch.wish,
                again=batch.again,
                on_progress=advance(bar),
                control=control,
            )
        ids = list(dict.fromkeys(a.receipt.id for a in answers if a.receipt))
        with progress_bar("reading") as bar:
            receipts = waiting.until_finished(ids, advance(bar, lambda: waiting.report.short))
    outcome = Outcome(answers, receipts, stop.is_set())
    unwritten = write(actions, outcome, batch.json_file, batch.csv_file)
    return dataclasses.replace(outcome, unwritten=tuple(unwritten))


def adding_wait(report: WaitReport, stop: threading.Event) -> Callable[[ReceiptError], bool]:
    """What waits while another program has the database; False when that lasts too long."""
    until = time.monotonic() + ADD_PATIENCE

    def wait(error: ReceiptError) -> bool:
        report.waits(error)
        return not stop.wait(ADD_AGAIN_SECONDS) and time.monotonic() < until

    return wait


def progress_bar(what: str) -> tqdm:
    """On a terminal only; a pipe stays quiet."""
    return tqdm(desc=what, unit="receipt", disable=not sys.stderr.isatty(), file=sys.stderr)


def advance(bar: tqdm, note: Callable[[], str] = str) -> Callable[[int, int], None]:
    """The callback that moves the bar to (done, of), 0 for an unknown number; `note` beside it."""

    def moved(done: int, total: int) -> None:
        bar.total = total or None
        bar.set_postfix_str(note(), refresh=False)
        bar.update(done - bar.n)

    return moved
