"""The life of one receipt, from the kept file to what is checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from receipt_desktop.checking import check
from receipt_desktop.errors import Deadline
from receipt_desktop.extraction.model import Model
from receipt_desktop.page import Box, Line, Text
from receipt_desktop.reading.request import Limits, ReadRequest
from receipt_desktop.receipt import Reader, Reading, Receipt, Stage
from receipt_desktop.settings import Paths, Settings


class Report(Protocol):
    """How a stage tells how far it is: the stage and how much of it is done (0..1)."""

    def __call__(self, stage: Stage, done: float = 0.0) -> None: ...


class Reads(Protocol):
    """What reads pictures: the reader pool, or a stand-in."""

    def read(
        self, request: ReadRequest, deadline: Deadline, on_progress: Callable[[float], None]
    ) -> Text: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages work with."""

    paths: Paths
    reads: Reads
    settings: Settings
    model: Model | None


def process(
    receipt: Receipt, original: Path, tools: Tools, deadline: Deadline, report: Report
) -> Reading:
    """Read, extract and check one receipt.

    Raises a `ReceiptError` when a stage fails, the deadline passes or somebody cancels.
    """
    from receipt_desktop.extraction.extract import extract  # noqa: PLC0415 (off the way to the window)

    clock = Clock()
    report(Stage.OPENING)
    request = read_request(receipt, original, tools)
    deadline.check()
    report(Stage.READING)
    text = tools.reads.read(request, deadline, lambda done: report(Stage.READING, done))
    clock.lap(Stage.READING)
    report(Stage.EXTRACTING)
    draft = extract(text, deadline, tools.model, date.today(), lambda: report(Stage.ASKING))  # noqa: DTZ011 (the day on the user's wall)
    clock.lap(Stage.EXTRACTING)
    report(Stage.CHECKING)
    checked = check(draft, text, date.today())  # noqa: DTZ011
    clock.lap(Stage.CHECKING)
    report(Stage.SAVING)
    return Reading(checked, text, clock.total(), clock.laps, datetime.now(UTC))


def warm_up() -> None:
    """Load the rules and their facts, so that the first receipt need not wait for them."""
    from receipt_desktop.extraction.rules import extract  # noqa: PLC0415 (as above)

    line = Line("TOTAL 1.00", Box(0, 0, 100, 20), 1.0, 0)
    extract(Text((line,), (), ()), date.today())  # noqa: DTZ011


def read_request(receipt: Receipt, original: Path, tools: Tools) -> ReadRequest:
    """What the reader needs to know of this receipt."""
    settings, paths = tools.settings, tools.paths
    page = receipt.wish.page
    name = receipt.content_hash if page is None else f"{receipt.content_hash}-{page}"
    prefix = f"pages/{name[:2]}/{name}"
    return ReadRequest(
        original=str(original),
        folder=str(paths.data / prefix),
        prefix=prefix,
        reader=receipt.wish.reader or Reader(settings.reader),
        languages=settings.ocr_languages,
        page=page,
        limits=limits(settings),
    )


def limits(settings: Settings) -> Limits:
    """The largest file, picture and page count that are read."""
    return Limits(
        max_bytes=settings.max_file_mb * 1_000_000,
        max_pixels=settings.max_megapixels * 1_000_000,
        max_pages=settings.max_pages,
    )


class Clock:
    """Wall seconds of each stage and of the whole."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: Stage) -> None:
        """End the stage now."""
        now = time.perf_counter()
        self.laps[stage.value] = round(now - self._last, 3)
        self._last = now

    def total(self) -> float:
        """Seconds since the start."""
        return round(time.perf_counter() - self._start, 3)
