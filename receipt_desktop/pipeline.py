"""The life of one receipt: read, extract, check."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.pipeline_version import pipeline_version
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import Draft, Reading
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails, Stage
from receipt_desktop.extraction.llm.conversation import ModelAnswer
from receipt_desktop.extraction.llm.examples import Example
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.reading.request import ReadRequest, build_read_request
from receipt_desktop.validation.check import check_draft
from receipt_desktop.validation.copied_pages import leave_out_copies

READER_WAIT, MODEL_WAIT = "reader_wait", "model_wait"
"""Keys in the times of an attempt, beside the stages: waiting for a reader, for the model."""


class ProgressReporter(Protocol):
    """A callback for the progress: the stage and its done share (0..1)."""

    def __call__(self, stage: Stage, done: float = 0.0) -> None: ...


class TextReader(Protocol):
    """Reads a file to text: the reader pool."""

    def read_text(
        self, request: ReadRequest, deadline: Deadline, on_progress: Callable[[float], None]
    ) -> Text: ...


FindExamples = Callable[[Draft, Text], Sequence[ReceiptDetails]]
"""Finds receipts that a person has checked, like the one with this draft of the rules."""


def find_no_examples(_draft: Draft, _text: Text) -> Sequence[ReceiptDetails]:
    """No examples, where no receipts are known."""
    return ()


@dataclass(frozen=True, slots=True)
class StageContext:
    """Dependencies of the stages."""

    paths: Paths
    text_reader: TextReader
    settings: Settings
    model: BudgetedModel | None
    page_seconds: float | None = None
    """Seconds that the history of this machine allows for a page; None for the deadline alone."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """Tried in turn for a protected PDF."""
    find_examples: FindExamples = find_no_examples

    def build_request(self, receipt: Receipt, originals: Mapping[str, Path]) -> ReadRequest:
        """What the reader is asked for a receipt."""
        return build_read_request(
            receipt,
            originals,
            self.paths,
            self.settings,
            page_seconds=self.page_seconds,
            passwords=self.passwords,
        )


class BudgetedModel:
    """A language model with a time budget for one receipt, whose pictures are in a data folder."""

    def __init__(
        self, model: LanguageModel, data_folder: Path, seconds: float | None = None
    ) -> None:
        self._model = model
        self._data_folder = data_folder
        self._allowed_seconds = seconds
        self.answer_seconds = 0.0
        """Seconds of the answer, without the wait for the lock of the model."""

    def extract_fields(
        self,
        text: Text,
        deadline: Deadline,
        currency: str | None = None,
        examples: Sequence[Example] = (),
    ) -> ModelAnswer:
        """As `LanguageModel.extract_fields`; waiting for the lock does not use up the budget."""

        def load_pictures() -> tuple[bytes, ...]:
            from receipt_desktop.reading.model_pictures import load_model_pictures  # noqa: PLC0415 (loads the decoder)

            return load_model_pictures(text.pages, self._data_folder)

        budget = deadline.limit_to(self._allowed_seconds)
        answer = self._model.extract_fields(text, budget, currency, load_pictures, examples)
        self.answer_seconds = answer.seconds
        return answer


def process(
    receipt: Receipt,
    originals: Mapping[str, Path],
    context: StageContext,
    deadline: Deadline,
    report: ProgressReporter,
) -> Reading:
    """Read, extract and check one receipt, whose `originals` are the files by content hash.

    Raises a `ReceiptError` when a stage fails, the deadline passes or the attempt is cancelled.
    """
    clock = StageClock()
    report(Stage.OPENING)
    request = context.build_request(receipt, originals)
    deadline.raise_if_over()
    clock.finish_stage(Stage.OPENING)
    report(Stage.READING)
    text = context.text_reader.read_text(
        request, deadline, lambda done: report(Stage.READING, done)
    )
    clock.finish_stage(Stage.READING, READER_WAIT, text.seconds)
    report(Stage.EXTRACTING)
    draft = _extract_draft(leave_out_copies(text), context, deadline, clock, report)
    report(Stage.CHECKING)
    checked = check_draft(draft, text, _today())
    clock.finish_stage(Stage.CHECKING)
    report(Stage.SAVING)
    return Reading(
        checked,
        text,
        clock.total_seconds(),
        clock.stage_seconds,
        datetime.now(UTC),
        pipeline_version(),
    )


def _extract_draft(
    text: Text,
    context: StageContext,
    deadline: Deadline,
    clock: StageClock,
    report: ProgressReporter,
) -> Draft:
    from receipt_desktop.extraction.extract import extract  # noqa: PLC0415 (slow to load)

    def start_asking() -> None:
        clock.finish_stage(Stage.EXTRACTING)
        report(Stage.ASKING)

    draft = extract(
        text,
        deadline,
        context.model,
        _today(),
        start_asking,
        home_country=context.settings.known_home_country,
        home_currency=context.settings.home_currency or None,
        find_examples=context.find_examples,
    )
    if context.model is None:
        clock.finish_stage(Stage.EXTRACTING)
    else:
        clock.finish_stage(Stage.ASKING, MODEL_WAIT, context.model.answer_seconds)
    return draft


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the day on the user's wall)


def warm_up() -> None:
    """Load the rules, their facts and the version, so that the first receipt is not delayed."""
    from receipt_desktop.extraction import summaries  # noqa: PLC0415 (as above)
    from receipt_desktop.extraction.rules.extractor import extract_by_rules  # noqa: PLC0415 (as above)

    today = date.today()  # noqa: DTZ011
    line = Line("TOTAL 1.00", Box(0, 0, 100, 20), 1.0, 0)
    extract_by_rules(Text((line,), (), ()), today)
    summaries.load_locales(today)
    pipeline_version()


class StageClock:
    """Measures wall seconds of each stage and of all together."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.stage_seconds: dict[str, float] = {}

    def finish_stage(self, stage: Stage, wait: str = "", own: float = 0.0) -> None:
        """End a stage now; `own` seconds of it were work, the rest the wait named `wait`."""
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
