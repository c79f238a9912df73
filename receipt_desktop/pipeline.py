"""The life of one receipt, from the kept file to what is checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from receipt_desktop.checking import check
from receipt_desktop.draft import Reading
from receipt_desktop.errors import Deadline
from receipt_desktop.extraction.conversation import ModelAnswer
from receipt_desktop.extraction.model import Model
from receipt_desktop.page import Box, Line, Text
from receipt_desktop.paths import Paths
from receipt_desktop.reading.request import Limits, ReadRequest
from receipt_desktop.receipt import Reader, Receipt, Stage
from receipt_desktop.settings import Settings

READER_WAIT, MODEL_WAIT = "reader_wait", "model_wait"
"""Beside the stages in an attempt's times: waiting in line for a reader, for the model."""


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
    model: Asked | None
    page_seconds: float | None = None
    """What this machine's history allows for one page; None: the deadline alone."""


class Asked:
    """A language model to ask about one receipt, within what its history allows."""

    def __init__(self, model: Model, seconds: float | None = None) -> None:
        self._model = model
        self._allowed = seconds
        self.seconds = 0.0
        """What the answer took, without waiting for a turn."""

    def ask(self, text: Text, deadline: Deadline) -> ModelAnswer:
        """As `Model.ask`; waiting for a turn costs none of the time allowed."""
        answer = self._model.ask(text, deadline.within(self._allowed))
        self.seconds = answer.seconds
        return answer


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
    clock.lap(Stage.OPENING)
    report(Stage.READING)
    text = tools.reads.read(request, deadline, lambda done: report(Stage.READING, done))
    clock.lap(Stage.READING, READER_WAIT, text.seconds)
    report(Stage.EXTRACTING)

    def asking() -> None:
        clock.lap(Stage.EXTRACTING)
        report(Stage.ASKING)

    draft = extract(text, deadline, tools.model, date.today(), asking)  # noqa: DTZ011 (the day on the user's wall)
    if tools.model is None:
        clock.lap(Stage.EXTRACTING)
    else:
        clock.lap(Stage.ASKING, MODEL_WAIT, tools.model.seconds)
    report(Stage.CHECKING)
    checked = check(draft, text, date.today())  # noqa: DTZ011
    clock.lap(Stage.CHECKING)
    report(Stage.SAVING)
    return Reading(checked, text, clock.total(), clock.laps, datetime.now(UTC))


def warm_up() -> None:
    """Load the rules and their facts, so that the first receipt need not wait for them."""
    from receipt_desktop.extraction import summaries  # noqa: PLC0415 (as above)
    from receipt_desktop.extraction.rules import extract  # noqa: PLC0415 (as above)

    today = date.today()  # noqa: DTZ011
    line = Line("TOTAL 1.00", Box(0, 0, 100, 20), 1.0, 0)
    extract(Text((line,), (), ()), today)
    summaries.warm_up(today)


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
        page_seconds=tools.page_seconds,
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

    def lap(self, stage: Stage, wait: str = "", own: float = 0.0) -> None:
        """End the stage now; with `own` seconds of it at work, the rest was the named wait."""
        now = time.perf_counter()
        whole = now - self._last
        self._last = now
        if wait and 0 < own <= whole:
            self.laps[wait] = round(whole - own, 3)
            whole = own
        self.laps[stage.value] = round(whole, 3)

    def total(self) -> float:
        """Seconds since the start."""
        return round(time.perf_counter() - self._start, 3)
