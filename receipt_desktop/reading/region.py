"""Reads a region of a stored page picture in a worker process."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.reading.worker.protocol import READ_REGION

REGION_SECONDS = 20.0


def read_region(pool: ReaderPool, picture: Path, box: Box, settings: Settings) -> tuple[str, ...]:
    """The lines that are printed in a region of a page picture.

    Raises a `ReceiptError` as `ReaderPool.read_text` does.
    """
    task = (str(picture), box, ReaderChoice(settings.reader), settings.ocr_languages)
    lines: tuple[str, ...] = pool.run_task(
        READ_REGION, task, Deadline.after(REGION_SECONDS), lambda _: None
    )
    return lines
