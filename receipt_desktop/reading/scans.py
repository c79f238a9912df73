"""Looks at scanned pages and puts them together, in a worker process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.scanning import ScannedPage
from receipt_desktop.reading.request import build_read_limits
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.reading.worker.protocol import ASSEMBLE_PAGES, EXAMINE_SCAN

EXAMINE_SECONDS = 60.0
ASSEMBLE_SECONDS = 120.0


def examine_scan(
    pool: ReaderPool, file: Path, resolution: int, settings: Settings
) -> tuple[ScannedPage, ...]:
    """The pages of a scanned file, with thumbnails beside it. Raises a `ReceiptError`."""
    task = (str(file), build_read_limits(settings), resolution)
    deadline = Deadline.after(EXAMINE_SECONDS)
    pages: tuple[ScannedPage, ...] = pool.run_task(EXAMINE_SCAN, task, deadline, lambda _: None)
    return pages


def assemble_pages(pool: ReaderPool, pages: Sequence[ScannedPage], target: Path) -> Path:
    """One file of these pages, at `target` with the ending that fits. Raises a `ReceiptError`."""
    task = (tuple(pages), str(target))
    deadline = Deadline.after(ASSEMBLE_SECONDS)
    return Path(pool.run_task(ASSEMBLE_PAGES, task, deadline, lambda _: None))
