"""The life of one receipt, from the kept file to what is checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import ReaderChoice, Receipt, Stage
from receipt_desktop.extraction.llm.conversation import ModelAnswer
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.validation.check import check_draft

READER_WAIT, MODEL_WAIT = "reader_wait", "model_wait"
"""Beside the stages in an attempt's times: waiting in line for a reader, for the model."""


class ProgressReporter(Protocol):
    """How a stage tells how far it is: the stage and how much of it is done (0..1)."""

    def __call__(self, stage: Stage, done: float = 0.0) -> None: ...


class TextReader(Protocol):
    """What reads pictures: the reader pool, or a stand-in."""

    def read_text(
        self, request: ReadRequest, deadline: Deadline, on_progress: Callable[[float], None]
    ) -> Text: ...


@dataclass(frozen=True, slots=True)
class StageContext:
    """What the stages work with."""

    paths: Paths
    text_reader: TextReader
    settings: Settings
    model: BudgetedModel | None
    page_seconds: float | None = None
    """What this machine's history allows for one page; None: the deadline alone."""


class BudgetedModel:
    """A language model to ask about one receipt, within what its history allows."""

    def __init__(self, model: LanguageModel, seconds: float | None = None) -> None:
        self._model = model
        self._allowed_seconds = seconds
        self.answer_seconds = 0.0
        """What the answer took, without waiting for a turn."""

    def extract_fields(self, text: Text, deadline: Deadline) -> ModelAnswer:
        """As `LanguageModel.extract_fields`; waiting for a turn costs none of the time allowed."""
        answer = self._model.extract_fields(text, deadline.limit_to(self._allowed_seconds))
        self.answer_seconds = answer.seconds
        return answer


def process(
    receipt: Receipt,
    original: Path,
    tools: StageContext,
    deadline: Deadline,
    report: ProgressReporter,
) -> Reading:
    """Read, extract and check one receipt.

    Raises a `ReceiptError` when a stage fails, the deadline passes or somebody cancels.
    """
    from receipt_desktop.extraction.extract import extract  # noqa: PLC0415 (off the way to the window)

    clock = StageClock()
    report(Stage.OPENING)
    request = build_read_request(receipt, original, tools)
    deadline.raise_if_over()
    clock.finish_stage(Stage.OPENING)
    report(Stage.READING)
    text = tools.text_reader.read_text(request, deadline, lambda done: report(Stage.READING, done))
    clock.finish_stage(Stage.READING, READER_WAIT, text.seconds)
    report(Stage.EXTRACTING)

    def asking() -> None:
        clock.finish_stage(Stage.EXTRACTING)
        report(Stage.ASKING)

    draft = extract(text, deadline, tools.model, date.today(), asking)  # noqa: DTZ011 (the day on the user's wall)
    if tools.model is None:
        clock.finish_stage(Stage.EXTRACTING)
    else:
        clock.finish_stage(Stage.ASKING, MODEL_WAIT, tools.model.answer_seconds)
    report(Stage.CHECKING)
    checked = check_draft(draft, text, date.today())  # noqa: DTZ011
    clock.finish_stage(Stage.CHECKING)
    report(Stage.SAVING)
    return Reading(checked, text, clock.total_seconds(), clock.stage_seconds, datetime.now(UTC))


def warm_up() -> None:
    """Load the rules and their facts, so that the first receipt need not wait for them."""
    from receipt_desktop.extraction import summaries  # noqa: PLC0415 (as above)
    from receipt_desktop.extraction.rules.extractor import extract_by_rules  # noqa: PLC0415 (as above)

    today = date.today()  # noqa: DTZ011
    line = Line("TOTAL 1.00", Box(0, 0, 100, 20), 1.0, 0)
    extract_by_rules(Text((line,), (), ()), today)
    summaries.load_locales(today)


def build_read_request(receipt: Receipt, original: Path, tools: StageContext) -> ReadRequest:
    """What the reader needs to know of this receipt."""
    settings, paths = tools.settings, tools.paths
    page = receipt.read_options.page
    name = receipt.content_hash if page is None else f"{receipt.content_hash}-{page}"
    prefix = f"pages/{name[:2]}/{name}"
    return ReadRequest(
        original=str(original),
        folder=str(paths.data / prefix),
        prefix=prefix,
        reader=receipt.read_options.reader or ReaderChoice(settings.reader),
        languages=settings.ocr_languages,
        page=page,
        limits=build_read_limits(settings),
        page_seconds=tools.page_seconds,
    )


def build_read_limits(settings: Settings) -> ReadLimits:
    """The largest file, picture and page count that are read."""
    return ReadLimits(
        max_bytes=settings.max_file_mb * 1_000_000,
        max_pixels=settings.max_megapixels * 1_000_000,
        max_pages=settings.max_pages,
    )


class StageClock:
    """Wall seconds of each stage and of the whole."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.stage_seconds: dict[str, float] = {}

    def finish_stage(self, stage: Stage, wait: str = "", own: float = 0.0) -> None:
        """End the stage now; with `own` seconds of it at work, the rest was the named wait."""
        now = time.perf_counter()
        whole = now - self._last
        self._last = now
        if wait and 0 < own <= whole:
            self.stage_seconds[wait] = round(whole - own, 3)
            whole = own
        self.stage_seconds[stage.value] = round(whole, 3)

    def total_seconds(self) -> float:
        """Seconds since the start."""
        return round(time.perf_counter() - self._start, 3)
