"""Progress bars on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

from tqdm import tqdm

from receipt_desktop.cli.terminal import is_terminal


def open_progress_bar(description: str) -> tqdm:
    """A bar that counts receipts, on a terminal only: nothing is written to a pipe."""
    return tqdm(
        desc=description, unit="receipt", disable=not is_terminal(sys.stderr), file=sys.stderr
    )


def open_byte_progress_bar(description: str) -> tqdm:
    """A bar that counts bytes, on a terminal only."""
    return tqdm(
        desc=description,
        unit="B",
        unit_scale=True,
        disable=not sys.stderr.isatty(),
        file=sys.stderr,
    )


def make_progress_callback(bar: tqdm, note: Callable[[], str] = str) -> Callable[[int, int], None]:
    """A callback (done, total) that moves the bar and shows `note`; total 0 means unknown."""

    def update(done: int, total: int) -> None:
        bar.total = total or None
        bar.set_postfix_str(note(), refresh=False)
        bar.update(done - bar.n)

    return update


def print_above_bar(sentence: str) -> None:
    """Print a line on standard error above the progress bar; ignored when the stream is closed."""
    with suppress(OSError):
        tqdm.write(sentence, file=sys.stderr)
        sys.stderr.flush()
